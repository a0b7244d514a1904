-- Generated from series.py by `python -m puhui.credit.indicators.compiling`. Do not edit.
SELECT
  CAST("enterprise" AS TEXT) AS "enterprise",
  CAST("as_of" AS DATE) AS "as_of",
  CAST("record_months" AS BIGINT) AS "record_months",
  CAST("income_fen_m0" AS BIGINT) AS "income_fen_m0",
  CAST("income_fen_m1" AS BIGINT) AS "income_fen_m1",
  CAST("income_fen_m2" AS BIGINT) AS "income_fen_m2",
  CAST("income_fen_m3" AS BIGINT) AS "income_fen_m3",
  CAST("income_fen_m4" AS BIGINT) AS "income_fen_m4",
  CAST("income_fen_m5" AS BIGINT) AS "income_fen_m5",
  CAST("income_fen_m6" AS BIGINT) AS "income_fen_m6",
  CAST("income_fen_m7" AS BIGINT) AS "income_fen_m7",
  CAST("income_fen_m8" AS BIGINT) AS "income_fen_m8",
  CAST("income_fen_m9" AS BIGINT) AS "income_fen_m9",
  CAST("income_fen_m10" AS BIGINT) AS "income_fen_m10",
  CAST("income_fen_m11" AS BIGINT) AS "income_fen_m11",
  CAST("income_fen_m12" AS BIGINT) AS "income_fen_m12",
  CAST("income_fen_m13" AS BIGINT) AS "income_fen_m13",
  CAST("income_fen_m14" AS BIGINT) AS "income_fen_m14",
  CAST("income_fen_m15" AS BIGINT) AS "income_fen_m15",
  CAST("income_fen_m16" AS BIGINT) AS "income_fen_m16",
  CAST("income_fen_m17" AS BIGINT) AS "income_fen_m17",
  CAST("income_fen_m18" AS BIGINT) AS "income_fen_m18",
  CAST("income_fen_m19" AS BIGINT) AS "income_fen_m19",
  CAST("income_fen_m20" AS BIGINT) AS "income_fen_m20",
  CAST("income_fen_m21" AS BIGINT) AS "income_fen_m21",
  CAST("income_fen_m22" AS BIGINT) AS "income_fen_m22",
  CAST("income_fen_m23" AS BIGINT) AS "income_fen_m23",
  CAST("income_fen_m24" AS BIGINT) AS "income_fen_m24",
  CAST("income_fen_m25" AS BIGINT) AS "income_fen_m25",
  CAST("income_fen_m26" AS BIGINT) AS "income_fen_m26",
  CAST("income_fen_m27" AS BIGINT) AS "income_fen_m27",
  CAST("income_fen_m28" AS BIGINT) AS "income_fen_m28",
  CAST("income_fen_m29" AS BIGINT) AS "income_fen_m29",
  CAST("income_fen_m30" AS BIGINT) AS "income_fen_m30",
  CAST("income_fen_m31" AS BIGINT) AS "income_fen_m31",
  CAST("income_fen_m32" AS BIGINT) AS "income_fen_m32",
  CAST("income_fen_m33" AS BIGINT) AS "income_fen_m33",
  CAST("income_fen_m34" AS BIGINT) AS "income_fen_m34",
  CAST("income_fen_m35" AS BIGINT) AS "income_fen_m35",
  CAST("out_fen_m0" AS BIGINT) AS "out_fen_m0",
  CAST("out_fen_m1" AS BIGINT) AS "out_fen_m1",
  CAST("out_fen_m2" AS BIGINT) AS "out_fen_m2",
  CAST("out_fen_m3" AS BIGINT) AS "out_fen_m3",
  CAST("out_fen_m4" AS BIGINT) AS "out_fen_m4",
  CAST("out_fen_m5" AS BIGINT) AS "out_fen_m5",
  CAST("out_fen_m6" AS BIGINT) AS "out_fen_m6",
  CAST("out_fen_m7" AS BIGINT) AS "out_fen_m7",
  CAST("out_fen_m8" AS BIGINT) AS "out_fen_m8",
  CAST("out_fen_m9" AS BIGINT) AS "out_fen_m9",
  CAST("out_fen_m10" AS BIGINT) AS "out_fen_m10",
  CAST("out_fen_m11" AS BIGINT) AS "out_fen_m11",
  CAST("out_fen_m12" AS BIGINT) AS "out_fen_m12",
  CAST("out_fen_m13" AS BIGINT) AS "out_fen_m13",
  CAST("out_fen_m14" AS BIGINT) AS "out_fen_m14",
  CAST("out_fen_m15" AS BIGINT) AS "out_fen_m15",
  CAST("out_fen_m16" AS BIGINT) AS "out_fen_m16",
  CAST("out_fen_m17" AS BIGINT) AS "out_fen_m17",
  CAST("out_fen_m18" AS BIGINT) AS "out_fen_m18",
  CAST("out_fen_m19" AS BIGINT) AS "out_fen_m19",
  CAST("out_fen_m20" AS BIGINT) AS "out_fen_m20",
  CAST("out_fen_m21" AS BIGINT) AS "out_fen_m21",
  CAST("out_fen_m22" AS BIGINT) AS "out_fen_m22",
  CAST("out_fen_m23" AS BIGINT) AS "out_fen_m23",
  CAST("out_fen_m24" AS BIGINT) AS "out_fen_m24",
  CAST("out_fen_m25" AS BIGINT) AS "out_fen_m25",
  CAST("out_fen_m26" AS BIGINT) AS "out_fen_m26",
  CAST("out_fen_m27" AS BIGINT) AS "out_fen_m27",
  CAST("out_fen_m28" AS BIGINT) AS "out_fen_m28",
  CAST("out_fen_m29" AS BIGINT) AS "out_fen_m29",
  CAST("out_fen_m30" AS BIGINT) AS "out_fen_m30",
  CAST("out_fen_m31" AS BIGINT) AS "out_fen_m31",
  CAST("out_fen_m32" AS BIGINT) AS "out_fen_m32",
  CAST("out_fen_m33" AS BIGINT) AS "out_fen_m33",
  CAST("out_fen_m34" AS BIGINT) AS "out_fen_m34",
  CAST("out_fen_m35" AS BIGINT) AS "out_fen_m35",
  CAST("balance_avg_fen_m0" AS BIGINT) AS "balance_avg_fen_m0",
  CAST("balance_avg_fen_m1" AS BIGINT) AS "balance_avg_fen_m1",
  CAST("balance_avg_fen_m2" AS BIGINT) AS "balance_avg_fen_m2",
  CAST("balance_avg_fen_m3" AS BIGINT) AS "balance_avg_fen_m3",
  CAST("balance_avg_fen_m4" AS BIGINT) AS "balance_avg_fen_m4",
  CAST("balance_avg_fen_m5" AS BIGINT) AS "balance_avg_fen_m5",
  CAST("balance_avg_fen_m6" AS BIGINT) AS "balance_avg_fen_m6",
  CAST("balance_avg_fen_m7" AS BIGINT) AS "balance_avg_fen_m7",
  CAST("balance_avg_fen_m8" AS BIGINT) AS "balance_avg_fen_m8",
  CAST("balance_avg_fen_m9" AS BIGINT) AS "balance_avg_fen_m9",
  CAST("balance_avg_fen_m10" AS BIGINT) AS "balance_avg_fen_m10",
  CAST("balance_avg_fen_m11" AS BIGINT) AS "balance_avg_fen_m11",
  CAST("balance_avg_fen_m12" AS BIGINT) AS "balance_avg_fen_m12",
  CAST("balance_avg_fen_m13" AS BIGINT) AS "balance_avg_fen_m13",
  CAST("balance_avg_fen_m14" AS BIGINT) AS "balance_avg_fen_m14",
  CAST("balance_avg_fen_m15" AS BIGINT) AS "balance_avg_fen_m15",
  CAST("balance_avg_fen_m16" AS BIGINT) AS "balance_avg_fen_m16",
  CAST("balance_avg_fen_m17" AS BIGINT) AS "balance_avg_fen_m17",
  CAST("balance_avg_fen_m18" AS BIGINT) AS "balance_avg_fen_m18",
  CAST("balance_avg_fen_m19" AS BIGINT) AS "balance_avg_fen_m19",
  CAST("balance_avg_fen_m20" AS BIGINT) AS "balance_avg_fen_m20",
  CAST("balance_avg_fen_m21" AS BIGINT) AS "balance_avg_fen_m21",
  CAST("balance_avg_fen_m22" AS BIGINT) AS "balance_avg_fen_m22",
  CAST("balance_avg_fen_m23" AS BIGINT) AS "balance_avg_fen_m23",
  CAST("balance_avg_fen_m24" AS BIGINT) AS "balance_avg_fen_m24",
  CAST("balance_avg_fen_m25" AS BIGINT) AS "balance_avg_fen_m25",
  CAST("balance_avg_fen_m26" AS BIGINT) AS "balance_avg_fen_m26",
  CAST("balance_avg_fen_m27" AS BIGINT) AS "balance_avg_fen_m27",
  CAST("balance_avg_fen_m28" AS BIGINT) AS "balance_avg_fen_m28",
  CAST("balance_avg_fen_m29" AS BIGINT) AS "balance_avg_fen_m29",
  CAST("balance_avg_fen_m30" AS BIGINT) AS "balance_avg_fen_m30",
  CAST("balance_avg_fen_m31" AS BIGINT) AS "balance_avg_fen_m31",
  CAST("balance_avg_fen_m32" AS BIGINT) AS "balance_avg_fen_m32",
  CAST("balance_avg_fen_m33" AS BIGINT) AS "balance_avg_fen_m33",
  CAST("balance_avg_fen_m34" AS BIGINT) AS "balance_avg_fen_m34",
  CAST("balance_avg_fen_m35" AS BIGINT) AS "balance_avg_fen_m35",
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
WITH "t3" AS (
  SELECT
    "t0"."enterprise",
    "t0"."as_of",
    DATE_TRUNC('MONTH', "t0"."as_of" + INTERVAL '1 DAY') - INTERVAL '1 DAY' AS "until"
  FROM "subjects" AS "t0"
)
SELECT
  "t5"."enterprise",
  "t5"."until" AS "as_of",
  COALESCE("t12"."oldest", -1) + 1 AS "record_months",
  "t12"."income_fen_m0",
  "t12"."income_fen_m1",
  "t12"."income_fen_m2",
  "t12"."income_fen_m3",
  "t12"."income_fen_m4",
  "t12"."income_fen_m5",
  "t12"."income_fen_m6",
  "t12"."income_fen_m7",
  "t12"."income_fen_m8",
  "t12"."income_fen_m9",
  "t12"."income_fen_m10",
  "t12"."income_fen_m11",
  "t12"."income_fen_m12",
  "t12"."income_fen_m13",
  "t12"."income_fen_m14",
  "t12"."income_fen_m15",
  "t12"."income_fen_m16",
  "t12"."income_fen_m17",
  "t12"."income_fen_m18",
  "t12"."income_fen_m19",
  "t12"."income_fen_m20",
  "t12"."income_fen_m21",
  "t12"."income_fen_m22",
  "t12"."income_fen_m23",
  "t12"."income_fen_m24",
  "t12"."income_fen_m25",
  "t12"."income_fen_m26",
  "t12"."income_fen_m27",
  "t12"."income_fen_m28",
  "t12"."income_fen_m29",
  "t12"."income_fen_m30",
  "t12"."income_fen_m31",
  "t12"."income_fen_m32",
  "t12"."income_fen_m33",
  "t12"."income_fen_m34",
  "t12"."income_fen_m35",
  "t12"."out_fen_m0",
  "t12"."out_fen_m1",
  "t12"."out_fen_m2",
  "t12"."out_fen_m3",
  "t12"."out_fen_m4",
  "t12"."out_fen_m5",
  "t12"."out_fen_m6",
  "t12"."out_fen_m7",
  "t12"."out_fen_m8",
  "t12"."out_fen_m9",
  "t12"."out_fen_m10",
  "t12"."out_fen_m11",
  "t12"."out_fen_m12",
  "t12"."out_fen_m13",
  "t12"."out_fen_m14",
  "t12"."out_fen_m15",
  "t12"."out_fen_m16",
  "t12"."out_fen_m17",
  "t12"."out_fen_m18",
  "t12"."out_fen_m19",
  "t12"."out_fen_m20",
  "t12"."out_fen_m21",
  "t12"."out_fen_m22",
  "t12"."out_fen_m23",
  "t12"."out_fen_m24",
  "t12"."out_fen_m25",
  "t12"."out_fen_m26",
  "t12"."out_fen_m27",
  "t12"."out_fen_m28",
  "t12"."out_fen_m29",
  "t12"."out_fen_m30",
  "t12"."out_fen_m31",
  "t12"."out_fen_m32",
  "t12"."out_fen_m33",
  "t12"."out_fen_m34",
  "t12"."out_fen_m35",
  "t12"."balance_avg_fen_m0",
  "t12"."balance_avg_fen_m1",
  "t12"."balance_avg_fen_m2",
  "t12"."balance_avg_fen_m3",
  "t12"."balance_avg_fen_m4",
  "t12"."balance_avg_fen_m5",
  "t12"."balance_avg_fen_m6",
  "t12"."balance_avg_fen_m7",
  "t12"."balance_avg_fen_m8",
  "t12"."balance_avg_fen_m9",
  "t12"."balance_avg_fen_m10",
  "t12"."balance_avg_fen_m11",
  "t12"."balance_avg_fen_m12",
  "t12"."balance_avg_fen_m13",
  "t12"."balance_avg_fen_m14",
  "t12"."balance_avg_fen_m15",
  "t12"."balance_avg_fen_m16",
  "t12"."balance_avg_fen_m17",
  "t12"."balance_avg_fen_m18",
  "t12"."balance_avg_fen_m19",
  "t12"."balance_avg_fen_m20",
  "t12"."balance_avg_fen_m21",
  "t12"."balance_avg_fen_m22",
  "t12"."balance_avg_fen_m23",
  "t12"."balance_avg_fen_m24",
  "t12"."balance_avg_fen_m25",
  "t12"."balance_avg_fen_m26",
  "t12"."balance_avg_fen_m27",
  "t12"."balance_avg_fen_m28",
  "t12"."balance_avg_fen_m29",
  "t12"."balance_avg_fen_m30",
  "t12"."balance_avg_fen_m31",
  "t12"."balance_avg_fen_m32",
  "t12"."balance_avg_fen_m33",
  "t12"."balance_avg_fen_m34",
  "t12"."balance_avg_fen_m35",
  COALESCE("t12"."rows_m0", 0) AS "rows_m0",
  COALESCE("t12"."rows_m1", 0) AS "rows_m1",
  COALESCE("t12"."rows_m2", 0) AS "rows_m2",
  COALESCE("t12"."rows_m3", 0) AS "rows_m3",
  COALESCE("t12"."rows_m4", 0) AS "rows_m4",
  COALESCE("t12"."rows_m5", 0) AS "rows_m5",
  COALESCE("t12"."rows_m6", 0) AS "rows_m6",
  COALESCE("t12"."rows_m7", 0) AS "rows_m7",
  COALESCE("t12"."rows_m8", 0) AS "rows_m8",
  COALESCE("t12"."rows_m9", 0) AS "rows_m9",
  COALESCE("t12"."rows_m10", 0) AS "rows_m10",
  COALESCE("t12"."rows_m11", 0) AS "rows_m11",
  COALESCE("t12"."rows_m12", 0) AS "rows_m12",
  COALESCE("t12"."rows_m13", 0) AS "rows_m13",
  COALESCE("t12"."rows_m14", 0) AS "rows_m14",
  COALESCE("t12"."rows_m15", 0) AS "rows_m15",
  COALESCE("t12"."rows_m16", 0) AS "rows_m16",
  COALESCE("t12"."rows_m17", 0) AS "rows_m17",
  COALESCE("t12"."rows_m18", 0) AS "rows_m18",
  COALESCE("t12"."rows_m19", 0) AS "rows_m19",
  COALESCE("t12"."rows_m20", 0) AS "rows_m20",
  COALESCE("t12"."rows_m21", 0) AS "rows_m21",
  COALESCE("t12"."rows_m22", 0) AS "rows_m22",
  COALESCE("t12"."rows_m23", 0) AS "rows_m23",
  COALESCE("t12"."rows_m24", 0) AS "rows_m24",
  COALESCE("t12"."rows_m25", 0) AS "rows_m25",
  COALESCE("t12"."rows_m26", 0) AS "rows_m26",
  COALESCE("t12"."rows_m27", 0) AS "rows_m27",
  COALESCE("t12"."rows_m28", 0) AS "rows_m28",
  COALESCE("t12"."rows_m29", 0) AS "rows_m29",
  COALESCE("t12"."rows_m30", 0) AS "rows_m30",
  COALESCE("t12"."rows_m31", 0) AS "rows_m31",
  COALESCE("t12"."rows_m32", 0) AS "rows_m32",
  COALESCE("t12"."rows_m33", 0) AS "rows_m33",
  COALESCE("t12"."rows_m34", 0) AS "rows_m34",
  COALESCE("t12"."rows_m35", 0) AS "rows_m35"
FROM "t3" AS "t5"
LEFT OUTER JOIN (
  SELECT
    "t10"."enterprise" AS "key0",
    "t10"."oldest",
    "t10"."income_fen_m0",
    "t10"."income_fen_m1",
    "t10"."income_fen_m2",
    "t10"."income_fen_m3",
    "t10"."income_fen_m4",
    "t10"."income_fen_m5",
    "t10"."income_fen_m6",
    "t10"."income_fen_m7",
    "t10"."income_fen_m8",
    "t10"."income_fen_m9",
    "t10"."income_fen_m10",
    "t10"."income_fen_m11",
    "t10"."income_fen_m12",
    "t10"."income_fen_m13",
    "t10"."income_fen_m14",
    "t10"."income_fen_m15",
    "t10"."income_fen_m16",
    "t10"."income_fen_m17",
    "t10"."income_fen_m18",
    "t10"."income_fen_m19",
    "t10"."income_fen_m20",
    "t10"."income_fen_m21",
    "t10"."income_fen_m22",
    "t10"."income_fen_m23",
    "t10"."income_fen_m24",
    "t10"."income_fen_m25",
    "t10"."income_fen_m26",
    "t10"."income_fen_m27",
    "t10"."income_fen_m28",
    "t10"."income_fen_m29",
    "t10"."income_fen_m30",
    "t10"."income_fen_m31",
    "t10"."income_fen_m32",
    "t10"."income_fen_m33",
    "t10"."income_fen_m34",
    "t10"."income_fen_m35",
    "t10"."out_fen_m0",
    "t10"."out_fen_m1",
    "t10"."out_fen_m2",
    "t10"."out_fen_m3",
    "t10"."out_fen_m4",
    "t10"."out_fen_m5",
    "t10"."out_fen_m6",
    "t10"."out_fen_m7",
    "t10"."out_fen_m8",
    "t10"."out_fen_m9",
    "t10"."out_fen_m10",
    "t10"."out_fen_m11",
    "t10"."out_fen_m12",
    "t10"."out_fen_m13",
    "t10"."out_fen_m14",
    "t10"."out_fen_m15",
    "t10"."out_fen_m16",
    "t10"."out_fen_m17",
    "t10"."out_fen_m18",
    "t10"."out_fen_m19",
    "t10"."out_fen_m20",
    "t10"."out_fen_m21",
    "t10"."out_fen_m22",
    "t10"."out_fen_m23",
    "t10"."out_fen_m24",
    "t10"."out_fen_m25",
    "t10"."out_fen_m26",
    "t10"."out_fen_m27",
    "t10"."out_fen_m28",
    "t10"."out_fen_m29",
    "t10"."out_fen_m30",
    "t10"."out_fen_m31",
    "t10"."out_fen_m32",
    "t10"."out_fen_m33",
    "t10"."out_fen_m34",
    "t10"."out_fen_m35",
    "t10"."balance_avg_fen_m0",
    "t10"."balance_avg_fen_m1",
    "t10"."balance_avg_fen_m2",
    "t10"."balance_avg_fen_m3",
    "t10"."balance_avg_fen_m4",
    "t10"."balance_avg_fen_m5",
    "t10"."balance_avg_fen_m6",
    "t10"."balance_avg_fen_m7",
    "t10"."balance_avg_fen_m8",
    "t10"."balance_avg_fen_m9",
    "t10"."balance_avg_fen_m10",
    "t10"."balance_avg_fen_m11",
    "t10"."balance_avg_fen_m12",
    "t10"."balance_avg_fen_m13",
    "t10"."balance_avg_fen_m14",
    "t10"."balance_avg_fen_m15",
    "t10"."balance_avg_fen_m16",
    "t10"."balance_avg_fen_m17",
    "t10"."balance_avg_fen_m18",
    "t10"."balance_avg_fen_m19",
    "t10"."balance_avg_fen_m20",
    "t10"."balance_avg_fen_m21",
    "t10"."balance_avg_fen_m22",
    "t10"."balance_avg_fen_m23",
    "t10"."balance_avg_fen_m24",
    "t10"."balance_avg_fen_m25",
    "t10"."balance_avg_fen_m26",
    "t10"."balance_avg_fen_m27",
    "t10"."balance_avg_fen_m28",
    "t10"."balance_avg_fen_m29",
    "t10"."balance_avg_fen_m30",
    "t10"."balance_avg_fen_m31",
    "t10"."balance_avg_fen_m32",
    "t10"."balance_avg_fen_m33",
    "t10"."balance_avg_fen_m34",
    "t10"."balance_avg_fen_m35",
    "t10"."rows_m0",
    "t10"."rows_m1",
    "t10"."rows_m2",
    "t10"."rows_m3",
    "t10"."rows_m4",
    "t10"."rows_m5",
    "t10"."rows_m6",
    "t10"."rows_m7",
    "t10"."rows_m8",
    "t10"."rows_m9",
    "t10"."rows_m10",
    "t10"."rows_m11",
    "t10"."rows_m12",
    "t10"."rows_m13",
    "t10"."rows_m14",
    "t10"."rows_m15",
    "t10"."rows_m16",
    "t10"."rows_m17",
    "t10"."rows_m18",
    "t10"."rows_m19",
    "t10"."rows_m20",
    "t10"."rows_m21",
    "t10"."rows_m22",
    "t10"."rows_m23",
    "t10"."rows_m24",
    "t10"."rows_m25",
    "t10"."rows_m26",
    "t10"."rows_m27",
    "t10"."rows_m28",
    "t10"."rows_m29",
    "t10"."rows_m30",
    "t10"."rows_m31",
    "t10"."rows_m32",
    "t10"."rows_m33",
    "t10"."rows_m34",
    "t10"."rows_m35"
  FROM (
    SELECT
      "t9"."enterprise",
      MAX("t9"."ago") AS "oldest",
      COALESCE(SUM("t9"."income_fen") FILTER(WHERE
        "t9"."ago" = 0), 0) AS "income_fen_m0",
      COALESCE(SUM("t9"."income_fen") FILTER(WHERE
        "t9"."ago" = 1), 0) AS "income_fen_m1",
      COALESCE(SUM("t9"."income_fen") FILTER(WHERE
        "t9"."ago" = 2), 0) AS "income_fen_m2",
      COALESCE(SUM("t9"."income_fen") FILTER(WHERE
        "t9"."ago" = 3), 0) AS "income_fen_m3",
      COALESCE(SUM("t9"."income_fen") FILTER(WHERE
        "t9"."ago" = 4), 0) AS "income_fen_m4",
      COALESCE(SUM("t9"."income_fen") FILTER(WHERE
        "t9"."ago" = 5), 0) AS "income_fen_m5",
      COALESCE(SUM("t9"."income_fen") FILTER(WHERE
        "t9"."ago" = 6), 0) AS "income_fen_m6",
      COALESCE(SUM("t9"."income_fen") FILTER(WHERE
        "t9"."ago" = 7), 0) AS "income_fen_m7",
      COALESCE(SUM("t9"."income_fen") FILTER(WHERE
        "t9"."ago" = 8), 0) AS "income_fen_m8",
      COALESCE(SUM("t9"."income_fen") FILTER(WHERE
        "t9"."ago" = 9), 0) AS "income_fen_m9",
      COALESCE(SUM("t9"."income_fen") FILTER(WHERE
        "t9"."ago" = 10), 0) AS "income_fen_m10",
      COALESCE(SUM("t9"."income_fen") FILTER(WHERE
        "t9"."ago" = 11), 0) AS "income_fen_m11",
      COALESCE(SUM("t9"."income_fen") FILTER(WHERE
        "t9"."ago" = 12), 0) AS "income_fen_m12",
      COALESCE(SUM("t9"."income_fen") FILTER(WHERE
        "t9"."ago" = 13), 0) AS "income_fen_m13",
      COALESCE(SUM("t9"."income_fen") FILTER(WHERE
        "t9"."ago" = 14), 0) AS "income_fen_m14",
      COALESCE(SUM("t9"."income_fen") FILTER(WHERE
        "t9"."ago" = 15), 0) AS "income_fen_m15",
      COALESCE(SUM("t9"."income_fen") FILTER(WHERE
        "t9"."ago" = 16), 0) AS "income_fen_m16",
      COALESCE(SUM("t9"."income_fen") FILTER(WHERE
        "t9"."ago" = 17), 0) AS "income_fen_m17",
      COALESCE(SUM("t9"."income_fen") FILTER(WHERE
        "t9"."ago" = 18), 0) AS "income_fen_m18",
      COALESCE(SUM("t9"."income_fen") FILTER(WHERE
        "t9"."ago" = 19), 0) AS "income_fen_m19",
      COALESCE(SUM("t9"."income_fen") FILTER(WHERE
        "t9"."ago" = 20), 0) AS "income_fen_m20",
      COALESCE(SUM("t9"."income_fen") FILTER(WHERE
        "t9"."ago" = 21), 0) AS "income_fen_m21",
      COALESCE(SUM("t9"."income_fen") FILTER(WHERE
        "t9"."ago" = 22), 0) AS "income_fen_m22",
      COALESCE(SUM("t9"."income_fen") FILTER(WHERE
        "t9"."ago" = 23), 0) AS "income_fen_m23",
      COALESCE(SUM("t9"."income_fen") FILTER(WHERE
        "t9"."ago" = 24), 0) AS "income_fen_m24",
      COALESCE(SUM("t9"."income_fen") FILTER(WHERE
        "t9"."ago" = 25), 0) AS "income_fen_m25",
      COALESCE(SUM("t9"."income_fen") FILTER(WHERE
        "t9"."ago" = 26), 0) AS "income_fen_m26",
      COALESCE(SUM("t9"."income_fen") FILTER(WHERE
        "t9"."ago" = 27), 0) AS "income_fen_m27",
      COALESCE(SUM("t9"."income_fen") FILTER(WHERE
        "t9"."ago" = 28), 0) AS "income_fen_m28",
      COALESCE(SUM("t9"."income_fen") FILTER(WHERE
        "t9"."ago" = 29), 0) AS "income_fen_m29",
      COALESCE(SUM("t9"."income_fen") FILTER(WHERE
        "t9"."ago" = 30), 0) AS "income_fen_m30",
      COALESCE(SUM("t9"."income_fen") FILTER(WHERE
        "t9"."ago" = 31), 0) AS "income_fen_m31",
      COALESCE(SUM("t9"."income_fen") FILTER(WHERE
        "t9"."ago" = 32), 0) AS "income_fen_m32",
      COALESCE(SUM("t9"."income_fen") FILTER(WHERE
        "t9"."ago" = 33), 0) AS "income_fen_m33",
      COALESCE(SUM("t9"."income_fen") FILTER(WHERE
        "t9"."ago" = 34), 0) AS "income_fen_m34",
      COALESCE(SUM("t9"."income_fen") FILTER(WHERE
        "t9"."ago" = 35), 0) AS "income_fen_m35",
      COALESCE(SUM("t9"."out_fen") FILTER(WHERE
        "t9"."ago" = 0), 0) AS "out_fen_m0",
      COALESCE(SUM("t9"."out_fen") FILTER(WHERE
        "t9"."ago" = 1), 0) AS "out_fen_m1",
      COALESCE(SUM("t9"."out_fen") FILTER(WHERE
        "t9"."ago" = 2), 0) AS "out_fen_m2",
      COALESCE(SUM("t9"."out_fen") FILTER(WHERE
        "t9"."ago" = 3), 0) AS "out_fen_m3",
      COALESCE(SUM("t9"."out_fen") FILTER(WHERE
        "t9"."ago" = 4), 0) AS "out_fen_m4",
      COALESCE(SUM("t9"."out_fen") FILTER(WHERE
        "t9"."ago" = 5), 0) AS "out_fen_m5",
      COALESCE(SUM("t9"."out_fen") FILTER(WHERE
        "t9"."ago" = 6), 0) AS "out_fen_m6",
      COALESCE(SUM("t9"."out_fen") FILTER(WHERE
        "t9"."ago" = 7), 0) AS "out_fen_m7",
      COALESCE(SUM("t9"."out_fen") FILTER(WHERE
        "t9"."ago" = 8), 0) AS "out_fen_m8",
      COALESCE(SUM("t9"."out_fen") FILTER(WHERE
        "t9"."ago" = 9), 0) AS "out_fen_m9",
      COALESCE(SUM("t9"."out_fen") FILTER(WHERE
        "t9"."ago" = 10), 0) AS "out_fen_m10",
      COALESCE(SUM("t9"."out_fen") FILTER(WHERE
        "t9"."ago" = 11), 0) AS "out_fen_m11",
      COALESCE(SUM("t9"."out_fen") FILTER(WHERE
        "t9"."ago" = 12), 0) AS "out_fen_m12",
      COALESCE(SUM("t9"."out_fen") FILTER(WHERE
        "t9"."ago" = 13), 0) AS "out_fen_m13",
      COALESCE(SUM("t9"."out_fen") FILTER(WHERE
        "t9"."ago" = 14), 0) AS "out_fen_m14",
      COALESCE(SUM("t9"."out_fen") FILTER(WHERE
        "t9"."ago" = 15), 0) AS "out_fen_m15",
      COALESCE(SUM("t9"."out_fen") FILTER(WHERE
        "t9"."ago" = 16), 0) AS "out_fen_m16",
      COALESCE(SUM("t9"."out_fen") FILTER(WHERE
        "t9"."ago" = 17), 0) AS "out_fen_m17",
      COALESCE(SUM("t9"."out_fen") FILTER(WHERE
        "t9"."ago" = 18), 0) AS "out_fen_m18",
      COALESCE(SUM("t9"."out_fen") FILTER(WHERE
        "t9"."ago" = 19), 0) AS "out_fen_m19",
      COALESCE(SUM("t9"."out_fen") FILTER(WHERE
        "t9"."ago" = 20), 0) AS "out_fen_m20",
      COALESCE(SUM("t9"."out_fen") FILTER(WHERE
        "t9"."ago" = 21), 0) AS "out_fen_m21",
      COALESCE(SUM("t9"."out_fen") FILTER(WHERE
        "t9"."ago" = 22), 0) AS "out_fen_m22",
      COALESCE(SUM("t9"."out_fen") FILTER(WHERE
        "t9"."ago" = 23), 0) AS "out_fen_m23",
      COALESCE(SUM("t9"."out_fen") FILTER(WHERE
        "t9"."ago" = 24), 0) AS "out_fen_m24",
      COALESCE(SUM("t9"."out_fen") FILTER(WHERE
        "t9"."ago" = 25), 0) AS "out_fen_m25",
      COALESCE(SUM("t9"."out_fen") FILTER(WHERE
        "t9"."ago" = 26), 0) AS "out_fen_m26",
      COALESCE(SUM("t9"."out_fen") FILTER(WHERE
        "t9"."ago" = 27), 0) AS "out_fen_m27",
      COALESCE(SUM("t9"."out_fen") FILTER(WHERE
        "t9"."ago" = 28), 0) AS "out_fen_m28",
      COALESCE(SUM("t9"."out_fen") FILTER(WHERE
        "t9"."ago" = 29), 0) AS "out_fen_m29",
      COALESCE(SUM("t9"."out_fen") FILTER(WHERE
        "t9"."ago" = 30), 0) AS "out_fen_m30",
      COALESCE(SUM("t9"."out_fen") FILTER(WHERE
        "t9"."ago" = 31), 0) AS "out_fen_m31",
      COALESCE(SUM("t9"."out_fen") FILTER(WHERE
        "t9"."ago" = 32), 0) AS "out_fen_m32",
      COALESCE(SUM("t9"."out_fen") FILTER(WHERE
        "t9"."ago" = 33), 0) AS "out_fen_m33",
      COALESCE(SUM("t9"."out_fen") FILTER(WHERE
        "t9"."ago" = 34), 0) AS "out_fen_m34",
      COALESCE(SUM("t9"."out_fen") FILTER(WHERE
        "t9"."ago" = 35), 0) AS "out_fen_m35",
      COALESCE(SUM("t9"."balance_avg_fen") FILTER(WHERE
        "t9"."ago" = 0), 0) AS "balance_avg_fen_m0",
      COALESCE(SUM("t9"."balance_avg_fen") FILTER(WHERE
        "t9"."ago" = 1), 0) AS "balance_avg_fen_m1",
      COALESCE(SUM("t9"."balance_avg_fen") FILTER(WHERE
        "t9"."ago" = 2), 0) AS "balance_avg_fen_m2",
      COALESCE(SUM("t9"."balance_avg_fen") FILTER(WHERE
        "t9"."ago" = 3), 0) AS "balance_avg_fen_m3",
      COALESCE(SUM("t9"."balance_avg_fen") FILTER(WHERE
        "t9"."ago" = 4), 0) AS "balance_avg_fen_m4",
      COALESCE(SUM("t9"."balance_avg_fen") FILTER(WHERE
        "t9"."ago" = 5), 0) AS "balance_avg_fen_m5",
      COALESCE(SUM("t9"."balance_avg_fen") FILTER(WHERE
        "t9"."ago" = 6), 0) AS "balance_avg_fen_m6",
      COALESCE(SUM("t9"."balance_avg_fen") FILTER(WHERE
        "t9"."ago" = 7), 0) AS "balance_avg_fen_m7",
      COALESCE(SUM("t9"."balance_avg_fen") FILTER(WHERE
        "t9"."ago" = 8), 0) AS "balance_avg_fen_m8",
      COALESCE(SUM("t9"."balance_avg_fen") FILTER(WHERE
        "t9"."ago" = 9), 0) AS "balance_avg_fen_m9",
      COALESCE(SUM("t9"."balance_avg_fen") FILTER(WHERE
        "t9"."ago" = 10), 0) AS "balance_avg_fen_m10",
      COALESCE(SUM("t9"."balance_avg_fen") FILTER(WHERE
        "t9"."ago" = 11), 0) AS "balance_avg_fen_m11",
      COALESCE(SUM("t9"."balance_avg_fen") FILTER(WHERE
        "t9"."ago" = 12), 0) AS "balance_avg_fen_m12",
      COALESCE(SUM("t9"."balance_avg_fen") FILTER(WHERE
        "t9"."ago" = 13), 0) AS "balance_avg_fen_m13",
      COALESCE(SUM("t9"."balance_avg_fen") FILTER(WHERE
        "t9"."ago" = 14), 0) AS "balance_avg_fen_m14",
      COALESCE(SUM("t9"."balance_avg_fen") FILTER(WHERE
        "t9"."ago" = 15), 0) AS "balance_avg_fen_m15",
      COALESCE(SUM("t9"."balance_avg_fen") FILTER(WHERE
        "t9"."ago" = 16), 0) AS "balance_avg_fen_m16",
      COALESCE(SUM("t9"."balance_avg_fen") FILTER(WHERE
        "t9"."ago" = 17), 0) AS "balance_avg_fen_m17",
      COALESCE(SUM("t9"."balance_avg_fen") FILTER(WHERE
        "t9"."ago" = 18), 0) AS "balance_avg_fen_m18",
      COALESCE(SUM("t9"."balance_avg_fen") FILTER(WHERE
        "t9"."ago" = 19), 0) AS "balance_avg_fen_m19",
      COALESCE(SUM("t9"."balance_avg_fen") FILTER(WHERE
        "t9"."ago" = 20), 0) AS "balance_avg_fen_m20",
      COALESCE(SUM("t9"."balance_avg_fen") FILTER(WHERE
        "t9"."ago" = 21), 0) AS "balance_avg_fen_m21",
      COALESCE(SUM("t9"."balance_avg_fen") FILTER(WHERE
        "t9"."ago" = 22), 0) AS "balance_avg_fen_m22",
      COALESCE(SUM("t9"."balance_avg_fen") FILTER(WHERE
        "t9"."ago" = 23), 0) AS "balance_avg_fen_m23",
      COALESCE(SUM("t9"."balance_avg_fen") FILTER(WHERE
        "t9"."ago" = 24), 0) AS "balance_avg_fen_m24",
      COALESCE(SUM("t9"."balance_avg_fen") FILTER(WHERE
        "t9"."ago" = 25), 0) AS "balance_avg_fen_m25",
      COALESCE(SUM("t9"."balance_avg_fen") FILTER(WHERE
        "t9"."ago" = 26), 0) AS "balance_avg_fen_m26",
      COALESCE(SUM("t9"."balance_avg_fen") FILTER(WHERE
        "t9"."ago" = 27), 0) AS "balance_avg_fen_m27",
      COALESCE(SUM("t9"."balance_avg_fen") FILTER(WHERE
        "t9"."ago" = 28), 0) AS "balance_avg_fen_m28",
      COALESCE(SUM("t9"."balance_avg_fen") FILTER(WHERE
        "t9"."ago" = 29), 0) AS "balance_avg_fen_m29",
      COALESCE(SUM("t9"."balance_avg_fen") FILTER(WHERE
        "t9"."ago" = 30), 0) AS "balance_avg_fen_m30",
      COALESCE(SUM("t9"."balance_avg_fen") FILTER(WHERE
        "t9"."ago" = 31), 0) AS "balance_avg_fen_m31",
      COALESCE(SUM("t9"."balance_avg_fen") FILTER(WHERE
        "t9"."ago" = 32), 0) AS "balance_avg_fen_m32",
      COALESCE(SUM("t9"."balance_avg_fen") FILTER(WHERE
        "t9"."ago" = 33), 0) AS "balance_avg_fen_m33",
      COALESCE(SUM("t9"."balance_avg_fen") FILTER(WHERE
        "t9"."ago" = 34), 0) AS "balance_avg_fen_m34",
      COALESCE(SUM("t9"."balance_avg_fen") FILTER(WHERE
        "t9"."ago" = 35), 0) AS "balance_avg_fen_m35",
      COALESCE(SUM("t9"."rows") FILTER(WHERE
        "t9"."ago" = 0), 0) AS "rows_m0",
      COALESCE(SUM("t9"."rows") FILTER(WHERE
        "t9"."ago" = 1), 0) AS "rows_m1",
      COALESCE(SUM("t9"."rows") FILTER(WHERE
        "t9"."ago" = 2), 0) AS "rows_m2",
      COALESCE(SUM("t9"."rows") FILTER(WHERE
        "t9"."ago" = 3), 0) AS "rows_m3",
      COALESCE(SUM("t9"."rows") FILTER(WHERE
        "t9"."ago" = 4), 0) AS "rows_m4",
      COALESCE(SUM("t9"."rows") FILTER(WHERE
        "t9"."ago" = 5), 0) AS "rows_m5",
      COALESCE(SUM("t9"."rows") FILTER(WHERE
        "t9"."ago" = 6), 0) AS "rows_m6",
      COALESCE(SUM("t9"."rows") FILTER(WHERE
        "t9"."ago" = 7), 0) AS "rows_m7",
      COALESCE(SUM("t9"."rows") FILTER(WHERE
        "t9"."ago" = 8), 0) AS "rows_m8",
      COALESCE(SUM("t9"."rows") FILTER(WHERE
        "t9"."ago" = 9), 0) AS "rows_m9",
      COALESCE(SUM("t9"."rows") FILTER(WHERE
        "t9"."ago" = 10), 0) AS "rows_m10",
      COALESCE(SUM("t9"."rows") FILTER(WHERE
        "t9"."ago" = 11), 0) AS "rows_m11",
      COALESCE(SUM("t9"."rows") FILTER(WHERE
        "t9"."ago" = 12), 0) AS "rows_m12",
      COALESCE(SUM("t9"."rows") FILTER(WHERE
        "t9"."ago" = 13), 0) AS "rows_m13",
      COALESCE(SUM("t9"."rows") FILTER(WHERE
        "t9"."ago" = 14), 0) AS "rows_m14",
      COALESCE(SUM("t9"."rows") FILTER(WHERE
        "t9"."ago" = 15), 0) AS "rows_m15",
      COALESCE(SUM("t9"."rows") FILTER(WHERE
        "t9"."ago" = 16), 0) AS "rows_m16",
      COALESCE(SUM("t9"."rows") FILTER(WHERE
        "t9"."ago" = 17), 0) AS "rows_m17",
      COALESCE(SUM("t9"."rows") FILTER(WHERE
        "t9"."ago" = 18), 0) AS "rows_m18",
      COALESCE(SUM("t9"."rows") FILTER(WHERE
        "t9"."ago" = 19), 0) AS "rows_m19",
      COALESCE(SUM("t9"."rows") FILTER(WHERE
        "t9"."ago" = 20), 0) AS "rows_m20",
      COALESCE(SUM("t9"."rows") FILTER(WHERE
        "t9"."ago" = 21), 0) AS "rows_m21",
      COALESCE(SUM("t9"."rows") FILTER(WHERE
        "t9"."ago" = 22), 0) AS "rows_m22",
      COALESCE(SUM("t9"."rows") FILTER(WHERE
        "t9"."ago" = 23), 0) AS "rows_m23",
      COALESCE(SUM("t9"."rows") FILTER(WHERE
        "t9"."ago" = 24), 0) AS "rows_m24",
      COALESCE(SUM("t9"."rows") FILTER(WHERE
        "t9"."ago" = 25), 0) AS "rows_m25",
      COALESCE(SUM("t9"."rows") FILTER(WHERE
        "t9"."ago" = 26), 0) AS "rows_m26",
      COALESCE(SUM("t9"."rows") FILTER(WHERE
        "t9"."ago" = 27), 0) AS "rows_m27",
      COALESCE(SUM("t9"."rows") FILTER(WHERE
        "t9"."ago" = 28), 0) AS "rows_m28",
      COALESCE(SUM("t9"."rows") FILTER(WHERE
        "t9"."ago" = 29), 0) AS "rows_m29",
      COALESCE(SUM("t9"."rows") FILTER(WHERE
        "t9"."ago" = 30), 0) AS "rows_m30",
      COALESCE(SUM("t9"."rows") FILTER(WHERE
        "t9"."ago" = 31), 0) AS "rows_m31",
      COALESCE(SUM("t9"."rows") FILTER(WHERE
        "t9"."ago" = 32), 0) AS "rows_m32",
      COALESCE(SUM("t9"."rows") FILTER(WHERE
        "t9"."ago" = 33), 0) AS "rows_m33",
      COALESCE(SUM("t9"."rows") FILTER(WHERE
        "t9"."ago" = 34), 0) AS "rows_m34",
      COALESCE(SUM("t9"."rows") FILTER(WHERE
        "t9"."ago" = 35), 0) AS "rows_m35"
    FROM (
      SELECT
        "t8"."enterprise",
        "t8"."ago",
        COUNT(*) AS "rows",
        COALESCE(SUM("t8"."income_fen"), 0) AS "income_fen",
        COALESCE(SUM("t8"."out_fen"), 0) AS "out_fen",
        COALESCE(SUM("t8"."balance_avg_fen"), 0) AS "balance_avg_fen"
      FROM (
        SELECT
          "t7"."enterprise",
          CAST((
            (
              EXTRACT(year FROM "t7"."until") - EXTRACT(year FROM "t7"."month")
            ) * 12
          ) + (
            EXTRACT(month FROM "t7"."until") - EXTRACT(month FROM "t7"."month")
          ) AS INT) AS "ago",
          (
            "t7"."in_fen" - "t7"."related_in_fen"
          ) - "t7"."loan_in_fen" AS "income_fen",
          "t7"."out_fen",
          "t7"."balance_avg_fen"
        FROM (
          SELECT
            "t2"."enterprise",
            "t2"."month",
            "t2"."in_fen",
            "t2"."out_fen",
            "t2"."related_in_fen",
            "t2"."loan_in_fen",
            "t2"."loan_out_fen",
            "t2"."cash_in_fen",
            "t2"."salary_fen",
            "t2"."balance_avg_fen",
            "t2"."balance_min_fen",
            "t6"."as_of",
            "t6"."until"
          FROM "flows" AS "t2"
          INNER JOIN "t3" AS "t6"
            ON "t2"."enterprise" = "t6"."enterprise"
        ) AS "t7"
        WHERE
          "t7"."month" <= "t7"."until"
      ) AS "t8"
      GROUP BY
        1,
        2
    ) AS "t9"
    GROUP BY
      1
  ) AS "t10"
) AS "t12"
  ON "t5"."enterprise" = "t12"."key0"
) AS "indicators"
ORDER BY
  "enterprise"
