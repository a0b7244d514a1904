-- Generated from series.py by `python -m puhui.credit.indicators.compiling`. Do not edit.
SELECT
  CAST("enterprise" AS VARCHAR) AS "enterprise",
  CAST("as_of" AS DATE) AS "as_of",
  CAST("record_months" AS BIGINT) AS "record_months",
  CAST("sales_fen_m0" AS BIGINT) AS "sales_fen_m0",
  CAST("sales_fen_m1" AS BIGINT) AS "sales_fen_m1",
  CAST("sales_fen_m2" AS BIGINT) AS "sales_fen_m2",
  CAST("sales_fen_m3" AS BIGINT) AS "sales_fen_m3",
  CAST("sales_fen_m4" AS BIGINT) AS "sales_fen_m4",
  CAST("sales_fen_m5" AS BIGINT) AS "sales_fen_m5",
  CAST("sales_fen_m6" AS BIGINT) AS "sales_fen_m6",
  CAST("sales_fen_m7" AS BIGINT) AS "sales_fen_m7",
  CAST("sales_fen_m8" AS BIGINT) AS "sales_fen_m8",
  CAST("sales_fen_m9" AS BIGINT) AS "sales_fen_m9",
  CAST("sales_fen_m10" AS BIGINT) AS "sales_fen_m10",
  CAST("sales_fen_m11" AS BIGINT) AS "sales_fen_m11",
  CAST("sales_fen_m12" AS BIGINT) AS "sales_fen_m12",
  CAST("sales_fen_m13" AS BIGINT) AS "sales_fen_m13",
  CAST("sales_fen_m14" AS BIGINT) AS "sales_fen_m14",
  CAST("sales_fen_m15" AS BIGINT) AS "sales_fen_m15",
  CAST("sales_fen_m16" AS BIGINT) AS "sales_fen_m16",
  CAST("sales_fen_m17" AS BIGINT) AS "sales_fen_m17",
  CAST("sales_fen_m18" AS BIGINT) AS "sales_fen_m18",
  CAST("sales_fen_m19" AS BIGINT) AS "sales_fen_m19",
  CAST("sales_fen_m20" AS BIGINT) AS "sales_fen_m20",
  CAST("sales_fen_m21" AS BIGINT) AS "sales_fen_m21",
  CAST("sales_fen_m22" AS BIGINT) AS "sales_fen_m22",
  CAST("sales_fen_m23" AS BIGINT) AS "sales_fen_m23",
  CAST("sales_fen_m24" AS BIGINT) AS "sales_fen_m24",
  CAST("sales_fen_m25" AS BIGINT) AS "sales_fen_m25",
  CAST("sales_fen_m26" AS BIGINT) AS "sales_fen_m26",
  CAST("sales_fen_m27" AS BIGINT) AS "sales_fen_m27",
  CAST("sales_fen_m28" AS BIGINT) AS "sales_fen_m28",
  CAST("sales_fen_m29" AS BIGINT) AS "sales_fen_m29",
  CAST("sales_fen_m30" AS BIGINT) AS "sales_fen_m30",
  CAST("sales_fen_m31" AS BIGINT) AS "sales_fen_m31",
  CAST("sales_fen_m32" AS BIGINT) AS "sales_fen_m32",
  CAST("sales_fen_m33" AS BIGINT) AS "sales_fen_m33",
  CAST("sales_fen_m34" AS BIGINT) AS "sales_fen_m34",
  CAST("sales_fen_m35" AS BIGINT) AS "sales_fen_m35",
  CAST("purchases_fen_m0" AS BIGINT) AS "purchases_fen_m0",
  CAST("purchases_fen_m1" AS BIGINT) AS "purchases_fen_m1",
  CAST("purchases_fen_m2" AS BIGINT) AS "purchases_fen_m2",
  CAST("purchases_fen_m3" AS BIGINT) AS "purchases_fen_m3",
  CAST("purchases_fen_m4" AS BIGINT) AS "purchases_fen_m4",
  CAST("purchases_fen_m5" AS BIGINT) AS "purchases_fen_m5",
  CAST("purchases_fen_m6" AS BIGINT) AS "purchases_fen_m6",
  CAST("purchases_fen_m7" AS BIGINT) AS "purchases_fen_m7",
  CAST("purchases_fen_m8" AS BIGINT) AS "purchases_fen_m8",
  CAST("purchases_fen_m9" AS BIGINT) AS "purchases_fen_m9",
  CAST("purchases_fen_m10" AS BIGINT) AS "purchases_fen_m10",
  CAST("purchases_fen_m11" AS BIGINT) AS "purchases_fen_m11",
  CAST("purchases_fen_m12" AS BIGINT) AS "purchases_fen_m12",
  CAST("purchases_fen_m13" AS BIGINT) AS "purchases_fen_m13",
  CAST("purchases_fen_m14" AS BIGINT) AS "purchases_fen_m14",
  CAST("purchases_fen_m15" AS BIGINT) AS "purchases_fen_m15",
  CAST("purchases_fen_m16" AS BIGINT) AS "purchases_fen_m16",
  CAST("purchases_fen_m17" AS BIGINT) AS "purchases_fen_m17",
  CAST("purchases_fen_m18" AS BIGINT) AS "purchases_fen_m18",
  CAST("purchases_fen_m19" AS BIGINT) AS "purchases_fen_m19",
  CAST("purchases_fen_m20" AS BIGINT) AS "purchases_fen_m20",
  CAST("purchases_fen_m21" AS BIGINT) AS "purchases_fen_m21",
  CAST("purchases_fen_m22" AS BIGINT) AS "purchases_fen_m22",
  CAST("purchases_fen_m23" AS BIGINT) AS "purchases_fen_m23",
  CAST("purchases_fen_m24" AS BIGINT) AS "purchases_fen_m24",
  CAST("purchases_fen_m25" AS BIGINT) AS "purchases_fen_m25",
  CAST("purchases_fen_m26" AS BIGINT) AS "purchases_fen_m26",
  CAST("purchases_fen_m27" AS BIGINT) AS "purchases_fen_m27",
  CAST("purchases_fen_m28" AS BIGINT) AS "purchases_fen_m28",
  CAST("purchases_fen_m29" AS BIGINT) AS "purchases_fen_m29",
  CAST("purchases_fen_m30" AS BIGINT) AS "purchases_fen_m30",
  CAST("purchases_fen_m31" AS BIGINT) AS "purchases_fen_m31",
  CAST("purchases_fen_m32" AS BIGINT) AS "purchases_fen_m32",
  CAST("purchases_fen_m33" AS BIGINT) AS "purchases_fen_m33",
  CAST("purchases_fen_m34" AS BIGINT) AS "purchases_fen_m34",
  CAST("purchases_fen_m35" AS BIGINT) AS "purchases_fen_m35",
  CAST("rows_m0" AS BIGINT) AS "rows_m0",
  CAST("rows_m1" AS BIGINT) AS "rows_m1",
  CAST("rows_m2" AS BIGINT) AS "rows_m2",
  CAST("rows_m3" AS BIGINT) AS "rows_m3",
  CAST("rows_m4" AS BIGINT) AS "rows_m4",
  CAST("rows_m5" AS BIGINT) AS "rows_m5",
  CAST("rows_m6" AS BIGINT) AS "rows_m6",
  CAST("rows_m7" AS BIGINT) AS "rows_m7",
  CAST("rows_m8" AS BIGINT) AS "rows_m8",
  CAST("rows_m9" AS BIGINT) AS "rows_m9",
  CAST("rows_m10" AS BIGINT) AS "rows_m10",
  CAST("rows_m11" AS BIGINT) AS "rows_m11",
  CAST("rows_m12" AS BIGINT) AS "rows_m12",
  CAST("rows_m13" AS BIGINT) AS "rows_m13",
  CAST("rows_m14" AS BIGINT) AS "rows_m14",
  CAST("rows_m15" AS BIGINT) AS "rows_m15",
  CAST("rows_m16" AS BIGINT) AS "rows_m16",
  CAST("rows_m17" AS BIGINT) AS "rows_m17",
  CAST("rows_m18" AS BIGINT) AS "rows_m18",
  CAST("rows_m19" AS BIGINT) AS "rows_m19",
  CAST("rows_m20" AS BIGINT) AS "rows_m20",
  CAST("rows_m21" AS BIGINT) AS "rows_m21",
  CAST("rows_m22" AS BIGINT) AS "rows_m22",
  CAST("rows_m23" AS BIGINT) AS "rows_m23",
  CAST("rows_m24" AS BIGINT) AS "rows_m24",
  CAST("rows_m25" AS BIGINT) AS "rows_m25",
  CAST("rows_m26" AS BIGINT) AS "rows_m26",
  CAST("rows_m27" AS BIGINT) AS "rows_m27",
  CAST("rows_m28" AS BIGINT) AS "rows_m28",
  CAST("rows_m29" AS BIGINT) AS "rows_m29",
  CAST("rows_m30" AS BIGINT) AS "rows_m30",
  CAST("rows_m31" AS BIGINT) AS "rows_m31",
  CAST("rows_m32" AS BIGINT) AS "rows_m32",
  CAST("rows_m33" AS BIGINT) AS "rows_m33",
  CAST("rows_m34" AS BIGINT) AS "rows_m34",
  CAST("rows_m35" AS BIGINT) AS "rows_m35"
FROM (
WITH "t5" AS (
  SELECT
    "t0"."enterprise",
    "t0"."as_of",
    DATE_TRUNC('MONTH', "t0"."as_of" + INTERVAL '1' DAY) - INTERVAL '1' DAY AS "until"
  FROM "subjects" AS "t0"
)
SELECT
  "t7"."enterprise",
  "t7"."until" AS "as_of",
  GREATEST(COALESCE("t19"."sales_fen_oldest", -1), COALESCE("t20"."purchases_fen_oldest", -1)) + 1 AS "record_months",
  "t19"."sales_fen_m0",
  "t19"."sales_fen_m1",
  "t19"."sales_fen_m2",
  "t19"."sales_fen_m3",
  "t19"."sales_fen_m4",
  "t19"."sales_fen_m5",
  "t19"."sales_fen_m6",
  "t19"."sales_fen_m7",
  "t19"."sales_fen_m8",
  "t19"."sales_fen_m9",
  "t19"."sales_fen_m10",
  "t19"."sales_fen_m11",
  "t19"."sales_fen_m12",
  "t19"."sales_fen_m13",
  "t19"."sales_fen_m14",
  "t19"."sales_fen_m15",
  "t19"."sales_fen_m16",
  "t19"."sales_fen_m17",
  "t19"."sales_fen_m18",
  "t19"."sales_fen_m19",
  "t19"."sales_fen_m20",
  "t19"."sales_fen_m21",
  "t19"."sales_fen_m22",
  "t19"."sales_fen_m23",
  "t19"."sales_fen_m24",
  "t19"."sales_fen_m25",
  "t19"."sales_fen_m26",
  "t19"."sales_fen_m27",
  "t19"."sales_fen_m28",
  "t19"."sales_fen_m29",
  "t19"."sales_fen_m30",
  "t19"."sales_fen_m31",
  "t19"."sales_fen_m32",
  "t19"."sales_fen_m33",
  "t19"."sales_fen_m34",
  "t19"."sales_fen_m35",
  "t20"."purchases_fen_m0",
  "t20"."purchases_fen_m1",
  "t20"."purchases_fen_m2",
  "t20"."purchases_fen_m3",
  "t20"."purchases_fen_m4",
  "t20"."purchases_fen_m5",
  "t20"."purchases_fen_m6",
  "t20"."purchases_fen_m7",
  "t20"."purchases_fen_m8",
  "t20"."purchases_fen_m9",
  "t20"."purchases_fen_m10",
  "t20"."purchases_fen_m11",
  "t20"."purchases_fen_m12",
  "t20"."purchases_fen_m13",
  "t20"."purchases_fen_m14",
  "t20"."purchases_fen_m15",
  "t20"."purchases_fen_m16",
  "t20"."purchases_fen_m17",
  "t20"."purchases_fen_m18",
  "t20"."purchases_fen_m19",
  "t20"."purchases_fen_m20",
  "t20"."purchases_fen_m21",
  "t20"."purchases_fen_m22",
  "t20"."purchases_fen_m23",
  "t20"."purchases_fen_m24",
  "t20"."purchases_fen_m25",
  "t20"."purchases_fen_m26",
  "t20"."purchases_fen_m27",
  "t20"."purchases_fen_m28",
  "t20"."purchases_fen_m29",
  "t20"."purchases_fen_m30",
  "t20"."purchases_fen_m31",
  "t20"."purchases_fen_m32",
  "t20"."purchases_fen_m33",
  "t20"."purchases_fen_m34",
  "t20"."purchases_fen_m35",
  COALESCE("t19"."sales_fen_rows_m0", 0) + 0 + COALESCE("t20"."purchases_fen_rows_m0", 0) AS "rows_m0",
  COALESCE("t19"."sales_fen_rows_m1", 0) + 0 + COALESCE("t20"."purchases_fen_rows_m1", 0) AS "rows_m1",
  COALESCE("t19"."sales_fen_rows_m2", 0) + 0 + COALESCE("t20"."purchases_fen_rows_m2", 0) AS "rows_m2",
  COALESCE("t19"."sales_fen_rows_m3", 0) + 0 + COALESCE("t20"."purchases_fen_rows_m3", 0) AS "rows_m3",
  COALESCE("t19"."sales_fen_rows_m4", 0) + 0 + COALESCE("t20"."purchases_fen_rows_m4", 0) AS "rows_m4",
  COALESCE("t19"."sales_fen_rows_m5", 0) + 0 + COALESCE("t20"."purchases_fen_rows_m5", 0) AS "rows_m5",
  COALESCE("t19"."sales_fen_rows_m6", 0) + 0 + COALESCE("t20"."purchases_fen_rows_m6", 0) AS "rows_m6",
  COALESCE("t19"."sales_fen_rows_m7", 0) + 0 + COALESCE("t20"."purchases_fen_rows_m7", 0) AS "rows_m7",
  COALESCE("t19"."sales_fen_rows_m8", 0) + 0 + COALESCE("t20"."purchases_fen_rows_m8", 0) AS "rows_m8",
  COALESCE("t19"."sales_fen_rows_m9", 0) + 0 + COALESCE("t20"."purchases_fen_rows_m9", 0) AS "rows_m9",
  COALESCE("t19"."sales_fen_rows_m10", 0) + 0 + COALESCE("t20"."purchases_fen_rows_m10", 0) AS "rows_m10",
  COALESCE("t19"."sales_fen_rows_m11", 0) + 0 + COALESCE("t20"."purchases_fen_rows_m11", 0) AS "rows_m11",
  COALESCE("t19"."sales_fen_rows_m12", 0) + 0 + COALESCE("t20"."purchases_fen_rows_m12", 0) AS "rows_m12",
  COALESCE("t19"."sales_fen_rows_m13", 0) + 0 + COALESCE("t20"."purchases_fen_rows_m13", 0) AS "rows_m13",
  COALESCE("t19"."sales_fen_rows_m14", 0) + 0 + COALESCE("t20"."purchases_fen_rows_m14", 0) AS "rows_m14",
  COALESCE("t19"."sales_fen_rows_m15", 0) + 0 + COALESCE("t20"."purchases_fen_rows_m15", 0) AS "rows_m15",
  COALESCE("t19"."sales_fen_rows_m16", 0) + 0 + COALESCE("t20"."purchases_fen_rows_m16", 0) AS "rows_m16",
  COALESCE("t19"."sales_fen_rows_m17", 0) + 0 + COALESCE("t20"."purchases_fen_rows_m17", 0) AS "rows_m17",
  COALESCE("t19"."sales_fen_rows_m18", 0) + 0 + COALESCE("t20"."purchases_fen_rows_m18", 0) AS "rows_m18",
  COALESCE("t19"."sales_fen_rows_m19", 0) + 0 + COALESCE("t20"."purchases_fen_rows_m19", 0) AS "rows_m19",
  COALESCE("t19"."sales_fen_rows_m20", 0) + 0 + COALESCE("t20"."purchases_fen_rows_m20", 0) AS "rows_m20",
  COALESCE("t19"."sales_fen_rows_m21", 0) + 0 + COALESCE("t20"."purchases_fen_rows_m21", 0) AS "rows_m21",
  COALESCE("t19"."sales_fen_rows_m22", 0) + 0 + COALESCE("t20"."purchases_fen_rows_m22", 0) AS "rows_m22",
  COALESCE("t19"."sales_fen_rows_m23", 0) + 0 + COALESCE("t20"."purchases_fen_rows_m23", 0) AS "rows_m23",
  COALESCE("t19"."sales_fen_rows_m24", 0) + 0 + COALESCE("t20"."purchases_fen_rows_m24", 0) AS "rows_m24",
  COALESCE("t19"."sales_fen_rows_m25", 0) + 0 + COALESCE("t20"."purchases_fen_rows_m25", 0) AS "rows_m25",
  COALESCE("t19"."sales_fen_rows_m26", 0) + 0 + COALESCE("t20"."purchases_fen_rows_m26", 0) AS "rows_m26",
  COALESCE("t19"."sales_fen_rows_m27", 0) + 0 + COALESCE("t20"."purchases_fen_rows_m27", 0) AS "rows_m27",
  COALESCE("t19"."sales_fen_rows_m28", 0) + 0 + COALESCE("t20"."purchases_fen_rows_m28", 0) AS "rows_m28",
  COALESCE("t19"."sales_fen_rows_m29", 0) + 0 + COALESCE("t20"."purchases_fen_rows_m29", 0) AS "rows_m29",
  COALESCE("t19"."sales_fen_rows_m30", 0) + 0 + COALESCE("t20"."purchases_fen_rows_m30", 0) AS "rows_m30",
  COALESCE("t19"."sales_fen_rows_m31", 0) + 0 + COALESCE("t20"."purchases_fen_rows_m31", 0) AS "rows_m31",
  COALESCE("t19"."sales_fen_rows_m32", 0) + 0 + COALESCE("t20"."purchases_fen_rows_m32", 0) AS "rows_m32",
  COALESCE("t19"."sales_fen_rows_m33", 0) + 0 + COALESCE("t20"."purchases_fen_rows_m33", 0) AS "rows_m33",
  COALESCE("t19"."sales_fen_rows_m34", 0) + 0 + COALESCE("t20"."purchases_fen_rows_m34", 0) AS "rows_m34",
  COALESCE("t19"."sales_fen_rows_m35", 0) + 0 + COALESCE("t20"."purchases_fen_rows_m35", 0) AS "rows_m35"
FROM "t5" AS "t7"
LEFT OUTER JOIN (
  SELECT
    "t15"."enterprise" AS "key0",
    "t15"."sales_fen_oldest",
    "t15"."sales_fen_m0",
    "t15"."sales_fen_m1",
    "t15"."sales_fen_m2",
    "t15"."sales_fen_m3",
    "t15"."sales_fen_m4",
    "t15"."sales_fen_m5",
    "t15"."sales_fen_m6",
    "t15"."sales_fen_m7",
    "t15"."sales_fen_m8",
    "t15"."sales_fen_m9",
    "t15"."sales_fen_m10",
    "t15"."sales_fen_m11",
    "t15"."sales_fen_m12",
    "t15"."sales_fen_m13",
    "t15"."sales_fen_m14",
    "t15"."sales_fen_m15",
    "t15"."sales_fen_m16",
    "t15"."sales_fen_m17",
    "t15"."sales_fen_m18",
    "t15"."sales_fen_m19",
    "t15"."sales_fen_m20",
    "t15"."sales_fen_m21",
    "t15"."sales_fen_m22",
    "t15"."sales_fen_m23",
    "t15"."sales_fen_m24",
    "t15"."sales_fen_m25",
    "t15"."sales_fen_m26",
    "t15"."sales_fen_m27",
    "t15"."sales_fen_m28",
    "t15"."sales_fen_m29",
    "t15"."sales_fen_m30",
    "t15"."sales_fen_m31",
    "t15"."sales_fen_m32",
    "t15"."sales_fen_m33",
    "t15"."sales_fen_m34",
    "t15"."sales_fen_m35",
    "t15"."sales_fen_rows_m0",
    "t15"."sales_fen_rows_m1",
    "t15"."sales_fen_rows_m2",
    "t15"."sales_fen_rows_m3",
    "t15"."sales_fen_rows_m4",
    "t15"."sales_fen_rows_m5",
    "t15"."sales_fen_rows_m6",
    "t15"."sales_fen_rows_m7",
    "t15"."sales_fen_rows_m8",
    "t15"."sales_fen_rows_m9",
    "t15"."sales_fen_rows_m10",
    "t15"."sales_fen_rows_m11",
    "t15"."sales_fen_rows_m12",
    "t15"."sales_fen_rows_m13",
    "t15"."sales_fen_rows_m14",
    "t15"."sales_fen_rows_m15",
    "t15"."sales_fen_rows_m16",
    "t15"."sales_fen_rows_m17",
    "t15"."sales_fen_rows_m18",
    "t15"."sales_fen_rows_m19",
    "t15"."sales_fen_rows_m20",
    "t15"."sales_fen_rows_m21",
    "t15"."sales_fen_rows_m22",
    "t15"."sales_fen_rows_m23",
    "t15"."sales_fen_rows_m24",
    "t15"."sales_fen_rows_m25",
    "t15"."sales_fen_rows_m26",
    "t15"."sales_fen_rows_m27",
    "t15"."sales_fen_rows_m28",
    "t15"."sales_fen_rows_m29",
    "t15"."sales_fen_rows_m30",
    "t15"."sales_fen_rows_m31",
    "t15"."sales_fen_rows_m32",
    "t15"."sales_fen_rows_m33",
    "t15"."sales_fen_rows_m34",
    "t15"."sales_fen_rows_m35"
  FROM (
    SELECT
      "t13"."enterprise",
      MAX("t13"."ago") AS "sales_fen_oldest",
      COALESCE(SUM("t13"."amount") FILTER(WHERE
        "t13"."ago" = 0), 0) AS "sales_fen_m0",
      COALESCE(SUM("t13"."amount") FILTER(WHERE
        "t13"."ago" = 1), 0) AS "sales_fen_m1",
      COALESCE(SUM("t13"."amount") FILTER(WHERE
        "t13"."ago" = 2), 0) AS "sales_fen_m2",
      COALESCE(SUM("t13"."amount") FILTER(WHERE
        "t13"."ago" = 3), 0) AS "sales_fen_m3",
      COALESCE(SUM("t13"."amount") FILTER(WHERE
        "t13"."ago" = 4), 0) AS "sales_fen_m4",
      COALESCE(SUM("t13"."amount") FILTER(WHERE
        "t13"."ago" = 5), 0) AS "sales_fen_m5",
      COALESCE(SUM("t13"."amount") FILTER(WHERE
        "t13"."ago" = 6), 0) AS "sales_fen_m6",
      COALESCE(SUM("t13"."amount") FILTER(WHERE
        "t13"."ago" = 7), 0) AS "sales_fen_m7",
      COALESCE(SUM("t13"."amount") FILTER(WHERE
        "t13"."ago" = 8), 0) AS "sales_fen_m8",
      COALESCE(SUM("t13"."amount") FILTER(WHERE
        "t13"."ago" = 9), 0) AS "sales_fen_m9",
      COALESCE(SUM("t13"."amount") FILTER(WHERE
        "t13"."ago" = 10), 0) AS "sales_fen_m10",
      COALESCE(SUM("t13"."amount") FILTER(WHERE
        "t13"."ago" = 11), 0) AS "sales_fen_m11",
      COALESCE(SUM("t13"."amount") FILTER(WHERE
        "t13"."ago" = 12), 0) AS "sales_fen_m12",
      COALESCE(SUM("t13"."amount") FILTER(WHERE
        "t13"."ago" = 13), 0) AS "sales_fen_m13",
      COALESCE(SUM("t13"."amount") FILTER(WHERE
        "t13"."ago" = 14), 0) AS "sales_fen_m14",
      COALESCE(SUM("t13"."amount") FILTER(WHERE
        "t13"."ago" = 15), 0) AS "sales_fen_m15",
      COALESCE(SUM("t13"."amount") FILTER(WHERE
        "t13"."ago" = 16), 0) AS "sales_fen_m16",
      COALESCE(SUM("t13"."amount") FILTER(WHERE
        "t13"."ago" = 17), 0) AS "sales_fen_m17",
      COALESCE(SUM("t13"."amount") FILTER(WHERE
        "t13"."ago" = 18), 0) AS "sales_fen_m18",
      COALESCE(SUM("t13"."amount") FILTER(WHERE
        "t13"."ago" = 19), 0) AS "sales_fen_m19",
      COALESCE(SUM("t13"."amount") FILTER(WHERE
        "t13"."ago" = 20), 0) AS "sales_fen_m20",
      COALESCE(SUM("t13"."amount") FILTER(WHERE
        "t13"."ago" = 21), 0) AS "sales_fen_m21",
      COALESCE(SUM("t13"."amount") FILTER(WHERE
        "t13"."ago" = 22), 0) AS "sales_fen_m22",
      COALESCE(SUM("t13"."amount") FILTER(WHERE
        "t13"."ago" = 23), 0) AS "sales_fen_m23",
      COALESCE(SUM("t13"."amount") FILTER(WHERE
        "t13"."ago" = 24), 0) AS "sales_fen_m24",
      COALESCE(SUM("t13"."amount") FILTER(WHERE
        "t13"."ago" = 25), 0) AS "sales_fen_m25",
      COALESCE(SUM("t13"."amount") FILTER(WHERE
        "t13"."ago" = 26), 0) AS "sales_fen_m26",
      COALESCE(SUM("t13"."amount") FILTER(WHERE
        "t13"."ago" = 27), 0) AS "sales_fen_m27",
      COALESCE(SUM("t13"."amount") FILTER(WHERE
        "t13"."ago" = 28), 0) AS "sales_fen_m28",
      COALESCE(SUM("t13"."amount") FILTER(WHERE
        "t13"."ago" = 29), 0) AS "sales_fen_m29",
      COALESCE(SUM("t13"."amount") FILTER(WHERE
        "t13"."ago" = 30), 0) AS "sales_fen_m30",
      COALESCE(SUM("t13"."amount") FILTER(WHERE
        "t13"."ago" = 31), 0) AS "sales_fen_m31",
      COALESCE(SUM("t13"."amount") FILTER(WHERE
        "t13"."ago" = 32), 0) AS "sales_fen_m32",
      COALESCE(SUM("t13"."amount") FILTER(WHERE
        "t13"."ago" = 33), 0) AS "sales_fen_m33",
      COALESCE(SUM("t13"."amount") FILTER(WHERE
        "t13"."ago" = 34), 0) AS "sales_fen_m34",
      COALESCE(SUM("t13"."amount") FILTER(WHERE
        "t13"."ago" = 35), 0) AS "sales_fen_m35",
      COALESCE(SUM("t13"."rows") FILTER(WHERE
        "t13"."ago" = 0), 0) AS "sales_fen_rows_m0",
      COALESCE(SUM("t13"."rows") FILTER(WHERE
        "t13"."ago" = 1), 0) AS "sales_fen_rows_m1",
      COALESCE(SUM("t13"."rows") FILTER(WHERE
        "t13"."ago" = 2), 0) AS "sales_fen_rows_m2",
      COALESCE(SUM("t13"."rows") FILTER(WHERE
        "t13"."ago" = 3), 0) AS "sales_fen_rows_m3",
      COALESCE(SUM("t13"."rows") FILTER(WHERE
        "t13"."ago" = 4), 0) AS "sales_fen_rows_m4",
      COALESCE(SUM("t13"."rows") FILTER(WHERE
        "t13"."ago" = 5), 0) AS "sales_fen_rows_m5",
      COALESCE(SUM("t13"."rows") FILTER(WHERE
        "t13"."ago" = 6), 0) AS "sales_fen_rows_m6",
      COALESCE(SUM("t13"."rows") FILTER(WHERE
        "t13"."ago" = 7), 0) AS "sales_fen_rows_m7",
      COALESCE(SUM("t13"."rows") FILTER(WHERE
        "t13"."ago" = 8), 0) AS "sales_fen_rows_m8",
      COALESCE(SUM("t13"."rows") FILTER(WHERE
        "t13"."ago" = 9), 0) AS "sales_fen_rows_m9",
      COALESCE(SUM("t13"."rows") FILTER(WHERE
        "t13"."ago" = 10), 0) AS "sales_fen_rows_m10",
      COALESCE(SUM("t13"."rows") FILTER(WHERE
        "t13"."ago" = 11), 0) AS "sales_fen_rows_m11",
      COALESCE(SUM("t13"."rows") FILTER(WHERE
        "t13"."ago" = 12), 0) AS "sales_fen_rows_m12",
      COALESCE(SUM("t13"."rows") FILTER(WHERE
        "t13"."ago" = 13), 0) AS "sales_fen_rows_m13",
      COALESCE(SUM("t13"."rows") FILTER(WHERE
        "t13"."ago" = 14), 0) AS "sales_fen_rows_m14",
      COALESCE(SUM("t13"."rows") FILTER(WHERE
        "t13"."ago" = 15), 0) AS "sales_fen_rows_m15",
      COALESCE(SUM("t13"."rows") FILTER(WHERE
        "t13"."ago" = 16), 0) AS "sales_fen_rows_m16",
      COALESCE(SUM("t13"."rows") FILTER(WHERE
        "t13"."ago" = 17), 0) AS "sales_fen_rows_m17",
      COALESCE(SUM("t13"."rows") FILTER(WHERE
        "t13"."ago" = 18), 0) AS "sales_fen_rows_m18",
      COALESCE(SUM("t13"."rows") FILTER(WHERE
        "t13"."ago" = 19), 0) AS "sales_fen_rows_m19",
      COALESCE(SUM("t13"."rows") FILTER(WHERE
        "t13"."ago" = 20), 0) AS "sales_fen_rows_m20",
      COALESCE(SUM("t13"."rows") FILTER(WHERE
        "t13"."ago" = 21), 0) AS "sales_fen_rows_m21",
      COALESCE(SUM("t13"."rows") FILTER(WHERE
        "t13"."ago" = 22), 0) AS "sales_fen_rows_m22",
      COALESCE(SUM("t13"."rows") FILTER(WHERE
        "t13"."ago" = 23), 0) AS "sales_fen_rows_m23",
      COALESCE(SUM("t13"."rows") FILTER(WHERE
        "t13"."ago" = 24), 0) AS "sales_fen_rows_m24",
      COALESCE(SUM("t13"."rows") FILTER(WHERE
        "t13"."ago" = 25), 0) AS "sales_fen_rows_m25",
      COALESCE(SUM("t13"."rows") FILTER(WHERE
        "t13"."ago" = 26), 0) AS "sales_fen_rows_m26",
      COALESCE(SUM("t13"."rows") FILTER(WHERE
        "t13"."ago" = 27), 0) AS "sales_fen_rows_m27",
      COALESCE(SUM("t13"."rows") FILTER(WHERE
        "t13"."ago" = 28), 0) AS "sales_fen_rows_m28",
      COALESCE(SUM("t13"."rows") FILTER(WHERE
        "t13"."ago" = 29), 0) AS "sales_fen_rows_m29",
      COALESCE(SUM("t13"."rows") FILTER(WHERE
        "t13"."ago" = 30), 0) AS "sales_fen_rows_m30",
      COALESCE(SUM("t13"."rows") FILTER(WHERE
        "t13"."ago" = 31), 0) AS "sales_fen_rows_m31",
      COALESCE(SUM("t13"."rows") FILTER(WHERE
        "t13"."ago" = 32), 0) AS "sales_fen_rows_m32",
      COALESCE(SUM("t13"."rows") FILTER(WHERE
        "t13"."ago" = 33), 0) AS "sales_fen_rows_m33",
      COALESCE(SUM("t13"."rows") FILTER(WHERE
        "t13"."ago" = 34), 0) AS "sales_fen_rows_m34",
      COALESCE(SUM("t13"."rows") FILTER(WHERE
        "t13"."ago" = 35), 0) AS "sales_fen_rows_m35"
    FROM (
      SELECT
        "t11"."enterprise",
        "t11"."ago",
        COALESCE(SUM("t11"."amount_fen") FILTER(WHERE
          "t11"."valid"), 0) AS "amount",
        COUNT(*) AS "rows"
      FROM (
        SELECT DISTINCT
          "t9"."enterprise",
          "t9"."invoice_no",
          "t9"."issued_on",
          "t9"."amount_fen",
          "t9"."tax_fen",
          "t9"."status" = 'valid' AS "valid",
          CAST((
            (
              EXTRACT(year FROM "t9"."until") - EXTRACT(year FROM "t9"."issued_on")
            ) * 12
          ) + (
            EXTRACT(month FROM "t9"."until") - EXTRACT(month FROM "t9"."issued_on")
          ) AS INT) AS "ago"
        FROM (
          SELECT
            "t3"."enterprise",
            "t3"."invoice_no",
            "t3"."issued_on",
            "t3"."counterparty",
            "t3"."amount_fen",
            "t3"."tax_fen",
            "t3"."status",
            "t8"."as_of",
            "t8"."until"
          FROM "sales" AS "t3"
          INNER JOIN "t5" AS "t8"
            ON "t3"."enterprise" = "t8"."enterprise"
        ) AS "t9"
        WHERE
          "t9"."issued_on" <= "t9"."until"
      ) AS "t11"
      GROUP BY
        1,
        2
    ) AS "t13"
    GROUP BY
      1
  ) AS "t15"
) AS "t19"
  ON "t7"."enterprise" = "t19"."key0"
LEFT OUTER JOIN (
  SELECT
    "t16"."enterprise" AS "key1",
    "t16"."purchases_fen_oldest",
    "t16"."purchases_fen_m0",
    "t16"."purchases_fen_m1",
    "t16"."purchases_fen_m2",
    "t16"."purchases_fen_m3",
    "t16"."purchases_fen_m4",
    "t16"."purchases_fen_m5",
    "t16"."purchases_fen_m6",
    "t16"."purchases_fen_m7",
    "t16"."purchases_fen_m8",
    "t16"."purchases_fen_m9",
    "t16"."purchases_fen_m10",
    "t16"."purchases_fen_m11",
    "t16"."purchases_fen_m12",
    "t16"."purchases_fen_m13",
    "t16"."purchases_fen_m14",
    "t16"."purchases_fen_m15",
    "t16"."purchases_fen_m16",
    "t16"."purchases_fen_m17",
    "t16"."purchases_fen_m18",
    "t16"."purchases_fen_m19",
    "t16"."purchases_fen_m20",
    "t16"."purchases_fen_m21",
    "t16"."purchases_fen_m22",
    "t16"."purchases_fen_m23",
    "t16"."purchases_fen_m24",
    "t16"."purchases_fen_m25",
    "t16"."purchases_fen_m26",
    "t16"."purchases_fen_m27",
    "t16"."purchases_fen_m28",
    "t16"."purchases_fen_m29",
    "t16"."purchases_fen_m30",
    "t16"."purchases_fen_m31",
    "t16"."purchases_fen_m32",
    "t16"."purchases_fen_m33",
    "t16"."purchases_fen_m34",
    "t16"."purchases_fen_m35",
    "t16"."purchases_fen_rows_m0",
    "t16"."purchases_fen_rows_m1",
    "t16"."purchases_fen_rows_m2",
    "t16"."purchases_fen_rows_m3",
    "t16"."purchases_fen_rows_m4",
    "t16"."purchases_fen_rows_m5",
    "t16"."purchases_fen_rows_m6",
    "t16"."purchases_fen_rows_m7",
    "t16"."purchases_fen_rows_m8",
    "t16"."purchases_fen_rows_m9",
    "t16"."purchases_fen_rows_m10",
    "t16"."purchases_fen_rows_m11",
    "t16"."purchases_fen_rows_m12",
    "t16"."purchases_fen_rows_m13",
    "t16"."purchases_fen_rows_m14",
    "t16"."purchases_fen_rows_m15",
    "t16"."purchases_fen_rows_m16",
    "t16"."purchases_fen_rows_m17",
    "t16"."purchases_fen_rows_m18",
    "t16"."purchases_fen_rows_m19",
    "t16"."purchases_fen_rows_m20",
    "t16"."purchases_fen_rows_m21",
    "t16"."purchases_fen_rows_m22",
    "t16"."purchases_fen_rows_m23",
    "t16"."purchases_fen_rows_m24",
    "t16"."purchases_fen_rows_m25",
    "t16"."purchases_fen_rows_m26",
    "t16"."purchases_fen_rows_m27",
    "t16"."purchases_fen_rows_m28",
    "t16"."purchases_fen_rows_m29",
    "t16"."purchases_fen_rows_m30",
    "t16"."purchases_fen_rows_m31",
    "t16"."purchases_fen_rows_m32",
    "t16"."purchases_fen_rows_m33",
    "t16"."purchases_fen_rows_m34",
    "t16"."purchases_fen_rows_m35"
  FROM (
    SELECT
      "t14"."enterprise",
      MAX("t14"."ago") AS "purchases_fen_oldest",
      COALESCE(SUM("t14"."amount") FILTER(WHERE
        "t14"."ago" = 0), 0) AS "purchases_fen_m0",
      COALESCE(SUM("t14"."amount") FILTER(WHERE
        "t14"."ago" = 1), 0) AS "purchases_fen_m1",
      COALESCE(SUM("t14"."amount") FILTER(WHERE
        "t14"."ago" = 2), 0) AS "purchases_fen_m2",
      COALESCE(SUM("t14"."amount") FILTER(WHERE
        "t14"."ago" = 3), 0) AS "purchases_fen_m3",
      COALESCE(SUM("t14"."amount") FILTER(WHERE
        "t14"."ago" = 4), 0) AS "purchases_fen_m4",
      COALESCE(SUM("t14"."amount") FILTER(WHERE
        "t14"."ago" = 5), 0) AS "purchases_fen_m5",
      COALESCE(SUM("t14"."amount") FILTER(WHERE
        "t14"."ago" = 6), 0) AS "purchases_fen_m6",
      COALESCE(SUM("t14"."amount") FILTER(WHERE
        "t14"."ago" = 7), 0) AS "purchases_fen_m7",
      COALESCE(SUM("t14"."amount") FILTER(WHERE
        "t14"."ago" = 8), 0) AS "purchases_fen_m8",
      COALESCE(SUM("t14"."amount") FILTER(WHERE
        "t14"."ago" = 9), 0) AS "purchases_fen_m9",
      COALESCE(SUM("t14"."amount") FILTER(WHERE
        "t14"."ago" = 10), 0) AS "purchases_fen_m10",
      COALESCE(SUM("t14"."amount") FILTER(WHERE
        "t14"."ago" = 11), 0) AS "purchases_fen_m11",
      COALESCE(SUM("t14"."amount") FILTER(WHERE
        "t14"."ago" = 12), 0) AS "purchases_fen_m12",
      COALESCE(SUM("t14"."amount") FILTER(WHERE
        "t14"."ago" = 13), 0) AS "purchases_fen_m13",
      COALESCE(SUM("t14"."amount") FILTER(WHERE
        "t14"."ago" = 14), 0) AS "purchases_fen_m14",
      COALESCE(SUM("t14"."amount") FILTER(WHERE
        "t14"."ago" = 15), 0) AS "purchases_fen_m15",
      COALESCE(SUM("t14"."amount") FILTER(WHERE
        "t14"."ago" = 16), 0) AS "purchases_fen_m16",
      COALESCE(SUM("t14"."amount") FILTER(WHERE
        "t14"."ago" = 17), 0) AS "purchases_fen_m17",
      COALESCE(SUM("t14"."amount") FILTER(WHERE
        "t14"."ago" = 18), 0) AS "purchases_fen_m18",
      COALESCE(SUM("t14"."amount") FILTER(WHERE
        "t14"."ago" = 19), 0) AS "purchases_fen_m19",
      COALESCE(SUM("t14"."amount") FILTER(WHERE
        "t14"."ago" = 20), 0) AS "purchases_fen_m20",
      COALESCE(SUM("t14"."amount") FILTER(WHERE
        "t14"."ago" = 21), 0) AS "purchases_fen_m21",
      COALESCE(SUM("t14"."amount") FILTER(WHERE
        "t14"."ago" = 22), 0) AS "purchases_fen_m22",
      COALESCE(SUM("t14"."amount") FILTER(WHERE
        "t14"."ago" = 23), 0) AS "purchases_fen_m23",
      COALESCE(SUM("t14"."amount") FILTER(WHERE
        "t14"."ago" = 24), 0) AS "purchases_fen_m24",
      COALESCE(SUM("t14"."amount") FILTER(WHERE
        "t14"."ago" = 25), 0) AS "purchases_fen_m25",
      COALESCE(SUM("t14"."amount") FILTER(WHERE
        "t14"."ago" = 26), 0) AS "purchases_fen_m26",
      COALESCE(SUM("t14"."amount") FILTER(WHERE
        "t14"."ago" = 27), 0) AS "purchases_fen_m27",
      COALESCE(SUM("t14"."amount") FILTER(WHERE
        "t14"."ago" = 28), 0) AS "purchases_fen_m28",
      COALESCE(SUM("t14"."amount") FILTER(WHERE
        "t14"."ago" = 29), 0) AS "purchases_fen_m29",
      COALESCE(SUM("t14"."amount") FILTER(WHERE
        "t14"."ago" = 30), 0) AS "purchases_fen_m30",
      COALESCE(SUM("t14"."amount") FILTER(WHERE
        "t14"."ago" = 31), 0) AS "purchases_fen_m31",
      COALESCE(SUM("t14"."amount") FILTER(WHERE
        "t14"."ago" = 32), 0) AS "purchases_fen_m32",
      COALESCE(SUM("t14"."amount") FILTER(WHERE
        "t14"."ago" = 33), 0) AS "purchases_fen_m33",
      COALESCE(SUM("t14"."amount") FILTER(WHERE
        "t14"."ago" = 34), 0) AS "purchases_fen_m34",
      COALESCE(SUM("t14"."amount") FILTER(WHERE
        "t14"."ago" = 35), 0) AS "purchases_fen_m35",
      COALESCE(SUM("t14"."rows") FILTER(WHERE
        "t14"."ago" = 0), 0) AS "purchases_fen_rows_m0",
      COALESCE(SUM("t14"."rows") FILTER(WHERE
        "t14"."ago" = 1), 0) AS "purchases_fen_rows_m1",
      COALESCE(SUM("t14"."rows") FILTER(WHERE
        "t14"."ago" = 2), 0) AS "purchases_fen_rows_m2",
      COALESCE(SUM("t14"."rows") FILTER(WHERE
        "t14"."ago" = 3), 0) AS "purchases_fen_rows_m3",
      COALESCE(SUM("t14"."rows") FILTER(WHERE
        "t14"."ago" = 4), 0) AS "purchases_fen_rows_m4",
      COALESCE(SUM("t14"."rows") FILTER(WHERE
        "t14"."ago" = 5), 0) AS "purchases_fen_rows_m5",
      COALESCE(SUM("t14"."rows") FILTER(WHERE
        "t14"."ago" = 6), 0) AS "purchases_fen_rows_m6",
      COALESCE(SUM("t14"."rows") FILTER(WHERE
        "t14"."ago" = 7), 0) AS "purchases_fen_rows_m7",
      COALESCE(SUM("t14"."rows") FILTER(WHERE
        "t14"."ago" = 8), 0) AS "purchases_fen_rows_m8",
      COALESCE(SUM("t14"."rows") FILTER(WHERE
        "t14"."ago" = 9), 0) AS "purchases_fen_rows_m9",
      COALESCE(SUM("t14"."rows") FILTER(WHERE
        "t14"."ago" = 10), 0) AS "purchases_fen_rows_m10",
      COALESCE(SUM("t14"."rows") FILTER(WHERE
        "t14"."ago" = 11), 0) AS "purchases_fen_rows_m11",
      COALESCE(SUM("t14"."rows") FILTER(WHERE
        "t14"."ago" = 12), 0) AS "purchases_fen_rows_m12",
      COALESCE(SUM("t14"."rows") FILTER(WHERE
        "t14"."ago" = 13), 0) AS "purchases_fen_rows_m13",
      COALESCE(SUM("t14"."rows") FILTER(WHERE
        "t14"."ago" = 14), 0) AS "purchases_fen_rows_m14",
      COALESCE(SUM("t14"."rows") FILTER(WHERE
        "t14"."ago" = 15), 0) AS "purchases_fen_rows_m15",
      COALESCE(SUM("t14"."rows") FILTER(WHERE
        "t14"."ago" = 16), 0) AS "purchases_fen_rows_m16",
      COALESCE(SUM("t14"."rows") FILTER(WHERE
        "t14"."ago" = 17), 0) AS "purchases_fen_rows_m17",
      COALESCE(SUM("t14"."rows") FILTER(WHERE
        "t14"."ago" = 18), 0) AS "purchases_fen_rows_m18",
      COALESCE(SUM("t14"."rows") FILTER(WHERE
        "t14"."ago" = 19), 0) AS "purchases_fen_rows_m19",
      COALESCE(SUM("t14"."rows") FILTER(WHERE
        "t14"."ago" = 20), 0) AS "purchases_fen_rows_m20",
      COALESCE(SUM("t14"."rows") FILTER(WHERE
        "t14"."ago" = 21), 0) AS "purchases_fen_rows_m21",
      COALESCE(SUM("t14"."rows") FILTER(WHERE
        "t14"."ago" = 22), 0) AS "purchases_fen_rows_m22",
      COALESCE(SUM("t14"."rows") FILTER(WHERE
        "t14"."ago" = 23), 0) AS "purchases_fen_rows_m23",
      COALESCE(SUM("t14"."rows") FILTER(WHERE
        "t14"."ago" = 24), 0) AS "purchases_fen_rows_m24",
      COALESCE(SUM("t14"."rows") FILTER(WHERE
        "t14"."ago" = 25), 0) AS "purchases_fen_rows_m25",
      COALESCE(SUM("t14"."rows") FILTER(WHERE
        "t14"."ago" = 26), 0) AS "purchases_fen_rows_m26",
      COALESCE(SUM("t14"."rows") FILTER(WHERE
        "t14"."ago" = 27), 0) AS "purchases_fen_rows_m27",
      COALESCE(SUM("t14"."rows") FILTER(WHERE
        "t14"."ago" = 28), 0) AS "purchases_fen_rows_m28",
      COALESCE(SUM("t14"."rows") FILTER(WHERE
        "t14"."ago" = 29), 0) AS "purchases_fen_rows_m29",
      COALESCE(SUM("t14"."rows") FILTER(WHERE
        "t14"."ago" = 30), 0) AS "purchases_fen_rows_m30",
      COALESCE(SUM("t14"."rows") FILTER(WHERE
        "t14"."ago" = 31), 0) AS "purchases_fen_rows_m31",
      COALESCE(SUM("t14"."rows") FILTER(WHERE
        "t14"."ago" = 32), 0) AS "purchases_fen_rows_m32",
      COALESCE(SUM("t14"."rows") FILTER(WHERE
        "t14"."ago" = 33), 0) AS "purchases_fen_rows_m33",
      COALESCE(SUM("t14"."rows") FILTER(WHERE
        "t14"."ago" = 34), 0) AS "purchases_fen_rows_m34",
      COALESCE(SUM("t14"."rows") FILTER(WHERE
        "t14"."ago" = 35), 0) AS "purchases_fen_rows_m35"
    FROM (
      SELECT
        "t12"."enterprise",
        "t12"."ago",
        COALESCE(SUM("t12"."amount_fen") FILTER(WHERE
          "t12"."valid"), 0) AS "amount",
        COUNT(*) AS "rows"
      FROM (
        SELECT DISTINCT
          "t10"."enterprise",
          "t10"."invoice_no",
          "t10"."issued_on",
          "t10"."amount_fen",
          "t10"."tax_fen",
          "t10"."status" = 'valid' AS "valid",
          CAST((
            (
              EXTRACT(year FROM "t10"."until") - EXTRACT(year FROM "t10"."issued_on")
            ) * 12
          ) + (
            EXTRACT(month FROM "t10"."until") - EXTRACT(month FROM "t10"."issued_on")
          ) AS INT) AS "ago"
        FROM (
          SELECT
            "t4"."enterprise",
            "t4"."invoice_no",
            "t4"."issued_on",
            "t4"."counterparty",
            "t4"."amount_fen",
            "t4"."tax_fen",
            "t4"."status",
            "t8"."as_of",
            "t8"."until"
          FROM "purchases" AS "t4"
          INNER JOIN "t5" AS "t8"
            ON "t4"."enterprise" = "t8"."enterprise"
        ) AS "t10"
        WHERE
          "t10"."issued_on" <= "t10"."until"
      ) AS "t12"
      GROUP BY
        1,
        2
    ) AS "t14"
    GROUP BY
      1
  ) AS "t16"
) AS "t20"
  ON "t7"."enterprise" = "t20"."key1"
) AS "indicators"
ORDER BY
  "enterprise"
