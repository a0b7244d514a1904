-- Generated from bank.py by `python -m puhui.credit.indicators.compiling`. Do not edit.
SELECT
  CAST("enterprise" AS VARCHAR) AS "enterprise",
  CAST("as_of" AS DATE) AS "as_of",
  CAST("record_months" AS BIGINT) AS "record_months",
  CAST("inflow_median12_fen" AS BIGINT) AS "inflow_median12_fen",
  CAST("inflow12_fen" AS BIGINT) AS "inflow12_fen",
  CAST("inflow_year_fen" AS BIGINT) AS "inflow_year_fen",
  CAST("inflow_yoy" AS DOUBLE) AS "inflow_yoy",
  CAST("inflow_cv12" AS DOUBLE) AS "inflow_cv12",
  CAST("related_in_share12" AS DOUBLE) AS "related_in_share12",
  CAST("cash_share12" AS DOUBLE) AS "cash_share12",
  CAST("out_in_ratio12" AS DOUBLE) AS "out_in_ratio12",
  CAST("burn_months12" AS BIGINT) AS "burn_months12",
  CAST("debt_service12_fen" AS BIGINT) AS "debt_service12_fen",
  CAST("debt_service_share12" AS DOUBLE) AS "debt_service_share12",
  CAST("dscr12" AS DOUBLE) AS "dscr12",
  CAST("salary_months12" AS BIGINT) AS "salary_months12",
  CAST("balance_avg3_fen" AS BIGINT) AS "balance_avg3_fen",
  CAST("balance_min3_fen" AS BIGINT) AS "balance_min3_fen",
  CAST("own_loans_outstanding_fen" AS BIGINT) AS "own_loans_outstanding_fen",
  CAST("own_loans_overdue_fen" AS BIGINT) AS "own_loans_overdue_fen",
  CAST("own_dpd_now" AS BIGINT) AS "own_dpd_now",
  CAST("own_dpd_max" AS BIGINT) AS "own_dpd_max"
FROM (
WITH "t5" AS (
  SELECT
    "t0"."enterprise",
    "t0"."as_of",
    DATE_TRUNC('MONTH', "t0"."as_of" + INTERVAL '1' DAY) - INTERVAL '1' DAY AS "until"
  FROM "subjects" AS "t0"
)
SELECT
  "t18"."enterprise",
  "t18"."until" AS "as_of",
  COALESCE("t18"."oldest" + 1, CASE WHEN "t18"."loans" IS NOT NULL THEN 1 ELSE NULL END, 0) AS "record_months",
  CAST(FLOOR("t18"."median12" + 0.5) AS BIGINT) AS "inflow_median12_fen",
  "t18"."income12" AS "inflow12_fen",
  CAST(FLOOR(
    CASE
      WHEN "t18"."count12" > 0
      THEN CAST("t18"."income12" * 12 AS DOUBLE) / CAST("t18"."count12" AS DOUBLE)
      ELSE NULL
    END + 0.5
  ) AS BIGINT) AS "inflow_year_fen",
  CASE
    WHEN COALESCE("t18"."oldest" + 1, CASE WHEN "t18"."loans" IS NOT NULL THEN 1 ELSE NULL END, 0) >= 24
    THEN CASE
      WHEN "t18"."before12" > 0
      THEN CAST("t18"."income12" AS DOUBLE) / CAST("t18"."before12" AS DOUBLE)
      ELSE NULL
    END - 1
    ELSE NULL
  END AS "inflow_yoy",
  CASE
    WHEN "t18"."count12" >= 6
    THEN CASE
      WHEN "t18"."mean12" > 0
      THEN SQRT(
        (
          CASE
            WHEN "t18"."span12" > 0
            THEN (
              CAST("t18"."m0" AS DOUBLE) - "t18"."mean12"
            ) * (
              CAST("t18"."m0" AS DOUBLE) - "t18"."mean12"
            )
            ELSE 0.0
          END + CASE
            WHEN "t18"."span12" > 1
            THEN (
              CAST("t18"."m1" AS DOUBLE) - "t18"."mean12"
            ) * (
              CAST("t18"."m1" AS DOUBLE) - "t18"."mean12"
            )
            ELSE 0.0
          END + CASE
            WHEN "t18"."span12" > 2
            THEN (
              CAST("t18"."m2" AS DOUBLE) - "t18"."mean12"
            ) * (
              CAST("t18"."m2" AS DOUBLE) - "t18"."mean12"
            )
            ELSE 0.0
          END + CASE
            WHEN "t18"."span12" > 3
            THEN (
              CAST("t18"."m3" AS DOUBLE) - "t18"."mean12"
            ) * (
              CAST("t18"."m3" AS DOUBLE) - "t18"."mean12"
            )
            ELSE 0.0
          END + CASE
            WHEN "t18"."span12" > 4
            THEN (
              CAST("t18"."m4" AS DOUBLE) - "t18"."mean12"
            ) * (
              CAST("t18"."m4" AS DOUBLE) - "t18"."mean12"
            )
            ELSE 0.0
          END + CASE
            WHEN "t18"."span12" > 5
            THEN (
              CAST("t18"."m5" AS DOUBLE) - "t18"."mean12"
            ) * (
              CAST("t18"."m5" AS DOUBLE) - "t18"."mean12"
            )
            ELSE 0.0
          END + CASE
            WHEN "t18"."span12" > 6
            THEN (
              CAST("t18"."m6" AS DOUBLE) - "t18"."mean12"
            ) * (
              CAST("t18"."m6" AS DOUBLE) - "t18"."mean12"
            )
            ELSE 0.0
          END + CASE
            WHEN "t18"."span12" > 7
            THEN (
              CAST("t18"."m7" AS DOUBLE) - "t18"."mean12"
            ) * (
              CAST("t18"."m7" AS DOUBLE) - "t18"."mean12"
            )
            ELSE 0.0
          END + CASE
            WHEN "t18"."span12" > 8
            THEN (
              CAST("t18"."m8" AS DOUBLE) - "t18"."mean12"
            ) * (
              CAST("t18"."m8" AS DOUBLE) - "t18"."mean12"
            )
            ELSE 0.0
          END + CASE
            WHEN "t18"."span12" > 9
            THEN (
              CAST("t18"."m9" AS DOUBLE) - "t18"."mean12"
            ) * (
              CAST("t18"."m9" AS DOUBLE) - "t18"."mean12"
            )
            ELSE 0.0
          END + CASE
            WHEN "t18"."span12" > 10
            THEN (
              CAST("t18"."m10" AS DOUBLE) - "t18"."mean12"
            ) * (
              CAST("t18"."m10" AS DOUBLE) - "t18"."mean12"
            )
            ELSE 0.0
          END + CASE
            WHEN "t18"."span12" > 11
            THEN (
              CAST("t18"."m11" AS DOUBLE) - "t18"."mean12"
            ) * (
              CAST("t18"."m11" AS DOUBLE) - "t18"."mean12"
            )
            ELSE 0.0
          END
        ) / CASE WHEN "t18"."span12" > 1 THEN CAST("t18"."span12" AS DOUBLE) - 1.0 ELSE NULL END
      ) / "t18"."mean12"
      ELSE NULL
    END
    ELSE NULL
  END AS "inflow_cv12",
  CASE
    WHEN "t18"."gross12" > 0
    THEN CAST("t18"."related12" AS DOUBLE) / CAST("t18"."gross12" AS DOUBLE)
    ELSE NULL
  END AS "related_in_share12",
  CASE
    WHEN "t18"."gross12" > 0
    THEN CAST("t18"."cash12" AS DOUBLE) / CAST("t18"."gross12" AS DOUBLE)
    ELSE NULL
  END AS "cash_share12",
  CASE
    WHEN "t18"."gross12" > 0
    THEN CAST("t18"."out12" AS DOUBLE) / CAST("t18"."gross12" AS DOUBLE)
    ELSE NULL
  END AS "out_in_ratio12",
  "t18"."burning12" AS "burn_months12",
  "t18"."serviced12" AS "debt_service12_fen",
  CASE
    WHEN "t18"."income12" > 0
    THEN CAST("t18"."serviced12" AS DOUBLE) / CAST("t18"."income12" AS DOUBLE)
    ELSE NULL
  END AS "debt_service_share12",
  CASE
    WHEN "t18"."serviced12" > 0
    THEN CAST("t18"."income12" - (
      "t18"."out12" - "t18"."serviced12"
    ) AS DOUBLE) / CAST("t18"."serviced12" AS DOUBLE)
    ELSE NULL
  END AS "dscr12",
  "t18"."paying12" AS "salary_months12",
  CAST(FLOOR(
    CASE
      WHEN "t18"."months3" > 0
      THEN CAST("t18"."balances3" AS DOUBLE) / CAST("t18"."months3" AS DOUBLE)
      ELSE NULL
    END + 0.5
  ) AS BIGINT) AS "balance_avg3_fen",
  "t18"."lowest3" AS "balance_min3_fen",
  CASE
    WHEN COALESCE("t18"."oldest" + 1, CASE WHEN "t18"."loans" IS NOT NULL THEN 1 ELSE NULL END, 0) > 0
    THEN COALESCE("t18"."outstanding", 0)
    ELSE NULL
  END AS "own_loans_outstanding_fen",
  CASE
    WHEN COALESCE("t18"."oldest" + 1, CASE WHEN "t18"."loans" IS NOT NULL THEN 1 ELSE NULL END, 0) > 0
    THEN COALESCE("t18"."overdue", 0)
    ELSE NULL
  END AS "own_loans_overdue_fen",
  CASE
    WHEN COALESCE("t18"."oldest" + 1, CASE WHEN "t18"."loans" IS NOT NULL THEN 1 ELSE NULL END, 0) > 0
    THEN COALESCE("t18"."past_due", 0)
    ELSE NULL
  END AS "own_dpd_now",
  CASE
    WHEN COALESCE("t18"."oldest" + 1, CASE WHEN "t18"."loans" IS NOT NULL THEN 1 ELSE NULL END, 0) > 0
    THEN COALESCE("t18"."past_due_max", 0)
    ELSE NULL
  END AS "own_dpd_max"
FROM (
  SELECT
    "t17"."enterprise",
    "t17"."as_of",
    "t17"."until",
    "t17"."key0",
    "t17"."oldest",
    "t17"."count12",
    "t17"."span12",
    "t17"."median12",
    "t17"."income12",
    "t17"."before12",
    "t17"."gross12",
    "t17"."related12",
    "t17"."out12",
    "t17"."cash12",
    "t17"."serviced12",
    "t17"."paying12",
    "t17"."burning12",
    "t17"."months3",
    "t17"."balances3",
    "t17"."lowest3",
    "t17"."m0",
    "t17"."m1",
    "t17"."m2",
    "t17"."m3",
    "t17"."m4",
    "t17"."m5",
    "t17"."m6",
    "t17"."m7",
    "t17"."m8",
    "t17"."m9",
    "t17"."m10",
    "t17"."m11",
    "t17"."key1",
    "t17"."loans",
    "t17"."outstanding",
    "t17"."overdue",
    "t17"."past_due",
    "t17"."past_due_max",
    (
      CASE WHEN "t17"."span12" > 0 THEN CAST("t17"."m0" AS DOUBLE) ELSE 0.0 END + CASE WHEN "t17"."span12" > 1 THEN CAST("t17"."m1" AS DOUBLE) ELSE 0.0 END + CASE WHEN "t17"."span12" > 2 THEN CAST("t17"."m2" AS DOUBLE) ELSE 0.0 END + CASE WHEN "t17"."span12" > 3 THEN CAST("t17"."m3" AS DOUBLE) ELSE 0.0 END + CASE WHEN "t17"."span12" > 4 THEN CAST("t17"."m4" AS DOUBLE) ELSE 0.0 END + CASE WHEN "t17"."span12" > 5 THEN CAST("t17"."m5" AS DOUBLE) ELSE 0.0 END + CASE WHEN "t17"."span12" > 6 THEN CAST("t17"."m6" AS DOUBLE) ELSE 0.0 END + CASE WHEN "t17"."span12" > 7 THEN CAST("t17"."m7" AS DOUBLE) ELSE 0.0 END + CASE WHEN "t17"."span12" > 8 THEN CAST("t17"."m8" AS DOUBLE) ELSE 0.0 END + CASE WHEN "t17"."span12" > 9 THEN CAST("t17"."m9" AS DOUBLE) ELSE 0.0 END + CASE WHEN "t17"."span12" > 10 THEN CAST("t17"."m10" AS DOUBLE) ELSE 0.0 END + CASE WHEN "t17"."span12" > 11 THEN CAST("t17"."m11" AS DOUBLE) ELSE 0.0 END
    ) / CAST("t17"."span12" AS DOUBLE) AS "mean12"
  FROM (
    SELECT
      "t8"."enterprise",
      "t8"."as_of",
      "t8"."until",
      "t16"."key0",
      "t16"."oldest",
      "t16"."count12",
      "t16"."span12",
      "t16"."median12",
      "t16"."income12",
      "t16"."before12",
      "t16"."gross12",
      "t16"."related12",
      "t16"."out12",
      "t16"."cash12",
      "t16"."serviced12",
      "t16"."paying12",
      "t16"."burning12",
      "t16"."months3",
      "t16"."balances3",
      "t16"."lowest3",
      "t16"."m0",
      "t16"."m1",
      "t16"."m2",
      "t16"."m3",
      "t16"."m4",
      "t16"."m5",
      "t16"."m6",
      "t16"."m7",
      "t16"."m8",
      "t16"."m9",
      "t16"."m10",
      "t16"."m11",
      "t10"."key1",
      "t10"."loans",
      "t10"."outstanding",
      "t10"."overdue",
      "t10"."past_due",
      "t10"."past_due_max"
    FROM "t5" AS "t8"
    LEFT OUTER JOIN (
      SELECT
        "t14"."enterprise" AS "key0",
        "t14"."oldest",
        "t14"."count12",
        "t14"."span12",
        "t14"."median12",
        "t14"."income12",
        "t14"."before12",
        "t14"."gross12",
        "t14"."related12",
        "t14"."out12",
        "t14"."cash12",
        "t14"."serviced12",
        "t14"."paying12",
        "t14"."burning12",
        "t14"."months3",
        "t14"."balances3",
        "t14"."lowest3",
        "t14"."m0",
        "t14"."m1",
        "t14"."m2",
        "t14"."m3",
        "t14"."m4",
        "t14"."m5",
        "t14"."m6",
        "t14"."m7",
        "t14"."m8",
        "t14"."m9",
        "t14"."m10",
        "t14"."m11"
      FROM (
        SELECT
          "t13"."enterprise",
          MAX("t13"."ago") AS "oldest",
          COUNT(*) FILTER(WHERE
            "t13"."ago" < 12) AS "count12",
          MAX("t13"."ago") FILTER(WHERE
            "t13"."ago" < 12) + 1 AS "span12",
          QUANTILE_CONT("t13"."income", 0.5) FILTER(WHERE
            "t13"."ago" < 12) AS "median12",
          SUM("t13"."income") FILTER(WHERE
            "t13"."ago" < 12) AS "income12",
          COALESCE(SUM("t13"."income") FILTER(WHERE
            "t13"."ago" BETWEEN 12 AND 23), 0) AS "before12",
          COALESCE(SUM("t13"."gross") FILTER(WHERE
            "t13"."ago" < 12), 0) AS "gross12",
          COALESCE(SUM("t13"."related") FILTER(WHERE
            "t13"."ago" < 12), 0) AS "related12",
          COALESCE(SUM("t13"."out") FILTER(WHERE
            "t13"."ago" < 12), 0) AS "out12",
          COALESCE(SUM("t13"."cash") FILTER(WHERE
            "t13"."ago" < 12), 0) AS "cash12",
          SUM("t13"."serviced") FILTER(WHERE
            "t13"."ago" < 12) AS "serviced12",
          COUNT(*) FILTER(WHERE
            (
              "t13"."ago" < 12
            ) AND (
              "t13"."salary" > 0
            )) AS "paying12",
          COUNT(*) FILTER(WHERE
            (
              "t13"."ago" < 12
            ) AND (
              "t13"."out" > "t13"."gross"
            )) AS "burning12",
          COUNT(*) FILTER(WHERE
            "t13"."ago" < 3) AS "months3",
          COALESCE(SUM("t13"."balance") FILTER(WHERE
            "t13"."ago" < 3), 0) AS "balances3",
          MIN("t13"."lowest") FILTER(WHERE
            "t13"."ago" < 3) AS "lowest3",
          COALESCE(SUM("t13"."income") FILTER(WHERE
            "t13"."ago" = 0), 0) AS "m0",
          COALESCE(SUM("t13"."income") FILTER(WHERE
            "t13"."ago" = 1), 0) AS "m1",
          COALESCE(SUM("t13"."income") FILTER(WHERE
            "t13"."ago" = 2), 0) AS "m2",
          COALESCE(SUM("t13"."income") FILTER(WHERE
            "t13"."ago" = 3), 0) AS "m3",
          COALESCE(SUM("t13"."income") FILTER(WHERE
            "t13"."ago" = 4), 0) AS "m4",
          COALESCE(SUM("t13"."income") FILTER(WHERE
            "t13"."ago" = 5), 0) AS "m5",
          COALESCE(SUM("t13"."income") FILTER(WHERE
            "t13"."ago" = 6), 0) AS "m6",
          COALESCE(SUM("t13"."income") FILTER(WHERE
            "t13"."ago" = 7), 0) AS "m7",
          COALESCE(SUM("t13"."income") FILTER(WHERE
            "t13"."ago" = 8), 0) AS "m8",
          COALESCE(SUM("t13"."income") FILTER(WHERE
            "t13"."ago" = 9), 0) AS "m9",
          COALESCE(SUM("t13"."income") FILTER(WHERE
            "t13"."ago" = 10), 0) AS "m10",
          COALESCE(SUM("t13"."income") FILTER(WHERE
            "t13"."ago" = 11), 0) AS "m11"
        FROM (
          SELECT
            "t12"."enterprise",
            "t12"."ago",
            COALESCE(SUM("t12"."in_fen"), 0) AS "gross",
            COALESCE(SUM("t12"."related_in_fen"), 0) AS "related",
            COALESCE(SUM((
              "t12"."in_fen" - "t12"."related_in_fen"
            ) - "t12"."loan_in_fen"), 0) AS "income",
            COALESCE(SUM("t12"."out_fen"), 0) AS "out",
            COALESCE(SUM("t12"."cash_in_fen"), 0) AS "cash",
            COALESCE(SUM("t12"."loan_out_fen"), 0) AS "serviced",
            COALESCE(SUM("t12"."salary_fen"), 0) AS "salary",
            COALESCE(SUM("t12"."balance_avg_fen"), 0) AS "balance",
            COALESCE(SUM("t12"."balance_min_fen"), 0) AS "lowest"
          FROM (
            SELECT
              "t11"."enterprise",
              "t11"."month",
              "t11"."in_fen",
              "t11"."out_fen",
              "t11"."related_in_fen",
              "t11"."loan_in_fen",
              "t11"."loan_out_fen",
              "t11"."cash_in_fen",
              "t11"."salary_fen",
              "t11"."balance_avg_fen",
              "t11"."balance_min_fen",
              "t11"."as_of",
              "t11"."until",
              CAST((
                (
                  EXTRACT(year FROM "t11"."until") - EXTRACT(year FROM "t11"."month")
                ) * 12
              ) + (
                EXTRACT(month FROM "t11"."until") - EXTRACT(month FROM "t11"."month")
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
              INNER JOIN "t5" AS "t9"
                ON "t3"."enterprise" = "t9"."enterprise"
            ) AS "t11"
            WHERE
              "t11"."month" <= "t11"."until"
          ) AS "t12"
          GROUP BY
            1,
            2
        ) AS "t13"
        GROUP BY
          1
      ) AS "t14"
    ) AS "t16"
      ON "t8"."enterprise" = "t16"."key0"
    LEFT OUTER JOIN (
      SELECT
        "t4"."enterprise" AS "key1",
        "t4"."loans",
        "t4"."outstanding",
        "t4"."overdue",
        "t4"."past_due",
        "t4"."past_due_max"
      FROM (
        SELECT
          "t1"."enterprise",
          COUNT(*) AS "loans",
          COALESCE(SUM("t1"."outstanding_fen"), 0) AS "outstanding",
          COALESCE(SUM("t1"."overdue_fen"), 0) AS "overdue",
          MAX("t1"."days_past_due") AS "past_due",
          MAX("t1"."days_past_due_max") AS "past_due_max"
        FROM "loans" AS "t1"
        GROUP BY
          1
      ) AS "t4"
    ) AS "t10"
      ON "t8"."enterprise" = "t10"."key1"
  ) AS "t17"
) AS "t18"
) AS "indicators"
ORDER BY
  "enterprise"
