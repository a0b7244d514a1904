-- Generated from tax.py by `python -m puhui.credit.indicators.sources`. Do not edit.
SELECT
  CAST("enterprise" AS VARCHAR) AS "enterprise",
  CAST("as_of" AS DATE) AS "as_of",
  CAST("record_months" AS BIGINT) AS "record_months",
  CAST("tax12_fen" AS BIGINT) AS "tax12_fen",
  CAST("declared12_fen" AS BIGINT) AS "declared12_fen",
  CAST("late_decl12" AS BIGINT) AS "late_decl12",
  CAST("arrears_now_fen" AS BIGINT) AS "arrears_now_fen",
  CAST("arrears_cnt24" AS BIGINT) AS "arrears_cnt24",
  CAST("rating_last" AS VARCHAR) AS "rating_last",
  CAST("rating_low_3y" AS BIGINT) AS "rating_low_3y",
  CAST("abnormal_taxpayer_now" AS BIGINT) AS "abnormal_taxpayer_now"
FROM (
WITH "t8" AS (
  SELECT
    "t1"."enterprise",
    "t1"."as_of",
    DATE_TRUNC('MONTH', "t1"."as_of" + INTERVAL '1' DAY) - INTERVAL '1' DAY AS "until"
  FROM "subjects" AS "t1"
)
SELECT
  "t27"."enterprise",
  "t27"."until" AS "as_of",
  COALESCE(
    CASE
      WHEN (
        "t27"."known" IS NOT NULL
      ) OR (
        "t27"."oldest" IS NOT NULL
      )
      THEN COALESCE("t27"."oldest" + 1, 1)
      ELSE NULL
    END,
    0
  ) AS "record_months",
  "t27"."tax12" AS "tax12_fen",
  "t27"."declared12" AS "declared12_fen",
  "t27"."late12" AS "late_decl12",
  "t27"."arrears" AS "arrears_now_fen",
  "t27"."arrears24" AS "arrears_cnt24",
  "t27"."rating" AS "rating_last",
  "t27"."worst" AS "rating_low_3y",
  "t27"."abnormal" AS "abnormal_taxpayer_now"
FROM (
  SELECT
    "t26".*
    EXCLUDE ("enterprise_right")
  FROM (
    SELECT
      "t25"."enterprise",
      "t25"."as_of",
      "t25"."until",
      "t25"."oldest",
      "t25"."tax12",
      "t25"."declared12",
      "t25"."late12",
      "t25"."arrears",
      "t25"."arrears24",
      "t25"."rating",
      "t25"."worst",
      "t7"."enterprise" AS "enterprise_right",
      "t7"."abnormal",
      "t7"."known"
    FROM (
      SELECT
        "t23".*
        EXCLUDE ("enterprise_right")
      FROM (
        SELECT
          "t22"."enterprise",
          "t22"."as_of",
          "t22"."until",
          "t22"."oldest",
          "t22"."tax12",
          "t22"."declared12",
          "t22"."late12",
          "t22"."arrears",
          "t22"."arrears24",
          "t17"."enterprise" AS "enterprise_right",
          "t17"."rating",
          "t17"."worst"
        FROM (
          SELECT
            "t20".*
            EXCLUDE ("enterprise_right")
          FROM (
            SELECT
              "t10"."enterprise",
              "t10"."as_of",
              "t10"."until",
              "t19"."enterprise" AS "enterprise_right",
              "t19"."oldest",
              "t19"."tax12",
              "t19"."declared12",
              "t19"."late12",
              "t19"."arrears",
              "t19"."arrears24"
            FROM "t8" AS "t10"
            LEFT OUTER JOIN (
              SELECT
                "t15"."enterprise",
                MAX("t15"."ago") AS "oldest",
                SUM("t15"."paid_fen") FILTER(WHERE
                  "t15"."ago" < 12) AS "tax12",
                SUM("t15"."sales_fen") FILTER(WHERE
                  (
                    "t15"."ago" < 12
                  ) AND (
                    "t15"."tax_type" = 'vat'
                  )) AS "declared12",
                COUNT(*) FILTER(WHERE
                  (
                    "t15"."late" OR "t15"."unfiled"
                  ) AND (
                    "t15"."ago" < 12
                  )) AS "late12",
                SUM("t15"."arrears_fen") AS "arrears",
                COUNT(*) FILTER(WHERE
                  (
                    "t15"."arrears_fen" > 0
                  ) AND (
                    "t15"."ago" < 24
                  )) AS "arrears24"
              FROM (
                SELECT
                  "t13"."enterprise",
                  "t13"."period",
                  "t13"."period_months",
                  "t13"."sales_fen",
                  "t13"."tax_type",
                  "t13"."payable_fen",
                  "t13"."paid_fen",
                  "t13"."arrears_fen",
                  "t13"."due_on",
                  "t13"."filed_on",
                  "t13"."as_of",
                  "t13"."until",
                  CAST((
                    (
                      EXTRACT(year FROM "t13"."until") - EXTRACT(year FROM "t13"."period")
                    ) * 12
                  ) + (
                    EXTRACT(month FROM "t13"."until") - EXTRACT(month FROM "t13"."period")
                  ) AS INT) AS "ago",
                  (
                    "t13"."due_on" <= "t13"."until"
                  )
                  AND (
                    COALESCE("t13"."filed_on", "t13"."until") > "t13"."due_on"
                  ) AS "late",
                  (
                    "t13"."due_on" < "t13"."until"
                  ) AND (
                    "t13"."filed_on" IS NULL
                  ) AS "unfiled"
                FROM (
                  SELECT
                    "t5"."enterprise",
                    "t5"."period",
                    "t5"."period_months",
                    "t5"."sales_fen",
                    "t5"."tax_type",
                    "t5"."payable_fen",
                    "t5"."paid_fen",
                    "t5"."arrears_fen",
                    "t5"."due_on",
                    "t5"."filed_on",
                    "t11"."as_of",
                    "t11"."until"
                  FROM "declarations" AS "t5"
                  INNER JOIN "t8" AS "t11"
                    ON "t5"."enterprise" = "t11"."enterprise"
                ) AS "t13"
                WHERE
                  "t13"."period" <= "t13"."until"
              ) AS "t15"
              GROUP BY
                1
            ) AS "t19"
              ON "t10"."enterprise" = "t19"."enterprise"
          ) AS "t20"
        ) AS "t22"
        LEFT OUTER JOIN (
          SELECT
            "t14"."enterprise",
            FIRST("t14"."rating" ORDER BY "t14"."year" DESC) AS "rating",
            SUM(CAST("t14"."rating" IN ('C', 'D') AS INT)) FILTER(WHERE
              "t14"."year" > (
                EXTRACT(year FROM "t14"."as_of") - 4
              )) AS "worst"
          FROM (
            SELECT
              *
            FROM (
              SELECT
                "t4"."enterprise",
                "t4"."year",
                "t4"."rating",
                "t4"."published_on",
                "t11"."as_of",
                "t11"."until"
              FROM "ratings" AS "t4"
              INNER JOIN "t8" AS "t11"
                ON "t4"."enterprise" = "t11"."enterprise"
            ) AS "t12"
            WHERE
              "t12"."published_on" <= "t12"."as_of"
          ) AS "t14"
          GROUP BY
            1
        ) AS "t17"
          ON "t22"."enterprise" = "t17"."enterprise"
      ) AS "t23"
    ) AS "t25"
    LEFT OUTER JOIN (
      SELECT
        "t0"."enterprise",
        CAST("t0"."status" = 'abnormal' AS BIGINT) AS "abnormal",
        1 AS "known"
      FROM "taxpayers" AS "t0"
    ) AS "t7"
      ON "t25"."enterprise" = "t7"."enterprise"
  ) AS "t26"
) AS "t27"
)
ORDER BY
  "enterprise"
