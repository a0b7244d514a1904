-- Generated from tax.py by `python -m puhui.credit.indicators.compiling`. Do not edit.
SELECT
  CAST("enterprise" AS VARCHAR) AS "enterprise",
  CAST("as_of" AS DATE) AS "as_of",
  CAST("record_months" AS BIGINT) AS "record_months",
  CAST("tax12_fen" AS BIGINT) AS "tax12_fen",
  CAST("declared12_fen" AS BIGINT) AS "declared12_fen",
  CAST("declared_yoy" AS DOUBLE) AS "declared_yoy",
  CAST("tax_rev12" AS DOUBLE) AS "tax_rev12",
  CAST("late_decl12" AS BIGINT) AS "late_decl12",
  CAST("late_decl_days24" AS BIGINT) AS "late_decl_days24",
  CAST("unfiled_now" AS BIGINT) AS "unfiled_now",
  CAST("arrears_now_fen" AS BIGINT) AS "arrears_now_fen",
  CAST("arrears_cnt24" AS BIGINT) AS "arrears_cnt24",
  CAST("rating_last" AS VARCHAR) AS "rating_last",
  CAST("rating_low_3y" AS BIGINT) AS "rating_low_3y",
  CAST("rating_trend" AS BIGINT) AS "rating_trend",
  CAST("abnormal_taxpayer_now" AS BIGINT) AS "abnormal_taxpayer_now"
FROM (
WITH "t6" AS (
  SELECT
    "t0"."enterprise",
    "t0"."as_of",
    DATE_TRUNC('MONTH', "t0"."as_of" + INTERVAL '1' DAY) - INTERVAL '1' DAY AS "until"
  FROM "subjects" AS "t0"
)
SELECT
  "t9"."enterprise",
  "t9"."until" AS "as_of",
  CASE
    WHEN (
      "t12"."known" IS NOT NULL
    ) OR (
      "t21"."oldest" IS NOT NULL
    )
    THEN COALESCE("t21"."oldest" + 1, 1)
    ELSE 0
  END AS "record_months",
  "t21"."tax12" AS "tax12_fen",
  "t21"."declared12" AS "declared12_fen",
  CASE
    WHEN "t21"."oldest" >= 23
    THEN CASE
      WHEN "t21"."declared_before12" > 0
      THEN CAST("t21"."declared12" AS DOUBLE) / CAST("t21"."declared_before12" AS DOUBLE)
      ELSE NULL
    END - 1
    ELSE NULL
  END AS "declared_yoy",
  CASE
    WHEN "t21"."declared12" > 0
    THEN CAST("t21"."tax12" AS DOUBLE) / CAST("t21"."declared12" AS DOUBLE)
    ELSE NULL
  END AS "tax_rev12",
  "t21"."late12" AS "late_decl12",
  "t21"."late_days24" AS "late_decl_days24",
  "t21"."unfiled" AS "unfiled_now",
  "t21"."arrears" AS "arrears_now_fen",
  "t21"."arrears24" AS "arrears_cnt24",
  "t23"."rating" AS "rating_last",
  "t23"."worst" AS "rating_low_3y",
  "t23"."rank_last" - "t23"."rank_before" AS "rating_trend",
  "t12"."abnormal" AS "abnormal_taxpayer_now"
FROM "t6" AS "t9"
LEFT OUTER JOIN (
  SELECT
    "t18"."enterprise" AS "key0",
    "t18"."oldest",
    "t18"."tax12",
    "t18"."declared12",
    "t18"."declared_before12",
    "t18"."late12",
    "t18"."late_days24",
    "t18"."unfiled",
    "t18"."arrears",
    "t18"."arrears24"
  FROM (
    SELECT
      "t16"."enterprise",
      MAX("t16"."ago") AS "oldest",
      SUM("t16"."paid_fen") FILTER(WHERE
        "t16"."ago" < 12) AS "tax12",
      SUM("t16"."sales_fen") FILTER(WHERE
        (
          "t16"."ago" < 12
        ) AND (
          "t16"."tax_type" = 'vat'
        )) AS "declared12",
      COALESCE(
        SUM("t16"."sales_fen") FILTER(WHERE
          "t16"."ago" BETWEEN 12 AND 23 AND (
            "t16"."tax_type" = 'vat'
          )),
        0
      ) AS "declared_before12",
      COUNT(*) FILTER(WHERE
        (
          "t16"."due_on" <= "t16"."until"
        )
        AND (
          "t16"."over" > 0
        )
        AND (
          "t16"."ago" < 12
        )) AS "late12",
      COALESCE(
        SUM("t16"."over") FILTER(WHERE
          (
            "t16"."due_on" <= "t16"."until"
          )
          AND (
            "t16"."over" > 0
          )
          AND (
            "t16"."ago" < 24
          )),
        0
      ) AS "late_days24",
      COUNT(*) FILTER(WHERE
        "t16"."unfiled") AS "unfiled",
      COALESCE(SUM("t16"."arrears_fen"), 0) AS "arrears",
      COUNT(*) FILTER(WHERE
        (
          "t16"."arrears_fen" > 0
        ) AND (
          "t16"."ago" < 24
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
          "t13"."due_on" < "t13"."until"
        ) AND (
          "t13"."filed_on" IS NULL
        ) AS "unfiled",
        DATE_DIFF(
          'DAY',
          "t13"."due_on",
          LEAST(COALESCE("t13"."filed_on", "t13"."until"), "t13"."until")
        ) AS "over"
      FROM (
        SELECT
          "t4"."enterprise",
          "t4"."period",
          "t4"."period_months",
          "t4"."sales_fen",
          "t4"."tax_type",
          "t4"."payable_fen",
          "t4"."paid_fen",
          "t4"."arrears_fen",
          "t4"."due_on",
          "t4"."filed_on",
          "t10"."as_of",
          "t10"."until"
        FROM "declarations" AS "t4"
        INNER JOIN "t6" AS "t10"
          ON "t4"."enterprise" = "t10"."enterprise"
      ) AS "t13"
      WHERE
        "t13"."period" <= "t13"."until"
    ) AS "t16"
    GROUP BY
      1
  ) AS "t18"
) AS "t21"
  ON "t9"."enterprise" = "t21"."key0"
LEFT OUTER JOIN (
  SELECT
    "t20"."enterprise" AS "key1",
    "t20"."rating",
    "t20"."rank_last",
    "t20"."rank_before",
    "t20"."worst"
  FROM (
    SELECT
      "t17"."enterprise",
      MAX("t17"."rating") FILTER(WHERE
        "t17"."nth" = 0) AS "rating",
      MAX("t17"."order") FILTER(WHERE
        "t17"."nth" = 0) AS "rank_last",
      MAX("t17"."order") FILTER(WHERE
        "t17"."nth" = 1) AS "rank_before",
      COUNT(*) FILTER(WHERE
        "t17"."rating" IN ('C', 'D')
        AND (
          "t17"."year" > (
            EXTRACT(year FROM "t17"."as_of") - 4
          )
        )) AS "worst"
    FROM (
      SELECT
        "t15"."enterprise",
        "t15"."year",
        "t15"."rating",
        "t15"."published_on",
        "t15"."as_of",
        "t15"."until",
        "t15"."order",
        ROW_NUMBER() OVER (
          PARTITION BY "t15"."enterprise"
          ORDER BY "t15"."year" DESC, "t15"."published_on" DESC, "t15"."order" ASC
          ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
        ) - 1 AS "nth"
      FROM (
        SELECT
          "t14"."enterprise",
          "t14"."year",
          "t14"."rating",
          "t14"."published_on",
          "t14"."as_of",
          "t14"."until",
          CAST(CASE "t14"."rating"
            WHEN 'A'
            THEN 4
            WHEN 'B'
            THEN 3
            WHEN 'M'
            THEN 2
            WHEN 'C'
            THEN 1
            WHEN 'D'
            THEN 0
            ELSE NULL
          END AS BIGINT) AS "order"
        FROM (
          SELECT
            "t5"."enterprise",
            "t5"."year",
            "t5"."rating",
            "t5"."published_on",
            "t10"."as_of",
            "t10"."until"
          FROM "ratings" AS "t5"
          INNER JOIN "t6" AS "t10"
            ON "t5"."enterprise" = "t10"."enterprise"
        ) AS "t14"
        WHERE
          "t14"."published_on" <= "t14"."as_of"
          AND "t14"."year" IS NOT NULL
          AND "t14"."rating" IN ('A', 'B', 'M', 'C', 'D')
      ) AS "t15"
    ) AS "t17"
    GROUP BY
      1
  ) AS "t20"
) AS "t23"
  ON "t9"."enterprise" = "t23"."key1"
LEFT OUTER JOIN (
  SELECT
    "t8"."enterprise" AS "key2",
    "t8"."abnormal",
    "t8"."known"
  FROM (
    SELECT
      "t1"."enterprise",
      MAX(CAST(CASE WHEN "t1"."status" = 'abnormal' THEN 1 ELSE 0 END AS BIGINT)) AS "abnormal",
      COUNT(*) AS "known"
    FROM "taxpayers" AS "t1"
    GROUP BY
      1
  ) AS "t8"
) AS "t12"
  ON "t9"."enterprise" = "t12"."key2"
) AS "indicators"
ORDER BY
  "enterprise"
