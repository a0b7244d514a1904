-- Generated from utility.py by `python -m puhui.credit.indicators.compiling`. Do not edit.
SELECT
  CAST("enterprise" AS TEXT) AS "enterprise",
  CAST("as_of" AS DATE) AS "as_of",
  CAST("record_months" AS BIGINT) AS "record_months",
  CAST("water_months" AS BIGINT) AS "water_months",
  CAST("water_usage12" AS DOUBLE PRECISION) AS "water_usage12",
  CAST("water_fee12_fen" AS BIGINT) AS "water_fee12_fen",
  CAST("water_yoy12" AS DOUBLE PRECISION) AS "water_yoy12",
  CAST("water_drop3" AS DOUBLE PRECISION) AS "water_drop3",
  CAST("water_late_cnt24" AS BIGINT) AS "water_late_cnt24",
  CAST("water_arrears_now_fen" AS BIGINT) AS "water_arrears_now_fen",
  CAST("water_cut_cnt12" AS BIGINT) AS "water_cut_cnt12"
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
  COALESCE("t13"."oldest" + 1, 0) AS "record_months",
  CASE
    WHEN COALESCE("t13"."oldest" + 1, 0) > 0
    THEN COALESCE("t13"."oldest" + 1, 0)
    ELSE NULL
  END AS "water_months",
  CAST("t13"."used12" AS DOUBLE PRECISION) / 1000 AS "water_usage12",
  "t13"."fee12" AS "water_fee12_fen",
  CASE
    WHEN COALESCE("t13"."oldest" + 1, 0) >= 24
    THEN CASE
      WHEN CASE
        WHEN "t13"."worked_before12" > 0
        THEN CAST("t13"."used_before12" AS DOUBLE PRECISION) / CAST("t13"."worked_before12" AS DOUBLE PRECISION)
        ELSE NULL
      END > 0
      THEN CAST(CASE
        WHEN "t13"."worked12" > 0
        THEN CAST("t13"."used12" AS DOUBLE PRECISION) / CAST("t13"."worked12" AS DOUBLE PRECISION)
        ELSE NULL
      END AS DOUBLE PRECISION) / CASE
        WHEN "t13"."worked_before12" > 0
        THEN CAST("t13"."used_before12" AS DOUBLE PRECISION) / CAST("t13"."worked_before12" AS DOUBLE PRECISION)
        ELSE NULL
      END
      ELSE NULL
    END - 1
    ELSE NULL
  END AS "water_yoy12",
  CASE
    WHEN COALESCE("t13"."oldest" + 1, 0) >= 12
    THEN CASE
      WHEN CASE
        WHEN "t13"."worked9" > 0
        THEN CAST("t13"."used9" AS DOUBLE PRECISION) / CAST("t13"."worked9" AS DOUBLE PRECISION)
        ELSE NULL
      END > 0
      THEN CAST(CASE
        WHEN "t13"."worked3" > 0
        THEN CAST("t13"."used3" AS DOUBLE PRECISION) / CAST("t13"."worked3" AS DOUBLE PRECISION)
        ELSE NULL
      END AS DOUBLE PRECISION) / CASE
        WHEN "t13"."worked9" > 0
        THEN CAST("t13"."used9" AS DOUBLE PRECISION) / CAST("t13"."worked9" AS DOUBLE PRECISION)
        ELSE NULL
      END
      ELSE NULL
    END - 1
    ELSE NULL
  END AS "water_drop3",
  "t13"."late24" AS "water_late_cnt24",
  "t13"."owed" AS "water_arrears_now_fen",
  "t13"."cuts12" AS "water_cut_cnt12"
FROM "t3" AS "t5"
LEFT OUTER JOIN (
  SELECT
    "t11"."enterprise" AS "key0",
    "t11"."oldest",
    "t11"."used12",
    "t11"."worked12",
    "t11"."used_before12",
    "t11"."worked_before12",
    "t11"."used3",
    "t11"."worked3",
    "t11"."used9",
    "t11"."worked9",
    "t11"."fee12",
    "t11"."late24",
    "t11"."owed",
    "t11"."cuts12"
  FROM (
    SELECT
      "t10"."enterprise",
      MAX("t10"."ago") AS "oldest",
      SUM("t10"."used") FILTER(WHERE
        "t10"."ago" < 12) AS "used12",
      COALESCE(SUM("t10"."worked") FILTER(WHERE
        "t10"."ago" < 12), 0) AS "worked12",
      COALESCE(SUM("t10"."used") FILTER(WHERE
        "t10"."ago" BETWEEN 12 AND 23), 0) AS "used_before12",
      COALESCE(SUM("t10"."worked") FILTER(WHERE
        "t10"."ago" BETWEEN 12 AND 23), 0) AS "worked_before12",
      COALESCE(SUM("t10"."used") FILTER(WHERE
        "t10"."ago" < 3), 0) AS "used3",
      COALESCE(SUM("t10"."worked") FILTER(WHERE
        "t10"."ago" < 3), 0) AS "worked3",
      COALESCE(SUM("t10"."used") FILTER(WHERE
        "t10"."ago" BETWEEN 3 AND 11), 0) AS "used9",
      COALESCE(SUM("t10"."worked") FILTER(WHERE
        "t10"."ago" BETWEEN 3 AND 11), 0) AS "worked9",
      SUM("t10"."fee") FILTER(WHERE
        "t10"."ago" < 12) AS "fee12",
      COALESCE(SUM("t10"."late") FILTER(WHERE
        "t10"."ago" < 24), 0) AS "late24",
      COALESCE(SUM("t10"."owed"), 0) AS "owed",
      COALESCE(SUM("t10"."cuts") FILTER(WHERE
        "t10"."ago" < 12), 0) AS "cuts12"
    FROM (
      SELECT
        "t9"."enterprise",
        "t9"."ago",
        "t9"."month",
        "t9"."used",
        "t9"."fee",
        "t9"."owed",
        "t9"."late",
        "t9"."cuts",
        (
          CAST(EXTRACT(epoch FROM CAST("t9"."month" + INTERVAL '1 MONTH' AS TIMESTAMP) - CAST("t9"."month" AS TIMESTAMP)) / 86400 AS BIGINT) * 100
        ) - CAST(CASE (
            EXTRACT(year FROM "t9"."month") * 12
          ) + EXTRACT(month FROM "t9"."month")
          WHEN 24062
          THEN 784
          WHEN 24073
          THEN 473
          WHEN 24074
          THEN 311
          WHEN 24086
          THEN 784
          WHEN 24098
          THEN 784
          WHEN 24109
          THEN 666
          WHEN 24110
          THEN 118
          WHEN 24122
          THEN 784
          WHEN 24133
          THEN 145
          WHEN 24134
          THEN 639
          WHEN 24145
          THEN 773
          WHEN 24146
          THEN 11
          WHEN 24158
          THEN 784
          WHEN 24169
          THEN 337
          WHEN 24170
          THEN 447
          WHEN 24182
          THEN 784
          WHEN 24194
          THEN 784
          WHEN 24205
          THEN 540
          WHEN 24206
          THEN 244
          WHEN 24218
          THEN 784
          WHEN 24229
          THEN 55
          WHEN 24230
          THEN 729
          WHEN 24241
          THEN 719
          WHEN 24242
          THEN 65
          WHEN 24254
          THEN 784
          WHEN 24265
          THEN 268
          WHEN 24266
          THEN 516
          WHEN 24277
          THEN 784
          WHEN 24290
          THEN 784
          WHEN 24301
          THEN 473
          WHEN 24302
          THEN 311
          WHEN 24314
          THEN 784
          WHEN 24325
          THEN 20
          WHEN 24326
          THEN 764
          WHEN 24337
          THEN 666
          WHEN 24338
          THEN 118
          WHEN 24350
          THEN 784
          WHEN 24361
          THEN 145
          WHEN 24362
          THEN 639
          WHEN 24373
          THEN 773
          WHEN 24374
          THEN 11
          WHEN 24386
          THEN 784
          WHEN 24397
          THEN 337
          WHEN 24398
          THEN 447
          WHEN 24410
          THEN 784
          WHEN 24422
          THEN 784
          WHEN 24433
          THEN 540
          WHEN 24434
          THEN 244
          WHEN 24446
          THEN 784
          WHEN 24457
          THEN 96
          WHEN 24458
          THEN 688
          WHEN 24469
          THEN 755
          WHEN 24470
          THEN 29
          WHEN 24482
          THEN 784
          WHEN 24493
          THEN 268
          WHEN 24494
          THEN 516
          WHEN 24505
          THEN 784
          WHEN 24518
          THEN 784
          WHEN 24529
          THEN 406
          WHEN 24530
          THEN 378
          WHEN 24542
          THEN 784
          ELSE 0
        END AS BIGINT) AS "worked"
      FROM (
        SELECT
          "t8"."enterprise",
          "t8"."ago",
          MIN("t8"."month") AS "month",
          COALESCE(SUM("t8"."used"), 0) AS "used",
          COALESCE(SUM("t8"."fee_fen"), 0) AS "fee",
          COALESCE(SUM("t8"."fee_fen") FILTER(WHERE
            "t8"."judged" AND "t8"."open"), 0) AS "owed",
          COUNT(*) FILTER(WHERE
            "t8"."judged" AND (
              "t8"."over" > 0
            )) AS "late",
          COALESCE(SUM("t8"."cuts"), 0) AS "cuts"
        FROM (
          SELECT
            "t7"."enterprise",
            "t7"."account_no",
            "t7"."month",
            "t7"."usage",
            "t7"."fee_fen",
            "t7"."due_on",
            "t7"."paid_on",
            "t7"."cuts",
            "t7"."as_of",
            "t7"."until",
            CAST((
              (
                EXTRACT(year FROM "t7"."until") - EXTRACT(year FROM "t7"."month")
              ) * 12
            ) + (
              EXTRACT(month FROM "t7"."until") - EXTRACT(month FROM "t7"."month")
            ) AS INT) AS "ago",
            CAST(FLOOR(
              (
                CASE
                  WHEN "t7"."usage" = CAST('NaN' AS DOUBLE PRECISION)
                  THEN NULL
                  ELSE "t7"."usage"
                END * 1000.0
              ) + 0.5
            ) AS BIGINT) AS "used",
            "t7"."due_on" <= "t7"."until" AS "judged",
            (
              "t7"."paid_on" IS NULL
            ) OR (
              "t7"."paid_on" > "t7"."until"
            ) AS "open",
            CAST(EXTRACT(epoch FROM CAST(LEAST(COALESCE("t7"."paid_on", "t7"."until"), "t7"."until") AS TIMESTAMP) - CAST("t7"."due_on" AS TIMESTAMP)) / 86400 AS BIGINT) AS "over"
          FROM (
            SELECT
              "t2"."enterprise",
              "t2"."account_no",
              "t2"."month",
              "t2"."usage",
              "t2"."fee_fen",
              "t2"."due_on",
              "t2"."paid_on",
              "t2"."cuts",
              "t6"."as_of",
              "t6"."until"
            FROM "water_bills" AS "t2"
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
    ) AS "t10"
    GROUP BY
      1
  ) AS "t11"
) AS "t13"
  ON "t5"."enterprise" = "t13"."key0"
) AS "indicators"
ORDER BY
  "enterprise"
