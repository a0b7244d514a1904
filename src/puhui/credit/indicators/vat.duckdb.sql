-- Generated from vat.py by `python -m puhui.credit.indicators.compiling`. Do not edit.
SELECT
  CAST("enterprise" AS VARCHAR) AS "enterprise",
  CAST("as_of" AS DATE) AS "as_of",
  CAST("record_months" AS BIGINT) AS "record_months",
  CAST("repeated_rows" AS BIGINT) AS "repeated_rows",
  CAST("rev12_fen" AS BIGINT) AS "rev12_fen",
  CAST("rev12_eff_fen" AS BIGINT) AS "rev12_eff_fen",
  CAST("rev_yoy" AS DOUBLE) AS "rev_yoy",
  CAST("rev3_yoy" AS DOUBLE) AS "rev3_yoy",
  CAST("rev6_yoy" AS DOUBLE) AS "rev6_yoy",
  CAST("rev_trend12" AS DOUBLE) AS "rev_trend12",
  CAST("last3_share12" AS DOUBLE) AS "last3_share12",
  CAST("invoices12" AS BIGINT) AS "invoices12",
  CAST("inv_months24" AS BIGINT) AS "inv_months24",
  CAST("active_share24" AS DOUBLE) AS "active_share24",
  CAST("zero_months12" AS BIGINT) AS "zero_months12",
  CAST("zero_run12" AS BIGINT) AS "zero_run12",
  CAST("max_gap_d" AS BIGINT) AS "max_gap_d",
  CAST("quiet_d" AS BIGINT) AS "quiet_d",
  CAST("rev_cv12" AS DOUBLE) AS "rev_cv12",
  CAST("season_strength24" AS DOUBLE) AS "season_strength24",
  CAST("void_rate12" AS DOUBLE) AS "void_rate12",
  CAST("red_rate12" AS DOUBLE) AS "red_rate12",
  CAST("buyers12" AS BIGINT) AS "buyers12",
  CAST("top1_share" AS DOUBLE) AS "top1_share",
  CAST("top5_share" AS DOUBLE) AS "top5_share",
  CAST("hhi" AS DOUBLE) AS "hhi",
  CAST("new_buyer_share" AS DOUBLE) AS "new_buyer_share",
  CAST("kept_buyer_share" AS DOUBLE) AS "kept_buyer_share",
  CAST("one_off_share" AS DOUBLE) AS "one_off_share",
  CAST("buy12_fen" AS BIGINT) AS "buy12_fen",
  CAST("buy_yoy" AS DOUBLE) AS "buy_yoy",
  CAST("in_out_ratio" AS DOUBLE) AS "in_out_ratio",
  CAST("suppliers12" AS BIGINT) AS "suppliers12",
  CAST("sup_top1_share" AS DOUBLE) AS "sup_top1_share",
  CAST("sup_top5_share" AS DOUBLE) AS "sup_top5_share",
  CAST("sup_hhi" AS DOUBLE) AS "sup_hhi",
  CAST("vat12_fen" AS BIGINT) AS "vat12_fen",
  CAST("vat_rev12" AS DOUBLE) AS "vat_rev12"
FROM (
WITH "t7" AS (
  SELECT
    "t0"."enterprise",
    DATE_TRUNC('MONTH', "t0"."as_of" + INTERVAL '1' DAY) - INTERVAL '1' DAY AS "until"
  FROM "subjects" AS "t0"
), "t15" AS (
  SELECT
    "t13"."enterprise",
    "t13"."counterparty",
    "t13"."ago",
    COUNT(*) AS "count",
    COALESCE(SUM("t13"."delivered"), 0) AS "delivered",
    COUNT(*) FILTER(WHERE
      "t13"."valid") AS "valid",
    COALESCE(SUM("t13"."amount_fen") FILTER(WHERE
      "t13"."valid"), 0) AS "net",
    COALESCE(
      SUM("t13"."amount_fen") FILTER(WHERE
        "t13"."valid" AND (
          "t13"."amount_fen" < 0
        )),
      0
    ) AS "red",
    COALESCE(SUM("t13"."tax_fen") FILTER(WHERE
      "t13"."valid"), 0) AS "tax",
    MAX("t13"."back") FILTER(WHERE
      "t13"."valid") AS "oldest_back",
    MIN("t13"."back") FILTER(WHERE
      "t13"."valid") AS "latest_back",
    BIT_OR("t13"."day") FILTER(WHERE
      "t13"."valid") AS "days"
  FROM (
    SELECT
      "t11"."enterprise",
      "t11"."counterparty",
      "t11"."amount_fen",
      "t11"."tax_fen",
      "t11"."delivered",
      "t11"."valid",
      1 << CAST(CAST(EXTRACT(day FROM "t11"."issued_on") AS BIGINT) - 1 AS INT) AS "day",
      CAST((
        (
          EXTRACT(year FROM "t11"."until") - EXTRACT(year FROM "t11"."issued_on")
        ) * 12
      ) + (
        EXTRACT(month FROM "t11"."until") - EXTRACT(month FROM "t11"."issued_on")
      ) AS INT) AS "ago",
      CAST(DATE_DIFF('DAY', "t11"."issued_on", "t11"."until") AS INT) AS "back"
    FROM (
      SELECT
        "t5"."enterprise",
        "t5"."invoice_no",
        "t5"."issued_on",
        "t5"."amount_fen",
        "t5"."tax_fen",
        "t5"."valid",
        "t5"."counterparty",
        "t5"."delivered",
        "t10"."until"
      FROM (
        SELECT
          "t1"."enterprise",
          "t1"."invoice_no",
          "t1"."issued_on",
          "t1"."amount_fen",
          "t1"."tax_fen",
          "t1"."status" = 'valid' AS "valid",
          MIN("t1"."counterparty") AS "counterparty",
          COUNT(*) AS "delivered"
        FROM "purchases" AS "t1"
        GROUP BY
          1,
          2,
          3,
          4,
          5,
          6
      ) AS "t5"
      INNER JOIN "t7" AS "t10"
        ON "t5"."enterprise" = "t10"."enterprise"
    ) AS "t11"
    WHERE
      "t11"."issued_on" <= "t11"."until"
  ) AS "t13"
  GROUP BY
    1,
    2,
    3
), "t16" AS (
  SELECT
    "t14"."enterprise",
    "t14"."counterparty",
    "t14"."ago",
    COUNT(*) AS "count",
    COALESCE(SUM("t14"."delivered"), 0) AS "delivered",
    COUNT(*) FILTER(WHERE
      "t14"."valid") AS "valid",
    COALESCE(SUM("t14"."amount_fen") FILTER(WHERE
      "t14"."valid"), 0) AS "net",
    COALESCE(
      SUM("t14"."amount_fen") FILTER(WHERE
        "t14"."valid" AND (
          "t14"."amount_fen" < 0
        )),
      0
    ) AS "red",
    COALESCE(SUM("t14"."tax_fen") FILTER(WHERE
      "t14"."valid"), 0) AS "tax",
    MAX("t14"."back") FILTER(WHERE
      "t14"."valid") AS "oldest_back",
    MIN("t14"."back") FILTER(WHERE
      "t14"."valid") AS "latest_back",
    BIT_OR("t14"."day") FILTER(WHERE
      "t14"."valid") AS "days"
  FROM (
    SELECT
      "t12"."enterprise",
      "t12"."counterparty",
      "t12"."amount_fen",
      "t12"."tax_fen",
      "t12"."delivered",
      "t12"."valid",
      1 << CAST(CAST(EXTRACT(day FROM "t12"."issued_on") AS BIGINT) - 1 AS INT) AS "day",
      CAST((
        (
          EXTRACT(year FROM "t12"."until") - EXTRACT(year FROM "t12"."issued_on")
        ) * 12
      ) + (
        EXTRACT(month FROM "t12"."until") - EXTRACT(month FROM "t12"."issued_on")
      ) AS INT) AS "ago",
      CAST(DATE_DIFF('DAY', "t12"."issued_on", "t12"."until") AS INT) AS "back"
    FROM (
      SELECT
        "t6"."enterprise",
        "t6"."invoice_no",
        "t6"."issued_on",
        "t6"."amount_fen",
        "t6"."tax_fen",
        "t6"."valid",
        "t6"."counterparty",
        "t6"."delivered",
        "t10"."until"
      FROM (
        SELECT
          "t2"."enterprise",
          "t2"."invoice_no",
          "t2"."issued_on",
          "t2"."amount_fen",
          "t2"."tax_fen",
          "t2"."status" = 'valid' AS "valid",
          MIN("t2"."counterparty") AS "counterparty",
          COUNT(*) AS "delivered"
        FROM "sales" AS "t2"
        GROUP BY
          1,
          2,
          3,
          4,
          5,
          6
      ) AS "t6"
      INNER JOIN "t7" AS "t10"
        ON "t6"."enterprise" = "t10"."enterprise"
    ) AS "t12"
    WHERE
      "t12"."issued_on" <= "t12"."until"
  ) AS "t14"
  GROUP BY
    1,
    2,
    3
), "t22" AS (
  SELECT
    "t18"."enterprise",
    "t18"."ago",
    COALESCE(SUM("t18"."count"), 0) AS "count",
    COALESCE(SUM("t18"."delivered"), 0) AS "delivered",
    COALESCE(SUM("t18"."valid"), 0) AS "valid",
    COALESCE(SUM("t18"."net"), 0) AS "net",
    COALESCE(SUM("t18"."red"), 0) AS "red",
    COALESCE(SUM("t18"."tax"), 0) AS "tax",
    MAX("t18"."oldest_back") AS "oldest_back",
    MIN("t18"."latest_back") AS "latest_back",
    BIT_OR("t18"."days") AS "days"
  FROM "t16" AS "t18"
  GROUP BY
    1,
    2
)
SELECT
  "t56"."enterprise",
  "t56"."until" AS "as_of",
  "t56"."record" AS "record_months",
  COALESCE("t56"."s_repeats", 0) + COALESCE("t56"."p_repeats", 0) AS "repeated_rows",
  CASE
    WHEN (
      "t56"."s_oldest" IS NOT NULL
    ) AND (
      "t56"."record" >= 0
    )
    THEN "t56"."s_net12"
    ELSE NULL
  END AS "rev12_fen",
  CASE
    WHEN (
      "t56"."s_oldest" IS NOT NULL
    ) AND (
      "t56"."record" >= 0
    )
    THEN GREATEST("t56"."s_net12" - COALESCE("t56"."s_one_off", 0), 0)
    ELSE NULL
  END AS "rev12_eff_fen",
  CASE
    WHEN (
      "t56"."s_oldest" IS NOT NULL
    ) AND (
      "t56"."record" >= 24
    )
    THEN CASE
      WHEN "t56"."s_net_before12" > 0
      THEN CAST("t56"."s_net12" AS DOUBLE) / CAST("t56"."s_net_before12" AS DOUBLE)
      ELSE NULL
    END - 1
    ELSE NULL
  END AS "rev_yoy",
  CASE
    WHEN (
      "t56"."s_oldest" IS NOT NULL
    ) AND (
      "t56"."record" >= 15
    )
    THEN CASE
      WHEN "t56"."s_net3_before12" > 0
      THEN CAST("t56"."s_net3" AS DOUBLE) / CAST("t56"."s_net3_before12" AS DOUBLE)
      ELSE NULL
    END - 1
    ELSE NULL
  END AS "rev3_yoy",
  CASE
    WHEN (
      "t56"."s_oldest" IS NOT NULL
    ) AND (
      "t56"."record" >= 18
    )
    THEN CASE
      WHEN "t56"."s_net6_before12" > 0
      THEN CAST("t56"."s_net6" AS DOUBLE) / CAST("t56"."s_net6_before12" AS DOUBLE)
      ELSE NULL
    END - 1
    ELSE NULL
  END AS "rev6_yoy",
  CASE
    WHEN (
      "t56"."s_oldest" IS NOT NULL
    ) AND (
      "t56"."record" >= 12
    )
    THEN CASE
      WHEN (
        CAST("t56"."s_m0" + "t56"."s_m1" + "t56"."s_m2" + "t56"."s_m3" + "t56"."s_m4" + "t56"."s_m5" + "t56"."s_m6" + "t56"."s_m7" + "t56"."s_m8" + "t56"."s_m9" + "t56"."s_m10" + "t56"."s_m11" AS DOUBLE) / 12
      ) > 0
      THEN (
        (
          CAST((
            "t56"."s_m0" * 11
          ) + (
            "t56"."s_m1" * 9
          ) + (
            "t56"."s_m2" * 7
          ) + (
            "t56"."s_m3" * 5
          ) + (
            "t56"."s_m4" * 3
          ) + (
            "t56"."s_m5" * 1
          ) + (
            "t56"."s_m6" * -1
          ) + (
            "t56"."s_m7" * -3
          ) + (
            "t56"."s_m8" * -5
          ) + (
            "t56"."s_m9" * -7
          ) + (
            "t56"."s_m10" * -9
          ) + (
            "t56"."s_m11" * -11
          ) AS DOUBLE) * 2
        ) / 572
      ) / (
        CAST("t56"."s_m0" + "t56"."s_m1" + "t56"."s_m2" + "t56"."s_m3" + "t56"."s_m4" + "t56"."s_m5" + "t56"."s_m6" + "t56"."s_m7" + "t56"."s_m8" + "t56"."s_m9" + "t56"."s_m10" + "t56"."s_m11" AS DOUBLE) / 12
      )
      ELSE NULL
    END
    ELSE NULL
  END AS "rev_trend12",
  CASE
    WHEN (
      "t56"."s_oldest" IS NOT NULL
    ) AND (
      "t56"."record" >= 12
    )
    THEN CASE
      WHEN "t56"."s_net12" > 0
      THEN CAST("t56"."s_net3" AS DOUBLE) / CAST("t56"."s_net12" AS DOUBLE)
      ELSE NULL
    END
    ELSE NULL
  END AS "last3_share12",
  CASE
    WHEN (
      "t56"."s_oldest" IS NOT NULL
    ) AND (
      "t56"."record" >= 0
    )
    THEN "t56"."s_valid12"
    ELSE NULL
  END AS "invoices12",
  CASE
    WHEN (
      "t56"."s_oldest" IS NOT NULL
    ) AND (
      "t56"."record" >= 0
    )
    THEN "t56"."s_months24"
    ELSE NULL
  END AS "inv_months24",
  CASE
    WHEN (
      "t56"."s_oldest" IS NOT NULL
    ) AND (
      "t56"."record" >= 0
    )
    THEN CASE
      WHEN "t56"."window24" > 0
      THEN CAST("t56"."s_months24" AS DOUBLE) / CAST("t56"."window24" AS DOUBLE)
      ELSE NULL
    END
    ELSE NULL
  END AS "active_share24",
  CASE
    WHEN (
      "t56"."s_oldest" IS NOT NULL
    ) AND (
      "t56"."record" >= 0
    )
    THEN "t56"."window12" - COALESCE("t56"."s_months12", 0)
    ELSE NULL
  END AS "zero_months12",
  CASE
    WHEN (
      "t56"."s_oldest" IS NOT NULL
    ) AND (
      "t56"."record" >= 0
    )
    THEN CASE
      WHEN COALESCE("t56"."s_months12", 0) > 0
      THEN GREATEST(
        COALESCE("t56"."run_inside", 0),
        "t56"."run_last",
        (
          "t56"."window12" - 1
        ) - "t56"."oldest_active"
      )
      ELSE "t56"."window12"
    END
    ELSE NULL
  END AS "zero_run12",
  CASE
    WHEN (
      "t56"."s_oldest" IS NOT NULL
    ) AND (
      "t56"."record" >= 0
    )
    THEN GREATEST("t56"."gap_inside", "t56"."gap_between")
    ELSE NULL
  END AS "max_gap_d",
  CASE
    WHEN (
      "t56"."s_oldest" IS NOT NULL
    ) AND (
      "t56"."record" >= 0
    )
    THEN CAST("t56"."s_quiet_d" AS BIGINT)
    ELSE NULL
  END AS "quiet_d",
  CASE
    WHEN (
      "t56"."s_oldest" IS NOT NULL
    ) AND (
      "t56"."record" >= 6
    )
    THEN CASE
      WHEN "t56"."mean_known" > 0
      THEN SQRT(
        (
          CASE
            WHEN "t56"."window12" > 0
            THEN (
              CAST("t56"."s_m0" AS DOUBLE) - "t56"."mean_known"
            ) * (
              CAST("t56"."s_m0" AS DOUBLE) - "t56"."mean_known"
            )
            ELSE 0.0
          END + CASE
            WHEN "t56"."window12" > 1
            THEN (
              CAST("t56"."s_m1" AS DOUBLE) - "t56"."mean_known"
            ) * (
              CAST("t56"."s_m1" AS DOUBLE) - "t56"."mean_known"
            )
            ELSE 0.0
          END + CASE
            WHEN "t56"."window12" > 2
            THEN (
              CAST("t56"."s_m2" AS DOUBLE) - "t56"."mean_known"
            ) * (
              CAST("t56"."s_m2" AS DOUBLE) - "t56"."mean_known"
            )
            ELSE 0.0
          END + CASE
            WHEN "t56"."window12" > 3
            THEN (
              CAST("t56"."s_m3" AS DOUBLE) - "t56"."mean_known"
            ) * (
              CAST("t56"."s_m3" AS DOUBLE) - "t56"."mean_known"
            )
            ELSE 0.0
          END + CASE
            WHEN "t56"."window12" > 4
            THEN (
              CAST("t56"."s_m4" AS DOUBLE) - "t56"."mean_known"
            ) * (
              CAST("t56"."s_m4" AS DOUBLE) - "t56"."mean_known"
            )
            ELSE 0.0
          END + CASE
            WHEN "t56"."window12" > 5
            THEN (
              CAST("t56"."s_m5" AS DOUBLE) - "t56"."mean_known"
            ) * (
              CAST("t56"."s_m5" AS DOUBLE) - "t56"."mean_known"
            )
            ELSE 0.0
          END + CASE
            WHEN "t56"."window12" > 6
            THEN (
              CAST("t56"."s_m6" AS DOUBLE) - "t56"."mean_known"
            ) * (
              CAST("t56"."s_m6" AS DOUBLE) - "t56"."mean_known"
            )
            ELSE 0.0
          END + CASE
            WHEN "t56"."window12" > 7
            THEN (
              CAST("t56"."s_m7" AS DOUBLE) - "t56"."mean_known"
            ) * (
              CAST("t56"."s_m7" AS DOUBLE) - "t56"."mean_known"
            )
            ELSE 0.0
          END + CASE
            WHEN "t56"."window12" > 8
            THEN (
              CAST("t56"."s_m8" AS DOUBLE) - "t56"."mean_known"
            ) * (
              CAST("t56"."s_m8" AS DOUBLE) - "t56"."mean_known"
            )
            ELSE 0.0
          END + CASE
            WHEN "t56"."window12" > 9
            THEN (
              CAST("t56"."s_m9" AS DOUBLE) - "t56"."mean_known"
            ) * (
              CAST("t56"."s_m9" AS DOUBLE) - "t56"."mean_known"
            )
            ELSE 0.0
          END + CASE
            WHEN "t56"."window12" > 10
            THEN (
              CAST("t56"."s_m10" AS DOUBLE) - "t56"."mean_known"
            ) * (
              CAST("t56"."s_m10" AS DOUBLE) - "t56"."mean_known"
            )
            ELSE 0.0
          END + CASE
            WHEN "t56"."window12" > 11
            THEN (
              CAST("t56"."s_m11" AS DOUBLE) - "t56"."mean_known"
            ) * (
              CAST("t56"."s_m11" AS DOUBLE) - "t56"."mean_known"
            )
            ELSE 0.0
          END
        ) / CASE
          WHEN "t56"."window12" > 1
          THEN CAST("t56"."window12" AS DOUBLE) - 1.0
          ELSE NULL
        END
      ) / "t56"."mean_known"
      ELSE NULL
    END
    ELSE NULL
  END AS "rev_cv12",
  CASE
    WHEN (
      "t56"."s_oldest" IS NOT NULL
    ) AND (
      "t56"."record" >= 24
    )
    THEN CASE
      WHEN (
        (
          (
            (
              CAST("t56"."s_m0" AS DOUBLE) - "t56"."mean12"
            ) * (
              CAST("t56"."s_m0" AS DOUBLE) - "t56"."mean12"
            )
          ) + (
            (
              CAST("t56"."s_m1" AS DOUBLE) - "t56"."mean12"
            ) * (
              CAST("t56"."s_m1" AS DOUBLE) - "t56"."mean12"
            )
          ) + (
            (
              CAST("t56"."s_m2" AS DOUBLE) - "t56"."mean12"
            ) * (
              CAST("t56"."s_m2" AS DOUBLE) - "t56"."mean12"
            )
          ) + (
            (
              CAST("t56"."s_m3" AS DOUBLE) - "t56"."mean12"
            ) * (
              CAST("t56"."s_m3" AS DOUBLE) - "t56"."mean12"
            )
          ) + (
            (
              CAST("t56"."s_m4" AS DOUBLE) - "t56"."mean12"
            ) * (
              CAST("t56"."s_m4" AS DOUBLE) - "t56"."mean12"
            )
          ) + (
            (
              CAST("t56"."s_m5" AS DOUBLE) - "t56"."mean12"
            ) * (
              CAST("t56"."s_m5" AS DOUBLE) - "t56"."mean12"
            )
          ) + (
            (
              CAST("t56"."s_m6" AS DOUBLE) - "t56"."mean12"
            ) * (
              CAST("t56"."s_m6" AS DOUBLE) - "t56"."mean12"
            )
          ) + (
            (
              CAST("t56"."s_m7" AS DOUBLE) - "t56"."mean12"
            ) * (
              CAST("t56"."s_m7" AS DOUBLE) - "t56"."mean12"
            )
          ) + (
            (
              CAST("t56"."s_m8" AS DOUBLE) - "t56"."mean12"
            ) * (
              CAST("t56"."s_m8" AS DOUBLE) - "t56"."mean12"
            )
          ) + (
            (
              CAST("t56"."s_m9" AS DOUBLE) - "t56"."mean12"
            ) * (
              CAST("t56"."s_m9" AS DOUBLE) - "t56"."mean12"
            )
          ) + (
            (
              CAST("t56"."s_m10" AS DOUBLE) - "t56"."mean12"
            ) * (
              CAST("t56"."s_m10" AS DOUBLE) - "t56"."mean12"
            )
          ) + (
            (
              CAST("t56"."s_m11" AS DOUBLE) - "t56"."mean12"
            ) * (
              CAST("t56"."s_m11" AS DOUBLE) - "t56"."mean12"
            )
          )
        ) * (
          (
            (
              CAST("t56"."s_m12" AS DOUBLE) - "t56"."mean_before12"
            ) * (
              CAST("t56"."s_m12" AS DOUBLE) - "t56"."mean_before12"
            )
          ) + (
            (
              CAST("t56"."s_m13" AS DOUBLE) - "t56"."mean_before12"
            ) * (
              CAST("t56"."s_m13" AS DOUBLE) - "t56"."mean_before12"
            )
          ) + (
            (
              CAST("t56"."s_m14" AS DOUBLE) - "t56"."mean_before12"
            ) * (
              CAST("t56"."s_m14" AS DOUBLE) - "t56"."mean_before12"
            )
          ) + (
            (
              CAST("t56"."s_m15" AS DOUBLE) - "t56"."mean_before12"
            ) * (
              CAST("t56"."s_m15" AS DOUBLE) - "t56"."mean_before12"
            )
          ) + (
            (
              CAST("t56"."s_m16" AS DOUBLE) - "t56"."mean_before12"
            ) * (
              CAST("t56"."s_m16" AS DOUBLE) - "t56"."mean_before12"
            )
          ) + (
            (
              CAST("t56"."s_m17" AS DOUBLE) - "t56"."mean_before12"
            ) * (
              CAST("t56"."s_m17" AS DOUBLE) - "t56"."mean_before12"
            )
          ) + (
            (
              CAST("t56"."s_m18" AS DOUBLE) - "t56"."mean_before12"
            ) * (
              CAST("t56"."s_m18" AS DOUBLE) - "t56"."mean_before12"
            )
          ) + (
            (
              CAST("t56"."s_m19" AS DOUBLE) - "t56"."mean_before12"
            ) * (
              CAST("t56"."s_m19" AS DOUBLE) - "t56"."mean_before12"
            )
          ) + (
            (
              CAST("t56"."s_m20" AS DOUBLE) - "t56"."mean_before12"
            ) * (
              CAST("t56"."s_m20" AS DOUBLE) - "t56"."mean_before12"
            )
          ) + (
            (
              CAST("t56"."s_m21" AS DOUBLE) - "t56"."mean_before12"
            ) * (
              CAST("t56"."s_m21" AS DOUBLE) - "t56"."mean_before12"
            )
          ) + (
            (
              CAST("t56"."s_m22" AS DOUBLE) - "t56"."mean_before12"
            ) * (
              CAST("t56"."s_m22" AS DOUBLE) - "t56"."mean_before12"
            )
          ) + (
            (
              CAST("t56"."s_m23" AS DOUBLE) - "t56"."mean_before12"
            ) * (
              CAST("t56"."s_m23" AS DOUBLE) - "t56"."mean_before12"
            )
          )
        )
      ) > 0
      THEN GREATEST(
        (
          (
            (
              CAST("t56"."s_m0" AS DOUBLE) - "t56"."mean12"
            ) * (
              CAST("t56"."s_m12" AS DOUBLE) - "t56"."mean_before12"
            )
          ) + (
            (
              CAST("t56"."s_m1" AS DOUBLE) - "t56"."mean12"
            ) * (
              CAST("t56"."s_m13" AS DOUBLE) - "t56"."mean_before12"
            )
          ) + (
            (
              CAST("t56"."s_m2" AS DOUBLE) - "t56"."mean12"
            ) * (
              CAST("t56"."s_m14" AS DOUBLE) - "t56"."mean_before12"
            )
          ) + (
            (
              CAST("t56"."s_m3" AS DOUBLE) - "t56"."mean12"
            ) * (
              CAST("t56"."s_m15" AS DOUBLE) - "t56"."mean_before12"
            )
          ) + (
            (
              CAST("t56"."s_m4" AS DOUBLE) - "t56"."mean12"
            ) * (
              CAST("t56"."s_m16" AS DOUBLE) - "t56"."mean_before12"
            )
          ) + (
            (
              CAST("t56"."s_m5" AS DOUBLE) - "t56"."mean12"
            ) * (
              CAST("t56"."s_m17" AS DOUBLE) - "t56"."mean_before12"
            )
          ) + (
            (
              CAST("t56"."s_m6" AS DOUBLE) - "t56"."mean12"
            ) * (
              CAST("t56"."s_m18" AS DOUBLE) - "t56"."mean_before12"
            )
          ) + (
            (
              CAST("t56"."s_m7" AS DOUBLE) - "t56"."mean12"
            ) * (
              CAST("t56"."s_m19" AS DOUBLE) - "t56"."mean_before12"
            )
          ) + (
            (
              CAST("t56"."s_m8" AS DOUBLE) - "t56"."mean12"
            ) * (
              CAST("t56"."s_m20" AS DOUBLE) - "t56"."mean_before12"
            )
          ) + (
            (
              CAST("t56"."s_m9" AS DOUBLE) - "t56"."mean12"
            ) * (
              CAST("t56"."s_m21" AS DOUBLE) - "t56"."mean_before12"
            )
          ) + (
            (
              CAST("t56"."s_m10" AS DOUBLE) - "t56"."mean12"
            ) * (
              CAST("t56"."s_m22" AS DOUBLE) - "t56"."mean_before12"
            )
          ) + (
            (
              CAST("t56"."s_m11" AS DOUBLE) - "t56"."mean12"
            ) * (
              CAST("t56"."s_m23" AS DOUBLE) - "t56"."mean_before12"
            )
          )
        ) / SQRT(
          (
            (
              (
                CAST("t56"."s_m0" AS DOUBLE) - "t56"."mean12"
              ) * (
                CAST("t56"."s_m0" AS DOUBLE) - "t56"."mean12"
              )
            ) + (
              (
                CAST("t56"."s_m1" AS DOUBLE) - "t56"."mean12"
              ) * (
                CAST("t56"."s_m1" AS DOUBLE) - "t56"."mean12"
              )
            ) + (
              (
                CAST("t56"."s_m2" AS DOUBLE) - "t56"."mean12"
              ) * (
                CAST("t56"."s_m2" AS DOUBLE) - "t56"."mean12"
              )
            ) + (
              (
                CAST("t56"."s_m3" AS DOUBLE) - "t56"."mean12"
              ) * (
                CAST("t56"."s_m3" AS DOUBLE) - "t56"."mean12"
              )
            ) + (
              (
                CAST("t56"."s_m4" AS DOUBLE) - "t56"."mean12"
              ) * (
                CAST("t56"."s_m4" AS DOUBLE) - "t56"."mean12"
              )
            ) + (
              (
                CAST("t56"."s_m5" AS DOUBLE) - "t56"."mean12"
              ) * (
                CAST("t56"."s_m5" AS DOUBLE) - "t56"."mean12"
              )
            ) + (
              (
                CAST("t56"."s_m6" AS DOUBLE) - "t56"."mean12"
              ) * (
                CAST("t56"."s_m6" AS DOUBLE) - "t56"."mean12"
              )
            ) + (
              (
                CAST("t56"."s_m7" AS DOUBLE) - "t56"."mean12"
              ) * (
                CAST("t56"."s_m7" AS DOUBLE) - "t56"."mean12"
              )
            ) + (
              (
                CAST("t56"."s_m8" AS DOUBLE) - "t56"."mean12"
              ) * (
                CAST("t56"."s_m8" AS DOUBLE) - "t56"."mean12"
              )
            ) + (
              (
                CAST("t56"."s_m9" AS DOUBLE) - "t56"."mean12"
              ) * (
                CAST("t56"."s_m9" AS DOUBLE) - "t56"."mean12"
              )
            ) + (
              (
                CAST("t56"."s_m10" AS DOUBLE) - "t56"."mean12"
              ) * (
                CAST("t56"."s_m10" AS DOUBLE) - "t56"."mean12"
              )
            ) + (
              (
                CAST("t56"."s_m11" AS DOUBLE) - "t56"."mean12"
              ) * (
                CAST("t56"."s_m11" AS DOUBLE) - "t56"."mean12"
              )
            )
          ) * (
            (
              (
                CAST("t56"."s_m12" AS DOUBLE) - "t56"."mean_before12"
              ) * (
                CAST("t56"."s_m12" AS DOUBLE) - "t56"."mean_before12"
              )
            ) + (
              (
                CAST("t56"."s_m13" AS DOUBLE) - "t56"."mean_before12"
              ) * (
                CAST("t56"."s_m13" AS DOUBLE) - "t56"."mean_before12"
              )
            ) + (
              (
                CAST("t56"."s_m14" AS DOUBLE) - "t56"."mean_before12"
              ) * (
                CAST("t56"."s_m14" AS DOUBLE) - "t56"."mean_before12"
              )
            ) + (
              (
                CAST("t56"."s_m15" AS DOUBLE) - "t56"."mean_before12"
              ) * (
                CAST("t56"."s_m15" AS DOUBLE) - "t56"."mean_before12"
              )
            ) + (
              (
                CAST("t56"."s_m16" AS DOUBLE) - "t56"."mean_before12"
              ) * (
                CAST("t56"."s_m16" AS DOUBLE) - "t56"."mean_before12"
              )
            ) + (
              (
                CAST("t56"."s_m17" AS DOUBLE) - "t56"."mean_before12"
              ) * (
                CAST("t56"."s_m17" AS DOUBLE) - "t56"."mean_before12"
              )
            ) + (
              (
                CAST("t56"."s_m18" AS DOUBLE) - "t56"."mean_before12"
              ) * (
                CAST("t56"."s_m18" AS DOUBLE) - "t56"."mean_before12"
              )
            ) + (
              (
                CAST("t56"."s_m19" AS DOUBLE) - "t56"."mean_before12"
              ) * (
                CAST("t56"."s_m19" AS DOUBLE) - "t56"."mean_before12"
              )
            ) + (
              (
                CAST("t56"."s_m20" AS DOUBLE) - "t56"."mean_before12"
              ) * (
                CAST("t56"."s_m20" AS DOUBLE) - "t56"."mean_before12"
              )
            ) + (
              (
                CAST("t56"."s_m21" AS DOUBLE) - "t56"."mean_before12"
              ) * (
                CAST("t56"."s_m21" AS DOUBLE) - "t56"."mean_before12"
              )
            ) + (
              (
                CAST("t56"."s_m22" AS DOUBLE) - "t56"."mean_before12"
              ) * (
                CAST("t56"."s_m22" AS DOUBLE) - "t56"."mean_before12"
              )
            ) + (
              (
                CAST("t56"."s_m23" AS DOUBLE) - "t56"."mean_before12"
              ) * (
                CAST("t56"."s_m23" AS DOUBLE) - "t56"."mean_before12"
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
      "t56"."s_oldest" IS NOT NULL
    ) AND (
      "t56"."record" >= 0
    )
    THEN CASE
      WHEN "t56"."s_count12" > 0
      THEN CAST("t56"."s_count12" - "t56"."s_valid12" AS DOUBLE) / CAST("t56"."s_count12" AS DOUBLE)
      ELSE NULL
    END
    ELSE NULL
  END AS "void_rate12",
  CASE
    WHEN (
      "t56"."s_oldest" IS NOT NULL
    ) AND (
      "t56"."record" >= 0
    )
    THEN CASE
      WHEN (
        "t56"."s_net12" - "t56"."s_red12"
      ) > 0
      THEN CAST(-(
        "t56"."s_red12"
      ) AS DOUBLE) / CAST("t56"."s_net12" - "t56"."s_red12" AS DOUBLE)
      ELSE NULL
    END
    ELSE NULL
  END AS "red_rate12",
  CASE
    WHEN (
      "t56"."s_oldest" IS NOT NULL
    ) AND (
      "t56"."record" >= 0
    )
    THEN COALESCE("t56"."s_parties", 0)
    ELSE NULL
  END AS "buyers12",
  CASE
    WHEN (
      "t56"."s_oldest" IS NOT NULL
    ) AND (
      "t56"."record" >= 0
    )
    THEN CASE
      WHEN "t56"."s_gross" > 0
      THEN CAST("t56"."s_top1" AS DOUBLE) / CAST("t56"."s_gross" AS DOUBLE)
      ELSE NULL
    END
    ELSE NULL
  END AS "top1_share",
  CASE
    WHEN (
      "t56"."s_oldest" IS NOT NULL
    ) AND (
      "t56"."record" >= 0
    )
    THEN CASE
      WHEN "t56"."s_gross" > 0
      THEN CAST("t56"."s_top5" AS DOUBLE) / CAST("t56"."s_gross" AS DOUBLE)
      ELSE NULL
    END
    ELSE NULL
  END AS "top5_share",
  CASE
    WHEN (
      "t56"."s_oldest" IS NOT NULL
    ) AND (
      "t56"."record" >= 0
    )
    THEN "t56"."s_hhi"
    ELSE NULL
  END AS "hhi",
  CASE
    WHEN (
      "t56"."s_oldest" IS NOT NULL
    ) AND (
      "t56"."record" >= 6
    )
    THEN CASE
      WHEN "t56"."s_gross" > 0
      THEN CAST("t56"."s_new" AS DOUBLE) / CAST("t56"."s_gross" AS DOUBLE)
      ELSE NULL
    END
    ELSE NULL
  END AS "new_buyer_share",
  CASE
    WHEN (
      "t56"."s_oldest" IS NOT NULL
    ) AND (
      "t56"."record" >= 24
    )
    THEN CASE
      WHEN "t56"."s_gross" > 0
      THEN CAST("t56"."s_kept" AS DOUBLE) / CAST("t56"."s_gross" AS DOUBLE)
      ELSE NULL
    END
    ELSE NULL
  END AS "kept_buyer_share",
  CASE
    WHEN (
      "t56"."s_oldest" IS NOT NULL
    ) AND (
      "t56"."record" >= 12
    )
    THEN CASE
      WHEN "t56"."s_gross" > 0
      THEN CAST("t56"."s_one_off" AS DOUBLE) / CAST("t56"."s_gross" AS DOUBLE)
      ELSE NULL
    END
    ELSE NULL
  END AS "one_off_share",
  CASE
    WHEN (
      "t56"."p_oldest" IS NOT NULL
    ) AND (
      "t56"."record" >= 0
    )
    THEN "t56"."p_net12"
    ELSE NULL
  END AS "buy12_fen",
  CASE
    WHEN (
      "t56"."p_oldest" IS NOT NULL
    ) AND (
      "t56"."record" >= 24
    )
    THEN CASE
      WHEN "t56"."p_net_before12" > 0
      THEN CAST("t56"."p_net12" AS DOUBLE) / CAST("t56"."p_net_before12" AS DOUBLE)
      ELSE NULL
    END - 1
    ELSE NULL
  END AS "buy_yoy",
  CASE
    WHEN (
      "t56"."p_oldest" IS NOT NULL
    ) AND (
      "t56"."record" >= 0
    )
    THEN CASE
      WHEN (
        "t56"."s_oldest" IS NOT NULL
      ) AND (
        "t56"."record" >= 0
      )
      THEN CASE
        WHEN "t56"."s_net12" > 0
        THEN CAST("t56"."p_net12" AS DOUBLE) / CAST("t56"."s_net12" AS DOUBLE)
        ELSE NULL
      END
      ELSE NULL
    END
    ELSE NULL
  END AS "in_out_ratio",
  CASE
    WHEN (
      "t56"."p_oldest" IS NOT NULL
    ) AND (
      "t56"."record" >= 0
    )
    THEN COALESCE("t56"."p_parties", 0)
    ELSE NULL
  END AS "suppliers12",
  CASE
    WHEN (
      "t56"."p_oldest" IS NOT NULL
    ) AND (
      "t56"."record" >= 0
    )
    THEN CASE
      WHEN "t56"."p_gross" > 0
      THEN CAST("t56"."p_top1" AS DOUBLE) / CAST("t56"."p_gross" AS DOUBLE)
      ELSE NULL
    END
    ELSE NULL
  END AS "sup_top1_share",
  CASE
    WHEN (
      "t56"."p_oldest" IS NOT NULL
    ) AND (
      "t56"."record" >= 0
    )
    THEN CASE
      WHEN "t56"."p_gross" > 0
      THEN CAST("t56"."p_top5" AS DOUBLE) / CAST("t56"."p_gross" AS DOUBLE)
      ELSE NULL
    END
    ELSE NULL
  END AS "sup_top5_share",
  CASE
    WHEN (
      "t56"."p_oldest" IS NOT NULL
    ) AND (
      "t56"."record" >= 0
    )
    THEN "t56"."p_hhi"
    ELSE NULL
  END AS "sup_hhi",
  CASE
    WHEN (
      "t56"."p_oldest" IS NOT NULL
    ) AND (
      "t56"."record" >= 0
    )
    THEN CASE
      WHEN (
        "t56"."s_oldest" IS NOT NULL
      ) AND (
        "t56"."record" >= 0
      )
      THEN "t56"."s_tax12" - "t56"."p_tax12"
      ELSE NULL
    END
    ELSE NULL
  END AS "vat12_fen",
  CASE
    WHEN (
      "t56"."p_oldest" IS NOT NULL
    ) AND (
      "t56"."record" >= 0
    )
    THEN CASE
      WHEN (
        "t56"."s_oldest" IS NOT NULL
      ) AND (
        "t56"."record" >= 0
      )
      THEN CASE
        WHEN "t56"."s_net12" > 0
        THEN CAST("t56"."s_tax12" - "t56"."p_tax12" AS DOUBLE) / CAST("t56"."s_net12" AS DOUBLE)
        ELSE NULL
      END
      ELSE NULL
    END
    ELSE NULL
  END AS "vat_rev12"
FROM (
  SELECT
    "t55"."enterprise",
    "t55"."until",
    "t55"."key0",
    "t55"."s_net12",
    "t55"."s_net_before12",
    "t55"."s_net3",
    "t55"."s_net3_before12",
    "t55"."s_net6",
    "t55"."s_net6_before12",
    "t55"."s_red12",
    "t55"."s_tax12",
    "t55"."s_repeats",
    "t55"."s_count12",
    "t55"."s_valid12",
    "t55"."s_months12",
    "t55"."s_months24",
    "t55"."s_oldest",
    "t55"."s_quiet_d",
    "t55"."s_m0",
    "t55"."s_m1",
    "t55"."s_m2",
    "t55"."s_m3",
    "t55"."s_m4",
    "t55"."s_m5",
    "t55"."s_m6",
    "t55"."s_m7",
    "t55"."s_m8",
    "t55"."s_m9",
    "t55"."s_m10",
    "t55"."s_m11",
    "t55"."s_m12",
    "t55"."s_m13",
    "t55"."s_m14",
    "t55"."s_m15",
    "t55"."s_m16",
    "t55"."s_m17",
    "t55"."s_m18",
    "t55"."s_m19",
    "t55"."s_m20",
    "t55"."s_m21",
    "t55"."s_m22",
    "t55"."s_m23",
    "t55"."key1",
    "t55"."s_parties",
    "t55"."s_gross",
    "t55"."s_top1",
    "t55"."s_top5",
    "t55"."s_hhi",
    "t55"."s_new",
    "t55"."s_kept",
    "t55"."s_one_off",
    "t55"."key2",
    "t55"."p_net12",
    "t55"."p_net_before12",
    "t55"."p_net3",
    "t55"."p_net3_before12",
    "t55"."p_net6",
    "t55"."p_net6_before12",
    "t55"."p_red12",
    "t55"."p_tax12",
    "t55"."p_repeats",
    "t55"."p_count12",
    "t55"."p_valid12",
    "t55"."p_months12",
    "t55"."p_months24",
    "t55"."p_oldest",
    "t55"."p_quiet_d",
    "t55"."key3",
    "t55"."p_parties",
    "t55"."p_gross",
    "t55"."p_top1",
    "t55"."p_top5",
    "t55"."p_hhi",
    "t55"."p_new",
    "t55"."p_kept",
    "t55"."p_one_off",
    "t55"."key4",
    "t55"."run_inside",
    "t55"."run_last",
    "t55"."oldest_active",
    "t55"."gap_between",
    "t55"."key5",
    "t55"."gap_inside",
    "t55"."record",
    "t55"."window12",
    "t55"."window24",
    (
      CASE WHEN "t55"."window12" > 0 THEN CAST("t55"."s_m0" AS DOUBLE) ELSE 0.0 END + CASE WHEN "t55"."window12" > 1 THEN CAST("t55"."s_m1" AS DOUBLE) ELSE 0.0 END + CASE WHEN "t55"."window12" > 2 THEN CAST("t55"."s_m2" AS DOUBLE) ELSE 0.0 END + CASE WHEN "t55"."window12" > 3 THEN CAST("t55"."s_m3" AS DOUBLE) ELSE 0.0 END + CASE WHEN "t55"."window12" > 4 THEN CAST("t55"."s_m4" AS DOUBLE) ELSE 0.0 END + CASE WHEN "t55"."window12" > 5 THEN CAST("t55"."s_m5" AS DOUBLE) ELSE 0.0 END + CASE WHEN "t55"."window12" > 6 THEN CAST("t55"."s_m6" AS DOUBLE) ELSE 0.0 END + CASE WHEN "t55"."window12" > 7 THEN CAST("t55"."s_m7" AS DOUBLE) ELSE 0.0 END + CASE WHEN "t55"."window12" > 8 THEN CAST("t55"."s_m8" AS DOUBLE) ELSE 0.0 END + CASE WHEN "t55"."window12" > 9 THEN CAST("t55"."s_m9" AS DOUBLE) ELSE 0.0 END + CASE WHEN "t55"."window12" > 10 THEN CAST("t55"."s_m10" AS DOUBLE) ELSE 0.0 END + CASE WHEN "t55"."window12" > 11 THEN CAST("t55"."s_m11" AS DOUBLE) ELSE 0.0 END
    ) / CAST("t55"."window12" AS DOUBLE) AS "mean_known",
    (
      CASE WHEN 12 > 0 THEN CAST("t55"."s_m0" AS DOUBLE) ELSE 0.0 END + CASE WHEN 12 > 1 THEN CAST("t55"."s_m1" AS DOUBLE) ELSE 0.0 END + CASE WHEN 12 > 2 THEN CAST("t55"."s_m2" AS DOUBLE) ELSE 0.0 END + CASE WHEN 12 > 3 THEN CAST("t55"."s_m3" AS DOUBLE) ELSE 0.0 END + CASE WHEN 12 > 4 THEN CAST("t55"."s_m4" AS DOUBLE) ELSE 0.0 END + CASE WHEN 12 > 5 THEN CAST("t55"."s_m5" AS DOUBLE) ELSE 0.0 END + CASE WHEN 12 > 6 THEN CAST("t55"."s_m6" AS DOUBLE) ELSE 0.0 END + CASE WHEN 12 > 7 THEN CAST("t55"."s_m7" AS DOUBLE) ELSE 0.0 END + CASE WHEN 12 > 8 THEN CAST("t55"."s_m8" AS DOUBLE) ELSE 0.0 END + CASE WHEN 12 > 9 THEN CAST("t55"."s_m9" AS DOUBLE) ELSE 0.0 END + CASE WHEN 12 > 10 THEN CAST("t55"."s_m10" AS DOUBLE) ELSE 0.0 END + CASE WHEN 12 > 11 THEN CAST("t55"."s_m11" AS DOUBLE) ELSE 0.0 END
    ) / CAST(12 AS DOUBLE) AS "mean12",
    (
      CASE WHEN 12 > 0 THEN CAST("t55"."s_m12" AS DOUBLE) ELSE 0.0 END + CASE WHEN 12 > 1 THEN CAST("t55"."s_m13" AS DOUBLE) ELSE 0.0 END + CASE WHEN 12 > 2 THEN CAST("t55"."s_m14" AS DOUBLE) ELSE 0.0 END + CASE WHEN 12 > 3 THEN CAST("t55"."s_m15" AS DOUBLE) ELSE 0.0 END + CASE WHEN 12 > 4 THEN CAST("t55"."s_m16" AS DOUBLE) ELSE 0.0 END + CASE WHEN 12 > 5 THEN CAST("t55"."s_m17" AS DOUBLE) ELSE 0.0 END + CASE WHEN 12 > 6 THEN CAST("t55"."s_m18" AS DOUBLE) ELSE 0.0 END + CASE WHEN 12 > 7 THEN CAST("t55"."s_m19" AS DOUBLE) ELSE 0.0 END + CASE WHEN 12 > 8 THEN CAST("t55"."s_m20" AS DOUBLE) ELSE 0.0 END + CASE WHEN 12 > 9 THEN CAST("t55"."s_m21" AS DOUBLE) ELSE 0.0 END + CASE WHEN 12 > 10 THEN CAST("t55"."s_m22" AS DOUBLE) ELSE 0.0 END + CASE WHEN 12 > 11 THEN CAST("t55"."s_m23" AS DOUBLE) ELSE 0.0 END
    ) / CAST(12 AS DOUBLE) AS "mean_before12"
  FROM (
    SELECT
      "t54"."enterprise",
      "t54"."until",
      "t54"."key0",
      "t54"."s_net12",
      "t54"."s_net_before12",
      "t54"."s_net3",
      "t54"."s_net3_before12",
      "t54"."s_net6",
      "t54"."s_net6_before12",
      "t54"."s_red12",
      "t54"."s_tax12",
      "t54"."s_repeats",
      "t54"."s_count12",
      "t54"."s_valid12",
      "t54"."s_months12",
      "t54"."s_months24",
      "t54"."s_oldest",
      "t54"."s_quiet_d",
      "t54"."s_m0",
      "t54"."s_m1",
      "t54"."s_m2",
      "t54"."s_m3",
      "t54"."s_m4",
      "t54"."s_m5",
      "t54"."s_m6",
      "t54"."s_m7",
      "t54"."s_m8",
      "t54"."s_m9",
      "t54"."s_m10",
      "t54"."s_m11",
      "t54"."s_m12",
      "t54"."s_m13",
      "t54"."s_m14",
      "t54"."s_m15",
      "t54"."s_m16",
      "t54"."s_m17",
      "t54"."s_m18",
      "t54"."s_m19",
      "t54"."s_m20",
      "t54"."s_m21",
      "t54"."s_m22",
      "t54"."s_m23",
      "t54"."key1",
      "t54"."s_parties",
      "t54"."s_gross",
      "t54"."s_top1",
      "t54"."s_top5",
      "t54"."s_hhi",
      "t54"."s_new",
      "t54"."s_kept",
      "t54"."s_one_off",
      "t54"."key2",
      "t54"."p_net12",
      "t54"."p_net_before12",
      "t54"."p_net3",
      "t54"."p_net3_before12",
      "t54"."p_net6",
      "t54"."p_net6_before12",
      "t54"."p_red12",
      "t54"."p_tax12",
      "t54"."p_repeats",
      "t54"."p_count12",
      "t54"."p_valid12",
      "t54"."p_months12",
      "t54"."p_months24",
      "t54"."p_oldest",
      "t54"."p_quiet_d",
      "t54"."key3",
      "t54"."p_parties",
      "t54"."p_gross",
      "t54"."p_top1",
      "t54"."p_top5",
      "t54"."p_hhi",
      "t54"."p_new",
      "t54"."p_kept",
      "t54"."p_one_off",
      "t54"."key4",
      "t54"."run_inside",
      "t54"."run_last",
      "t54"."oldest_active",
      "t54"."gap_between",
      "t54"."key5",
      "t54"."gap_inside",
      GREATEST(COALESCE("t54"."s_oldest", -1), COALESCE("t54"."p_oldest", -1)) + 1 AS "record",
      LEAST(GREATEST(COALESCE("t54"."s_oldest", -1), COALESCE("t54"."p_oldest", -1)) + 1, 12) AS "window12",
      LEAST(GREATEST(COALESCE("t54"."s_oldest", -1), COALESCE("t54"."p_oldest", -1)) + 1, 24) AS "window24"
    FROM (
      SELECT
        "t9"."enterprise",
        "t9"."until",
        "t36"."key0",
        "t36"."s_net12",
        "t36"."s_net_before12",
        "t36"."s_net3",
        "t36"."s_net3_before12",
        "t36"."s_net6",
        "t36"."s_net6_before12",
        "t36"."s_red12",
        "t36"."s_tax12",
        "t36"."s_repeats",
        "t36"."s_count12",
        "t36"."s_valid12",
        "t36"."s_months12",
        "t36"."s_months24",
        "t36"."s_oldest",
        "t36"."s_quiet_d",
        "t36"."s_m0",
        "t36"."s_m1",
        "t36"."s_m2",
        "t36"."s_m3",
        "t36"."s_m4",
        "t36"."s_m5",
        "t36"."s_m6",
        "t36"."s_m7",
        "t36"."s_m8",
        "t36"."s_m9",
        "t36"."s_m10",
        "t36"."s_m11",
        "t36"."s_m12",
        "t36"."s_m13",
        "t36"."s_m14",
        "t36"."s_m15",
        "t36"."s_m16",
        "t36"."s_m17",
        "t36"."s_m18",
        "t36"."s_m19",
        "t36"."s_m20",
        "t36"."s_m21",
        "t36"."s_m22",
        "t36"."s_m23",
        "t53"."key1",
        "t53"."s_parties",
        "t53"."s_gross",
        "t53"."s_top1",
        "t53"."s_top5",
        "t53"."s_hhi",
        "t53"."s_new",
        "t53"."s_kept",
        "t53"."s_one_off",
        "t34"."key2",
        "t34"."p_net12",
        "t34"."p_net_before12",
        "t34"."p_net3",
        "t34"."p_net3_before12",
        "t34"."p_net6",
        "t34"."p_net6_before12",
        "t34"."p_red12",
        "t34"."p_tax12",
        "t34"."p_repeats",
        "t34"."p_count12",
        "t34"."p_valid12",
        "t34"."p_months12",
        "t34"."p_months24",
        "t34"."p_oldest",
        "t34"."p_quiet_d",
        "t52"."key3",
        "t52"."p_parties",
        "t52"."p_gross",
        "t52"."p_top1",
        "t52"."p_top5",
        "t52"."p_hhi",
        "t52"."p_new",
        "t52"."p_kept",
        "t52"."p_one_off",
        "t43"."key4",
        "t43"."run_inside",
        "t43"."run_last",
        "t43"."oldest_active",
        "t43"."gap_between",
        "t49"."key5",
        "t49"."gap_inside"
      FROM "t7" AS "t9"
      LEFT OUTER JOIN (
        SELECT
          "t30"."enterprise" AS "key0",
          "t30"."s_net12",
          "t30"."s_net_before12",
          "t30"."s_net3",
          "t30"."s_net3_before12",
          "t30"."s_net6",
          "t30"."s_net6_before12",
          "t30"."s_red12",
          "t30"."s_tax12",
          "t30"."s_repeats",
          "t30"."s_count12",
          "t30"."s_valid12",
          "t30"."s_months12",
          "t30"."s_months24",
          "t30"."s_oldest",
          "t30"."s_quiet_d",
          "t30"."s_m0",
          "t30"."s_m1",
          "t30"."s_m2",
          "t30"."s_m3",
          "t30"."s_m4",
          "t30"."s_m5",
          "t30"."s_m6",
          "t30"."s_m7",
          "t30"."s_m8",
          "t30"."s_m9",
          "t30"."s_m10",
          "t30"."s_m11",
          "t30"."s_m12",
          "t30"."s_m13",
          "t30"."s_m14",
          "t30"."s_m15",
          "t30"."s_m16",
          "t30"."s_m17",
          "t30"."s_m18",
          "t30"."s_m19",
          "t30"."s_m20",
          "t30"."s_m21",
          "t30"."s_m22",
          "t30"."s_m23"
        FROM (
          SELECT
            "t23"."enterprise",
            COALESCE(SUM("t23"."net") FILTER(WHERE
              "t23"."ago" BETWEEN 0 AND 11), 0) AS "s_net12",
            COALESCE(SUM("t23"."net") FILTER(WHERE
              "t23"."ago" BETWEEN 12 AND 23), 0) AS "s_net_before12",
            COALESCE(SUM("t23"."net") FILTER(WHERE
              "t23"."ago" BETWEEN 0 AND 2), 0) AS "s_net3",
            COALESCE(SUM("t23"."net") FILTER(WHERE
              "t23"."ago" BETWEEN 12 AND 14), 0) AS "s_net3_before12",
            COALESCE(SUM("t23"."net") FILTER(WHERE
              "t23"."ago" BETWEEN 0 AND 5), 0) AS "s_net6",
            COALESCE(SUM("t23"."net") FILTER(WHERE
              "t23"."ago" BETWEEN 12 AND 17), 0) AS "s_net6_before12",
            COALESCE(SUM("t23"."red") FILTER(WHERE
              "t23"."ago" BETWEEN 0 AND 11), 0) AS "s_red12",
            COALESCE(SUM("t23"."tax") FILTER(WHERE
              "t23"."ago" BETWEEN 0 AND 11), 0) AS "s_tax12",
            COALESCE(SUM("t23"."delivered" - "t23"."count"), 0) AS "s_repeats",
            COALESCE(SUM("t23"."count") FILTER(WHERE
              "t23"."ago" < 12), 0) AS "s_count12",
            COALESCE(SUM("t23"."valid") FILTER(WHERE
              "t23"."ago" < 12), 0) AS "s_valid12",
            COUNT(*) FILTER(WHERE
              (
                "t23"."ago" < 12
              ) AND (
                "t23"."valid" > 0
              )) AS "s_months12",
            COUNT(*) FILTER(WHERE
              (
                "t23"."ago" < 24
              ) AND (
                "t23"."valid" > 0
              )) AS "s_months24",
            MAX("t23"."ago") AS "s_oldest",
            MIN("t23"."latest_back") AS "s_quiet_d",
            COALESCE(SUM("t23"."net") FILTER(WHERE
              "t23"."ago" = 0), 0) AS "s_m0",
            COALESCE(SUM("t23"."net") FILTER(WHERE
              "t23"."ago" = 1), 0) AS "s_m1",
            COALESCE(SUM("t23"."net") FILTER(WHERE
              "t23"."ago" = 2), 0) AS "s_m2",
            COALESCE(SUM("t23"."net") FILTER(WHERE
              "t23"."ago" = 3), 0) AS "s_m3",
            COALESCE(SUM("t23"."net") FILTER(WHERE
              "t23"."ago" = 4), 0) AS "s_m4",
            COALESCE(SUM("t23"."net") FILTER(WHERE
              "t23"."ago" = 5), 0) AS "s_m5",
            COALESCE(SUM("t23"."net") FILTER(WHERE
              "t23"."ago" = 6), 0) AS "s_m6",
            COALESCE(SUM("t23"."net") FILTER(WHERE
              "t23"."ago" = 7), 0) AS "s_m7",
            COALESCE(SUM("t23"."net") FILTER(WHERE
              "t23"."ago" = 8), 0) AS "s_m8",
            COALESCE(SUM("t23"."net") FILTER(WHERE
              "t23"."ago" = 9), 0) AS "s_m9",
            COALESCE(SUM("t23"."net") FILTER(WHERE
              "t23"."ago" = 10), 0) AS "s_m10",
            COALESCE(SUM("t23"."net") FILTER(WHERE
              "t23"."ago" = 11), 0) AS "s_m11",
            COALESCE(SUM("t23"."net") FILTER(WHERE
              "t23"."ago" = 12), 0) AS "s_m12",
            COALESCE(SUM("t23"."net") FILTER(WHERE
              "t23"."ago" = 13), 0) AS "s_m13",
            COALESCE(SUM("t23"."net") FILTER(WHERE
              "t23"."ago" = 14), 0) AS "s_m14",
            COALESCE(SUM("t23"."net") FILTER(WHERE
              "t23"."ago" = 15), 0) AS "s_m15",
            COALESCE(SUM("t23"."net") FILTER(WHERE
              "t23"."ago" = 16), 0) AS "s_m16",
            COALESCE(SUM("t23"."net") FILTER(WHERE
              "t23"."ago" = 17), 0) AS "s_m17",
            COALESCE(SUM("t23"."net") FILTER(WHERE
              "t23"."ago" = 18), 0) AS "s_m18",
            COALESCE(SUM("t23"."net") FILTER(WHERE
              "t23"."ago" = 19), 0) AS "s_m19",
            COALESCE(SUM("t23"."net") FILTER(WHERE
              "t23"."ago" = 20), 0) AS "s_m20",
            COALESCE(SUM("t23"."net") FILTER(WHERE
              "t23"."ago" = 21), 0) AS "s_m21",
            COALESCE(SUM("t23"."net") FILTER(WHERE
              "t23"."ago" = 22), 0) AS "s_m22",
            COALESCE(SUM("t23"."net") FILTER(WHERE
              "t23"."ago" = 23), 0) AS "s_m23"
          FROM "t22" AS "t23"
          GROUP BY
            1
        ) AS "t30"
      ) AS "t36"
        ON "t9"."enterprise" = "t36"."key0"
      LEFT OUTER JOIN (
        SELECT
          "t47"."enterprise" AS "key1",
          "t47"."s_parties",
          "t47"."s_gross",
          "t47"."s_top1",
          "t47"."s_top5",
          "t47"."s_hhi",
          "t47"."s_new",
          "t47"."s_kept",
          "t47"."s_one_off"
        FROM (
          SELECT
            "t39"."enterprise",
            COUNT(*) AS "s_parties",
            COALESCE(SUM("t39"."net"), 0) AS "s_gross",
            COALESCE(SUM("t39"."net") FILTER(WHERE
              "t39"."rank" < 1), 0) AS "s_top1",
            COALESCE(SUM("t39"."net") FILTER(WHERE
              "t39"."rank" < 5), 0) AS "s_top5",
            CAST(SUM(
              CAST(FLOOR(
                (
                  (
                    CAST("t39"."net" AS DOUBLE) * 1000000000
                  ) / CAST("t39"."all" AS DOUBLE)
                ) + 0.5
              ) AS BIGINT) * CAST(FLOOR(
                (
                  (
                    CAST("t39"."net" AS DOUBLE) * 1000000000
                  ) / CAST("t39"."all" AS DOUBLE)
                ) + 0.5
              ) AS BIGINT)
            ) AS DOUBLE) / 1000000000000000000 AS "s_hhi",
            COALESCE(SUM("t39"."net") FILTER(WHERE
              "t39"."oldest_back" < 90), 0) AS "s_new",
            COALESCE(SUM("t39"."net") FILTER(WHERE
              "t39"."before" > 0), 0) AS "s_kept",
            COALESCE(
              SUM("t39"."net") FILTER(WHERE
                (
                  "t39"."before" = 0
                )
                AND (
                  "t39"."months" = 1
                )
                AND (
                  (
                    "t39"."net" * 100
                  ) > (
                    "t39"."all" * 20
                  )
                )),
              0
            ) AS "s_one_off"
          FROM (
            SELECT
              "t33"."enterprise",
              "t33"."counterparty",
              "t33"."net",
              "t33"."months",
              "t33"."before",
              "t33"."oldest_back",
              ROW_NUMBER() OVER (
                PARTITION BY "t33"."enterprise"
                ORDER BY "t33"."net" DESC, "t33"."counterparty" ASC
                ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
              ) - 1 AS "rank",
              SUM("t33"."net") OVER (
                PARTITION BY "t33"."enterprise"
                ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
              ) AS "all"
            FROM (
              SELECT
                *
              FROM (
                SELECT
                  "t20"."enterprise",
                  "t20"."counterparty",
                  COALESCE(SUM("t20"."net") FILTER(WHERE
                    "t20"."ago" < 12), 0) AS "net",
                  COUNT(*) FILTER(WHERE
                    "t20"."ago" < 12) AS "months",
                  COUNT(*) FILTER(WHERE
                    "t20"."ago" >= 12) AS "before",
                  MAX("t20"."oldest_back") AS "oldest_back"
                FROM (
                  SELECT
                    *
                  FROM "t16" AS "t18"
                  WHERE
                    "t18"."valid" > 0
                ) AS "t20"
                GROUP BY
                  1,
                  2
              ) AS "t25"
              WHERE
                "t25"."net" > 0
            ) AS "t33"
          ) AS "t39"
          GROUP BY
            1
        ) AS "t47"
      ) AS "t53"
        ON "t9"."enterprise" = "t53"."key1"
      LEFT OUTER JOIN (
        SELECT
          "t28"."enterprise" AS "key2",
          "t28"."p_net12",
          "t28"."p_net_before12",
          "t28"."p_net3",
          "t28"."p_net3_before12",
          "t28"."p_net6",
          "t28"."p_net6_before12",
          "t28"."p_red12",
          "t28"."p_tax12",
          "t28"."p_repeats",
          "t28"."p_count12",
          "t28"."p_valid12",
          "t28"."p_months12",
          "t28"."p_months24",
          "t28"."p_oldest",
          "t28"."p_quiet_d"
        FROM (
          SELECT
            "t21"."enterprise",
            COALESCE(SUM("t21"."net") FILTER(WHERE
              "t21"."ago" BETWEEN 0 AND 11), 0) AS "p_net12",
            COALESCE(SUM("t21"."net") FILTER(WHERE
              "t21"."ago" BETWEEN 12 AND 23), 0) AS "p_net_before12",
            COALESCE(SUM("t21"."net") FILTER(WHERE
              "t21"."ago" BETWEEN 0 AND 2), 0) AS "p_net3",
            COALESCE(SUM("t21"."net") FILTER(WHERE
              "t21"."ago" BETWEEN 12 AND 14), 0) AS "p_net3_before12",
            COALESCE(SUM("t21"."net") FILTER(WHERE
              "t21"."ago" BETWEEN 0 AND 5), 0) AS "p_net6",
            COALESCE(SUM("t21"."net") FILTER(WHERE
              "t21"."ago" BETWEEN 12 AND 17), 0) AS "p_net6_before12",
            COALESCE(SUM("t21"."red") FILTER(WHERE
              "t21"."ago" BETWEEN 0 AND 11), 0) AS "p_red12",
            COALESCE(SUM("t21"."tax") FILTER(WHERE
              "t21"."ago" BETWEEN 0 AND 11), 0) AS "p_tax12",
            COALESCE(SUM("t21"."delivered" - "t21"."count"), 0) AS "p_repeats",
            COALESCE(SUM("t21"."count") FILTER(WHERE
              "t21"."ago" < 12), 0) AS "p_count12",
            COALESCE(SUM("t21"."valid") FILTER(WHERE
              "t21"."ago" < 12), 0) AS "p_valid12",
            COUNT(*) FILTER(WHERE
              (
                "t21"."ago" < 12
              ) AND (
                "t21"."valid" > 0
              )) AS "p_months12",
            COUNT(*) FILTER(WHERE
              (
                "t21"."ago" < 24
              ) AND (
                "t21"."valid" > 0
              )) AS "p_months24",
            MAX("t21"."ago") AS "p_oldest",
            MIN("t21"."latest_back") AS "p_quiet_d"
          FROM (
            SELECT
              "t17"."enterprise",
              "t17"."ago",
              COALESCE(SUM("t17"."count"), 0) AS "count",
              COALESCE(SUM("t17"."delivered"), 0) AS "delivered",
              COALESCE(SUM("t17"."valid"), 0) AS "valid",
              COALESCE(SUM("t17"."net"), 0) AS "net",
              COALESCE(SUM("t17"."red"), 0) AS "red",
              COALESCE(SUM("t17"."tax"), 0) AS "tax",
              MAX("t17"."oldest_back") AS "oldest_back",
              MIN("t17"."latest_back") AS "latest_back",
              BIT_OR("t17"."days") AS "days"
            FROM "t15" AS "t17"
            GROUP BY
              1,
              2
          ) AS "t21"
          GROUP BY
            1
        ) AS "t28"
      ) AS "t34"
        ON "t9"."enterprise" = "t34"."key2"
      LEFT OUTER JOIN (
        SELECT
          "t46"."enterprise" AS "key3",
          "t46"."p_parties",
          "t46"."p_gross",
          "t46"."p_top1",
          "t46"."p_top5",
          "t46"."p_hhi",
          "t46"."p_new",
          "t46"."p_kept",
          "t46"."p_one_off"
        FROM (
          SELECT
            "t38"."enterprise",
            COUNT(*) AS "p_parties",
            COALESCE(SUM("t38"."net"), 0) AS "p_gross",
            COALESCE(SUM("t38"."net") FILTER(WHERE
              "t38"."rank" < 1), 0) AS "p_top1",
            COALESCE(SUM("t38"."net") FILTER(WHERE
              "t38"."rank" < 5), 0) AS "p_top5",
            CAST(SUM(
              CAST(FLOOR(
                (
                  (
                    CAST("t38"."net" AS DOUBLE) * 1000000000
                  ) / CAST("t38"."all" AS DOUBLE)
                ) + 0.5
              ) AS BIGINT) * CAST(FLOOR(
                (
                  (
                    CAST("t38"."net" AS DOUBLE) * 1000000000
                  ) / CAST("t38"."all" AS DOUBLE)
                ) + 0.5
              ) AS BIGINT)
            ) AS DOUBLE) / 1000000000000000000 AS "p_hhi",
            COALESCE(SUM("t38"."net") FILTER(WHERE
              "t38"."oldest_back" < 90), 0) AS "p_new",
            COALESCE(SUM("t38"."net") FILTER(WHERE
              "t38"."before" > 0), 0) AS "p_kept",
            COALESCE(
              SUM("t38"."net") FILTER(WHERE
                (
                  "t38"."before" = 0
                )
                AND (
                  "t38"."months" = 1
                )
                AND (
                  (
                    "t38"."net" * 100
                  ) > (
                    "t38"."all" * 20
                  )
                )),
              0
            ) AS "p_one_off"
          FROM (
            SELECT
              "t31"."enterprise",
              "t31"."counterparty",
              "t31"."net",
              "t31"."months",
              "t31"."before",
              "t31"."oldest_back",
              ROW_NUMBER() OVER (
                PARTITION BY "t31"."enterprise"
                ORDER BY "t31"."net" DESC, "t31"."counterparty" ASC
                ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
              ) - 1 AS "rank",
              SUM("t31"."net") OVER (
                PARTITION BY "t31"."enterprise"
                ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
              ) AS "all"
            FROM (
              SELECT
                *
              FROM (
                SELECT
                  "t19"."enterprise",
                  "t19"."counterparty",
                  COALESCE(SUM("t19"."net") FILTER(WHERE
                    "t19"."ago" < 12), 0) AS "net",
                  COUNT(*) FILTER(WHERE
                    "t19"."ago" < 12) AS "months",
                  COUNT(*) FILTER(WHERE
                    "t19"."ago" >= 12) AS "before",
                  MAX("t19"."oldest_back") AS "oldest_back"
                FROM (
                  SELECT
                    *
                  FROM "t15" AS "t17"
                  WHERE
                    "t17"."valid" > 0
                ) AS "t19"
                GROUP BY
                  1,
                  2
              ) AS "t24"
              WHERE
                "t24"."net" > 0
            ) AS "t31"
          ) AS "t38"
          GROUP BY
            1
        ) AS "t46"
      ) AS "t52"
        ON "t9"."enterprise" = "t52"."key3"
      LEFT OUTER JOIN (
        SELECT
          "t40"."enterprise" AS "key4",
          "t40"."run_inside",
          "t40"."run_last",
          "t40"."oldest_active",
          "t40"."gap_between"
        FROM (
          SELECT
            "t37"."enterprise",
            MAX("t37"."run") AS "run_inside",
            MIN("t37"."ago") AS "run_last",
            MAX("t37"."ago") AS "oldest_active",
            MAX("t37"."gap") AS "gap_between"
          FROM (
            SELECT
              "t26"."enterprise",
              "t26"."ago",
              "t26"."count",
              "t26"."delivered",
              "t26"."valid",
              "t26"."net",
              "t26"."red",
              "t26"."tax",
              "t26"."oldest_back",
              "t26"."latest_back",
              "t26"."days",
              (
                "t26"."ago" - LAG("t26"."ago") OVER (
                  PARTITION BY "t26"."enterprise"
                  ORDER BY "t26"."ago" ASC
                  ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                )
              ) - 1 AS "run",
              "t26"."latest_back" - LAG("t26"."oldest_back") OVER (
                PARTITION BY "t26"."enterprise"
                ORDER BY "t26"."ago" ASC
                ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
              ) AS "gap"
            FROM (
              SELECT
                *
              FROM "t22" AS "t23"
              WHERE
                "t23"."valid" > 0 AND "t23"."ago" < 12
            ) AS "t26"
          ) AS "t37"
          GROUP BY
            1
        ) AS "t40"
      ) AS "t43"
        ON "t9"."enterprise" = "t43"."key4"
      LEFT OUTER JOIN (
        SELECT
          "t45"."enterprise" AS "key5",
          "t45"."gap_inside"
        FROM (
          SELECT
            "t44"."enterprise",
            MAX("t44"."gap") AS "gap_inside"
          FROM (
            SELECT
              "t41"."enterprise",
              "t41"."ago",
              "t41"."days",
              "t41"."day",
              "t41"."day" - LAG("t41"."day") OVER (
                PARTITION BY "t41"."enterprise", "t41"."ago"
                ORDER BY "t41"."day" ASC
                ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
              ) AS "gap"
            FROM (
              SELECT
                *
              FROM (
                SELECT
                  "t27"."enterprise",
                  "t27"."ago",
                  "t27"."days",
                  UNNEST(RANGE(0, 31, 1)) AS "day"
                FROM (
                  SELECT
                    "t23"."enterprise",
                    "t23"."ago",
                    "t23"."days"
                  FROM "t22" AS "t23"
                  WHERE
                    "t23"."valid" > 0 AND "t23"."ago" < 12
                ) AS "t27"
              ) AS "t29"
              WHERE
                (
                  (
                    "t29"."days" >> CAST(CAST("t29"."day" AS BIGINT) AS INT)
                  ) & 1
                ) = 1
            ) AS "t41"
          ) AS "t44"
          GROUP BY
            1
        ) AS "t45"
      ) AS "t49"
        ON "t9"."enterprise" = "t49"."key5"
    ) AS "t54"
  ) AS "t55"
) AS "t56"
ORDER BY
  "t56"."enterprise" ASC
) AS "indicators"
ORDER BY
  "enterprise"
