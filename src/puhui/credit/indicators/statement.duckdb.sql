-- Generated from statement.py by `python -m puhui.credit.indicators.compiling`. Do not edit.
SELECT
  CAST("enterprise" AS VARCHAR) AS "enterprise",
  CAST("as_of" AS DATE) AS "as_of",
  CAST("record_months" AS BIGINT) AS "record_months",
  CAST("eff_inflow12_fen" AS BIGINT) AS "eff_inflow12_fen",
  CAST("eff_inflow_cnt12" AS BIGINT) AS "eff_inflow_cnt12",
  CAST("eff_inflow_mean_fen" AS BIGINT) AS "eff_inflow_mean_fen",
  CAST("eff_inflow_month_fen" AS BIGINT) AS "eff_inflow_month_fen",
  CAST("eff_inflow_year_fen" AS BIGINT) AS "eff_inflow_year_fen",
  CAST("eff_inflow_cv12" AS DOUBLE) AS "eff_inflow_cv12",
  CAST("eff_inflow_yoy" AS DOUBLE) AS "eff_inflow_yoy",
  CAST("eff_inflow_zero_months12" AS BIGINT) AS "eff_inflow_zero_months12",
  CAST("stmt_related_in_share12" AS DOUBLE) AS "stmt_related_in_share12",
  CAST("related_over_rest12" AS BIGINT) AS "related_over_rest12",
  CAST("sensitive_in_share12" AS DOUBLE) AS "sensitive_in_share12",
  CAST("cash_in_share12" AS DOUBLE) AS "cash_in_share12",
  CAST("rent_in_ratio12" AS DOUBLE) AS "rent_in_ratio12",
  CAST("in_cnt_upto_5w" AS BIGINT) AS "in_cnt_upto_5w",
  CAST("in_cnt_upto_10w" AS BIGINT) AS "in_cnt_upto_10w",
  CAST("in_cnt_upto_30w" AS BIGINT) AS "in_cnt_upto_30w",
  CAST("in_cnt_upto_50w" AS BIGINT) AS "in_cnt_upto_50w",
  CAST("in_cnt_upto_100w" AS BIGINT) AS "in_cnt_upto_100w",
  CAST("in_cnt_upto_200w" AS BIGINT) AS "in_cnt_upto_200w",
  CAST("in_cnt_over_200w" AS BIGINT) AS "in_cnt_over_200w",
  CAST("payers12" AS BIGINT) AS "payers12",
  CAST("payer_top5_share12" AS DOUBLE) AS "payer_top5_share12",
  CAST("payer_top10_share12" AS DOUBLE) AS "payer_top10_share12",
  CAST("payer_hhi12" AS DOUBLE) AS "payer_hhi12",
  CAST("payer_gap_d" AS DOUBLE) AS "payer_gap_d",
  CAST("payer_top_months12" AS BIGINT) AS "payer_top_months12",
  CAST("payees12" AS BIGINT) AS "payees12",
  CAST("payee_top5_share12" AS DOUBLE) AS "payee_top5_share12",
  CAST("loan_in12_fen" AS BIGINT) AS "loan_in12_fen",
  CAST("debt_repaid12_fen" AS BIGINT) AS "debt_repaid12_fen",
  CAST("debt_parties12" AS BIGINT) AS "debt_parties12",
  CAST("stmt_dscr12" AS DOUBLE) AS "stmt_dscr12",
  CAST("salary_paid_months12" AS BIGINT) AS "salary_paid_months12",
  CAST("tax_paid_months12" AS BIGINT) AS "tax_paid_months12",
  CAST("social_paid_months12" AS BIGINT) AS "social_paid_months12",
  CAST("utility_paid_months12" AS BIGINT) AS "utility_paid_months12",
  CAST("rent_paid_months12" AS BIGINT) AS "rent_paid_months12",
  CAST("fast_inout_days12" AS BIGINT) AS "fast_inout_days12",
  CAST("lot_inout_days12" AS BIGINT) AS "lot_inout_days12",
  CAST("large_once_share12" AS DOUBLE) AS "large_once_share12",
  CAST("private_lending_cnt24" AS BIGINT) AS "private_lending_cnt24",
  CAST("balance_avg12_fen" AS BIGINT) AS "balance_avg12_fen",
  CAST("balance_low12_fen" AS BIGINT) AS "balance_low12_fen",
  CAST("bal_days_upto_5w" AS BIGINT) AS "bal_days_upto_5w",
  CAST("bal_days_upto_10w" AS BIGINT) AS "bal_days_upto_10w",
  CAST("bal_days_upto_30w" AS BIGINT) AS "bal_days_upto_30w",
  CAST("bal_days_upto_50w" AS BIGINT) AS "bal_days_upto_50w",
  CAST("bal_days_upto_100w" AS BIGINT) AS "bal_days_upto_100w",
  CAST("bal_days_upto_200w" AS BIGINT) AS "bal_days_upto_200w",
  CAST("bal_days_over_200w" AS BIGINT) AS "bal_days_over_200w",
  CAST("month_end_ratio12" AS DOUBLE) AS "month_end_ratio12",
  CAST("dressing_ratio12" AS DOUBLE) AS "dressing_ratio12",
  CAST("balance_by_interest_fen" AS BIGINT) AS "balance_by_interest_fen"
FROM (
WITH "t5" AS (
  SELECT
    "t0"."enterprise",
    "t0"."as_of",
    DATE_TRUNC('MONTH', "t0"."as_of" + INTERVAL '1' DAY) - INTERVAL '1' DAY AS "until"
  FROM "subjects" AS "t0"
), "t12" AS (
  SELECT
    "t9"."enterprise",
    "t9"."on_day",
    "t9"."counterparty",
    "t9"."tag",
    "t9"."amount_fen",
    CAST((
      (
        EXTRACT(year FROM "t9"."until") - EXTRACT(year FROM "t9"."on_day")
      ) * 12
    ) + (
      EXTRACT(month FROM "t9"."until") - EXTRACT(month FROM "t9"."on_day")
    ) AS INT) AS "ago",
    ABS("t9"."amount_fen") AS "size",
    (
      "t9"."amount_fen" > 0
    )
    AND NOT (
      COALESCE("t9"."tag", '') IN ('loan', 'interest', 'refund', 'wealth', 'self', 'related')
    ) AS "income"
  FROM (
    SELECT
      "t3"."enterprise",
      "t3"."account_no",
      "t3"."entry_no",
      "t3"."on_day",
      "t3"."amount_fen",
      "t3"."counterparty",
      "t3"."tag",
      "t8"."as_of",
      "t8"."until"
    FROM "transactions" AS "t3"
    INNER JOIN "t5" AS "t8"
      ON "t3"."enterprise" = "t8"."enterprise"
  ) AS "t9"
  WHERE
    "t9"."on_day" <= "t9"."until"
), "t17" AS (
  SELECT
    "t14"."enterprise",
    "t14"."size",
    CAST(FLOOR((
      "t14"."size"
    ) / (
      10000
    )) AS BIGINT) AS "hundreds"
  FROM "t12" AS "t14"
  WHERE
    "t14"."income" AND "t14"."ago" < 12
)
SELECT
  "t64"."enterprise",
  "t64"."until" AS "as_of",
  "t64"."record" AS "record_months",
  CASE
    WHEN "t64"."oldest" IS NOT NULL
    THEN COALESCE("t64"."income12", 0)
    ELSE NULL
  END AS "eff_inflow12_fen",
  CASE
    WHEN "t64"."oldest" IS NOT NULL
    THEN COALESCE("t64"."incomes12", 0)
    ELSE NULL
  END AS "eff_inflow_cnt12",
  CAST(FLOOR(
    CASE
      WHEN "t64"."incomes12" > 0
      THEN CAST("t64"."income12" AS DOUBLE) / CAST("t64"."incomes12" AS DOUBLE)
      ELSE NULL
    END + 0.5
  ) AS BIGINT) AS "eff_inflow_mean_fen",
  CAST(FLOOR(CASE WHEN "t64"."oldest" IS NOT NULL THEN "t64"."mean12" ELSE NULL END + 0.5) AS BIGINT) AS "eff_inflow_month_fen",
  CAST(FLOOR(
    (
      CASE WHEN "t64"."oldest" IS NOT NULL THEN "t64"."mean12" ELSE NULL END * 12.0
    ) + 0.5
  ) AS BIGINT) AS "eff_inflow_year_fen",
  CASE
    WHEN (
      "t64"."oldest" IS NOT NULL
    ) AND (
      "t64"."known12" >= 6
    )
    THEN CASE
      WHEN "t64"."mean12" > 0
      THEN SQRT(
        (
          CASE
            WHEN "t64"."known12" > 0
            THEN (
              CAST("t64"."m0" AS DOUBLE) - "t64"."mean12"
            ) * (
              CAST("t64"."m0" AS DOUBLE) - "t64"."mean12"
            )
            ELSE 0.0
          END + CASE
            WHEN "t64"."known12" > 1
            THEN (
              CAST("t64"."m1" AS DOUBLE) - "t64"."mean12"
            ) * (
              CAST("t64"."m1" AS DOUBLE) - "t64"."mean12"
            )
            ELSE 0.0
          END + CASE
            WHEN "t64"."known12" > 2
            THEN (
              CAST("t64"."m2" AS DOUBLE) - "t64"."mean12"
            ) * (
              CAST("t64"."m2" AS DOUBLE) - "t64"."mean12"
            )
            ELSE 0.0
          END + CASE
            WHEN "t64"."known12" > 3
            THEN (
              CAST("t64"."m3" AS DOUBLE) - "t64"."mean12"
            ) * (
              CAST("t64"."m3" AS DOUBLE) - "t64"."mean12"
            )
            ELSE 0.0
          END + CASE
            WHEN "t64"."known12" > 4
            THEN (
              CAST("t64"."m4" AS DOUBLE) - "t64"."mean12"
            ) * (
              CAST("t64"."m4" AS DOUBLE) - "t64"."mean12"
            )
            ELSE 0.0
          END + CASE
            WHEN "t64"."known12" > 5
            THEN (
              CAST("t64"."m5" AS DOUBLE) - "t64"."mean12"
            ) * (
              CAST("t64"."m5" AS DOUBLE) - "t64"."mean12"
            )
            ELSE 0.0
          END + CASE
            WHEN "t64"."known12" > 6
            THEN (
              CAST("t64"."m6" AS DOUBLE) - "t64"."mean12"
            ) * (
              CAST("t64"."m6" AS DOUBLE) - "t64"."mean12"
            )
            ELSE 0.0
          END + CASE
            WHEN "t64"."known12" > 7
            THEN (
              CAST("t64"."m7" AS DOUBLE) - "t64"."mean12"
            ) * (
              CAST("t64"."m7" AS DOUBLE) - "t64"."mean12"
            )
            ELSE 0.0
          END + CASE
            WHEN "t64"."known12" > 8
            THEN (
              CAST("t64"."m8" AS DOUBLE) - "t64"."mean12"
            ) * (
              CAST("t64"."m8" AS DOUBLE) - "t64"."mean12"
            )
            ELSE 0.0
          END + CASE
            WHEN "t64"."known12" > 9
            THEN (
              CAST("t64"."m9" AS DOUBLE) - "t64"."mean12"
            ) * (
              CAST("t64"."m9" AS DOUBLE) - "t64"."mean12"
            )
            ELSE 0.0
          END + CASE
            WHEN "t64"."known12" > 10
            THEN (
              CAST("t64"."m10" AS DOUBLE) - "t64"."mean12"
            ) * (
              CAST("t64"."m10" AS DOUBLE) - "t64"."mean12"
            )
            ELSE 0.0
          END + CASE
            WHEN "t64"."known12" > 11
            THEN (
              CAST("t64"."m11" AS DOUBLE) - "t64"."mean12"
            ) * (
              CAST("t64"."m11" AS DOUBLE) - "t64"."mean12"
            )
            ELSE 0.0
          END
        ) / CASE
          WHEN "t64"."known12" > 1
          THEN CAST("t64"."known12" AS DOUBLE) - 1.0
          ELSE NULL
        END
      ) / "t64"."mean12"
      ELSE NULL
    END
    ELSE NULL
  END AS "eff_inflow_cv12",
  CASE
    WHEN "t64"."record" >= 24
    THEN CASE
      WHEN "t64"."income_before12" > 0
      THEN CAST("t64"."income12" AS DOUBLE) / CAST("t64"."income_before12" AS DOUBLE)
      ELSE NULL
    END - 1
    ELSE NULL
  END AS "eff_inflow_yoy",
  CASE
    WHEN "t64"."oldest" IS NOT NULL
    THEN "t64"."known12" - COALESCE("t64"."earning12", 0)
    ELSE NULL
  END AS "eff_inflow_zero_months12",
  CASE
    WHEN "t64"."in12" > 0
    THEN CAST("t64"."related12" AS DOUBLE) / CAST("t64"."in12" AS DOUBLE)
    ELSE NULL
  END AS "stmt_related_in_share12",
  CASE
    WHEN "t64"."in12" > 0
    THEN CAST(CASE
      WHEN "t64"."related12" > (
        "t64"."in12" - "t64"."related12"
      )
      THEN 1
      ELSE 0
    END AS BIGINT)
    ELSE NULL
  END AS "related_over_rest12",
  CASE
    WHEN "t64"."in12" > 0
    THEN CAST("t64"."sensitive12" AS DOUBLE) / CAST("t64"."in12" AS DOUBLE)
    ELSE NULL
  END AS "sensitive_in_share12",
  CASE
    WHEN "t64"."in12" > 0
    THEN CAST("t64"."cash12" AS DOUBLE) / CAST("t64"."in12" AS DOUBLE)
    ELSE NULL
  END AS "cash_in_share12",
  CASE
    WHEN "t64"."income12" > 0
    THEN CAST("t64"."rent12" AS DOUBLE) / CAST("t64"."income12" AS DOUBLE)
    ELSE NULL
  END AS "rent_in_ratio12",
  CASE WHEN "t64"."oldest" IS NOT NULL THEN COALESCE("t64"."in_5", 0) ELSE NULL END AS "in_cnt_upto_5w",
  CASE WHEN "t64"."oldest" IS NOT NULL THEN COALESCE("t64"."in_10", 0) ELSE NULL END AS "in_cnt_upto_10w",
  CASE WHEN "t64"."oldest" IS NOT NULL THEN COALESCE("t64"."in_30", 0) ELSE NULL END AS "in_cnt_upto_30w",
  CASE WHEN "t64"."oldest" IS NOT NULL THEN COALESCE("t64"."in_50", 0) ELSE NULL END AS "in_cnt_upto_50w",
  CASE WHEN "t64"."oldest" IS NOT NULL THEN COALESCE("t64"."in_100", 0) ELSE NULL END AS "in_cnt_upto_100w",
  CASE WHEN "t64"."oldest" IS NOT NULL THEN COALESCE("t64"."in_200", 0) ELSE NULL END AS "in_cnt_upto_200w",
  CASE WHEN "t64"."oldest" IS NOT NULL THEN COALESCE("t64"."in_over", 0) ELSE NULL END AS "in_cnt_over_200w",
  CASE WHEN "t64"."oldest" IS NOT NULL THEN COALESCE("t64"."payers", 0) ELSE NULL END AS "payers12",
  CASE
    WHEN "t64"."payer_all" > 0
    THEN CAST("t64"."payer_top5" AS DOUBLE) / CAST("t64"."payer_all" AS DOUBLE)
    ELSE NULL
  END AS "payer_top5_share12",
  CASE
    WHEN "t64"."payer_all" > 0
    THEN CAST("t64"."payer_top10" AS DOUBLE) / CAST("t64"."payer_all" AS DOUBLE)
    ELSE NULL
  END AS "payer_top10_share12",
  "t64"."payer_hhi" AS "payer_hhi12",
  CASE
    WHEN (
      "t64"."payer_days" - 1
    ) > 0
    THEN CAST("t64"."payer_span" AS DOUBLE) / CAST("t64"."payer_days" - 1 AS DOUBLE)
    ELSE NULL
  END AS "payer_gap_d",
  "t64"."payer_months" AS "payer_top_months12",
  CASE WHEN "t64"."oldest" IS NOT NULL THEN COALESCE("t64"."payees", 0) ELSE NULL END AS "payees12",
  CASE
    WHEN "t64"."payee_all" > 0
    THEN CAST("t64"."payee_top5" AS DOUBLE) / CAST("t64"."payee_all" AS DOUBLE)
    ELSE NULL
  END AS "payee_top5_share12",
  CASE
    WHEN "t64"."oldest" IS NOT NULL
    THEN COALESCE("t64"."loan_in12", 0)
    ELSE NULL
  END AS "loan_in12_fen",
  CASE
    WHEN "t64"."oldest" IS NOT NULL
    THEN COALESCE("t64"."repaid12", 0)
    ELSE NULL
  END AS "debt_repaid12_fen",
  CASE
    WHEN "t64"."oldest" IS NOT NULL
    THEN COALESCE("t64"."lenders12", 0)
    ELSE NULL
  END AS "debt_parties12",
  CASE
    WHEN "t64"."repaid12" > 0
    THEN CAST("t64"."income12" - "t64"."running12" AS DOUBLE) / CAST("t64"."repaid12" AS DOUBLE)
    ELSE NULL
  END AS "stmt_dscr12",
  CASE
    WHEN "t64"."oldest" IS NOT NULL
    THEN COALESCE("t64"."salary_months", 0)
    ELSE NULL
  END AS "salary_paid_months12",
  CASE
    WHEN "t64"."oldest" IS NOT NULL
    THEN COALESCE("t64"."tax_months", 0)
    ELSE NULL
  END AS "tax_paid_months12",
  CASE
    WHEN "t64"."oldest" IS NOT NULL
    THEN COALESCE("t64"."social_months", 0)
    ELSE NULL
  END AS "social_paid_months12",
  CASE
    WHEN "t64"."oldest" IS NOT NULL
    THEN COALESCE("t64"."utility_months", 0)
    ELSE NULL
  END AS "utility_paid_months12",
  CASE
    WHEN "t64"."oldest" IS NOT NULL
    THEN COALESCE("t64"."rent_months", 0)
    ELSE NULL
  END AS "rent_paid_months12",
  CASE
    WHEN "t64"."oldest" IS NOT NULL
    THEN COALESCE("t64"."fast_days", 0)
    ELSE NULL
  END AS "fast_inout_days12",
  CASE
    WHEN "t64"."oldest" IS NOT NULL
    THEN COALESCE("t64"."lot_days", 0)
    ELSE NULL
  END AS "lot_inout_days12",
  CASE
    WHEN "t64"."income12" > 0
    THEN CASE
      WHEN "t64"."income12" > 0
      THEN CAST("t64"."large" AS DOUBLE) / CAST("t64"."income12" AS DOUBLE)
      ELSE NULL
    END
    ELSE NULL
  END AS "large_once_share12",
  CASE
    WHEN "t64"."oldest" IS NOT NULL
    THEN COALESCE("t64"."lendings", 0)
    ELSE NULL
  END AS "private_lending_cnt24",
  CAST(FLOOR(
    CASE
      WHEN "t64"."days12" > 0
      THEN CAST("t64"."balance12" AS DOUBLE) / CAST("t64"."days12" AS DOUBLE)
      ELSE NULL
    END + 0.5
  ) AS BIGINT) AS "balance_avg12_fen",
  "t64"."lowest12" AS "balance_low12_fen",
  "t64"."days_5" AS "bal_days_upto_5w",
  "t64"."days_10" AS "bal_days_upto_10w",
  "t64"."days_30" AS "bal_days_upto_30w",
  "t64"."days_50" AS "bal_days_upto_50w",
  "t64"."days_100" AS "bal_days_upto_100w",
  "t64"."days_200" AS "bal_days_upto_200w",
  "t64"."days_over" AS "bal_days_over_200w",
  CASE
    WHEN CASE
      WHEN "t64"."days12" > 0
      THEN CAST("t64"."balance12" AS DOUBLE) / CAST("t64"."days12" AS DOUBLE)
      ELSE NULL
    END > 0
    THEN CASE
      WHEN "t64"."ends_days12" > 0
      THEN CAST("t64"."ends12" AS DOUBLE) / CAST("t64"."ends_days12" AS DOUBLE)
      ELSE NULL
    END / CASE
      WHEN "t64"."days12" > 0
      THEN CAST("t64"."balance12" AS DOUBLE) / CAST("t64"."days12" AS DOUBLE)
      ELSE NULL
    END
    ELSE NULL
  END AS "month_end_ratio12",
  CASE
    WHEN CASE
      WHEN "t64"."days12" > 0
      THEN CAST("t64"."balance12" AS DOUBLE) / CAST("t64"."days12" AS DOUBLE)
      ELSE NULL
    END > 0
    THEN CASE
      WHEN "t64"."dressed_days12" > 0
      THEN CAST("t64"."dressed12" AS DOUBLE) / CAST("t64"."dressed_days12" AS DOUBLE)
      ELSE NULL
    END / CASE
      WHEN "t64"."days12" > 0
      THEN CAST("t64"."balance12" AS DOUBLE) / CAST("t64"."days12" AS DOUBLE)
      ELSE NULL
    END
    ELSE NULL
  END AS "dressing_ratio12",
  CAST(FLOOR(
    CASE
      WHEN "t64"."interest12" > 0
      THEN CAST("t64"."interest12" AS DOUBLE) / 0.0035
      ELSE NULL
    END + 0.5
  ) AS BIGINT) AS "balance_by_interest_fen"
FROM (
  SELECT
    "t63"."enterprise",
    "t63"."as_of",
    "t63"."until",
    "t63"."key0",
    "t63"."oldest",
    "t63"."income12",
    "t63"."incomes12",
    "t63"."income_before12",
    "t63"."in12",
    "t63"."related12",
    "t63"."sensitive12",
    "t63"."cash12",
    "t63"."loan_in12",
    "t63"."interest12",
    "t63"."rent12",
    "t63"."repaid12",
    "t63"."running12",
    "t63"."lenders12",
    "t63"."in_over",
    "t63"."in_5",
    "t63"."in_10",
    "t63"."in_30",
    "t63"."in_50",
    "t63"."in_100",
    "t63"."in_200",
    "t63"."key1",
    "t63"."earning12",
    "t63"."salary_months",
    "t63"."tax_months",
    "t63"."social_months",
    "t63"."utility_months",
    "t63"."rent_months",
    "t63"."m0",
    "t63"."m1",
    "t63"."m2",
    "t63"."m3",
    "t63"."m4",
    "t63"."m5",
    "t63"."m6",
    "t63"."m7",
    "t63"."m8",
    "t63"."m9",
    "t63"."m10",
    "t63"."m11",
    "t63"."key2",
    "t63"."payers",
    "t63"."payer_all",
    "t63"."payer_top5",
    "t63"."payer_top10",
    "t63"."payer_hhi",
    "t63"."payer_span",
    "t63"."payer_days",
    "t63"."payer_months",
    "t63"."key3",
    "t63"."payees",
    "t63"."payee_all",
    "t63"."payee_top5",
    "t63"."key4",
    "t63"."fast_days",
    "t63"."lot_days",
    "t63"."key5",
    "t63"."large",
    "t63"."key6",
    "t63"."lendings",
    "t63"."key7",
    "t63"."oldest_balance",
    "t63"."balance12",
    "t63"."days12",
    "t63"."lowest12",
    "t63"."ends12",
    "t63"."ends_days12",
    "t63"."dressed12",
    "t63"."dressed_days12",
    "t63"."days_over",
    "t63"."days_5",
    "t63"."days_10",
    "t63"."days_30",
    "t63"."days_50",
    "t63"."days_100",
    "t63"."days_200",
    "t63"."record",
    "t63"."known12",
    (
      CASE WHEN "t63"."known12" > 0 THEN CAST("t63"."m0" AS DOUBLE) ELSE 0.0 END + CASE WHEN "t63"."known12" > 1 THEN CAST("t63"."m1" AS DOUBLE) ELSE 0.0 END + CASE WHEN "t63"."known12" > 2 THEN CAST("t63"."m2" AS DOUBLE) ELSE 0.0 END + CASE WHEN "t63"."known12" > 3 THEN CAST("t63"."m3" AS DOUBLE) ELSE 0.0 END + CASE WHEN "t63"."known12" > 4 THEN CAST("t63"."m4" AS DOUBLE) ELSE 0.0 END + CASE WHEN "t63"."known12" > 5 THEN CAST("t63"."m5" AS DOUBLE) ELSE 0.0 END + CASE WHEN "t63"."known12" > 6 THEN CAST("t63"."m6" AS DOUBLE) ELSE 0.0 END + CASE WHEN "t63"."known12" > 7 THEN CAST("t63"."m7" AS DOUBLE) ELSE 0.0 END + CASE WHEN "t63"."known12" > 8 THEN CAST("t63"."m8" AS DOUBLE) ELSE 0.0 END + CASE WHEN "t63"."known12" > 9 THEN CAST("t63"."m9" AS DOUBLE) ELSE 0.0 END + CASE WHEN "t63"."known12" > 10 THEN CAST("t63"."m10" AS DOUBLE) ELSE 0.0 END + CASE WHEN "t63"."known12" > 11 THEN CAST("t63"."m11" AS DOUBLE) ELSE 0.0 END
    ) / CAST("t63"."known12" AS DOUBLE) AS "mean12"
  FROM (
    SELECT
      "t62"."enterprise",
      "t62"."as_of",
      "t62"."until",
      "t62"."key0",
      "t62"."oldest",
      "t62"."income12",
      "t62"."incomes12",
      "t62"."income_before12",
      "t62"."in12",
      "t62"."related12",
      "t62"."sensitive12",
      "t62"."cash12",
      "t62"."loan_in12",
      "t62"."interest12",
      "t62"."rent12",
      "t62"."repaid12",
      "t62"."running12",
      "t62"."lenders12",
      "t62"."in_over",
      "t62"."in_5",
      "t62"."in_10",
      "t62"."in_30",
      "t62"."in_50",
      "t62"."in_100",
      "t62"."in_200",
      "t62"."key1",
      "t62"."earning12",
      "t62"."salary_months",
      "t62"."tax_months",
      "t62"."social_months",
      "t62"."utility_months",
      "t62"."rent_months",
      "t62"."m0",
      "t62"."m1",
      "t62"."m2",
      "t62"."m3",
      "t62"."m4",
      "t62"."m5",
      "t62"."m6",
      "t62"."m7",
      "t62"."m8",
      "t62"."m9",
      "t62"."m10",
      "t62"."m11",
      "t62"."key2",
      "t62"."payers",
      "t62"."payer_all",
      "t62"."payer_top5",
      "t62"."payer_top10",
      "t62"."payer_hhi",
      "t62"."payer_span",
      "t62"."payer_days",
      "t62"."payer_months",
      "t62"."key3",
      "t62"."payees",
      "t62"."payee_all",
      "t62"."payee_top5",
      "t62"."key4",
      "t62"."fast_days",
      "t62"."lot_days",
      "t62"."key5",
      "t62"."large",
      "t62"."key6",
      "t62"."lendings",
      "t62"."key7",
      "t62"."oldest_balance",
      "t62"."balance12",
      "t62"."days12",
      "t62"."lowest12",
      "t62"."ends12",
      "t62"."ends_days12",
      "t62"."dressed12",
      "t62"."dressed_days12",
      "t62"."days_over",
      "t62"."days_5",
      "t62"."days_10",
      "t62"."days_30",
      "t62"."days_50",
      "t62"."days_100",
      "t62"."days_200",
      GREATEST(COALESCE("t62"."oldest", -1), COALESCE("t62"."oldest_balance", -1)) + 1 AS "record",
      LEAST(
        GREATEST(COALESCE("t62"."oldest", -1), COALESCE("t62"."oldest_balance", -1)) + 1,
        12
      ) AS "known12"
    FROM (
      SELECT
        "t7"."enterprise",
        "t7"."as_of",
        "t7"."until",
        "t32"."key0",
        "t32"."oldest",
        "t32"."income12",
        "t32"."incomes12",
        "t32"."income_before12",
        "t32"."in12",
        "t32"."related12",
        "t32"."sensitive12",
        "t32"."cash12",
        "t32"."loan_in12",
        "t32"."interest12",
        "t32"."rent12",
        "t32"."repaid12",
        "t32"."running12",
        "t32"."lenders12",
        "t32"."in_over",
        "t32"."in_5",
        "t32"."in_10",
        "t32"."in_30",
        "t32"."in_50",
        "t32"."in_100",
        "t32"."in_200",
        "t35"."key1",
        "t35"."earning12",
        "t35"."salary_months",
        "t35"."tax_months",
        "t35"."social_months",
        "t35"."utility_months",
        "t35"."rent_months",
        "t35"."m0",
        "t35"."m1",
        "t35"."m2",
        "t35"."m3",
        "t35"."m4",
        "t35"."m5",
        "t35"."m6",
        "t35"."m7",
        "t35"."m8",
        "t35"."m9",
        "t35"."m10",
        "t35"."m11",
        "t56"."key2",
        "t56"."payers",
        "t56"."payer_all",
        "t56"."payer_top5",
        "t56"."payer_top10",
        "t56"."payer_hhi",
        "t56"."payer_span",
        "t56"."payer_days",
        "t56"."payer_months",
        "t47"."key3",
        "t47"."payees",
        "t47"."payee_all",
        "t47"."payee_top5",
        "t55"."key4",
        "t55"."fast_days",
        "t55"."lot_days",
        "t61"."key5",
        "t61"."large",
        "t58"."key6",
        "t58"."lendings",
        "t42"."key7",
        "t42"."oldest_balance",
        "t42"."balance12",
        "t42"."days12",
        "t42"."lowest12",
        "t42"."ends12",
        "t42"."ends_days12",
        "t42"."dressed12",
        "t42"."dressed_days12",
        "t42"."days_over",
        "t42"."days_5",
        "t42"."days_10",
        "t42"."days_30",
        "t42"."days_50",
        "t42"."days_100",
        "t42"."days_200"
      FROM "t5" AS "t7"
      LEFT OUTER JOIN (
        SELECT
          "t25"."enterprise" AS "key0",
          "t25"."oldest",
          "t25"."income12",
          "t25"."incomes12",
          "t25"."income_before12",
          "t25"."in12",
          "t25"."related12",
          "t25"."sensitive12",
          "t25"."cash12",
          "t25"."loan_in12",
          "t25"."interest12",
          "t25"."rent12",
          "t25"."repaid12",
          "t25"."running12",
          "t25"."lenders12",
          "t25"."in_over",
          "t25"."in_5",
          "t25"."in_10",
          "t25"."in_30",
          "t25"."in_50",
          "t25"."in_100",
          "t25"."in_200"
        FROM (
          SELECT
            "t14"."enterprise",
            MAX("t14"."ago") AS "oldest",
            COALESCE(SUM("t14"."size") FILTER(WHERE
              (
                "t14"."ago" < 12
              ) AND "t14"."income"), 0) AS "income12",
            COUNT(*) FILTER(WHERE
              (
                "t14"."ago" < 12
              ) AND "t14"."income") AS "incomes12",
            COALESCE(
              SUM("t14"."size") FILTER(WHERE
                "t14"."income" AND "t14"."ago" BETWEEN 12 AND 23),
              0
            ) AS "income_before12",
            COALESCE(
              SUM("t14"."size") FILTER(WHERE
                (
                  "t14"."ago" < 12
                ) AND (
                  "t14"."amount_fen" > 0
                )),
              0
            ) AS "in12",
            COALESCE(
              SUM("t14"."size") FILTER(WHERE
                (
                  "t14"."ago" < 12
                )
                AND (
                  "t14"."amount_fen" > 0
                )
                AND (
                  COALESCE("t14"."tag", '') = 'related'
                )),
              0
            ) AS "related12",
            COALESCE(
              SUM("t14"."size") FILTER(WHERE
                (
                  "t14"."ago" < 12
                )
                AND (
                  "t14"."amount_fen" > 0
                )
                AND COALESCE("t14"."tag", '') IN ('loan', 'interest', 'refund', 'wealth', 'self')),
              0
            ) AS "sensitive12",
            COALESCE(
              SUM("t14"."size") FILTER(WHERE
                (
                  "t14"."ago" < 12
                )
                AND (
                  "t14"."amount_fen" > 0
                )
                AND (
                  COALESCE("t14"."tag", '') = 'cash'
                )),
              0
            ) AS "cash12",
            COALESCE(
              SUM("t14"."size") FILTER(WHERE
                (
                  "t14"."ago" < 12
                )
                AND (
                  "t14"."amount_fen" > 0
                )
                AND (
                  COALESCE("t14"."tag", '') = 'loan'
                )),
              0
            ) AS "loan_in12",
            COALESCE(
              SUM("t14"."size") FILTER(WHERE
                (
                  "t14"."ago" < 12
                )
                AND (
                  "t14"."amount_fen" > 0
                )
                AND (
                  COALESCE("t14"."tag", '') = 'interest'
                )),
              0
            ) AS "interest12",
            COALESCE(
              SUM("t14"."size") FILTER(WHERE
                (
                  "t14"."ago" < 12
                )
                AND (
                  "t14"."amount_fen" < 0
                )
                AND (
                  COALESCE("t14"."tag", '') = 'rent'
                )),
              0
            ) AS "rent12",
            COALESCE(
              SUM("t14"."size") FILTER(WHERE
                (
                  "t14"."ago" < 12
                )
                AND (
                  "t14"."amount_fen" < 0
                )
                AND (
                  COALESCE("t14"."tag", '') = 'repayment'
                )),
              0
            ) AS "repaid12",
            COALESCE(
              SUM("t14"."size") FILTER(WHERE
                (
                  "t14"."ago" < 12
                )
                AND (
                  "t14"."amount_fen" < 0
                )
                AND NOT (
                  COALESCE("t14"."tag", '') IN ('repayment', 'wealth', 'self', 'related')
                )),
              0
            ) AS "running12",
            COUNT(DISTINCT "t14"."counterparty") FILTER(WHERE
              (
                (
                  "t14"."ago" < 12
                )
                AND (
                  "t14"."amount_fen" > 0
                )
                AND (
                  COALESCE("t14"."tag", '') = 'loan'
                )
              )
              OR (
                (
                  "t14"."ago" < 12
                )
                AND (
                  "t14"."amount_fen" < 0
                )
                AND (
                  COALESCE("t14"."tag", '') = 'repayment'
                )
              )) AS "lenders12",
            COUNT(*) FILTER(WHERE
              (
                "t14"."ago" < 12
              ) AND "t14"."income" AND (
                "t14"."size" > 200000000
              )) AS "in_over",
            COUNT(*) FILTER(WHERE
              (
                "t14"."ago" < 12
              )
              AND "t14"."income"
              AND (
                "t14"."size" > 0
              )
              AND (
                "t14"."size" <= 5000000
              )) AS "in_5",
            COUNT(*) FILTER(WHERE
              (
                "t14"."ago" < 12
              )
              AND "t14"."income"
              AND (
                "t14"."size" > 5000000
              )
              AND (
                "t14"."size" <= 10000000
              )) AS "in_10",
            COUNT(*) FILTER(WHERE
              (
                "t14"."ago" < 12
              )
              AND "t14"."income"
              AND (
                "t14"."size" > 10000000
              )
              AND (
                "t14"."size" <= 30000000
              )) AS "in_30",
            COUNT(*) FILTER(WHERE
              (
                "t14"."ago" < 12
              )
              AND "t14"."income"
              AND (
                "t14"."size" > 30000000
              )
              AND (
                "t14"."size" <= 50000000
              )) AS "in_50",
            COUNT(*) FILTER(WHERE
              (
                "t14"."ago" < 12
              )
              AND "t14"."income"
              AND (
                "t14"."size" > 50000000
              )
              AND (
                "t14"."size" <= 100000000
              )) AS "in_100",
            COUNT(*) FILTER(WHERE
              (
                "t14"."ago" < 12
              )
              AND "t14"."income"
              AND (
                "t14"."size" > 100000000
              )
              AND (
                "t14"."size" <= 200000000
              )) AS "in_200"
          FROM "t12" AS "t14"
          GROUP BY
            1
        ) AS "t25"
      ) AS "t32"
        ON "t7"."enterprise" = "t32"."key0"
      LEFT OUTER JOIN (
        SELECT
          "t31"."enterprise" AS "key1",
          "t31"."earning12",
          "t31"."salary_months",
          "t31"."tax_months",
          "t31"."social_months",
          "t31"."utility_months",
          "t31"."rent_months",
          "t31"."m0",
          "t31"."m1",
          "t31"."m2",
          "t31"."m3",
          "t31"."m4",
          "t31"."m5",
          "t31"."m6",
          "t31"."m7",
          "t31"."m8",
          "t31"."m9",
          "t31"."m10",
          "t31"."m11"
        FROM (
          SELECT
            "t22"."enterprise",
            COUNT(*) FILTER(WHERE
              (
                "t22"."ago" < 12
              ) AND (
                "t22"."income" > 0
              )) AS "earning12",
            COUNT(*) FILTER(WHERE
              (
                "t22"."ago" < 12
              ) AND (
                "t22"."salary" > 0
              )) AS "salary_months",
            COUNT(*) FILTER(WHERE
              (
                "t22"."ago" < 12
              ) AND (
                "t22"."tax" > 0
              )) AS "tax_months",
            COUNT(*) FILTER(WHERE
              (
                "t22"."ago" < 12
              ) AND (
                "t22"."social" > 0
              )) AS "social_months",
            COUNT(*) FILTER(WHERE
              (
                "t22"."ago" < 12
              ) AND (
                "t22"."utility" > 0
              )) AS "utility_months",
            COUNT(*) FILTER(WHERE
              (
                "t22"."ago" < 12
              ) AND (
                "t22"."rent" > 0
              )) AS "rent_months",
            COALESCE(SUM("t22"."income") FILTER(WHERE
              "t22"."ago" = 0), 0) AS "m0",
            COALESCE(SUM("t22"."income") FILTER(WHERE
              "t22"."ago" = 1), 0) AS "m1",
            COALESCE(SUM("t22"."income") FILTER(WHERE
              "t22"."ago" = 2), 0) AS "m2",
            COALESCE(SUM("t22"."income") FILTER(WHERE
              "t22"."ago" = 3), 0) AS "m3",
            COALESCE(SUM("t22"."income") FILTER(WHERE
              "t22"."ago" = 4), 0) AS "m4",
            COALESCE(SUM("t22"."income") FILTER(WHERE
              "t22"."ago" = 5), 0) AS "m5",
            COALESCE(SUM("t22"."income") FILTER(WHERE
              "t22"."ago" = 6), 0) AS "m6",
            COALESCE(SUM("t22"."income") FILTER(WHERE
              "t22"."ago" = 7), 0) AS "m7",
            COALESCE(SUM("t22"."income") FILTER(WHERE
              "t22"."ago" = 8), 0) AS "m8",
            COALESCE(SUM("t22"."income") FILTER(WHERE
              "t22"."ago" = 9), 0) AS "m9",
            COALESCE(SUM("t22"."income") FILTER(WHERE
              "t22"."ago" = 10), 0) AS "m10",
            COALESCE(SUM("t22"."income") FILTER(WHERE
              "t22"."ago" = 11), 0) AS "m11"
          FROM (
            SELECT
              "t14"."enterprise",
              "t14"."ago",
              COALESCE(SUM("t14"."size") FILTER(WHERE
                "t14"."income"), 0) AS "income",
              COUNT(*) FILTER(WHERE
                (
                  "t14"."amount_fen" < 0
                ) AND (
                  "t14"."tag" = 'salary'
                )) AS "salary",
              COUNT(*) FILTER(WHERE
                (
                  "t14"."amount_fen" < 0
                ) AND (
                  "t14"."tag" = 'tax'
                )) AS "tax",
              COUNT(*) FILTER(WHERE
                (
                  "t14"."amount_fen" < 0
                ) AND (
                  "t14"."tag" = 'social'
                )) AS "social",
              COUNT(*) FILTER(WHERE
                (
                  "t14"."amount_fen" < 0
                ) AND (
                  "t14"."tag" = 'utility'
                )) AS "utility",
              COUNT(*) FILTER(WHERE
                (
                  "t14"."amount_fen" < 0
                ) AND (
                  "t14"."tag" = 'rent'
                )) AS "rent"
            FROM "t12" AS "t14"
            GROUP BY
              1,
              2
          ) AS "t22"
          GROUP BY
            1
        ) AS "t31"
      ) AS "t35"
        ON "t7"."enterprise" = "t35"."key1"
      LEFT OUTER JOIN (
        SELECT
          "t50"."enterprise" AS "key2",
          "t50"."payers",
          "t50"."payer_all",
          "t50"."payer_top5",
          "t50"."payer_top10",
          "t50"."payer_hhi",
          "t50"."payer_span",
          "t50"."payer_days",
          "t50"."payer_months"
        FROM (
          SELECT
            "t33"."enterprise",
            COUNT(*) AS "payers",
            COALESCE(SUM("t33"."sum"), 0) AS "payer_all",
            COALESCE(SUM("t33"."sum") FILTER(WHERE
              "t33"."nth" < 5), 0) AS "payer_top5",
            COALESCE(SUM("t33"."sum") FILTER(WHERE
              "t33"."nth" < 10), 0) AS "payer_top10",
            CAST(SUM(
              CAST(FLOOR(
                (
                  (
                    CAST("t33"."sum" AS DOUBLE) * 1000000000
                  ) / CAST("t33"."all" AS DOUBLE)
                ) + 0.5
              ) AS BIGINT) * CAST(FLOOR(
                (
                  (
                    CAST("t33"."sum" AS DOUBLE) * 1000000000
                  ) / CAST("t33"."all" AS DOUBLE)
                ) + 0.5
              ) AS BIGINT)
            ) AS DOUBLE) / 1000000000000000000 AS "payer_hhi",
            MAX(DATE_DIFF('DAY', "t33"."first", "t33"."last")) FILTER(WHERE
              "t33"."nth" = 0) AS "payer_span",
            MAX("t33"."days") FILTER(WHERE
              "t33"."nth" = 0) AS "payer_days",
            MAX("t33"."months") FILTER(WHERE
              "t33"."nth" = 0) AS "payer_months"
          FROM (
            SELECT
              "t24"."enterprise",
              "t24"."counterparty",
              "t24"."sum",
              "t24"."days",
              "t24"."first",
              "t24"."last",
              "t24"."months",
              ROW_NUMBER() OVER (
                PARTITION BY "t24"."enterprise"
                ORDER BY "t24"."sum" DESC, "t24"."counterparty" ASC
                ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
              ) - 1 AS "nth",
              SUM("t24"."sum") OVER (
                PARTITION BY "t24"."enterprise"
                ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
              ) AS "all"
            FROM (
              SELECT
                "t16"."enterprise",
                "t16"."counterparty",
                COALESCE(SUM("t16"."size"), 0) AS "sum",
                COUNT(DISTINCT "t16"."on_day") AS "days",
                MIN("t16"."on_day") AS "first",
                MAX("t16"."on_day") AS "last",
                COUNT(DISTINCT "t16"."ago") AS "months"
              FROM (
                SELECT
                  *
                FROM "t12" AS "t14"
                WHERE
                  "t14"."income" AND "t14"."ago" < 12 AND "t14"."counterparty" IS NOT NULL
              ) AS "t16"
              GROUP BY
                1,
                2
            ) AS "t24"
          ) AS "t33"
          GROUP BY
            1
        ) AS "t50"
      ) AS "t56"
        ON "t7"."enterprise" = "t56"."key2"
      LEFT OUTER JOIN (
        SELECT
          "t43"."enterprise" AS "key3",
          "t43"."payees",
          "t43"."payee_all",
          "t43"."payee_top5"
        FROM (
          SELECT
            "t36"."enterprise",
            COUNT(*) AS "payees",
            COALESCE(SUM("t36"."sum"), 0) AS "payee_all",
            COALESCE(SUM("t36"."sum") FILTER(WHERE
              "t36"."nth" < 5), 0) AS "payee_top5"
          FROM (
            SELECT
              "t27"."enterprise",
              "t27"."counterparty",
              "t27"."sum",
              "t27"."days",
              "t27"."first",
              "t27"."last",
              "t27"."months",
              ROW_NUMBER() OVER (
                PARTITION BY "t27"."enterprise"
                ORDER BY "t27"."sum" DESC, "t27"."counterparty" ASC
                ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
              ) - 1 AS "nth",
              SUM("t27"."sum") OVER (
                PARTITION BY "t27"."enterprise"
                ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
              ) AS "all"
            FROM (
              SELECT
                "t20"."enterprise",
                "t20"."counterparty",
                COALESCE(SUM("t20"."size"), 0) AS "sum",
                COUNT(DISTINCT "t20"."on_day") AS "days",
                MIN("t20"."on_day") AS "first",
                MAX("t20"."on_day") AS "last",
                COUNT(DISTINCT "t20"."ago") AS "months"
              FROM (
                SELECT
                  *
                FROM "t12" AS "t14"
                WHERE
                  "t14"."amount_fen" < 0
                  AND NOT (
                    COALESCE("t14"."tag", '') IN ('repayment', 'wealth', 'self', 'related')
                  )
                  AND "t14"."ago" < 12
                  AND "t14"."counterparty" IS NOT NULL
              ) AS "t20"
              GROUP BY
                1,
                2
            ) AS "t27"
          ) AS "t36"
          GROUP BY
            1
        ) AS "t43"
      ) AS "t47"
        ON "t7"."enterprise" = "t47"."key3"
      LEFT OUTER JOIN (
        SELECT
          "t49"."enterprise" AS "key4",
          "t49"."fast_days",
          "t49"."lot_days"
        FROM (
          SELECT
            "t40"."enterprise",
            COALESCE(SUM("t40"."fast"), 0) AS "fast_days",
            COUNT(*) FILTER(WHERE
              (
                "t40"."lots_in" > 0
              ) AND (
                "t40"."lots_out" > 0
              )) AS "lot_days"
          FROM (
            SELECT
              "t29"."enterprise",
              "t29"."on_day",
              MAX(
                CAST(CASE
                  WHEN (
                    "t29"."counterparty" IS NOT NULL
                  )
                  AND (
                    "t29"."came" >= 50000000
                  )
                  AND (
                    "t29"."went" >= 50000000
                  )
                  THEN 1
                  ELSE 0
                END AS BIGINT)
              ) AS "fast",
              COALESCE(SUM("t29"."lots_in"), 0) AS "lots_in",
              COALESCE(SUM("t29"."lots_out"), 0) AS "lots_out"
            FROM (
              SELECT
                "t15"."enterprise",
                "t15"."on_day",
                "t15"."counterparty",
                COALESCE(SUM("t15"."size") FILTER(WHERE
                  "t15"."amount_fen" > 0), 0) AS "came",
                COALESCE(SUM("t15"."size") FILTER(WHERE
                  "t15"."amount_fen" < 0), 0) AS "went",
                COUNT(*) FILTER(WHERE
                  (
                    "t15"."amount_fen" > 0
                  )
                  AND (
                    (
                      "t15"."size" >= 20000000
                    ) AND (
                      (
                        "t15"."size" % 1000000
                      ) = 0
                    )
                  )) AS "lots_in",
                COUNT(*) FILTER(WHERE
                  (
                    "t15"."amount_fen" < 0
                  )
                  AND (
                    (
                      "t15"."size" >= 20000000
                    ) AND (
                      (
                        "t15"."size" % 1000000
                      ) = 0
                    )
                  )) AS "lots_out"
              FROM (
                SELECT
                  *
                FROM "t12" AS "t14"
                WHERE
                  "t14"."ago" < 12
              ) AS "t15"
              GROUP BY
                1,
                2,
                3
            ) AS "t29"
            GROUP BY
              1,
              2
          ) AS "t40"
          GROUP BY
            1
        ) AS "t49"
      ) AS "t55"
        ON "t7"."enterprise" = "t55"."key4"
      LEFT OUTER JOIN (
        SELECT
          "t59"."enterprise" AS "key5",
          "t59"."large"
        FROM (
          SELECT
            "t54"."enterprise",
            COALESCE(
              SUM("t54"."size") FILTER(WHERE
                CAST("t54"."hundreds" AS DOUBLE) > "t54"."bound"),
              0
            ) AS "large"
          FROM (
            SELECT
              "t19"."enterprise",
              "t19"."size",
              "t19"."hundreds",
              "t45"."bound"
            FROM "t17" AS "t19"
            INNER JOIN (
              SELECT
                "t26"."enterprise",
                (
                  CAST("t26"."sum" AS DOUBLE) / CAST("t26"."count" AS DOUBLE)
                ) + (
                  SQRT(
                    GREATEST(
                      CAST("t26"."squares" AS DOUBLE) - (
                        (
                          CAST("t26"."sum" AS DOUBLE) / CAST("t26"."count" AS DOUBLE)
                        ) * CAST("t26"."sum" AS DOUBLE)
                      ),
                      0.0
                    ) / CASE WHEN "t26"."count" > 1 THEN CAST("t26"."count" AS DOUBLE) - 1.0 ELSE NULL END
                  ) * 2.0
                ) AS "bound"
              FROM (
                SELECT
                  "t18"."enterprise",
                  COUNT(*) AS "count",
                  COALESCE(SUM("t18"."hundreds"), 0) AS "sum",
                  COALESCE(SUM("t18"."hundreds" * "t18"."hundreds"), 0) AS "squares"
                FROM "t17" AS "t18"
                GROUP BY
                  1
              ) AS "t26"
            ) AS "t45"
              ON "t19"."enterprise" = "t45"."enterprise"
          ) AS "t54"
          GROUP BY
            1
        ) AS "t59"
      ) AS "t61"
        ON "t7"."enterprise" = "t61"."key5"
      LEFT OUTER JOIN (
        SELECT
          "t51"."enterprise" AS "key6",
          "t51"."lendings"
        FROM (
          SELECT
            "t48"."enterprise",
            COUNT(*) AS "lendings"
          FROM (
            SELECT
              *
            FROM (
              SELECT
                "t37"."enterprise",
                "t37"."counterparty",
                "t37"."size",
                "t37"."run",
                COUNT(*) AS "length",
                MIN("t37"."day") AS "early",
                MAX("t37"."day") AS "late"
              FROM (
                SELECT
                  "t28"."enterprise",
                  "t28"."counterparty",
                  "t28"."size",
                  "t28"."ago",
                  "t28"."day",
                  "t28"."ago" - (
                    ROW_NUMBER() OVER (
                      PARTITION BY "t28"."enterprise", "t28"."counterparty", "t28"."size"
                      ORDER BY "t28"."ago" ASC
                      ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                    ) - 1
                  ) AS "run"
                FROM (
                  SELECT
                    "t21"."enterprise",
                    "t21"."counterparty",
                    "t21"."size",
                    "t21"."ago",
                    MIN(EXTRACT(day FROM "t21"."on_day")) AS "day"
                  FROM (
                    SELECT
                      *
                    FROM "t12" AS "t14"
                    WHERE
                      "t14"."amount_fen" < 0
                      AND "t14"."size" > 50000
                      AND "t14"."ago" < 24
                      AND "t14"."counterparty" IS NOT NULL
                      AND NOT (
                        COALESCE("t14"."tag", '') IN (
                          'salary',
                          'tax',
                          'social',
                          'utility',
                          'rent',
                          'repayment',
                          'wealth',
                          'self',
                          'related'
                        )
                      )
                  ) AS "t21"
                  GROUP BY
                    1,
                    2,
                    3,
                    4
                ) AS "t28"
              ) AS "t37"
              GROUP BY
                1,
                2,
                3,
                4
            ) AS "t41"
            WHERE
              "t41"."length" >= 6 AND (
                "t41"."late" - "t41"."early"
              ) <= 5
          ) AS "t48"
          GROUP BY
            1
        ) AS "t51"
      ) AS "t58"
        ON "t7"."enterprise" = "t58"."key6"
      LEFT OUTER JOIN (
        SELECT
          "t38"."enterprise" AS "key7",
          "t38"."oldest_balance",
          "t38"."balance12",
          "t38"."days12",
          "t38"."lowest12",
          "t38"."ends12",
          "t38"."ends_days12",
          "t38"."dressed12",
          "t38"."dressed_days12",
          "t38"."days_over",
          "t38"."days_5",
          "t38"."days_10",
          "t38"."days_30",
          "t38"."days_50",
          "t38"."days_100",
          "t38"."days_200"
        FROM (
          SELECT
            "t23"."enterprise",
            MAX("t23"."ago") AS "oldest_balance",
            COALESCE(SUM("t23"."end") FILTER(WHERE
              "t23"."ago" < 12), 0) AS "balance12",
            COUNT(*) FILTER(WHERE
              "t23"."ago" < 12) AS "days12",
            MIN("t23"."end") FILTER(WHERE
              "t23"."ago" < 12) AS "lowest12",
            COALESCE(
              SUM("t23"."end") FILTER(WHERE
                (
                  "t23"."ago" < 12
                )
                AND (
                  EXTRACT(month FROM "t23"."on_day") <> EXTRACT(month FROM "t23"."on_day" + INTERVAL '1' DAY)
                )),
              0
            ) AS "ends12",
            COUNT(*) FILTER(WHERE
              (
                "t23"."ago" < 12
              )
              AND (
                EXTRACT(month FROM "t23"."on_day") <> EXTRACT(month FROM "t23"."on_day" + INTERVAL '1' DAY)
              )) AS "ends_days12",
            COALESCE(
              SUM("t23"."end") FILTER(WHERE
                (
                  "t23"."ago" < 12
                )
                AND (
                  (
                    (
                      EXTRACT(month FROM "t23"."on_day") % 3
                    ) = 0
                  )
                  AND 20 - EXTRACT(day FROM "t23"."on_day") BETWEEN 1 AND 7
                )),
              0
            ) AS "dressed12",
            COUNT(*) FILTER(WHERE
              (
                "t23"."ago" < 12
              )
              AND (
                (
                  (
                    EXTRACT(month FROM "t23"."on_day") % 3
                  ) = 0
                )
                AND 20 - EXTRACT(day FROM "t23"."on_day") BETWEEN 1 AND 7
              )) AS "dressed_days12",
            COUNT(*) FILTER(WHERE
              (
                "t23"."ago" < 12
              ) AND (
                "t23"."end" > 200000000
              )) AS "days_over",
            COUNT(*) FILTER(WHERE
              (
                "t23"."ago" < 12
              ) AND (
                "t23"."end" <= 5000000
              ) AND TRUE) AS "days_5",
            COUNT(*) FILTER(WHERE
              (
                "t23"."ago" < 12
              )
              AND (
                "t23"."end" <= 10000000
              )
              AND (
                "t23"."end" > 5000000
              )) AS "days_10",
            COUNT(*) FILTER(WHERE
              (
                "t23"."ago" < 12
              )
              AND (
                "t23"."end" <= 30000000
              )
              AND (
                "t23"."end" > 10000000
              )) AS "days_30",
            COUNT(*) FILTER(WHERE
              (
                "t23"."ago" < 12
              )
              AND (
                "t23"."end" <= 50000000
              )
              AND (
                "t23"."end" > 30000000
              )) AS "days_50",
            COUNT(*) FILTER(WHERE
              (
                "t23"."ago" < 12
              )
              AND (
                "t23"."end" <= 100000000
              )
              AND (
                "t23"."end" > 50000000
              )) AS "days_100",
            COUNT(*) FILTER(WHERE
              (
                "t23"."ago" < 12
              )
              AND (
                "t23"."end" <= 200000000
              )
              AND (
                "t23"."end" > 100000000
              )) AS "days_200"
          FROM (
            SELECT
              "t13"."enterprise",
              "t13"."on_day",
              "t13"."until",
              "t13"."end",
              CAST((
                (
                  EXTRACT(year FROM "t13"."until") - EXTRACT(year FROM "t13"."on_day")
                ) * 12
              ) + (
                EXTRACT(month FROM "t13"."until") - EXTRACT(month FROM "t13"."on_day")
              ) AS INT) AS "ago"
            FROM (
              SELECT
                "t11"."enterprise",
                "t11"."on_day",
                "t11"."until",
                COALESCE(SUM("t11"."end_fen"), 0) AS "end"
              FROM (
                SELECT
                  *
                FROM (
                  SELECT
                    "t4"."enterprise",
                    "t4"."account_no",
                    "t4"."on_day",
                    "t4"."end_fen",
                    "t8"."as_of",
                    "t8"."until"
                  FROM "balances" AS "t4"
                  INNER JOIN "t5" AS "t8"
                    ON "t4"."enterprise" = "t8"."enterprise"
                ) AS "t10"
                WHERE
                  "t10"."on_day" <= "t10"."until"
              ) AS "t11"
              GROUP BY
                1,
                2,
                3
            ) AS "t13"
          ) AS "t23"
          GROUP BY
            1
        ) AS "t38"
      ) AS "t42"
        ON "t7"."enterprise" = "t42"."key7"
    ) AS "t62"
  ) AS "t63"
) AS "t64"
) AS "indicators"
ORDER BY
  "enterprise"
