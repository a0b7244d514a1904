-- Generated from vat.py by `python -m puhui.credit.indicators.compiling`. Do not edit.
SELECT
  CAST("enterprise" AS TEXT) AS "enterprise",
  CAST("as_of" AS DATE) AS "as_of",
  CAST("record_months" AS BIGINT) AS "record_months",
  CAST("repeated_rows" AS BIGINT) AS "repeated_rows",
  CAST("rev12_fen" AS BIGINT) AS "rev12_fen",
  CAST("rev12_eff_fen" AS BIGINT) AS "rev12_eff_fen",
  CAST("rev_yoy" AS DOUBLE PRECISION) AS "rev_yoy",
  CAST("rev3_yoy" AS DOUBLE PRECISION) AS "rev3_yoy",
  CAST("rev6_yoy" AS DOUBLE PRECISION) AS "rev6_yoy",
  CAST("rev_trend12" AS DOUBLE PRECISION) AS "rev_trend12",
  CAST("last3_share12" AS DOUBLE PRECISION) AS "last3_share12",
  CAST("invoices12" AS BIGINT) AS "invoices12",
  CAST("inv_months24" AS BIGINT) AS "inv_months24",
  CAST("active_share24" AS DOUBLE PRECISION) AS "active_share24",
  CAST("zero_months12" AS BIGINT) AS "zero_months12",
  CAST("zero_run12" AS BIGINT) AS "zero_run12",
  CAST("max_gap_d" AS BIGINT) AS "max_gap_d",
  CAST("quiet_d" AS BIGINT) AS "quiet_d",
  CAST("rev_cv12" AS DOUBLE PRECISION) AS "rev_cv12",
  CAST("season_strength24" AS DOUBLE PRECISION) AS "season_strength24",
  CAST("void_rate12" AS DOUBLE PRECISION) AS "void_rate12",
  CAST("red_rate12" AS DOUBLE PRECISION) AS "red_rate12",
  CAST("buyers12" AS BIGINT) AS "buyers12",
  CAST("top1_share" AS DOUBLE PRECISION) AS "top1_share",
  CAST("top5_share" AS DOUBLE PRECISION) AS "top5_share",
  CAST("hhi" AS DOUBLE PRECISION) AS "hhi",
  CAST("new_buyer_share" AS DOUBLE PRECISION) AS "new_buyer_share",
  CAST("kept_buyer_share" AS DOUBLE PRECISION) AS "kept_buyer_share",
  CAST("one_off_share" AS DOUBLE PRECISION) AS "one_off_share",
  CAST("buy12_fen" AS BIGINT) AS "buy12_fen",
  CAST("buy_yoy" AS DOUBLE PRECISION) AS "buy_yoy",
  CAST("in_out_ratio" AS DOUBLE PRECISION) AS "in_out_ratio",
  CAST("suppliers12" AS BIGINT) AS "suppliers12",
  CAST("sup_top1_share" AS DOUBLE PRECISION) AS "sup_top1_share",
  CAST("sup_top5_share" AS DOUBLE PRECISION) AS "sup_top5_share",
  CAST("sup_hhi" AS DOUBLE PRECISION) AS "sup_hhi",
  CAST("vat12_fen" AS BIGINT) AS "vat12_fen",
  CAST("vat_rev12" AS DOUBLE PRECISION) AS "vat_rev12"
FROM (
WITH "t6" AS (
  SELECT
    "t5"."enterprise",
    "t5"."until",
    CAST(ROW_NUMBER() OVER (
      ORDER BY "t5"."enterprise" ASC
      ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
    ) - 1 AS INT) AS "number"
  FROM (
    SELECT
      "t0"."enterprise",
      DATE_TRUNC('MONTH', "t0"."as_of" + INTERVAL '1 DAY') - INTERVAL '1 DAY' AS "until"
    FROM "subjects" AS "t0"
  ) AS "t5"
), "t16" AS (
  SELECT
    "t14"."number",
    "t14"."invoice_no",
    "t14"."amount_fen",
    "t14"."tax_fen",
    "t14"."valid",
    "t14"."day",
    "t14"."ago",
    "t14"."back",
    MIN("t14"."counterparty") AS "counterparty",
    COUNT(*) AS "delivered"
  FROM (
    SELECT
      "t12"."number",
      "t12"."invoice_no",
      "t12"."amount_fen",
      "t12"."tax_fen",
      "t12"."counterparty",
      "t12"."status" = 'valid' AS "valid",
      1 << CAST(CAST(EXTRACT(day FROM "t12"."issued_on") AS BIGINT) - 1 AS INT) AS "day",
      CAST((
        (
          EXTRACT(year FROM "t12"."until") - EXTRACT(year FROM "t12"."issued_on")
        ) * 12
      ) + (
        EXTRACT(month FROM "t12"."until") - EXTRACT(month FROM "t12"."issued_on")
      ) AS INT) AS "ago",
      CAST(CAST(EXTRACT(epoch FROM CAST("t12"."until" AS TIMESTAMP) - CAST("t12"."issued_on" AS TIMESTAMP)) / 86400 AS BIGINT) AS INT) AS "back"
    FROM (
      SELECT
        "t3"."enterprise",
        "t3"."invoice_no",
        "t3"."issued_on",
        "t3"."counterparty",
        "t3"."amount_fen",
        "t3"."tax_fen",
        "t3"."status",
        "t11"."name",
        "t11"."until",
        "t11"."number"
      FROM "purchases" AS "t3"
      INNER JOIN (
        SELECT
          "t7"."enterprise" AS "name",
          "t7"."until",
          "t7"."number"
        FROM "t6" AS "t7"
      ) AS "t11"
        ON "t3"."enterprise" = "t11"."name"
    ) AS "t12"
    WHERE
      "t12"."issued_on" <= "t12"."until"
  ) AS "t14"
  GROUP BY
    1,
    2,
    3,
    4,
    5,
    6,
    7,
    8
), "t17" AS (
  SELECT
    "t15"."number",
    "t15"."invoice_no",
    "t15"."amount_fen",
    "t15"."tax_fen",
    "t15"."valid",
    "t15"."day",
    "t15"."ago",
    "t15"."back",
    MIN("t15"."counterparty") AS "counterparty",
    COUNT(*) AS "delivered"
  FROM (
    SELECT
      "t13"."number",
      "t13"."invoice_no",
      "t13"."amount_fen",
      "t13"."tax_fen",
      "t13"."counterparty",
      "t13"."status" = 'valid' AS "valid",
      1 << CAST(CAST(EXTRACT(day FROM "t13"."issued_on") AS BIGINT) - 1 AS INT) AS "day",
      CAST((
        (
          EXTRACT(year FROM "t13"."until") - EXTRACT(year FROM "t13"."issued_on")
        ) * 12
      ) + (
        EXTRACT(month FROM "t13"."until") - EXTRACT(month FROM "t13"."issued_on")
      ) AS INT) AS "ago",
      CAST(CAST(EXTRACT(epoch FROM CAST("t13"."until" AS TIMESTAMP) - CAST("t13"."issued_on" AS TIMESTAMP)) / 86400 AS BIGINT) AS INT) AS "back"
    FROM (
      SELECT
        "t4"."enterprise",
        "t4"."invoice_no",
        "t4"."issued_on",
        "t4"."counterparty",
        "t4"."amount_fen",
        "t4"."tax_fen",
        "t4"."status",
        "t11"."name",
        "t11"."until",
        "t11"."number"
      FROM "sales" AS "t4"
      INNER JOIN (
        SELECT
          "t7"."enterprise" AS "name",
          "t7"."until",
          "t7"."number"
        FROM "t6" AS "t7"
      ) AS "t11"
        ON "t4"."enterprise" = "t11"."name"
    ) AS "t13"
    WHERE
      "t13"."issued_on" <= "t13"."until"
  ) AS "t15"
  GROUP BY
    1,
    2,
    3,
    4,
    5,
    6,
    7,
    8
), "t27" AS (
  SELECT
    "t22"."enterprise",
    "t22"."ago",
    COUNT(*) AS "count",
    COALESCE(SUM("t22"."repeats"), 0) AS "repeats",
    COUNT(*) FILTER(WHERE
      "t22"."valid") AS "valid",
    COALESCE(SUM("t22"."amount_fen") FILTER(WHERE
      "t22"."valid"), 0) AS "net",
    COALESCE(
      SUM("t22"."amount_fen") FILTER(WHERE
        "t22"."valid" AND (
          "t22"."amount_fen" < 0
        )),
      0
    ) AS "red",
    COALESCE(SUM("t22"."tax_fen") FILTER(WHERE
      "t22"."valid"), 0) AS "tax",
    MAX("t22"."back") FILTER(WHERE
      "t22"."valid") AS "oldest_back",
    MIN("t22"."back") FILTER(WHERE
      "t22"."valid") AS "latest_back",
    BIT_OR("t22"."day") FILTER(WHERE
      "t22"."valid") AS "days"
  FROM (
    SELECT
      "t19"."counterparty",
      "t19"."amount_fen",
      "t19"."tax_fen",
      "t19"."valid",
      "t19"."day",
      "t19"."ago",
      "t19"."back",
      "t19"."number" AS "enterprise",
      CAST("t19"."delivered" - 1 AS INT) AS "repeats"
    FROM "t17" AS "t19"
  ) AS "t22"
  GROUP BY
    1,
    2
)
SELECT
  "t59"."name" AS "enterprise",
  "t59"."until" AS "as_of",
  "t59"."record" AS "record_months",
  COALESCE("t59"."s_repeats", 0) + COALESCE("t59"."p_repeats", 0) AS "repeated_rows",
  CASE
    WHEN (
      "t59"."s_oldest" IS NOT NULL
    ) AND (
      "t59"."record" >= 0
    )
    THEN "t59"."s_net12"
    ELSE NULL
  END AS "rev12_fen",
  CASE
    WHEN (
      "t59"."s_oldest" IS NOT NULL
    ) AND (
      "t59"."record" >= 0
    )
    THEN GREATEST("t59"."s_net12" - COALESCE("t59"."s_one_off", 0), 0)
    ELSE NULL
  END AS "rev12_eff_fen",
  CASE
    WHEN (
      "t59"."s_oldest" IS NOT NULL
    ) AND (
      "t59"."record" >= 24
    )
    THEN CASE
      WHEN "t59"."s_net_before12" > 0
      THEN CAST("t59"."s_net12" AS DOUBLE PRECISION) / CAST("t59"."s_net_before12" AS DOUBLE PRECISION)
      ELSE NULL
    END - 1
    ELSE NULL
  END AS "rev_yoy",
  CASE
    WHEN (
      "t59"."s_oldest" IS NOT NULL
    ) AND (
      "t59"."record" >= 15
    )
    THEN CASE
      WHEN "t59"."s_net3_before12" > 0
      THEN CAST("t59"."s_net3" AS DOUBLE PRECISION) / CAST("t59"."s_net3_before12" AS DOUBLE PRECISION)
      ELSE NULL
    END - 1
    ELSE NULL
  END AS "rev3_yoy",
  CASE
    WHEN (
      "t59"."s_oldest" IS NOT NULL
    ) AND (
      "t59"."record" >= 18
    )
    THEN CASE
      WHEN "t59"."s_net6_before12" > 0
      THEN CAST("t59"."s_net6" AS DOUBLE PRECISION) / CAST("t59"."s_net6_before12" AS DOUBLE PRECISION)
      ELSE NULL
    END - 1
    ELSE NULL
  END AS "rev6_yoy",
  CASE
    WHEN (
      "t59"."s_oldest" IS NOT NULL
    ) AND (
      "t59"."record" >= 12
    )
    THEN CASE
      WHEN (
        CAST("t59"."s_m0" + "t59"."s_m1" + "t59"."s_m2" + "t59"."s_m3" + "t59"."s_m4" + "t59"."s_m5" + "t59"."s_m6" + "t59"."s_m7" + "t59"."s_m8" + "t59"."s_m9" + "t59"."s_m10" + "t59"."s_m11" AS DOUBLE PRECISION) / 12
      ) > 0
      THEN CAST((
        CAST((
          CAST((
            "t59"."s_m0" * 11
          ) + (
            "t59"."s_m1" * 9
          ) + (
            "t59"."s_m2" * 7
          ) + (
            "t59"."s_m3" * 5
          ) + (
            "t59"."s_m4" * 3
          ) + (
            "t59"."s_m5" * 1
          ) + (
            "t59"."s_m6" * -1
          ) + (
            "t59"."s_m7" * -3
          ) + (
            "t59"."s_m8" * -5
          ) + (
            "t59"."s_m9" * -7
          ) + (
            "t59"."s_m10" * -9
          ) + (
            "t59"."s_m11" * -11
          ) AS DOUBLE PRECISION) * 2
        ) AS DOUBLE PRECISION) / 572
      ) AS DOUBLE PRECISION) / (
        CAST("t59"."s_m0" + "t59"."s_m1" + "t59"."s_m2" + "t59"."s_m3" + "t59"."s_m4" + "t59"."s_m5" + "t59"."s_m6" + "t59"."s_m7" + "t59"."s_m8" + "t59"."s_m9" + "t59"."s_m10" + "t59"."s_m11" AS DOUBLE PRECISION) / 12
      )
      ELSE NULL
    END
    ELSE NULL
  END AS "rev_trend12",
  CASE
    WHEN (
      "t59"."s_oldest" IS NOT NULL
    ) AND (
      "t59"."record" >= 12
    )
    THEN CASE
      WHEN "t59"."s_net12" > 0
      THEN CAST("t59"."s_net3" AS DOUBLE PRECISION) / CAST("t59"."s_net12" AS DOUBLE PRECISION)
      ELSE NULL
    END
    ELSE NULL
  END AS "last3_share12",
  CASE
    WHEN (
      "t59"."s_oldest" IS NOT NULL
    ) AND (
      "t59"."record" >= 0
    )
    THEN "t59"."s_valid12"
    ELSE NULL
  END AS "invoices12",
  CASE
    WHEN (
      "t59"."s_oldest" IS NOT NULL
    ) AND (
      "t59"."record" >= 0
    )
    THEN "t59"."s_months24"
    ELSE NULL
  END AS "inv_months24",
  CASE
    WHEN (
      "t59"."s_oldest" IS NOT NULL
    ) AND (
      "t59"."record" >= 0
    )
    THEN CASE
      WHEN "t59"."window24" > 0
      THEN CAST("t59"."s_months24" AS DOUBLE PRECISION) / CAST("t59"."window24" AS DOUBLE PRECISION)
      ELSE NULL
    END
    ELSE NULL
  END AS "active_share24",
  CASE
    WHEN (
      "t59"."s_oldest" IS NOT NULL
    ) AND (
      "t59"."record" >= 0
    )
    THEN "t59"."window12" - COALESCE("t59"."s_months12", 0)
    ELSE NULL
  END AS "zero_months12",
  CASE
    WHEN (
      "t59"."s_oldest" IS NOT NULL
    ) AND (
      "t59"."record" >= 0
    )
    THEN CASE
      WHEN COALESCE("t59"."s_months12", 0) > 0
      THEN GREATEST(
        COALESCE("t59"."run_inside", 0),
        "t59"."run_last",
        (
          "t59"."window12" - 1
        ) - "t59"."oldest_active"
      )
      ELSE "t59"."window12"
    END
    ELSE NULL
  END AS "zero_run12",
  CASE
    WHEN (
      "t59"."s_oldest" IS NOT NULL
    ) AND (
      "t59"."record" >= 0
    )
    THEN GREATEST("t59"."gap_inside", "t59"."gap_between")
    ELSE NULL
  END AS "max_gap_d",
  CASE
    WHEN (
      "t59"."s_oldest" IS NOT NULL
    ) AND (
      "t59"."record" >= 0
    )
    THEN CAST("t59"."s_quiet_d" AS BIGINT)
    ELSE NULL
  END AS "quiet_d",
  CASE
    WHEN (
      "t59"."s_oldest" IS NOT NULL
    ) AND (
      "t59"."record" >= 6
    )
    THEN CASE
      WHEN "t59"."mean_known" > 0
      THEN CAST(SQRT(
        CAST((
          CASE
            WHEN "t59"."window12" > 0
            THEN (
              CAST("t59"."s_m0" AS DOUBLE PRECISION) - "t59"."mean_known"
            ) * (
              CAST("t59"."s_m0" AS DOUBLE PRECISION) - "t59"."mean_known"
            )
            ELSE 0.0
          END + CASE
            WHEN "t59"."window12" > 1
            THEN (
              CAST("t59"."s_m1" AS DOUBLE PRECISION) - "t59"."mean_known"
            ) * (
              CAST("t59"."s_m1" AS DOUBLE PRECISION) - "t59"."mean_known"
            )
            ELSE 0.0
          END + CASE
            WHEN "t59"."window12" > 2
            THEN (
              CAST("t59"."s_m2" AS DOUBLE PRECISION) - "t59"."mean_known"
            ) * (
              CAST("t59"."s_m2" AS DOUBLE PRECISION) - "t59"."mean_known"
            )
            ELSE 0.0
          END + CASE
            WHEN "t59"."window12" > 3
            THEN (
              CAST("t59"."s_m3" AS DOUBLE PRECISION) - "t59"."mean_known"
            ) * (
              CAST("t59"."s_m3" AS DOUBLE PRECISION) - "t59"."mean_known"
            )
            ELSE 0.0
          END + CASE
            WHEN "t59"."window12" > 4
            THEN (
              CAST("t59"."s_m4" AS DOUBLE PRECISION) - "t59"."mean_known"
            ) * (
              CAST("t59"."s_m4" AS DOUBLE PRECISION) - "t59"."mean_known"
            )
            ELSE 0.0
          END + CASE
            WHEN "t59"."window12" > 5
            THEN (
              CAST("t59"."s_m5" AS DOUBLE PRECISION) - "t59"."mean_known"
            ) * (
              CAST("t59"."s_m5" AS DOUBLE PRECISION) - "t59"."mean_known"
            )
            ELSE 0.0
          END + CASE
            WHEN "t59"."window12" > 6
            THEN (
              CAST("t59"."s_m6" AS DOUBLE PRECISION) - "t59"."mean_known"
            ) * (
              CAST("t59"."s_m6" AS DOUBLE PRECISION) - "t59"."mean_known"
            )
            ELSE 0.0
          END + CASE
            WHEN "t59"."window12" > 7
            THEN (
              CAST("t59"."s_m7" AS DOUBLE PRECISION) - "t59"."mean_known"
            ) * (
              CAST("t59"."s_m7" AS DOUBLE PRECISION) - "t59"."mean_known"
            )
            ELSE 0.0
          END + CASE
            WHEN "t59"."window12" > 8
            THEN (
              CAST("t59"."s_m8" AS DOUBLE PRECISION) - "t59"."mean_known"
            ) * (
              CAST("t59"."s_m8" AS DOUBLE PRECISION) - "t59"."mean_known"
            )
            ELSE 0.0
          END + CASE
            WHEN "t59"."window12" > 9
            THEN (
              CAST("t59"."s_m9" AS DOUBLE PRECISION) - "t59"."mean_known"
            ) * (
              CAST("t59"."s_m9" AS DOUBLE PRECISION) - "t59"."mean_known"
            )
            ELSE 0.0
          END + CASE
            WHEN "t59"."window12" > 10
            THEN (
              CAST("t59"."s_m10" AS DOUBLE PRECISION) - "t59"."mean_known"
            ) * (
              CAST("t59"."s_m10" AS DOUBLE PRECISION) - "t59"."mean_known"
            )
            ELSE 0.0
          END + CASE
            WHEN "t59"."window12" > 11
            THEN (
              CAST("t59"."s_m11" AS DOUBLE PRECISION) - "t59"."mean_known"
            ) * (
              CAST("t59"."s_m11" AS DOUBLE PRECISION) - "t59"."mean_known"
            )
            ELSE 0.0
          END
        ) AS DOUBLE PRECISION) / CASE
          WHEN "t59"."window12" > 1
          THEN CAST("t59"."window12" AS DOUBLE PRECISION) - 1.0
          ELSE NULL
        END
      ) AS DOUBLE PRECISION) / "t59"."mean_known"
      ELSE NULL
    END
    ELSE NULL
  END AS "rev_cv12",
  CASE
    WHEN (
      "t59"."s_oldest" IS NOT NULL
    ) AND (
      "t59"."record" >= 24
    )
    THEN CASE
      WHEN (
        (
          (
            (
              CAST("t59"."s_m0" AS DOUBLE PRECISION) - "t59"."mean12"
            ) * (
              CAST("t59"."s_m0" AS DOUBLE PRECISION) - "t59"."mean12"
            )
          ) + (
            (
              CAST("t59"."s_m1" AS DOUBLE PRECISION) - "t59"."mean12"
            ) * (
              CAST("t59"."s_m1" AS DOUBLE PRECISION) - "t59"."mean12"
            )
          ) + (
            (
              CAST("t59"."s_m2" AS DOUBLE PRECISION) - "t59"."mean12"
            ) * (
              CAST("t59"."s_m2" AS DOUBLE PRECISION) - "t59"."mean12"
            )
          ) + (
            (
              CAST("t59"."s_m3" AS DOUBLE PRECISION) - "t59"."mean12"
            ) * (
              CAST("t59"."s_m3" AS DOUBLE PRECISION) - "t59"."mean12"
            )
          ) + (
            (
              CAST("t59"."s_m4" AS DOUBLE PRECISION) - "t59"."mean12"
            ) * (
              CAST("t59"."s_m4" AS DOUBLE PRECISION) - "t59"."mean12"
            )
          ) + (
            (
              CAST("t59"."s_m5" AS DOUBLE PRECISION) - "t59"."mean12"
            ) * (
              CAST("t59"."s_m5" AS DOUBLE PRECISION) - "t59"."mean12"
            )
          ) + (
            (
              CAST("t59"."s_m6" AS DOUBLE PRECISION) - "t59"."mean12"
            ) * (
              CAST("t59"."s_m6" AS DOUBLE PRECISION) - "t59"."mean12"
            )
          ) + (
            (
              CAST("t59"."s_m7" AS DOUBLE PRECISION) - "t59"."mean12"
            ) * (
              CAST("t59"."s_m7" AS DOUBLE PRECISION) - "t59"."mean12"
            )
          ) + (
            (
              CAST("t59"."s_m8" AS DOUBLE PRECISION) - "t59"."mean12"
            ) * (
              CAST("t59"."s_m8" AS DOUBLE PRECISION) - "t59"."mean12"
            )
          ) + (
            (
              CAST("t59"."s_m9" AS DOUBLE PRECISION) - "t59"."mean12"
            ) * (
              CAST("t59"."s_m9" AS DOUBLE PRECISION) - "t59"."mean12"
            )
          ) + (
            (
              CAST("t59"."s_m10" AS DOUBLE PRECISION) - "t59"."mean12"
            ) * (
              CAST("t59"."s_m10" AS DOUBLE PRECISION) - "t59"."mean12"
            )
          ) + (
            (
              CAST("t59"."s_m11" AS DOUBLE PRECISION) - "t59"."mean12"
            ) * (
              CAST("t59"."s_m11" AS DOUBLE PRECISION) - "t59"."mean12"
            )
          )
        ) * (
          (
            (
              CAST("t59"."s_m12" AS DOUBLE PRECISION) - "t59"."mean_before12"
            ) * (
              CAST("t59"."s_m12" AS DOUBLE PRECISION) - "t59"."mean_before12"
            )
          ) + (
            (
              CAST("t59"."s_m13" AS DOUBLE PRECISION) - "t59"."mean_before12"
            ) * (
              CAST("t59"."s_m13" AS DOUBLE PRECISION) - "t59"."mean_before12"
            )
          ) + (
            (
              CAST("t59"."s_m14" AS DOUBLE PRECISION) - "t59"."mean_before12"
            ) * (
              CAST("t59"."s_m14" AS DOUBLE PRECISION) - "t59"."mean_before12"
            )
          ) + (
            (
              CAST("t59"."s_m15" AS DOUBLE PRECISION) - "t59"."mean_before12"
            ) * (
              CAST("t59"."s_m15" AS DOUBLE PRECISION) - "t59"."mean_before12"
            )
          ) + (
            (
              CAST("t59"."s_m16" AS DOUBLE PRECISION) - "t59"."mean_before12"
            ) * (
              CAST("t59"."s_m16" AS DOUBLE PRECISION) - "t59"."mean_before12"
            )
          ) + (
            (
              CAST("t59"."s_m17" AS DOUBLE PRECISION) - "t59"."mean_before12"
            ) * (
              CAST("t59"."s_m17" AS DOUBLE PRECISION) - "t59"."mean_before12"
            )
          ) + (
            (
              CAST("t59"."s_m18" AS DOUBLE PRECISION) - "t59"."mean_before12"
            ) * (
              CAST("t59"."s_m18" AS DOUBLE PRECISION) - "t59"."mean_before12"
            )
          ) + (
            (
              CAST("t59"."s_m19" AS DOUBLE PRECISION) - "t59"."mean_before12"
            ) * (
              CAST("t59"."s_m19" AS DOUBLE PRECISION) - "t59"."mean_before12"
            )
          ) + (
            (
              CAST("t59"."s_m20" AS DOUBLE PRECISION) - "t59"."mean_before12"
            ) * (
              CAST("t59"."s_m20" AS DOUBLE PRECISION) - "t59"."mean_before12"
            )
          ) + (
            (
              CAST("t59"."s_m21" AS DOUBLE PRECISION) - "t59"."mean_before12"
            ) * (
              CAST("t59"."s_m21" AS DOUBLE PRECISION) - "t59"."mean_before12"
            )
          ) + (
            (
              CAST("t59"."s_m22" AS DOUBLE PRECISION) - "t59"."mean_before12"
            ) * (
              CAST("t59"."s_m22" AS DOUBLE PRECISION) - "t59"."mean_before12"
            )
          ) + (
            (
              CAST("t59"."s_m23" AS DOUBLE PRECISION) - "t59"."mean_before12"
            ) * (
              CAST("t59"."s_m23" AS DOUBLE PRECISION) - "t59"."mean_before12"
            )
          )
        )
      ) > 0
      THEN GREATEST(
        CAST((
          (
            (
              CAST("t59"."s_m0" AS DOUBLE PRECISION) - "t59"."mean12"
            ) * (
              CAST("t59"."s_m12" AS DOUBLE PRECISION) - "t59"."mean_before12"
            )
          ) + (
            (
              CAST("t59"."s_m1" AS DOUBLE PRECISION) - "t59"."mean12"
            ) * (
              CAST("t59"."s_m13" AS DOUBLE PRECISION) - "t59"."mean_before12"
            )
          ) + (
            (
              CAST("t59"."s_m2" AS DOUBLE PRECISION) - "t59"."mean12"
            ) * (
              CAST("t59"."s_m14" AS DOUBLE PRECISION) - "t59"."mean_before12"
            )
          ) + (
            (
              CAST("t59"."s_m3" AS DOUBLE PRECISION) - "t59"."mean12"
            ) * (
              CAST("t59"."s_m15" AS DOUBLE PRECISION) - "t59"."mean_before12"
            )
          ) + (
            (
              CAST("t59"."s_m4" AS DOUBLE PRECISION) - "t59"."mean12"
            ) * (
              CAST("t59"."s_m16" AS DOUBLE PRECISION) - "t59"."mean_before12"
            )
          ) + (
            (
              CAST("t59"."s_m5" AS DOUBLE PRECISION) - "t59"."mean12"
            ) * (
              CAST("t59"."s_m17" AS DOUBLE PRECISION) - "t59"."mean_before12"
            )
          ) + (
            (
              CAST("t59"."s_m6" AS DOUBLE PRECISION) - "t59"."mean12"
            ) * (
              CAST("t59"."s_m18" AS DOUBLE PRECISION) - "t59"."mean_before12"
            )
          ) + (
            (
              CAST("t59"."s_m7" AS DOUBLE PRECISION) - "t59"."mean12"
            ) * (
              CAST("t59"."s_m19" AS DOUBLE PRECISION) - "t59"."mean_before12"
            )
          ) + (
            (
              CAST("t59"."s_m8" AS DOUBLE PRECISION) - "t59"."mean12"
            ) * (
              CAST("t59"."s_m20" AS DOUBLE PRECISION) - "t59"."mean_before12"
            )
          ) + (
            (
              CAST("t59"."s_m9" AS DOUBLE PRECISION) - "t59"."mean12"
            ) * (
              CAST("t59"."s_m21" AS DOUBLE PRECISION) - "t59"."mean_before12"
            )
          ) + (
            (
              CAST("t59"."s_m10" AS DOUBLE PRECISION) - "t59"."mean12"
            ) * (
              CAST("t59"."s_m22" AS DOUBLE PRECISION) - "t59"."mean_before12"
            )
          ) + (
            (
              CAST("t59"."s_m11" AS DOUBLE PRECISION) - "t59"."mean12"
            ) * (
              CAST("t59"."s_m23" AS DOUBLE PRECISION) - "t59"."mean_before12"
            )
          )
        ) AS DOUBLE PRECISION) / SQRT(
          (
            (
              (
                CAST("t59"."s_m0" AS DOUBLE PRECISION) - "t59"."mean12"
              ) * (
                CAST("t59"."s_m0" AS DOUBLE PRECISION) - "t59"."mean12"
              )
            ) + (
              (
                CAST("t59"."s_m1" AS DOUBLE PRECISION) - "t59"."mean12"
              ) * (
                CAST("t59"."s_m1" AS DOUBLE PRECISION) - "t59"."mean12"
              )
            ) + (
              (
                CAST("t59"."s_m2" AS DOUBLE PRECISION) - "t59"."mean12"
              ) * (
                CAST("t59"."s_m2" AS DOUBLE PRECISION) - "t59"."mean12"
              )
            ) + (
              (
                CAST("t59"."s_m3" AS DOUBLE PRECISION) - "t59"."mean12"
              ) * (
                CAST("t59"."s_m3" AS DOUBLE PRECISION) - "t59"."mean12"
              )
            ) + (
              (
                CAST("t59"."s_m4" AS DOUBLE PRECISION) - "t59"."mean12"
              ) * (
                CAST("t59"."s_m4" AS DOUBLE PRECISION) - "t59"."mean12"
              )
            ) + (
              (
                CAST("t59"."s_m5" AS DOUBLE PRECISION) - "t59"."mean12"
              ) * (
                CAST("t59"."s_m5" AS DOUBLE PRECISION) - "t59"."mean12"
              )
            ) + (
              (
                CAST("t59"."s_m6" AS DOUBLE PRECISION) - "t59"."mean12"
              ) * (
                CAST("t59"."s_m6" AS DOUBLE PRECISION) - "t59"."mean12"
              )
            ) + (
              (
                CAST("t59"."s_m7" AS DOUBLE PRECISION) - "t59"."mean12"
              ) * (
                CAST("t59"."s_m7" AS DOUBLE PRECISION) - "t59"."mean12"
              )
            ) + (
              (
                CAST("t59"."s_m8" AS DOUBLE PRECISION) - "t59"."mean12"
              ) * (
                CAST("t59"."s_m8" AS DOUBLE PRECISION) - "t59"."mean12"
              )
            ) + (
              (
                CAST("t59"."s_m9" AS DOUBLE PRECISION) - "t59"."mean12"
              ) * (
                CAST("t59"."s_m9" AS DOUBLE PRECISION) - "t59"."mean12"
              )
            ) + (
              (
                CAST("t59"."s_m10" AS DOUBLE PRECISION) - "t59"."mean12"
              ) * (
                CAST("t59"."s_m10" AS DOUBLE PRECISION) - "t59"."mean12"
              )
            ) + (
              (
                CAST("t59"."s_m11" AS DOUBLE PRECISION) - "t59"."mean12"
              ) * (
                CAST("t59"."s_m11" AS DOUBLE PRECISION) - "t59"."mean12"
              )
            )
          ) * (
            (
              (
                CAST("t59"."s_m12" AS DOUBLE PRECISION) - "t59"."mean_before12"
              ) * (
                CAST("t59"."s_m12" AS DOUBLE PRECISION) - "t59"."mean_before12"
              )
            ) + (
              (
                CAST("t59"."s_m13" AS DOUBLE PRECISION) - "t59"."mean_before12"
              ) * (
                CAST("t59"."s_m13" AS DOUBLE PRECISION) - "t59"."mean_before12"
              )
            ) + (
              (
                CAST("t59"."s_m14" AS DOUBLE PRECISION) - "t59"."mean_before12"
              ) * (
                CAST("t59"."s_m14" AS DOUBLE PRECISION) - "t59"."mean_before12"
              )
            ) + (
              (
                CAST("t59"."s_m15" AS DOUBLE PRECISION) - "t59"."mean_before12"
              ) * (
                CAST("t59"."s_m15" AS DOUBLE PRECISION) - "t59"."mean_before12"
              )
            ) + (
              (
                CAST("t59"."s_m16" AS DOUBLE PRECISION) - "t59"."mean_before12"
              ) * (
                CAST("t59"."s_m16" AS DOUBLE PRECISION) - "t59"."mean_before12"
              )
            ) + (
              (
                CAST("t59"."s_m17" AS DOUBLE PRECISION) - "t59"."mean_before12"
              ) * (
                CAST("t59"."s_m17" AS DOUBLE PRECISION) - "t59"."mean_before12"
              )
            ) + (
              (
                CAST("t59"."s_m18" AS DOUBLE PRECISION) - "t59"."mean_before12"
              ) * (
                CAST("t59"."s_m18" AS DOUBLE PRECISION) - "t59"."mean_before12"
              )
            ) + (
              (
                CAST("t59"."s_m19" AS DOUBLE PRECISION) - "t59"."mean_before12"
              ) * (
                CAST("t59"."s_m19" AS DOUBLE PRECISION) - "t59"."mean_before12"
              )
            ) + (
              (
                CAST("t59"."s_m20" AS DOUBLE PRECISION) - "t59"."mean_before12"
              ) * (
                CAST("t59"."s_m20" AS DOUBLE PRECISION) - "t59"."mean_before12"
              )
            ) + (
              (
                CAST("t59"."s_m21" AS DOUBLE PRECISION) - "t59"."mean_before12"
              ) * (
                CAST("t59"."s_m21" AS DOUBLE PRECISION) - "t59"."mean_before12"
              )
            ) + (
              (
                CAST("t59"."s_m22" AS DOUBLE PRECISION) - "t59"."mean_before12"
              ) * (
                CAST("t59"."s_m22" AS DOUBLE PRECISION) - "t59"."mean_before12"
              )
            ) + (
              (
                CAST("t59"."s_m23" AS DOUBLE PRECISION) - "t59"."mean_before12"
              ) * (
                CAST("t59"."s_m23" AS DOUBLE PRECISION) - "t59"."mean_before12"
              )
            )
          )
        ),
        0.0
      )
      ELSE NULL
    END
    ELSE NULL
  END AS "season_strength24",
  CASE
    WHEN (
      "t59"."s_oldest" IS NOT NULL
    ) AND (
      "t59"."record" >= 0
    )
    THEN CASE
      WHEN "t59"."s_count12" > 0
      THEN CAST("t59"."s_count12" - "t59"."s_valid12" AS DOUBLE PRECISION) / CAST("t59"."s_count12" AS DOUBLE PRECISION)
      ELSE NULL
    END
    ELSE NULL
  END AS "void_rate12",
  CASE
    WHEN (
      "t59"."s_oldest" IS NOT NULL
    ) AND (
      "t59"."record" >= 0
    )
    THEN CASE
      WHEN (
        "t59"."s_net12" - "t59"."s_red12"
      ) > 0
      THEN CAST(-(
        "t59"."s_red12"
      ) AS DOUBLE PRECISION) / CAST("t59"."s_net12" - "t59"."s_red12" AS DOUBLE PRECISION)
      ELSE NULL
    END
    ELSE NULL
  END AS "red_rate12",
  CASE
    WHEN (
      "t59"."s_oldest" IS NOT NULL
    ) AND (
      "t59"."record" >= 0
    )
    THEN COALESCE("t59"."s_parties", 0)
    ELSE NULL
  END AS "buyers12",
  CASE
    WHEN (
      "t59"."s_oldest" IS NOT NULL
    ) AND (
      "t59"."record" >= 0
    )
    THEN CASE
      WHEN "t59"."s_gross" > 0
      THEN CAST("t59"."s_top1" AS DOUBLE PRECISION) / CAST("t59"."s_gross" AS DOUBLE PRECISION)
      ELSE NULL
    END
    ELSE NULL
  END AS "top1_share",
  CASE
    WHEN (
      "t59"."s_oldest" IS NOT NULL
    ) AND (
      "t59"."record" >= 0
    )
    THEN CASE
      WHEN "t59"."s_gross" > 0
      THEN CAST("t59"."s_top5" AS DOUBLE PRECISION) / CAST("t59"."s_gross" AS DOUBLE PRECISION)
      ELSE NULL
    END
    ELSE NULL
  END AS "top5_share",
  CASE
    WHEN (
      "t59"."s_oldest" IS NOT NULL
    ) AND (
      "t59"."record" >= 0
    )
    THEN "t59"."s_hhi"
    ELSE NULL
  END AS "hhi",
  CASE
    WHEN (
      "t59"."s_oldest" IS NOT NULL
    ) AND (
      "t59"."record" >= 6
    )
    THEN CASE
      WHEN "t59"."s_gross" > 0
      THEN CAST("t59"."s_new" AS DOUBLE PRECISION) / CAST("t59"."s_gross" AS DOUBLE PRECISION)
      ELSE NULL
    END
    ELSE NULL
  END AS "new_buyer_share",
  CASE
    WHEN (
      "t59"."s_oldest" IS NOT NULL
    ) AND (
      "t59"."record" >= 24
    )
    THEN CASE
      WHEN "t59"."s_gross" > 0
      THEN CAST("t59"."s_kept" AS DOUBLE PRECISION) / CAST("t59"."s_gross" AS DOUBLE PRECISION)
      ELSE NULL
    END
    ELSE NULL
  END AS "kept_buyer_share",
  CASE
    WHEN (
      "t59"."s_oldest" IS NOT NULL
    ) AND (
      "t59"."record" >= 12
    )
    THEN CASE
      WHEN "t59"."s_gross" > 0
      THEN CAST("t59"."s_one_off" AS DOUBLE PRECISION) / CAST("t59"."s_gross" AS DOUBLE PRECISION)
      ELSE NULL
    END
    ELSE NULL
  END AS "one_off_share",
  CASE
    WHEN (
      "t59"."p_oldest" IS NOT NULL
    ) AND (
      "t59"."record" >= 0
    )
    THEN "t59"."p_net12"
    ELSE NULL
  END AS "buy12_fen",
  CASE
    WHEN (
      "t59"."p_oldest" IS NOT NULL
    ) AND (
      "t59"."record" >= 24
    )
    THEN CASE
      WHEN "t59"."p_net_before12" > 0
      THEN CAST("t59"."p_net12" AS DOUBLE PRECISION) / CAST("t59"."p_net_before12" AS DOUBLE PRECISION)
      ELSE NULL
    END - 1
    ELSE NULL
  END AS "buy_yoy",
  CASE
    WHEN (
      "t59"."p_oldest" IS NOT NULL
    ) AND (
      "t59"."record" >= 0
    )
    THEN CASE
      WHEN (
        "t59"."s_oldest" IS NOT NULL
      ) AND (
        "t59"."record" >= 0
      )
      THEN CASE
        WHEN "t59"."s_net12" > 0
        THEN CAST("t59"."p_net12" AS DOUBLE PRECISION) / CAST("t59"."s_net12" AS DOUBLE PRECISION)
        ELSE NULL
      END
      ELSE NULL
    END
    ELSE NULL
  END AS "in_out_ratio",
  CASE
    WHEN (
      "t59"."p_oldest" IS NOT NULL
    ) AND (
      "t59"."record" >= 0
    )
    THEN COALESCE("t59"."p_parties", 0)
    ELSE NULL
  END AS "suppliers12",
  CASE
    WHEN (
      "t59"."p_oldest" IS NOT NULL
    ) AND (
      "t59"."record" >= 0
    )
    THEN CASE
      WHEN "t59"."p_gross" > 0
      THEN CAST("t59"."p_top1" AS DOUBLE PRECISION) / CAST("t59"."p_gross" AS DOUBLE PRECISION)
      ELSE NULL
    END
    ELSE NULL
  END AS "sup_top1_share",
  CASE
    WHEN (
      "t59"."p_oldest" IS NOT NULL
    ) AND (
      "t59"."record" >= 0
    )
    THEN CASE
      WHEN "t59"."p_gross" > 0
      THEN CAST("t59"."p_top5" AS DOUBLE PRECISION) / CAST("t59"."p_gross" AS DOUBLE PRECISION)
      ELSE NULL
    END
    ELSE NULL
  END AS "sup_top5_share",
  CASE
    WHEN (
      "t59"."p_oldest" IS NOT NULL
    ) AND (
      "t59"."record" >= 0
    )
    THEN "t59"."p_hhi"
    ELSE NULL
  END AS "sup_hhi",
  CASE
    WHEN (
      "t59"."p_oldest" IS NOT NULL
    ) AND (
      "t59"."record" >= 0
    )
    THEN CASE
      WHEN (
        "t59"."s_oldest" IS NOT NULL
      ) AND (
        "t59"."record" >= 0
      )
      THEN "t59"."s_tax12" - "t59"."p_tax12"
      ELSE NULL
    END
    ELSE NULL
  END AS "vat12_fen",
  CASE
    WHEN (
      "t59"."p_oldest" IS NOT NULL
    ) AND (
      "t59"."record" >= 0
    )
    THEN CASE
      WHEN (
        "t59"."s_oldest" IS NOT NULL
      ) AND (
        "t59"."record" >= 0
      )
      THEN CASE
        WHEN "t59"."s_net12" > 0
        THEN CAST("t59"."s_tax12" - "t59"."p_tax12" AS DOUBLE PRECISION) / CAST("t59"."s_net12" AS DOUBLE PRECISION)
        ELSE NULL
      END
      ELSE NULL
    END
    ELSE NULL
  END AS "vat_rev12"
FROM (
  SELECT
    "t58"."name",
    "t58"."until",
    "t58"."enterprise",
    "t58"."key0",
    "t58"."s_net12",
    "t58"."s_net_before12",
    "t58"."s_net3",
    "t58"."s_net3_before12",
    "t58"."s_net6",
    "t58"."s_net6_before12",
    "t58"."s_red12",
    "t58"."s_tax12",
    "t58"."s_repeats",
    "t58"."s_count12",
    "t58"."s_valid12",
    "t58"."s_months12",
    "t58"."s_months24",
    "t58"."s_oldest",
    "t58"."s_quiet_d",
    "t58"."s_m0",
    "t58"."s_m1",
    "t58"."s_m2",
    "t58"."s_m3",
    "t58"."s_m4",
    "t58"."s_m5",
    "t58"."s_m6",
    "t58"."s_m7",
    "t58"."s_m8",
    "t58"."s_m9",
    "t58"."s_m10",
    "t58"."s_m11",
    "t58"."s_m12",
    "t58"."s_m13",
    "t58"."s_m14",
    "t58"."s_m15",
    "t58"."s_m16",
    "t58"."s_m17",
    "t58"."s_m18",
    "t58"."s_m19",
    "t58"."s_m20",
    "t58"."s_m21",
    "t58"."s_m22",
    "t58"."s_m23",
    "t58"."key1",
    "t58"."s_parties",
    "t58"."s_gross",
    "t58"."s_top1",
    "t58"."s_top5",
    "t58"."s_hhi",
    "t58"."s_new",
    "t58"."s_kept",
    "t58"."s_one_off",
    "t58"."key2",
    "t58"."p_net12",
    "t58"."p_net_before12",
    "t58"."p_net3",
    "t58"."p_net3_before12",
    "t58"."p_net6",
    "t58"."p_net6_before12",
    "t58"."p_red12",
    "t58"."p_tax12",
    "t58"."p_repeats",
    "t58"."p_count12",
    "t58"."p_valid12",
    "t58"."p_months12",
    "t58"."p_months24",
    "t58"."p_oldest",
    "t58"."p_quiet_d",
    "t58"."key3",
    "t58"."p_parties",
    "t58"."p_gross",
    "t58"."p_top1",
    "t58"."p_top5",
    "t58"."p_hhi",
    "t58"."p_new",
    "t58"."p_kept",
    "t58"."p_one_off",
    "t58"."key4",
    "t58"."run_inside",
    "t58"."run_last",
    "t58"."oldest_active",
    "t58"."gap_between",
    "t58"."key5",
    "t58"."gap_inside",
    "t58"."record",
    "t58"."window12",
    "t58"."window24",
    (
      CASE
        WHEN "t58"."window12" > 0
        THEN CAST("t58"."s_m0" AS DOUBLE PRECISION)
        ELSE 0.0
      END + CASE
        WHEN "t58"."window12" > 1
        THEN CAST("t58"."s_m1" AS DOUBLE PRECISION)
        ELSE 0.0
      END + CASE
        WHEN "t58"."window12" > 2
        THEN CAST("t58"."s_m2" AS DOUBLE PRECISION)
        ELSE 0.0
      END + CASE
        WHEN "t58"."window12" > 3
        THEN CAST("t58"."s_m3" AS DOUBLE PRECISION)
        ELSE 0.0
      END + CASE
        WHEN "t58"."window12" > 4
        THEN CAST("t58"."s_m4" AS DOUBLE PRECISION)
        ELSE 0.0
      END + CASE
        WHEN "t58"."window12" > 5
        THEN CAST("t58"."s_m5" AS DOUBLE PRECISION)
        ELSE 0.0
      END + CASE
        WHEN "t58"."window12" > 6
        THEN CAST("t58"."s_m6" AS DOUBLE PRECISION)
        ELSE 0.0
      END + CASE
        WHEN "t58"."window12" > 7
        THEN CAST("t58"."s_m7" AS DOUBLE PRECISION)
        ELSE 0.0
      END + CASE
        WHEN "t58"."window12" > 8
        THEN CAST("t58"."s_m8" AS DOUBLE PRECISION)
        ELSE 0.0
      END + CASE
        WHEN "t58"."window12" > 9
        THEN CAST("t58"."s_m9" AS DOUBLE PRECISION)
        ELSE 0.0
      END + CASE
        WHEN "t58"."window12" > 10
        THEN CAST("t58"."s_m10" AS DOUBLE PRECISION)
        ELSE 0.0
      END + CASE
        WHEN "t58"."window12" > 11
        THEN CAST("t58"."s_m11" AS DOUBLE PRECISION)
        ELSE 0.0
      END
    ) / CAST("t58"."window12" AS DOUBLE PRECISION) AS "mean_known",
    (
      CASE WHEN 12 > 0 THEN CAST("t58"."s_m0" AS DOUBLE PRECISION) ELSE 0.0 END + CASE WHEN 12 > 1 THEN CAST("t58"."s_m1" AS DOUBLE PRECISION) ELSE 0.0 END + CASE WHEN 12 > 2 THEN CAST("t58"."s_m2" AS DOUBLE PRECISION) ELSE 0.0 END + CASE WHEN 12 > 3 THEN CAST("t58"."s_m3" AS DOUBLE PRECISION) ELSE 0.0 END + CASE WHEN 12 > 4 THEN CAST("t58"."s_m4" AS DOUBLE PRECISION) ELSE 0.0 END + CASE WHEN 12 > 5 THEN CAST("t58"."s_m5" AS DOUBLE PRECISION) ELSE 0.0 END + CASE WHEN 12 > 6 THEN CAST("t58"."s_m6" AS DOUBLE PRECISION) ELSE 0.0 END + CASE WHEN 12 > 7 THEN CAST("t58"."s_m7" AS DOUBLE PRECISION) ELSE 0.0 END + CASE WHEN 12 > 8 THEN CAST("t58"."s_m8" AS DOUBLE PRECISION) ELSE 0.0 END + CASE WHEN 12 > 9 THEN CAST("t58"."s_m9" AS DOUBLE PRECISION) ELSE 0.0 END + CASE WHEN 12 > 10 THEN CAST("t58"."s_m10" AS DOUBLE PRECISION) ELSE 0.0 END + CASE WHEN 12 > 11 THEN CAST("t58"."s_m11" AS DOUBLE PRECISION) ELSE 0.0 END
    ) / CAST(12 AS DOUBLE PRECISION) AS "mean12",
    (
      CASE WHEN 12 > 0 THEN CAST("t58"."s_m12" AS DOUBLE PRECISION) ELSE 0.0 END + CASE WHEN 12 > 1 THEN CAST("t58"."s_m13" AS DOUBLE PRECISION) ELSE 0.0 END + CASE WHEN 12 > 2 THEN CAST("t58"."s_m14" AS DOUBLE PRECISION) ELSE 0.0 END + CASE WHEN 12 > 3 THEN CAST("t58"."s_m15" AS DOUBLE PRECISION) ELSE 0.0 END + CASE WHEN 12 > 4 THEN CAST("t58"."s_m16" AS DOUBLE PRECISION) ELSE 0.0 END + CASE WHEN 12 > 5 THEN CAST("t58"."s_m17" AS DOUBLE PRECISION) ELSE 0.0 END + CASE WHEN 12 > 6 THEN CAST("t58"."s_m18" AS DOUBLE PRECISION) ELSE 0.0 END + CASE WHEN 12 > 7 THEN CAST("t58"."s_m19" AS DOUBLE PRECISION) ELSE 0.0 END + CASE WHEN 12 > 8 THEN CAST("t58"."s_m20" AS DOUBLE PRECISION) ELSE 0.0 END + CASE WHEN 12 > 9 THEN CAST("t58"."s_m21" AS DOUBLE PRECISION) ELSE 0.0 END + CASE WHEN 12 > 10 THEN CAST("t58"."s_m22" AS DOUBLE PRECISION) ELSE 0.0 END + CASE WHEN 12 > 11 THEN CAST("t58"."s_m23" AS DOUBLE PRECISION) ELSE 0.0 END
    ) / CAST(12 AS DOUBLE PRECISION) AS "mean_before12"
  FROM (
    SELECT
      "t57"."name",
      "t57"."until",
      "t57"."enterprise",
      "t57"."key0",
      "t57"."s_net12",
      "t57"."s_net_before12",
      "t57"."s_net3",
      "t57"."s_net3_before12",
      "t57"."s_net6",
      "t57"."s_net6_before12",
      "t57"."s_red12",
      "t57"."s_tax12",
      "t57"."s_repeats",
      "t57"."s_count12",
      "t57"."s_valid12",
      "t57"."s_months12",
      "t57"."s_months24",
      "t57"."s_oldest",
      "t57"."s_quiet_d",
      "t57"."s_m0",
      "t57"."s_m1",
      "t57"."s_m2",
      "t57"."s_m3",
      "t57"."s_m4",
      "t57"."s_m5",
      "t57"."s_m6",
      "t57"."s_m7",
      "t57"."s_m8",
      "t57"."s_m9",
      "t57"."s_m10",
      "t57"."s_m11",
      "t57"."s_m12",
      "t57"."s_m13",
      "t57"."s_m14",
      "t57"."s_m15",
      "t57"."s_m16",
      "t57"."s_m17",
      "t57"."s_m18",
      "t57"."s_m19",
      "t57"."s_m20",
      "t57"."s_m21",
      "t57"."s_m22",
      "t57"."s_m23",
      "t57"."key1",
      "t57"."s_parties",
      "t57"."s_gross",
      "t57"."s_top1",
      "t57"."s_top5",
      "t57"."s_hhi",
      "t57"."s_new",
      "t57"."s_kept",
      "t57"."s_one_off",
      "t57"."key2",
      "t57"."p_net12",
      "t57"."p_net_before12",
      "t57"."p_net3",
      "t57"."p_net3_before12",
      "t57"."p_net6",
      "t57"."p_net6_before12",
      "t57"."p_red12",
      "t57"."p_tax12",
      "t57"."p_repeats",
      "t57"."p_count12",
      "t57"."p_valid12",
      "t57"."p_months12",
      "t57"."p_months24",
      "t57"."p_oldest",
      "t57"."p_quiet_d",
      "t57"."key3",
      "t57"."p_parties",
      "t57"."p_gross",
      "t57"."p_top1",
      "t57"."p_top5",
      "t57"."p_hhi",
      "t57"."p_new",
      "t57"."p_kept",
      "t57"."p_one_off",
      "t57"."key4",
      "t57"."run_inside",
      "t57"."run_last",
      "t57"."oldest_active",
      "t57"."gap_between",
      "t57"."key5",
      "t57"."gap_inside",
      GREATEST(COALESCE("t57"."s_oldest", -1), COALESCE("t57"."p_oldest", -1)) + 1 AS "record",
      LEAST(GREATEST(COALESCE("t57"."s_oldest", -1), COALESCE("t57"."p_oldest", -1)) + 1, 12) AS "window12",
      LEAST(GREATEST(COALESCE("t57"."s_oldest", -1), COALESCE("t57"."p_oldest", -1)) + 1, 24) AS "window24"
    FROM (
      SELECT
        "t10"."name",
        "t10"."until",
        "t10"."enterprise",
        "t41"."key0",
        "t41"."s_net12",
        "t41"."s_net_before12",
        "t41"."s_net3",
        "t41"."s_net3_before12",
        "t41"."s_net6",
        "t41"."s_net6_before12",
        "t41"."s_red12",
        "t41"."s_tax12",
        "t41"."s_repeats",
        "t41"."s_count12",
        "t41"."s_valid12",
        "t41"."s_months12",
        "t41"."s_months24",
        "t41"."s_oldest",
        "t41"."s_quiet_d",
        "t41"."s_m0",
        "t41"."s_m1",
        "t41"."s_m2",
        "t41"."s_m3",
        "t41"."s_m4",
        "t41"."s_m5",
        "t41"."s_m6",
        "t41"."s_m7",
        "t41"."s_m8",
        "t41"."s_m9",
        "t41"."s_m10",
        "t41"."s_m11",
        "t41"."s_m12",
        "t41"."s_m13",
        "t41"."s_m14",
        "t41"."s_m15",
        "t41"."s_m16",
        "t41"."s_m17",
        "t41"."s_m18",
        "t41"."s_m19",
        "t41"."s_m20",
        "t41"."s_m21",
        "t41"."s_m22",
        "t41"."s_m23",
        "t54"."key1",
        "t54"."s_parties",
        "t54"."s_gross",
        "t54"."s_top1",
        "t54"."s_top5",
        "t54"."s_hhi",
        "t54"."s_new",
        "t54"."s_kept",
        "t54"."s_one_off",
        "t39"."key2",
        "t39"."p_net12",
        "t39"."p_net_before12",
        "t39"."p_net3",
        "t39"."p_net3_before12",
        "t39"."p_net6",
        "t39"."p_net6_before12",
        "t39"."p_red12",
        "t39"."p_tax12",
        "t39"."p_repeats",
        "t39"."p_count12",
        "t39"."p_valid12",
        "t39"."p_months12",
        "t39"."p_months24",
        "t39"."p_oldest",
        "t39"."p_quiet_d",
        "t52"."key3",
        "t52"."p_parties",
        "t52"."p_gross",
        "t52"."p_top1",
        "t52"."p_top5",
        "t52"."p_hhi",
        "t52"."p_new",
        "t52"."p_kept",
        "t52"."p_one_off",
        "t46"."key4",
        "t46"."run_inside",
        "t46"."run_last",
        "t46"."oldest_active",
        "t46"."gap_between",
        "t56"."key5",
        "t56"."gap_inside"
      FROM (
        SELECT
          "t7"."enterprise" AS "name",
          "t7"."until",
          "t7"."number" AS "enterprise"
        FROM "t6" AS "t7"
      ) AS "t10"
      LEFT OUTER JOIN (
        SELECT
          "t34"."enterprise" AS "key0",
          "t34"."s_net12",
          "t34"."s_net_before12",
          "t34"."s_net3",
          "t34"."s_net3_before12",
          "t34"."s_net6",
          "t34"."s_net6_before12",
          "t34"."s_red12",
          "t34"."s_tax12",
          "t34"."s_repeats",
          "t34"."s_count12",
          "t34"."s_valid12",
          "t34"."s_months12",
          "t34"."s_months24",
          "t34"."s_oldest",
          "t34"."s_quiet_d",
          "t34"."s_m0",
          "t34"."s_m1",
          "t34"."s_m2",
          "t34"."s_m3",
          "t34"."s_m4",
          "t34"."s_m5",
          "t34"."s_m6",
          "t34"."s_m7",
          "t34"."s_m8",
          "t34"."s_m9",
          "t34"."s_m10",
          "t34"."s_m11",
          "t34"."s_m12",
          "t34"."s_m13",
          "t34"."s_m14",
          "t34"."s_m15",
          "t34"."s_m16",
          "t34"."s_m17",
          "t34"."s_m18",
          "t34"."s_m19",
          "t34"."s_m20",
          "t34"."s_m21",
          "t34"."s_m22",
          "t34"."s_m23"
        FROM (
          SELECT
            "t28"."enterprise",
            COALESCE(SUM("t28"."net") FILTER(WHERE
              "t28"."ago" BETWEEN 0 AND 11), 0) AS "s_net12",
            COALESCE(SUM("t28"."net") FILTER(WHERE
              "t28"."ago" BETWEEN 12 AND 23), 0) AS "s_net_before12",
            COALESCE(SUM("t28"."net") FILTER(WHERE
              "t28"."ago" BETWEEN 0 AND 2), 0) AS "s_net3",
            COALESCE(SUM("t28"."net") FILTER(WHERE
              "t28"."ago" BETWEEN 12 AND 14), 0) AS "s_net3_before12",
            COALESCE(SUM("t28"."net") FILTER(WHERE
              "t28"."ago" BETWEEN 0 AND 5), 0) AS "s_net6",
            COALESCE(SUM("t28"."net") FILTER(WHERE
              "t28"."ago" BETWEEN 12 AND 17), 0) AS "s_net6_before12",
            COALESCE(SUM("t28"."red") FILTER(WHERE
              "t28"."ago" BETWEEN 0 AND 11), 0) AS "s_red12",
            COALESCE(SUM("t28"."tax") FILTER(WHERE
              "t28"."ago" BETWEEN 0 AND 11), 0) AS "s_tax12",
            COALESCE(SUM("t28"."repeats"), 0) AS "s_repeats",
            COALESCE(SUM("t28"."count") FILTER(WHERE
              "t28"."ago" < 12), 0) AS "s_count12",
            COALESCE(SUM("t28"."valid") FILTER(WHERE
              "t28"."ago" < 12), 0) AS "s_valid12",
            COUNT(*) FILTER(WHERE
              (
                "t28"."ago" < 12
              ) AND (
                "t28"."valid" > 0
              )) AS "s_months12",
            COUNT(*) FILTER(WHERE
              (
                "t28"."ago" < 24
              ) AND (
                "t28"."valid" > 0
              )) AS "s_months24",
            MAX("t28"."ago") AS "s_oldest",
            MIN("t28"."latest_back") AS "s_quiet_d",
            COALESCE(SUM("t28"."net") FILTER(WHERE
              "t28"."ago" = 0), 0) AS "s_m0",
            COALESCE(SUM("t28"."net") FILTER(WHERE
              "t28"."ago" = 1), 0) AS "s_m1",
            COALESCE(SUM("t28"."net") FILTER(WHERE
              "t28"."ago" = 2), 0) AS "s_m2",
            COALESCE(SUM("t28"."net") FILTER(WHERE
              "t28"."ago" = 3), 0) AS "s_m3",
            COALESCE(SUM("t28"."net") FILTER(WHERE
              "t28"."ago" = 4), 0) AS "s_m4",
            COALESCE(SUM("t28"."net") FILTER(WHERE
              "t28"."ago" = 5), 0) AS "s_m5",
            COALESCE(SUM("t28"."net") FILTER(WHERE
              "t28"."ago" = 6), 0) AS "s_m6",
            COALESCE(SUM("t28"."net") FILTER(WHERE
              "t28"."ago" = 7), 0) AS "s_m7",
            COALESCE(SUM("t28"."net") FILTER(WHERE
              "t28"."ago" = 8), 0) AS "s_m8",
            COALESCE(SUM("t28"."net") FILTER(WHERE
              "t28"."ago" = 9), 0) AS "s_m9",
            COALESCE(SUM("t28"."net") FILTER(WHERE
              "t28"."ago" = 10), 0) AS "s_m10",
            COALESCE(SUM("t28"."net") FILTER(WHERE
              "t28"."ago" = 11), 0) AS "s_m11",
            COALESCE(SUM("t28"."net") FILTER(WHERE
              "t28"."ago" = 12), 0) AS "s_m12",
            COALESCE(SUM("t28"."net") FILTER(WHERE
              "t28"."ago" = 13), 0) AS "s_m13",
            COALESCE(SUM("t28"."net") FILTER(WHERE
              "t28"."ago" = 14), 0) AS "s_m14",
            COALESCE(SUM("t28"."net") FILTER(WHERE
              "t28"."ago" = 15), 0) AS "s_m15",
            COALESCE(SUM("t28"."net") FILTER(WHERE
              "t28"."ago" = 16), 0) AS "s_m16",
            COALESCE(SUM("t28"."net") FILTER(WHERE
              "t28"."ago" = 17), 0) AS "s_m17",
            COALESCE(SUM("t28"."net") FILTER(WHERE
              "t28"."ago" = 18), 0) AS "s_m18",
            COALESCE(SUM("t28"."net") FILTER(WHERE
              "t28"."ago" = 19), 0) AS "s_m19",
            COALESCE(SUM("t28"."net") FILTER(WHERE
              "t28"."ago" = 20), 0) AS "s_m20",
            COALESCE(SUM("t28"."net") FILTER(WHERE
              "t28"."ago" = 21), 0) AS "s_m21",
            COALESCE(SUM("t28"."net") FILTER(WHERE
              "t28"."ago" = 22), 0) AS "s_m22",
            COALESCE(SUM("t28"."net") FILTER(WHERE
              "t28"."ago" = 23), 0) AS "s_m23"
          FROM "t27" AS "t28"
          GROUP BY
            1
        ) AS "t34"
      ) AS "t41"
        ON "t10"."enterprise" = "t41"."key0"
      LEFT OUTER JOIN (
        SELECT
          "t49"."enterprise" AS "key1",
          "t49"."s_parties",
          "t49"."s_gross",
          "t49"."s_top1",
          "t49"."s_top5",
          "t49"."s_hhi",
          "t49"."s_new",
          "t49"."s_kept",
          "t49"."s_one_off"
        FROM (
          SELECT
            "t38"."enterprise",
            COUNT(*) AS "s_parties",
            COALESCE(SUM("t38"."net"), 0) AS "s_gross",
            COALESCE(SUM("t38"."net") FILTER(WHERE
              "t38"."rank" < 1), 0) AS "s_top1",
            COALESCE(SUM("t38"."net") FILTER(WHERE
              "t38"."rank" < 5), 0) AS "s_top5",
            CAST(SUM(
              CAST(FLOOR(
                (
                  (
                    CAST("t38"."net" AS DOUBLE PRECISION) * 1000000000
                  ) / CAST("t38"."all" AS DOUBLE PRECISION)
                ) + 0.5
              ) AS BIGINT) * CAST(FLOOR(
                (
                  (
                    CAST("t38"."net" AS DOUBLE PRECISION) * 1000000000
                  ) / CAST("t38"."all" AS DOUBLE PRECISION)
                ) + 0.5
              ) AS BIGINT)
            ) AS DOUBLE PRECISION) / 1000000000000000000 AS "s_hhi",
            COALESCE(SUM("t38"."net") FILTER(WHERE
              "t38"."oldest_back" < 90), 0) AS "s_new",
            COALESCE(SUM("t38"."net") FILTER(WHERE
              "t38"."earliest" >= 12), 0) AS "s_kept",
            COALESCE(
              SUM("t38"."net") FILTER(WHERE
                (
                  "t38"."latest" = "t38"."earliest"
                )
                AND NOT (
                  "t38"."earliest" >= 12
                )
                AND (
                  (
                    "t38"."net" * 100
                  ) > (
                    "t38"."all" * 20
                  )
                )),
              0
            ) AS "s_one_off"
          FROM (
            SELECT
              "t30"."enterprise",
              "t30"."counterparty",
              "t30"."net",
              "t30"."latest",
              "t30"."earliest",
              "t30"."oldest_back",
              ROW_NUMBER() OVER (
                PARTITION BY "t30"."enterprise"
                ORDER BY "t30"."net" DESC NULLS LAST, "t30"."counterparty" ASC
                ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
              ) - 1 AS "rank",
              SUM("t30"."net") OVER (
                PARTITION BY "t30"."enterprise"
                ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
              ) AS "all"
            FROM (
              SELECT
                *
              FROM (
                SELECT
                  "t23"."enterprise",
                  "t23"."counterparty",
                  COALESCE(SUM("t23"."amount_fen") FILTER(WHERE
                    "t23"."ago" < 12), 0) AS "net",
                  MIN("t23"."ago") AS "latest",
                  MAX("t23"."ago") AS "earliest",
                  MAX("t23"."back") AS "oldest_back"
                FROM (
                  SELECT
                    "t19"."counterparty",
                    "t19"."amount_fen",
                    "t19"."tax_fen",
                    "t19"."valid",
                    "t19"."day",
                    "t19"."ago",
                    "t19"."back",
                    "t19"."number" AS "enterprise",
                    CAST("t19"."delivered" - 1 AS INT) AS "repeats"
                  FROM "t17" AS "t19"
                  WHERE
                    "t19"."valid"
                ) AS "t23"
                GROUP BY
                  1,
                  2
              ) AS "t25"
              WHERE
                "t25"."net" > 0
            ) AS "t30"
          ) AS "t38"
          GROUP BY
            1
        ) AS "t49"
      ) AS "t54"
        ON "t10"."enterprise" = "t54"."key1"
      LEFT OUTER JOIN (
        SELECT
          "t33"."enterprise" AS "key2",
          "t33"."p_net12",
          "t33"."p_net_before12",
          "t33"."p_net3",
          "t33"."p_net3_before12",
          "t33"."p_net6",
          "t33"."p_net6_before12",
          "t33"."p_red12",
          "t33"."p_tax12",
          "t33"."p_repeats",
          "t33"."p_count12",
          "t33"."p_valid12",
          "t33"."p_months12",
          "t33"."p_months24",
          "t33"."p_oldest",
          "t33"."p_quiet_d"
        FROM (
          SELECT
            "t26"."enterprise",
            COALESCE(SUM("t26"."net") FILTER(WHERE
              "t26"."ago" BETWEEN 0 AND 11), 0) AS "p_net12",
            COALESCE(SUM("t26"."net") FILTER(WHERE
              "t26"."ago" BETWEEN 12 AND 23), 0) AS "p_net_before12",
            COALESCE(SUM("t26"."net") FILTER(WHERE
              "t26"."ago" BETWEEN 0 AND 2), 0) AS "p_net3",
            COALESCE(SUM("t26"."net") FILTER(WHERE
              "t26"."ago" BETWEEN 12 AND 14), 0) AS "p_net3_before12",
            COALESCE(SUM("t26"."net") FILTER(WHERE
              "t26"."ago" BETWEEN 0 AND 5), 0) AS "p_net6",
            COALESCE(SUM("t26"."net") FILTER(WHERE
              "t26"."ago" BETWEEN 12 AND 17), 0) AS "p_net6_before12",
            COALESCE(SUM("t26"."red") FILTER(WHERE
              "t26"."ago" BETWEEN 0 AND 11), 0) AS "p_red12",
            COALESCE(SUM("t26"."tax") FILTER(WHERE
              "t26"."ago" BETWEEN 0 AND 11), 0) AS "p_tax12",
            COALESCE(SUM("t26"."repeats"), 0) AS "p_repeats",
            COALESCE(SUM("t26"."count") FILTER(WHERE
              "t26"."ago" < 12), 0) AS "p_count12",
            COALESCE(SUM("t26"."valid") FILTER(WHERE
              "t26"."ago" < 12), 0) AS "p_valid12",
            COUNT(*) FILTER(WHERE
              (
                "t26"."ago" < 12
              ) AND (
                "t26"."valid" > 0
              )) AS "p_months12",
            COUNT(*) FILTER(WHERE
              (
                "t26"."ago" < 24
              ) AND (
                "t26"."valid" > 0
              )) AS "p_months24",
            MAX("t26"."ago") AS "p_oldest",
            MIN("t26"."latest_back") AS "p_quiet_d"
          FROM (
            SELECT
              "t20"."enterprise",
              "t20"."ago",
              COUNT(*) AS "count",
              COALESCE(SUM("t20"."repeats"), 0) AS "repeats",
              COUNT(*) FILTER(WHERE
                "t20"."valid") AS "valid",
              COALESCE(SUM("t20"."amount_fen") FILTER(WHERE
                "t20"."valid"), 0) AS "net",
              COALESCE(
                SUM("t20"."amount_fen") FILTER(WHERE
                  "t20"."valid" AND (
                    "t20"."amount_fen" < 0
                  )),
                0
              ) AS "red",
              COALESCE(SUM("t20"."tax_fen") FILTER(WHERE
                "t20"."valid"), 0) AS "tax",
              MAX("t20"."back") FILTER(WHERE
                "t20"."valid") AS "oldest_back",
              MIN("t20"."back") FILTER(WHERE
                "t20"."valid") AS "latest_back",
              BIT_OR("t20"."day") FILTER(WHERE
                "t20"."valid") AS "days"
            FROM (
              SELECT
                "t18"."counterparty",
                "t18"."amount_fen",
                "t18"."tax_fen",
                "t18"."valid",
                "t18"."day",
                "t18"."ago",
                "t18"."back",
                "t18"."number" AS "enterprise",
                CAST("t18"."delivered" - 1 AS INT) AS "repeats"
              FROM "t16" AS "t18"
            ) AS "t20"
            GROUP BY
              1,
              2
          ) AS "t26"
          GROUP BY
            1
        ) AS "t33"
      ) AS "t39"
        ON "t10"."enterprise" = "t39"."key2"
      LEFT OUTER JOIN (
        SELECT
          "t47"."enterprise" AS "key3",
          "t47"."p_parties",
          "t47"."p_gross",
          "t47"."p_top1",
          "t47"."p_top5",
          "t47"."p_hhi",
          "t47"."p_new",
          "t47"."p_kept",
          "t47"."p_one_off"
        FROM (
          SELECT
            "t37"."enterprise",
            COUNT(*) AS "p_parties",
            COALESCE(SUM("t37"."net"), 0) AS "p_gross",
            COALESCE(SUM("t37"."net") FILTER(WHERE
              "t37"."rank" < 1), 0) AS "p_top1",
            COALESCE(SUM("t37"."net") FILTER(WHERE
              "t37"."rank" < 5), 0) AS "p_top5",
            CAST(SUM(
              CAST(FLOOR(
                (
                  (
                    CAST("t37"."net" AS DOUBLE PRECISION) * 1000000000
                  ) / CAST("t37"."all" AS DOUBLE PRECISION)
                ) + 0.5
              ) AS BIGINT) * CAST(FLOOR(
                (
                  (
                    CAST("t37"."net" AS DOUBLE PRECISION) * 1000000000
                  ) / CAST("t37"."all" AS DOUBLE PRECISION)
                ) + 0.5
              ) AS BIGINT)
            ) AS DOUBLE PRECISION) / 1000000000000000000 AS "p_hhi",
            COALESCE(SUM("t37"."net") FILTER(WHERE
              "t37"."oldest_back" < 90), 0) AS "p_new",
            COALESCE(SUM("t37"."net") FILTER(WHERE
              "t37"."earliest" >= 12), 0) AS "p_kept",
            COALESCE(
              SUM("t37"."net") FILTER(WHERE
                (
                  "t37"."latest" = "t37"."earliest"
                )
                AND NOT (
                  "t37"."earliest" >= 12
                )
                AND (
                  (
                    "t37"."net" * 100
                  ) > (
                    "t37"."all" * 20
                  )
                )),
              0
            ) AS "p_one_off"
          FROM (
            SELECT
              "t29"."enterprise",
              "t29"."counterparty",
              "t29"."net",
              "t29"."latest",
              "t29"."earliest",
              "t29"."oldest_back",
              ROW_NUMBER() OVER (
                PARTITION BY "t29"."enterprise"
                ORDER BY "t29"."net" DESC NULLS LAST, "t29"."counterparty" ASC
                ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
              ) - 1 AS "rank",
              SUM("t29"."net") OVER (
                PARTITION BY "t29"."enterprise"
                ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
              ) AS "all"
            FROM (
              SELECT
                *
              FROM (
                SELECT
                  "t21"."enterprise",
                  "t21"."counterparty",
                  COALESCE(SUM("t21"."amount_fen") FILTER(WHERE
                    "t21"."ago" < 12), 0) AS "net",
                  MIN("t21"."ago") AS "latest",
                  MAX("t21"."ago") AS "earliest",
                  MAX("t21"."back") AS "oldest_back"
                FROM (
                  SELECT
                    "t18"."counterparty",
                    "t18"."amount_fen",
                    "t18"."tax_fen",
                    "t18"."valid",
                    "t18"."day",
                    "t18"."ago",
                    "t18"."back",
                    "t18"."number" AS "enterprise",
                    CAST("t18"."delivered" - 1 AS INT) AS "repeats"
                  FROM "t16" AS "t18"
                  WHERE
                    "t18"."valid"
                ) AS "t21"
                GROUP BY
                  1,
                  2
              ) AS "t24"
              WHERE
                "t24"."net" > 0
            ) AS "t29"
          ) AS "t37"
          GROUP BY
            1
        ) AS "t47"
      ) AS "t52"
        ON "t10"."enterprise" = "t52"."key3"
      LEFT OUTER JOIN (
        SELECT
          "t43"."enterprise" AS "key4",
          "t43"."run_inside",
          "t43"."run_last",
          "t43"."oldest_active",
          "t43"."gap_between"
        FROM (
          SELECT
            "t42"."enterprise",
            MAX("t42"."run") AS "run_inside",
            MIN("t42"."ago") AS "run_last",
            MAX("t42"."ago") AS "oldest_active",
            MAX("t42"."gap") AS "gap_between"
          FROM (
            SELECT
              "t31"."enterprise",
              "t31"."ago",
              "t31"."count",
              "t31"."repeats",
              "t31"."valid",
              "t31"."net",
              "t31"."red",
              "t31"."tax",
              "t31"."oldest_back",
              "t31"."latest_back",
              "t31"."days",
              (
                "t31"."ago" - LAG("t31"."ago") OVER (
                  PARTITION BY "t31"."enterprise"
                  ORDER BY "t31"."ago" ASC
                  ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                )
              ) - 1 AS "run",
              "t31"."latest_back" - LAG("t31"."oldest_back") OVER (
                PARTITION BY "t31"."enterprise"
                ORDER BY "t31"."ago" ASC
                ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
              ) AS "gap"
            FROM (
              SELECT
                *
              FROM "t27" AS "t28"
              WHERE
                "t28"."valid" > 0 AND "t28"."ago" < 12
            ) AS "t31"
          ) AS "t42"
          GROUP BY
            1
        ) AS "t43"
      ) AS "t46"
        ON "t10"."enterprise" = "t46"."key4"
      LEFT OUTER JOIN (
        SELECT
          "t53"."enterprise" AS "key5",
          "t53"."gap_inside"
        FROM (
          SELECT
            "t48"."enterprise",
            MAX("t48"."gap") AS "gap_inside"
          FROM (
            SELECT
              "t44"."enterprise",
              "t44"."ago",
              "t44"."days",
              "t44"."day",
              "t44"."day" - LAG("t44"."day") OVER (
                PARTITION BY "t44"."enterprise", "t44"."ago"
                ORDER BY "t44"."day" ASC
                ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
              ) AS "gap"
            FROM (
              SELECT
                *
              FROM (
                SELECT
                  "t32"."enterprise",
                  "t32"."ago",
                  "t32"."days",
                  UNNEST(
                    CASE
                      WHEN NULLIF(1, 0) IS NOT NULL AND SIGN(1) = SIGN(31 - 0)
                      THEN ARRAY_REMOVE(ARRAY(SELECT
                        *
                      FROM GENERATE_SERIES(0, 31, 1)), 31)
                      ELSE CAST(ARRAY[] AS SMALLINT[])
                    END
                  ) AS "day"
                FROM (
                  SELECT
                    "t28"."enterprise",
                    "t28"."ago",
                    "t28"."days"
                  FROM "t27" AS "t28"
                  WHERE
                    "t28"."valid" > 0 AND "t28"."ago" < 12
                ) AS "t32"
              ) AS "t35"
              WHERE
                (
                  (
                    "t35"."days" >> CAST(CAST("t35"."day" AS BIGINT) AS INT)
                  ) & 1
                ) = 1
            ) AS "t44"
          ) AS "t48"
          GROUP BY
            1
        ) AS "t53"
      ) AS "t56"
        ON "t10"."enterprise" = "t56"."key5"
    ) AS "t57"
  ) AS "t58"
) AS "t59"
ORDER BY
  "t59"."name" ASC
) AS "indicators"
ORDER BY
  "enterprise"
