-- Generated from bank.py by `python -m puhui.credit.indicators.sources`. Do not edit.
SELECT
  CAST("enterprise" AS VARCHAR) AS "enterprise",
  CAST("as_of" AS DATE) AS "as_of",
  CAST("record_months" AS BIGINT) AS "record_months",
  CAST("inflow_median12_fen" AS BIGINT) AS "inflow_median12_fen",
  CAST("inflow12_fen" AS BIGINT) AS "inflow12_fen",
  CAST("inflow_yoy" AS DOUBLE) AS "inflow_yoy",
  CAST("inflow_cv12" AS DOUBLE) AS "inflow_cv12",
  CAST("cash_share12" AS DOUBLE) AS "cash_share12",
  CAST("out_in_ratio12" AS DOUBLE) AS "out_in_ratio12",
  CAST("debt_service_share12" AS DOUBLE) AS "debt_service_share12",
  CAST("salary_months12" AS BIGINT) AS "salary_months12",
  CAST("balance_avg3_fen" AS BIGINT) AS "balance_avg3_fen",
  CAST("balance_min3_fen" AS BIGINT) AS "balance_min3_fen",
  CAST("own_loans_outstanding_fen" AS BIGINT) AS "own_loans_outstanding_fen",
  CAST("own_loans_overdue_fen" AS BIGINT) AS "own_loans_overdue_fen",
  CAST("own_dpd_now" AS BIGINT) AS "own_dpd_now",
  CAST("own_dpd_max" AS BIGINT) AS "own_dpd_max"
FROM (
WITH "t6" AS (
  SELECT
    "t1"."enterprise",
    "t1"."as_of",
    DATE_TRUNC('MONTH', "t1"."as_of" + INTERVAL '1' DAY) - INTERVAL '1' DAY AS "until"
  FROM "subjects" AS "t1"
)
SELECT
  "t19"."enterprise",
  "t19"."until" AS "as_of",
  COALESCE("t19"."oldest" + 1, CASE WHEN "t19"."loans" IS NOT NULL THEN 1 ELSE NULL END, 0) AS "record_months",
  CAST(ROUND("t19"."median12", 0) AS BIGINT) AS "inflow_median12_fen",
  CAST(ROUND("t19"."income12", 0) AS BIGINT) AS "inflow12_fen",
  CASE
    WHEN COALESCE("t19"."oldest" + 1, CASE WHEN "t19"."loans" IS NOT NULL THEN 1 ELSE NULL END, 0) >= 24
    THEN CASE
      WHEN "t19"."before12" > 0
      THEN "t19"."income12" / "t19"."before12"
      ELSE NULL
    END - 1
    ELSE NULL
  END AS "inflow_yoy",
  CASE
    WHEN "t19"."count12" >= 6
    THEN CASE WHEN "t19"."mean12" > 0 THEN "t19"."spread12" / "t19"."mean12" ELSE NULL END
    ELSE NULL
  END AS "inflow_cv12",
  CASE WHEN "t19"."gross12" > 0 THEN "t19"."cash12" / "t19"."gross12" ELSE NULL END AS "cash_share12",
  CASE WHEN "t19"."gross12" > 0 THEN "t19"."out12" / "t19"."gross12" ELSE NULL END AS "out_in_ratio12",
  CASE
    WHEN "t19"."income12" > 0
    THEN "t19"."serviced12" / "t19"."income12"
    ELSE NULL
  END AS "debt_service_share12",
  "t19"."paying12" AS "salary_months12",
  CAST(ROUND("t19"."balance3", 0) AS BIGINT) AS "balance_avg3_fen",
  "t19"."lowest3" AS "balance_min3_fen",
  CASE
    WHEN COALESCE("t19"."oldest" + 1, CASE WHEN "t19"."loans" IS NOT NULL THEN 1 ELSE NULL END, 0) > 0
    THEN COALESCE("t19"."outstanding", 0)
    ELSE NULL
  END AS "own_loans_outstanding_fen",
  CASE
    WHEN COALESCE("t19"."oldest" + 1, CASE WHEN "t19"."loans" IS NOT NULL THEN 1 ELSE NULL END, 0) > 0
    THEN COALESCE("t19"."overdue", 0)
    ELSE NULL
  END AS "own_loans_overdue_fen",
  CASE
    WHEN COALESCE("t19"."oldest" + 1, CASE WHEN "t19"."loans" IS NOT NULL THEN 1 ELSE NULL END, 0) > 0
    THEN COALESCE("t19"."past_due", 0)
    ELSE NULL
  END AS "own_dpd_now",
  CASE
    WHEN COALESCE("t19"."oldest" + 1, CASE WHEN "t19"."loans" IS NOT NULL THEN 1 ELSE NULL END, 0) > 0
    THEN COALESCE("t19"."past_due_max", 0)
    ELSE NULL
  END AS "own_dpd_max"
FROM (
  SELECT
    "t18".*
    EXCLUDE ("enterprise_right")
  FROM (
    SELECT
      "t17"."enterprise",
      "t17"."as_of",
      "t17"."until",
      "t17"."oldest",
      "t17"."count12",
      "t17"."median12",
      "t17"."income12",
      "t17"."before12",
      "t17"."mean12",
      "t17"."spread12",
      "t17"."gross12",
      "t17"."out12",
      "t17"."cash12",
      "t17"."serviced12",
      "t17"."paying12",
      "t17"."balance3",
      "t17"."lowest3",
      "t5"."enterprise" AS "enterprise_right",
      "t5"."loans",
      "t5"."outstanding",
      "t5"."overdue",
      "t5"."past_due",
      "t5"."past_due_max"
    FROM (
      SELECT
        "t15".*
        EXCLUDE ("enterprise_right")
      FROM (
        SELECT
          "t8"."enterprise",
          "t8"."as_of",
          "t8"."until",
          "t14"."enterprise" AS "enterprise_right",
          "t14"."oldest",
          "t14"."count12",
          "t14"."median12",
          "t14"."income12",
          "t14"."before12",
          "t14"."mean12",
          "t14"."spread12",
          "t14"."gross12",
          "t14"."out12",
          "t14"."cash12",
          "t14"."serviced12",
          "t14"."paying12",
          "t14"."balance3",
          "t14"."lowest3"
        FROM "t6" AS "t8"
        LEFT OUTER JOIN (
          SELECT
            "t12"."enterprise",
            MAX("t12"."ago") AS "oldest",
            COUNT(*) FILTER(WHERE
              "t12"."ago" < 12) AS "count12",
            QUANTILE_CONT("t12"."income", 0.5) FILTER(WHERE
              "t12"."ago" < 12) AS "median12",
            SUM("t12"."income") FILTER(WHERE
              "t12"."ago" < 12) AS "income12",
            SUM("t12"."income") FILTER(WHERE
              "t12"."ago" BETWEEN 12 AND 23) AS "before12",
            AVG("t12"."income") FILTER(WHERE
              "t12"."ago" < 12) AS "mean12",
            STDDEV_SAMP("t12"."income") FILTER(WHERE
              "t12"."ago" < 12) AS "spread12",
            SUM("t12"."gross") FILTER(WHERE
              "t12"."ago" < 12) AS "gross12",
            SUM("t12"."out") FILTER(WHERE
              "t12"."ago" < 12) AS "out12",
            SUM("t12"."cash") FILTER(WHERE
              "t12"."ago" < 12) AS "cash12",
            SUM("t12"."serviced") FILTER(WHERE
              "t12"."ago" < 12) AS "serviced12",
            COUNT(*) FILTER(WHERE
              (
                "t12"."ago" < 12
              ) AND (
                "t12"."salary" > 0
              )) AS "paying12",
            AVG("t12"."balance") FILTER(WHERE
              "t12"."ago" < 3) AS "balance3",
            MIN("t12"."lowest") FILTER(WHERE
              "t12"."ago" < 3) AS "lowest3"
          FROM (
            SELECT
              "t11"."enterprise",
              "t11"."ago",
              SUM("t11"."in_fen") AS "gross",
              CAST(SUM((
                "t11"."in_fen" - "t11"."related_in_fen"
              ) - "t11"."loan_in_fen") AS DOUBLE) AS "income",
              SUM("t11"."out_fen") AS "out",
              SUM("t11"."cash_in_fen") AS "cash",
              SUM("t11"."loan_out_fen") AS "serviced",
              SUM("t11"."salary_fen") AS "salary",
              CAST(SUM("t11"."balance_avg_fen") AS DOUBLE) AS "balance",
              SUM("t11"."balance_min_fen") AS "lowest"
            FROM (
              SELECT
                "t10"."enterprise",
                "t10"."month",
                "t10"."in_fen",
                "t10"."out_fen",
                "t10"."related_in_fen",
                "t10"."loan_in_fen",
                "t10"."loan_out_fen",
                "t10"."cash_in_fen",
                "t10"."salary_fen",
                "t10"."balance_avg_fen",
                "t10"."balance_min_fen",
                "t10"."as_of",
                "t10"."until",
                CAST((
                  (
                    EXTRACT(year FROM "t10"."until") - EXTRACT(year FROM "t10"."month")
                  ) * 12
                ) + (
                  EXTRACT(month FROM "t10"."until") - EXTRACT(month FROM "t10"."month")
                ) AS INT) AS "ago"
              FROM (
                SELECT
                  "t3"."enterprise",
                  "t3"."month",
                  "t3"."in_fen",
                  "t3"."out_fen",
                  "t3"."related_in_fen",
                  "t3"."loan_in_fen",
                  "t3"."loan_out_fen",
                  "t3"."cash_in_fen",
                  "t3"."salary_fen",
                  "t3"."balance_avg_fen",
                  "t3"."balance_min_fen",
                  "t9"."as_of",
                  "t9"."until"
                FROM "flows" AS "t3"
                INNER JOIN "t6" AS "t9"
                  ON "t3"."enterprise" = "t9"."enterprise"
              ) AS "t10"
              WHERE
                "t10"."month" <= "t10"."until"
            ) AS "t11"
            GROUP BY
              1,
              2
          ) AS "t12"
          GROUP BY
            1
        ) AS "t14"
          ON "t8"."enterprise" = "t14"."enterprise"
      ) AS "t15"
    ) AS "t17"
    LEFT OUTER JOIN (
      SELECT
        "t0"."enterprise",
        COUNT(*) AS "loans",
        SUM("t0"."outstanding_fen") AS "outstanding",
        SUM("t0"."overdue_fen") AS "overdue",
        MAX("t0"."days_past_due") AS "past_due",
        MAX("t0"."days_past_due_max") AS "past_due_max"
      FROM "loans" AS "t0"
      GROUP BY
        1
    ) AS "t5"
      ON "t17"."enterprise" = "t5"."enterprise"
  ) AS "t18"
) AS "t19"
)
ORDER BY
  "enterprise"
