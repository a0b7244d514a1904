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
), "t14" AS (
  SELECT
    "t12"."enterprise",
    "t12"."counterparty",
    "t12"."amount_fen",
    "t12"."tax_fen",
    "t12"."delivered",
    "t12"."status" = 'valid' AS "valid",
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
      "t6"."status",
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
        "t2"."status",
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
), "t17" AS (
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
      "t13"."valid") AS "latest_back"
  FROM (
    SELECT
      "t11"."enterprise",
      "t11"."counterparty",
      "t11"."amount_fen",
      "t11"."tax_fen",
      "t11"."delivered",
      "t11"."status" = 'valid' AS "valid",
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
        "t5"."status",
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
          "t1"."status",
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
), "t19" AS (
  SELECT
    "t15"."enterprise",
    "t15"."counterparty",
    "t15"."ago",
    COUNT(*) AS "count",
    COALESCE(SUM("t15"."delivered"), 0) AS "delivered",
    COUNT(*) FILTER(WHERE
      "t15"."valid") AS "valid",
    COALESCE(SUM("t15"."amount_fen") FILTER(WHERE
      "t15"."valid"), 0) AS "net",
    COALESCE(
      SUM("t15"."amount_fen") FILTER(WHERE
        "t15"."valid" AND (
          "t15"."amount_fen" < 0
        )),
      0
    ) AS "red",
    COALESCE(SUM("t15"."tax_fen") FILTER(WHERE
      "t15"."valid"), 0) AS "tax",
    MAX("t15"."back") FILTER(WHERE
      "t15"."valid") AS "oldest_back",
    MIN("t15"."back") FILTER(WHERE
      "t15"."valid") AS "latest_back"
  FROM "t14" AS "t15"
  GROUP BY
    1,
    2,
    3
)
SELECT
  "t54"."enterprise",
  "t54"."until" AS "as_of",
  "t54"."record" AS "record_months",
  COALESCE("t54"."s_repeats", 0) + COALESCE("t54"."p_repeats", 0) AS "repeated_rows",
  CASE
    WHEN (
      "t54"."s_oldest" IS NOT NULL
    ) AND (
      "t54"."record" >= 0
    )
    THEN "t54"."s_net12"
    ELSE NULL
  END AS "rev12_fen",
  CASE
    WHEN (
      "t54"."s_oldest" IS NOT NULL
    ) AND (
      "t54"."record" >= 0
    )
    THEN GREATEST("t54"."s_net12" - COALESCE("t54"."s_one_off", 0), 0)
    ELSE NULL
  END AS "rev12_eff_fen",
  CASE
    WHEN (
      "t54"."s_oldest" IS NOT NULL
    ) AND (
      "t54"."record" >= 24
    )
    THEN CASE
      WHEN "t54"."s_net_before12" > 0
      THEN CAST("t54"."s_net12" AS DOUBLE) / CAST("t54"."s_net_before12" AS DOUBLE)
      ELSE NULL
    END - 1
    ELSE NULL
  END AS "rev_yoy",
  CASE
    WHEN (
      "t54"."s_oldest" IS NOT NULL
    ) AND (
      "t54"."record" >= 15
    )
    THEN CASE
      WHEN "t54"."s_net3_before12" > 0
      THEN CAST("t54"."s_net3" AS DOUBLE) / CAST("t54"."s_net3_before12" AS DOUBLE)
      ELSE NULL
    END - 1
    ELSE NULL
  END AS "rev3_yoy",
  CASE
    WHEN (
      "t54"."s_oldest" IS NOT NULL
    ) AND (
      "t54"."record" >= 18
    )
    THEN CASE
      WHEN "t54"."s_net6_before12" > 0
      THEN CAST("t54"."s_net6" AS DOUBLE) / CAST("t54"."s_net6_before12" AS DOUBLE)
      ELSE NULL
    END - 1
    ELSE NULL
  END AS "rev6_yoy",
  CASE
    WHEN (
      "t54"."s_oldest" IS NOT NULL
    ) AND (
      "t54"."record" >= 12
    )
    THEN CASE
      WHEN (
        CAST("t54"."s_m0" + "t54"."s_m1" + "t54"."s_m2" + "t54"."s_m3" + "t54"."s_m4" + "t54"."s_m5" + "t54"."s_m6" + "t54"."s_m7" + "t54"."s_m8" + "t54"."s_m9" + "t54"."s_m10" + "t54"."s_m11" AS DOUBLE) / 12
      ) > 0
      THEN (
        (
          CAST((
            "t54"."s_m0" * 11
          ) + (
            "t54"."s_m1" * 9
          ) + (
            "t54"."s_m2" * 7
          ) + (
            "t54"."s_m3" * 5
          ) + (
            "t54"."s_m4" * 3
          ) + (
            "t54"."s_m5" * 1
          ) + (
            "t54"."s_m6" * -1
          ) + (
            "t54"."s_m7" * -3
          ) + (
            "t54"."s_m8" * -5
          ) + (
            "t54"."s_m9" * -7
          ) + (
            "t54"."s_m10" * -9
          ) + (
            "t54"."s_m11" * -11
          ) AS DOUBLE) * 2
        ) / 572
      ) / (
        CAST("t54"."s_m0" + "t54"."s_m1" + "t54"."s_m2" + "t54"."s_m3" + "t54"."s_m4" + "t54"."s_m5" + "t54"."s_m6" + "t54"."s_m7" + "t54"."s_m8" + "t54"."s_m9" + "t54"."s_m10" + "t54"."s_m11" AS DOUBLE) / 12
      )
      ELSE NULL
    END
    ELSE NULL
  END AS "rev_trend12",
  CASE
    WHEN (
      "t54"."s_oldest" IS NOT NULL
    ) AND (
      "t54"."record" >= 12
    )
    THEN CASE
      WHEN "t54"."s_net12" > 0
      THEN CAST("t54"."s_net3" AS DOUBLE) / CAST("t54"."s_net12" AS DOUBLE)
      ELSE NULL
    END
    ELSE NULL
  END AS "last3_share12",
  CASE
    WHEN (
      "t54"."s_oldest" IS NOT NULL
    ) AND (
      "t54"."record" >= 0
    )
    THEN "t54"."s_valid12"
    ELSE NULL
  END AS "invoices12",
  CASE
    WHEN (
      "t54"."s_oldest" IS NOT NULL
    ) AND (
      "t54"."record" >= 0
    )
    THEN "t54"."s_months24"
    ELSE NULL
  END AS "inv_months24",
  CASE
    WHEN (
      "t54"."s_oldest" IS NOT NULL
    ) AND (
      "t54"."record" >= 0
    )
    THEN CASE
      WHEN "t54"."window24" > 0
      THEN CAST("t54"."s_months24" AS DOUBLE) / CAST("t54"."window24" AS DOUBLE)
      ELSE NULL
    END
    ELSE NULL
  END AS "active_share24",
  CASE
    WHEN (
      "t54"."s_oldest" IS NOT NULL
    ) AND (
      "t54"."record" >= 0
    )
    THEN "t54"."window12" - COALESCE("t54"."s_months12", 0)
    ELSE NULL
  END AS "zero_months12",
  CASE
    WHEN (
      "t54"."s_oldest" IS NOT NULL
    ) AND (
      "t54"."record" >= 0
    )
    THEN CASE
      WHEN COALESCE("t54"."s_months12", 0) > 0
      THEN GREATEST(
        COALESCE("t54"."run_inside", 0),
        "t54"."run_last",
        (
          "t54"."window12" - 1
        ) - "t54"."oldest_active"
      )
      ELSE "t54"."window12"
    END
    ELSE NULL
  END AS "zero_run12",
  CASE
    WHEN (
      "t54"."s_oldest" IS NOT NULL
    ) AND (
      "t54"."record" >= 0
    )
    THEN "t54"."max_gap_d"
    ELSE NULL
  END AS "max_gap_d",
  CASE
    WHEN (
      "t54"."s_oldest" IS NOT NULL
    ) AND (
      "t54"."record" >= 0
    )
    THEN CAST("t54"."s_quiet_d" AS BIGINT)
    ELSE NULL
  END AS "quiet_d",
  CASE
    WHEN (
      "t54"."s_oldest" IS NOT NULL
    ) AND (
      "t54"."record" >= 6
    )
    THEN CASE
      WHEN "t54"."mean_known" > 0
      THEN SQRT(
        (
          CASE
            WHEN "t54"."window12" > 0
            THEN (
              CAST("t54"."s_m0" AS DOUBLE) - "t54"."mean_known"
            ) * (
              CAST("t54"."s_m0" AS DOUBLE) - "t54"."mean_known"
            )
            ELSE 0.0
          END + CASE
            WHEN "t54"."window12" > 1
            THEN (
              CAST("t54"."s_m1" AS DOUBLE) - "t54"."mean_known"
            ) * (
              CAST("t54"."s_m1" AS DOUBLE) - "t54"."mean_known"
            )
            ELSE 0.0
          END + CASE
            WHEN "t54"."window12" > 2
            THEN (
              CAST("t54"."s_m2" AS DOUBLE) - "t54"."mean_known"
            ) * (
              CAST("t54"."s_m2" AS DOUBLE) - "t54"."mean_known"
            )
            ELSE 0.0
          END + CASE
            WHEN "t54"."window12" > 3
            THEN (
              CAST("t54"."s_m3" AS DOUBLE) - "t54"."mean_known"
            ) * (
              CAST("t54"."s_m3" AS DOUBLE) - "t54"."mean_known"
            )
            ELSE 0.0
          END + CASE
            WHEN "t54"."window12" > 4
            THEN (
              CAST("t54"."s_m4" AS DOUBLE) - "t54"."mean_known"
            ) * (
              CAST("t54"."s_m4" AS DOUBLE) - "t54"."mean_known"
            )
            ELSE 0.0
          END + CASE
            WHEN "t54"."window12" > 5
            THEN (
              CAST("t54"."s_m5" AS DOUBLE) - "t54"."mean_known"
            ) * (
              CAST("t54"."s_m5" AS DOUBLE) - "t54"."mean_known"
            )
            ELSE 0.0
          END + CASE
            WHEN "t54"."window12" > 6
            THEN (
              CAST("t54"."s_m6" AS DOUBLE) - "t54"."mean_known"
            ) * (
              CAST("t54"."s_m6" AS DOUBLE) - "t54"."mean_known"
            )
            ELSE 0.0
          END + CASE
            WHEN "t54"."window12" > 7
            THEN (
              CAST("t54"."s_m7" AS DOUBLE) - "t54"."mean_known"
            ) * (
              CAST("t54"."s_m7" AS DOUBLE) - "t54"."mean_known"
            )
            ELSE 0.0
          END + CASE
            WHEN "t54"."window12" > 8
            THEN (
              CAST("t54"."s_m8" AS DOUBLE) - "t54"."mean_known"
            ) * (
              CAST("t54"."s_m8" AS DOUBLE) - "t54"."mean_known"
            )
            ELSE 0.0
          END + CASE
            WHEN "t54"."window12" > 9
            THEN (
              CAST("t54"."s_m9" AS DOUBLE) - "t54"."mean_known"
            ) * (
              CAST("t54"."s_m9" AS DOUBLE) - "t54"."mean_known"
            )
            ELSE 0.0
          END + CASE
            WHEN "t54"."window12" > 10
            THEN (
              CAST("t54"."s_m10" AS DOUBLE) - "t54"."mean_known"
            ) * (
              CAST("t54"."s_m10" AS DOUBLE) - "t54"."mean_known"
            )
            ELSE 0.0
          END + CASE
            WHEN "t54"."window12" > 11
            THEN (
              CAST("t54"."s_m11" AS DOUBLE) - "t54"."mean_known"
            ) * (
              CAST("t54"."s_m11" AS DOUBLE) - "t54"."mean_known"
            )
            ELSE 0.0
          END
        ) / CASE
          WHEN "t54"."window12" > 1
          THEN CAST("t54"."window12" AS DOUBLE) - 1.0
          ELSE NULL
        END
      ) / "t54"."mean_known"
      ELSE NULL
    END
    ELSE NULL
  END AS "rev_cv12",
  CASE
    WHEN (
      "t54"."s_oldest" IS NOT NULL
    ) AND (
      "t54"."record" >= 24
    )
    THEN CASE
      WHEN (
        (
          (
            (
              CAST("t54"."s_m0" AS DOUBLE) - "t54"."mean12"
            ) * (
              CAST("t54"."s_m0" AS DOUBLE) - "t54"."mean12"
            )
          ) + (
            (
              CAST("t54"."s_m1" AS DOUBLE) - "t54"."mean12"
            ) * (
              CAST("t54"."s_m1" AS DOUBLE) - "t54"."mean12"
            )
          ) + (
            (
              CAST("t54"."s_m2" AS DOUBLE) - "t54"."mean12"
            ) * (
              CAST("t54"."s_m2" AS DOUBLE) - "t54"."mean12"
            )
          ) + (
            (
              CAST("t54"."s_m3" AS DOUBLE) - "t54"."mean12"
            ) * (
              CAST("t54"."s_m3" AS DOUBLE) - "t54"."mean12"
            )
          ) + (
            (
              CAST("t54"."s_m4" AS DOUBLE) - "t54"."mean12"
            ) * (
              CAST("t54"."s_m4" AS DOUBLE) - "t54"."mean12"
            )
          ) + (
            (
              CAST("t54"."s_m5" AS DOUBLE) - "t54"."mean12"
            ) * (
              CAST("t54"."s_m5" AS DOUBLE) - "t54"."mean12"
            )
          ) + (
            (
              CAST("t54"."s_m6" AS DOUBLE) - "t54"."mean12"
            ) * (
              CAST("t54"."s_m6" AS DOUBLE) - "t54"."mean12"
            )
          ) + (
            (
              CAST("t54"."s_m7" AS DOUBLE) - "t54"."mean12"
            ) * (
              CAST("t54"."s_m7" AS DOUBLE) - "t54"."mean12"
            )
          ) + (
            (
              CAST("t54"."s_m8" AS DOUBLE) - "t54"."mean12"
            ) * (
              CAST("t54"."s_m8" AS DOUBLE) - "t54"."mean12"
            )
          ) + (
            (
              CAST("t54"."s_m9" AS DOUBLE) - "t54"."mean12"
            ) * (
              CAST("t54"."s_m9" AS DOUBLE) - "t54"."mean12"
            )
          ) + (
            (
              CAST("t54"."s_m10" AS DOUBLE) - "t54"."mean12"
            ) * (
              CAST("t54"."s_m10" AS DOUBLE) - "t54"."mean12"
            )
          ) + (
            (
              CAST("t54"."s_m11" AS DOUBLE) - "t54"."mean12"
            ) * (
              CAST("t54"."s_m11" AS DOUBLE) - "t54"."mean12"
            )
          )
        ) * (
          (
            (
              CAST("t54"."s_m12" AS DOUBLE) - "t54"."mean_before12"
            ) * (
              CAST("t54"."s_m12" AS DOUBLE) - "t54"."mean_before12"
            )
          ) + (
            (
              CAST("t54"."s_m13" AS DOUBLE) - "t54"."mean_before12"
            ) * (
              CAST("t54"."s_m13" AS DOUBLE) - "t54"."mean_before12"
            )
          ) + (
            (
              CAST("t54"."s_m14" AS DOUBLE) - "t54"."mean_before12"
            ) * (
              CAST("t54"."s_m14" AS DOUBLE) - "t54"."mean_before12"
            )
          ) + (
            (
              CAST("t54"."s_m15" AS DOUBLE) - "t54"."mean_before12"
            ) * (
              CAST("t54"."s_m15" AS DOUBLE) - "t54"."mean_before12"
            )
          ) + (
            (
              CAST("t54"."s_m16" AS DOUBLE) - "t54"."mean_before12"
            ) * (
              CAST("t54"."s_m16" AS DOUBLE) - "t54"."mean_before12"
            )
          ) + (
            (
              CAST("t54"."s_m17" AS DOUBLE) - "t54"."mean_before12"
            ) * (
              CAST("t54"."s_m17" AS DOUBLE) - "t54"."mean_before12"
            )
          ) + (
            (
              CAST("t54"."s_m18" AS DOUBLE) - "t54"."mean_before12"
            ) * (
              CAST("t54"."s_m18" AS DOUBLE) - "t54"."mean_before12"
            )
          ) + (
            (
              CAST("t54"."s_m19" AS DOUBLE) - "t54"."mean_before12"
            ) * (
              CAST("t54"."s_m19" AS DOUBLE) - "t54"."mean_before12"
            )
          ) + (
            (
              CAST("t54"."s_m20" AS DOUBLE) - "t54"."mean_before12"
            ) * (
              CAST("t54"."s_m20" AS DOUBLE) - "t54"."mean_before12"
            )
          ) + (
            (
              CAST("t54"."s_m21" AS DOUBLE) - "t54"."mean_before12"
            ) * (
              CAST("t54"."s_m21" AS DOUBLE) - "t54"."mean_before12"
            )
          ) + (
            (
              CAST("t54"."s_m22" AS DOUBLE) - "t54"."mean_before12"
            ) * (
              CAST("t54"."s_m22" AS DOUBLE) - "t54"."mean_before12"
            )
          ) + (
            (
              CAST("t54"."s_m23" AS DOUBLE) - "t54"."mean_before12"
            ) * (
              CAST("t54"."s_m23" AS DOUBLE) - "t54"."mean_before12"
            )
          )
        )
      ) > 0
      THEN GREATEST(
        (
          (
            (
              CAST("t54"."s_m0" AS DOUBLE) - "t54"."mean12"
            ) * (
              CAST("t54"."s_m12" AS DOUBLE) - "t54"."mean_before12"
            )
          ) + (
            (
              CAST("t54"."s_m1" AS DOUBLE) - "t54"."mean12"
            ) * (
              CAST("t54"."s_m13" AS DOUBLE) - "t54"."mean_before12"
            )
          ) + (
            (
              CAST("t54"."s_m2" AS DOUBLE) - "t54"."mean12"
            ) * (
              CAST("t54"."s_m14" AS DOUBLE) - "t54"."mean_before12"
            )
          ) + (
            (
              CAST("t54"."s_m3" AS DOUBLE) - "t54"."mean12"
            ) * (
              CAST("t54"."s_m15" AS DOUBLE) - "t54"."mean_before12"
            )
          ) + (
            (
              CAST("t54"."s_m4" AS DOUBLE) - "t54"."mean12"
            ) * (
              CAST("t54"."s_m16" AS DOUBLE) - "t54"."mean_before12"
            )
          ) + (
            (
              CAST("t54"."s_m5" AS DOUBLE) - "t54"."mean12"
            ) * (
              CAST("t54"."s_m17" AS DOUBLE) - "t54"."mean_before12"
            )
          ) + (
            (
              CAST("t54"."s_m6" AS DOUBLE) - "t54"."mean12"
            ) * (
              CAST("t54"."s_m18" AS DOUBLE) - "t54"."mean_before12"
            )
          ) + (
            (
              CAST("t54"."s_m7" AS DOUBLE) - "t54"."mean12"
            ) * (
              CAST("t54"."s_m19" AS DOUBLE) - "t54"."mean_before12"
            )
          ) + (
            (
              CAST("t54"."s_m8" AS DOUBLE) - "t54"."mean12"
            ) * (
              CAST("t54"."s_m20" AS DOUBLE) - "t54"."mean_before12"
            )
          ) + (
            (
              CAST("t54"."s_m9" AS DOUBLE) - "t54"."mean12"
            ) * (
              CAST("t54"."s_m21" AS DOUBLE) - "t54"."mean_before12"
            )
          ) + (
            (
              CAST("t54"."s_m10" AS DOUBLE) - "t54"."mean12"
            ) * (
              CAST("t54"."s_m22" AS DOUBLE) - "t54"."mean_before12"
            )
          ) + (
            (
              CAST("t54"."s_m11" AS DOUBLE) - "t54"."mean12"
            ) * (
              CAST("t54"."s_m23" AS DOUBLE) - "t54"."mean_before12"
            )
          )
        ) / SQRT(
          (
            (
              (
                CAST("t54"."s_m0" AS DOUBLE) - "t54"."mean12"
              ) * (
                CAST("t54"."s_m0" AS DOUBLE) - "t54"."mean12"
              )
            ) + (
              (
                CAST("t54"."s_m1" AS DOUBLE) - "t54"."mean12"
              ) * (
                CAST("t54"."s_m1" AS DOUBLE) - "t54"."mean12"
              )
            ) + (
              (
                CAST("t54"."s_m2" AS DOUBLE) - "t54"."mean12"
              ) * (
                CAST("t54"."s_m2" AS DOUBLE) - "t54"."mean12"
              )
            ) + (
              (
                CAST("t54"."s_m3" AS DOUBLE) - "t54"."mean12"
              ) * (
                CAST("t54"."s_m3" AS DOUBLE) - "t54"."mean12"
              )
            ) + (
              (
                CAST("t54"."s_m4" AS DOUBLE) - "t54"."mean12"
              ) * (
                CAST("t54"."s_m4" AS DOUBLE) - "t54"."mean12"
              )
            ) + (
              (
                CAST("t54"."s_m5" AS DOUBLE) - "t54"."mean12"
              ) * (
                CAST("t54"."s_m5" AS DOUBLE) - "t54"."mean12"
              )
            ) + (
              (
                CAST("t54"."s_m6" AS DOUBLE) - "t54"."mean12"
              ) * (
                CAST("t54"."s_m6" AS DOUBLE) - "t54"."mean12"
              )
            ) + (
              (
                CAST("t54"."s_m7" AS DOUBLE) - "t54"."mean12"
              ) * (
                CAST("t54"."s_m7" AS DOUBLE) - "t54"."mean12"
              )
            ) + (
              (
                CAST("t54"."s_m8" AS DOUBLE) - "t54"."mean12"
              ) * (
                CAST("t54"."s_m8" AS DOUBLE) - "t54"."mean12"
              )
            ) + (
              (
                CAST("t54"."s_m9" AS DOUBLE) - "t54"."mean12"
              ) * (
                CAST("t54"."s_m9" AS DOUBLE) - "t54"."mean12"
              )
            ) + (
              (
                CAST("t54"."s_m10" AS DOUBLE) - "t54"."mean12"
              ) * (
                CAST("t54"."s_m10" AS DOUBLE) - "t54"."mean12"
              )
            ) + (
              (
                CAST("t54"."s_m11" AS DOUBLE) - "t54"."mean12"
              ) * (
                CAST("t54"."s_m11" AS DOUBLE) - "t54"."mean12"
              )
            )
          ) * (
            (
              (
                CAST("t54"."s_m12" AS DOUBLE) - "t54"."mean_before12"
              ) * (
                CAST("t54"."s_m12" AS DOUBLE) - "t54"."mean_before12"
              )
            ) + (
              (
                CAST("t54"."s_m13" AS DOUBLE) - "t54"."mean_before12"
              ) * (
                CAST("t54"."s_m13" AS DOUBLE) - "t54"."mean_before12"
              )
            ) + (
              (
                CAST("t54"."s_m14" AS DOUBLE) - "t54"."mean_before12"
              ) * (
                CAST("t54"."s_m14" AS DOUBLE) - "t54"."mean_before12"
              )
            ) + (
              (
                CAST("t54"."s_m15" AS DOUBLE) - "t54"."mean_before12"
              ) * (
                CAST("t54"."s_m15" AS DOUBLE) - "t54"."mean_before12"
              )
            ) + (
              (
                CAST("t54"."s_m16" AS DOUBLE) - "t54"."mean_before12"
              ) * (
                CAST("t54"."s_m16" AS DOUBLE) - "t54"."mean_before12"
              )
            ) + (
              (
                CAST("t54"."s_m17" AS DOUBLE) - "t54"."mean_before12"
              ) * (
                CAST("t54"."s_m17" AS DOUBLE) - "t54"."mean_before12"
              )
            ) + (
              (
                CAST("t54"."s_m18" AS DOUBLE) - "t54"."mean_before12"
              ) * (
                CAST("t54"."s_m18" AS DOUBLE) - "t54"."mean_before12"
              )
            ) + (
              (
                CAST("t54"."s_m19" AS DOUBLE) - "t54"."mean_before12"
              ) * (
                CAST("t54"."s_m19" AS DOUBLE) - "t54"."mean_before12"
              )
            ) + (
              (
                CAST("t54"."s_m20" AS DOUBLE) - "t54"."mean_before12"
              ) * (
                CAST("t54"."s_m20" AS DOUBLE) - "t54"."mean_before12"
              )
            ) + (
              (
                CAST("t54"."s_m21" AS DOUBLE) - "t54"."mean_before12"
              ) * (
                CAST("t54"."s_m21" AS DOUBLE) - "t54"."mean_before12"
              )
            ) + (
              (
                CAST("t54"."s_m22" AS DOUBLE) - "t54"."mean_before12"
              ) * (
                CAST("t54"."s_m22" AS DOUBLE) - "t54"."mean_before12"
              )
            ) + (
              (
                CAST("t54"."s_m23" AS DOUBLE) - "t54"."mean_before12"
              ) * (
                CAST("t54"."s_m23" AS DOUBLE) - "t54"."mean_before12"
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
      "t54"."s_oldest" IS NOT NULL
    ) AND (
      "t54"."record" >= 0
    )
    THEN CASE
      WHEN "t54"."s_count12" > 0
      THEN CAST("t54"."s_count12" - "t54"."s_valid12" AS DOUBLE) / CAST("t54"."s_count12" AS DOUBLE)
      ELSE NULL
    END
    ELSE NULL
  END AS "void_rate12",
  CASE
    WHEN (
      "t54"."s_oldest" IS NOT NULL
    ) AND (
      "t54"."record" >= 0
    )
    THEN CASE
      WHEN (
        "t54"."s_net12" - "t54"."s_red12"
      ) > 0
      THEN CAST(-(
        "t54"."s_red12"
      ) AS DOUBLE) / CAST("t54"."s_net12" - "t54"."s_red12" AS DOUBLE)
      ELSE NULL
    END
    ELSE NULL
  END AS "red_rate12",
  CASE
    WHEN (
      "t54"."s_oldest" IS NOT NULL
    ) AND (
      "t54"."record" >= 0
    )
    THEN COALESCE("t54"."s_parties", 0)
    ELSE NULL
  END AS "buyers12",
  CASE
    WHEN (
      "t54"."s_oldest" IS NOT NULL
    ) AND (
      "t54"."record" >= 0
    )
    THEN CASE
      WHEN "t54"."s_gross" > 0
      THEN CAST("t54"."s_top1" AS DOUBLE) / CAST("t54"."s_gross" AS DOUBLE)
      ELSE NULL
    END
    ELSE NULL
  END AS "top1_share",
  CASE
    WHEN (
      "t54"."s_oldest" IS NOT NULL
    ) AND (
      "t54"."record" >= 0
    )
    THEN CASE
      WHEN "t54"."s_gross" > 0
      THEN CAST("t54"."s_top5" AS DOUBLE) / CAST("t54"."s_gross" AS DOUBLE)
      ELSE NULL
    END
    ELSE NULL
  END AS "top5_share",
  CASE
    WHEN (
      "t54"."s_oldest" IS NOT NULL
    ) AND (
      "t54"."record" >= 0
    )
    THEN "t54"."s_hhi"
    ELSE NULL
  END AS "hhi",
  CASE
    WHEN (
      "t54"."s_oldest" IS NOT NULL
    ) AND (
      "t54"."record" >= 6
    )
    THEN CASE
      WHEN "t54"."s_gross" > 0
      THEN CAST("t54"."s_new" AS DOUBLE) / CAST("t54"."s_gross" AS DOUBLE)
      ELSE NULL
    END
    ELSE NULL
  END AS "new_buyer_share",
  CASE
    WHEN (
      "t54"."s_oldest" IS NOT NULL
    ) AND (
      "t54"."record" >= 24
    )
    THEN CASE
      WHEN "t54"."s_gross" > 0
      THEN CAST("t54"."s_kept" AS DOUBLE) / CAST("t54"."s_gross" AS DOUBLE)
      ELSE NULL
    END
    ELSE NULL
  END AS "kept_buyer_share",
  CASE
    WHEN (
      "t54"."s_oldest" IS NOT NULL
    ) AND (
      "t54"."record" >= 12
    )
    THEN CASE
      WHEN "t54"."s_gross" > 0
      THEN CAST("t54"."s_one_off" AS DOUBLE) / CAST("t54"."s_gross" AS DOUBLE)
      ELSE NULL
    END
    ELSE NULL
  END AS "one_off_share",
  CASE
    WHEN (
      "t54"."p_oldest" IS NOT NULL
    ) AND (
      "t54"."record" >= 0
    )
    THEN "t54"."p_net12"
    ELSE NULL
  END AS "buy12_fen",
  CASE
    WHEN (
      "t54"."p_oldest" IS NOT NULL
    ) AND (
      "t54"."record" >= 24
    )
    THEN CASE
      WHEN "t54"."p_net_before12" > 0
      THEN CAST("t54"."p_net12" AS DOUBLE) / CAST("t54"."p_net_before12" AS DOUBLE)
      ELSE NULL
    END - 1
    ELSE NULL
  END AS "buy_yoy",
  CASE
    WHEN (
      "t54"."p_oldest" IS NOT NULL
    ) AND (
      "t54"."record" >= 0
    )
    THEN CASE
      WHEN (
        "t54"."s_oldest" IS NOT NULL
      ) AND (
        "t54"."record" >= 0
      )
      THEN CASE
        WHEN "t54"."s_net12" > 0
        THEN CAST("t54"."p_net12" AS DOUBLE) / CAST("t54"."s_net12" AS DOUBLE)
        ELSE NULL
      END
      ELSE NULL
    END
    ELSE NULL
  END AS "in_out_ratio",
  CASE
    WHEN (
      "t54"."p_oldest" IS NOT NULL
    ) AND (
      "t54"."record" >= 0
    )
    THEN COALESCE("t54"."p_parties", 0)
    ELSE NULL
  END AS "suppliers12",
  CASE
    WHEN (
      "t54"."p_oldest" IS NOT NULL
    ) AND (
      "t54"."record" >= 0
    )
    THEN CASE
      WHEN "t54"."p_gross" > 0
      THEN CAST("t54"."p_top1" AS DOUBLE) / CAST("t54"."p_gross" AS DOUBLE)
      ELSE NULL
    END
    ELSE NULL
  END AS "sup_top1_share",
  CASE
    WHEN (
      "t54"."p_oldest" IS NOT NULL
    ) AND (
      "t54"."record" >= 0
    )
    THEN CASE
      WHEN "t54"."p_gross" > 0
      THEN CAST("t54"."p_top5" AS DOUBLE) / CAST("t54"."p_gross" AS DOUBLE)
      ELSE NULL
    END
    ELSE NULL
  END AS "sup_top5_share",
  CASE
    WHEN (
      "t54"."p_oldest" IS NOT NULL
    ) AND (
      "t54"."record" >= 0
    )
    THEN "t54"."p_hhi"
    ELSE NULL
  END AS "sup_hhi",
  CASE
    WHEN (
      "t54"."p_oldest" IS NOT NULL
    ) AND (
      "t54"."record" >= 0
    )
    THEN CASE
      WHEN (
        "t54"."s_oldest" IS NOT NULL
      ) AND (
        "t54"."record" >= 0
      )
      THEN "t54"."s_tax12" - "t54"."p_tax12"
      ELSE NULL
    END
    ELSE NULL
  END AS "vat12_fen",
  CASE
    WHEN (
      "t54"."p_oldest" IS NOT NULL
    ) AND (
      "t54"."record" >= 0
    )
    THEN CASE
      WHEN (
        "t54"."s_oldest" IS NOT NULL
      ) AND (
        "t54"."record" >= 0
      )
      THEN CASE
        WHEN "t54"."s_net12" > 0
        THEN CAST("t54"."s_tax12" - "t54"."p_tax12" AS DOUBLE) / CAST("t54"."s_net12" AS DOUBLE)
        ELSE NULL
      END
      ELSE NULL
    END
    ELSE NULL
  END AS "vat_rev12"
FROM (
  SELECT
    "t53"."enterprise",
    "t53"."until",
    "t53"."key0",
    "t53"."s_net12",
    "t53"."s_net_before12",
    "t53"."s_net3",
    "t53"."s_net3_before12",
    "t53"."s_net6",
    "t53"."s_net6_before12",
    "t53"."s_red12",
    "t53"."s_tax12",
    "t53"."s_repeats",
    "t53"."s_count12",
    "t53"."s_valid12",
    "t53"."s_months12",
    "t53"."s_months24",
    "t53"."s_oldest",
    "t53"."s_quiet_d",
    "t53"."s_m0",
    "t53"."s_m1",
    "t53"."s_m2",
    "t53"."s_m3",
    "t53"."s_m4",
    "t53"."s_m5",
    "t53"."s_m6",
    "t53"."s_m7",
    "t53"."s_m8",
    "t53"."s_m9",
    "t53"."s_m10",
    "t53"."s_m11",
    "t53"."s_m12",
    "t53"."s_m13",
    "t53"."s_m14",
    "t53"."s_m15",
    "t53"."s_m16",
    "t53"."s_m17",
    "t53"."s_m18",
    "t53"."s_m19",
    "t53"."s_m20",
    "t53"."s_m21",
    "t53"."s_m22",
    "t53"."s_m23",
    "t53"."key1",
    "t53"."s_parties",
    "t53"."s_gross",
    "t53"."s_top1",
    "t53"."s_top5",
    "t53"."s_hhi",
    "t53"."s_new",
    "t53"."s_kept",
    "t53"."s_one_off",
    "t53"."key2",
    "t53"."p_net12",
    "t53"."p_net_before12",
    "t53"."p_net3",
    "t53"."p_net3_before12",
    "t53"."p_net6",
    "t53"."p_net6_before12",
    "t53"."p_red12",
    "t53"."p_tax12",
    "t53"."p_repeats",
    "t53"."p_count12",
    "t53"."p_valid12",
    "t53"."p_months12",
    "t53"."p_months24",
    "t53"."p_oldest",
    "t53"."p_quiet_d",
    "t53"."key3",
    "t53"."p_parties",
    "t53"."p_gross",
    "t53"."p_top1",
    "t53"."p_top5",
    "t53"."p_hhi",
    "t53"."p_new",
    "t53"."p_kept",
    "t53"."p_one_off",
    "t53"."key4",
    "t53"."run_inside",
    "t53"."run_last",
    "t53"."oldest_active",
    "t53"."key5",
    "t53"."max_gap_d",
    "t53"."record",
    "t53"."window12",
    "t53"."window24",
    (
      CASE WHEN "t53"."window12" > 0 THEN CAST("t53"."s_m0" AS DOUBLE) ELSE 0.0 END + CASE WHEN "t53"."window12" > 1 THEN CAST("t53"."s_m1" AS DOUBLE) ELSE 0.0 END + CASE WHEN "t53"."window12" > 2 THEN CAST("t53"."s_m2" AS DOUBLE) ELSE 0.0 END + CASE WHEN "t53"."window12" > 3 THEN CAST("t53"."s_m3" AS DOUBLE) ELSE 0.0 END + CASE WHEN "t53"."window12" > 4 THEN CAST("t53"."s_m4" AS DOUBLE) ELSE 0.0 END + CASE WHEN "t53"."window12" > 5 THEN CAST("t53"."s_m5" AS DOUBLE) ELSE 0.0 END + CASE WHEN "t53"."window12" > 6 THEN CAST("t53"."s_m6" AS DOUBLE) ELSE 0.0 END + CASE WHEN "t53"."window12" > 7 THEN CAST("t53"."s_m7" AS DOUBLE) ELSE 0.0 END + CASE WHEN "t53"."window12" > 8 THEN CAST("t53"."s_m8" AS DOUBLE) ELSE 0.0 END + CASE WHEN "t53"."window12" > 9 THEN CAST("t53"."s_m9" AS DOUBLE) ELSE 0.0 END + CASE WHEN "t53"."window12" > 10 THEN CAST("t53"."s_m10" AS DOUBLE) ELSE 0.0 END + CASE WHEN "t53"."window12" > 11 THEN CAST("t53"."s_m11" AS DOUBLE) ELSE 0.0 END
    ) / CAST("t53"."window12" AS DOUBLE) AS "mean_known",
    (
      CASE WHEN 12 > 0 THEN CAST("t53"."s_m0" AS DOUBLE) ELSE 0.0 END + CASE WHEN 12 > 1 THEN CAST("t53"."s_m1" AS DOUBLE) ELSE 0.0 END + CASE WHEN 12 > 2 THEN CAST("t53"."s_m2" AS DOUBLE) ELSE 0.0 END + CASE WHEN 12 > 3 THEN CAST("t53"."s_m3" AS DOUBLE) ELSE 0.0 END + CASE WHEN 12 > 4 THEN CAST("t53"."s_m4" AS DOUBLE) ELSE 0.0 END + CASE WHEN 12 > 5 THEN CAST("t53"."s_m5" AS DOUBLE) ELSE 0.0 END + CASE WHEN 12 > 6 THEN CAST("t53"."s_m6" AS DOUBLE) ELSE 0.0 END + CASE WHEN 12 > 7 THEN CAST("t53"."s_m7" AS DOUBLE) ELSE 0.0 END + CASE WHEN 12 > 8 THEN CAST("t53"."s_m8" AS DOUBLE) ELSE 0.0 END + CASE WHEN 12 > 9 THEN CAST("t53"."s_m9" AS DOUBLE) ELSE 0.0 END + CASE WHEN 12 > 10 THEN CAST("t53"."s_m10" AS DOUBLE) ELSE 0.0 END + CASE WHEN 12 > 11 THEN CAST("t53"."s_m11" AS DOUBLE) ELSE 0.0 END
    ) / CAST(12 AS DOUBLE) AS "mean12",
    (
      CASE WHEN 12 > 0 THEN CAST("t53"."s_m12" AS DOUBLE) ELSE 0.0 END + CASE WHEN 12 > 1 THEN CAST("t53"."s_m13" AS DOUBLE) ELSE 0.0 END + CASE WHEN 12 > 2 THEN CAST("t53"."s_m14" AS DOUBLE) ELSE 0.0 END + CASE WHEN 12 > 3 THEN CAST("t53"."s_m15" AS DOUBLE) ELSE 0.0 END + CASE WHEN 12 > 4 THEN CAST("t53"."s_m16" AS DOUBLE) ELSE 0.0 END + CASE WHEN 12 > 5 THEN CAST("t53"."s_m17" AS DOUBLE) ELSE 0.0 END + CASE WHEN 12 > 6 THEN CAST("t53"."s_m18" AS DOUBLE) ELSE 0.0 END + CASE WHEN 12 > 7 THEN CAST("t53"."s_m19" AS DOUBLE) ELSE 0.0 END + CASE WHEN 12 > 8 THEN CAST("t53"."s_m20" AS DOUBLE) ELSE 0.0 END + CASE WHEN 12 > 9 THEN CAST("t53"."s_m21" AS DOUBLE) ELSE 0.0 END + CASE WHEN 12 > 10 THEN CAST("t53"."s_m22" AS DOUBLE) ELSE 0.0 END + CASE WHEN 12 > 11 THEN CAST("t53"."s_m23" AS DOUBLE) ELSE 0.0 END
    ) / CAST(12 AS DOUBLE) AS "mean_before12"
  FROM (
    SELECT
      "t52"."enterprise",
      "t52"."until",
      "t52"."key0",
      "t52"."s_net12",
      "t52"."s_net_before12",
      "t52"."s_net3",
      "t52"."s_net3_before12",
      "t52"."s_net6",
      "t52"."s_net6_before12",
      "t52"."s_red12",
      "t52"."s_tax12",
      "t52"."s_repeats",
      "t52"."s_count12",
      "t52"."s_valid12",
      "t52"."s_months12",
      "t52"."s_months24",
      "t52"."s_oldest",
      "t52"."s_quiet_d",
      "t52"."s_m0",
      "t52"."s_m1",
      "t52"."s_m2",
      "t52"."s_m3",
      "t52"."s_m4",
      "t52"."s_m5",
      "t52"."s_m6",
      "t52"."s_m7",
      "t52"."s_m8",
      "t52"."s_m9",
      "t52"."s_m10",
      "t52"."s_m11",
      "t52"."s_m12",
      "t52"."s_m13",
      "t52"."s_m14",
      "t52"."s_m15",
      "t52"."s_m16",
      "t52"."s_m17",
      "t52"."s_m18",
      "t52"."s_m19",
      "t52"."s_m20",
      "t52"."s_m21",
      "t52"."s_m22",
      "t52"."s_m23",
      "t52"."key1",
      "t52"."s_parties",
      "t52"."s_gross",
      "t52"."s_top1",
      "t52"."s_top5",
      "t52"."s_hhi",
      "t52"."s_new",
      "t52"."s_kept",
      "t52"."s_one_off",
      "t52"."key2",
      "t52"."p_net12",
      "t52"."p_net_before12",
      "t52"."p_net3",
      "t52"."p_net3_before12",
      "t52"."p_net6",
      "t52"."p_net6_before12",
      "t52"."p_red12",
      "t52"."p_tax12",
      "t52"."p_repeats",
      "t52"."p_count12",
      "t52"."p_valid12",
      "t52"."p_months12",
      "t52"."p_months24",
      "t52"."p_oldest",
      "t52"."p_quiet_d",
      "t52"."key3",
      "t52"."p_parties",
      "t52"."p_gross",
      "t52"."p_top1",
      "t52"."p_top5",
      "t52"."p_hhi",
      "t52"."p_new",
      "t52"."p_kept",
      "t52"."p_one_off",
      "t52"."key4",
      "t52"."run_inside",
      "t52"."run_last",
      "t52"."oldest_active",
      "t52"."key5",
      "t52"."max_gap_d",
      GREATEST(COALESCE("t52"."s_oldest", -1), COALESCE("t52"."p_oldest", -1)) + 1 AS "record",
      LEAST(GREATEST(COALESCE("t52"."s_oldest", -1), COALESCE("t52"."p_oldest", -1)) + 1, 12) AS "window12",
      LEAST(GREATEST(COALESCE("t52"."s_oldest", -1), COALESCE("t52"."p_oldest", -1)) + 1, 24) AS "window24"
    FROM (
      SELECT
        "t9"."enterprise",
        "t9"."until",
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
        "t51"."key1",
        "t51"."s_parties",
        "t51"."s_gross",
        "t51"."s_top1",
        "t51"."s_top5",
        "t51"."s_hhi",
        "t51"."s_new",
        "t51"."s_kept",
        "t51"."s_one_off",
        "t37"."key2",
        "t37"."p_net12",
        "t37"."p_net_before12",
        "t37"."p_net3",
        "t37"."p_net3_before12",
        "t37"."p_net6",
        "t37"."p_net6_before12",
        "t37"."p_red12",
        "t37"."p_tax12",
        "t37"."p_repeats",
        "t37"."p_count12",
        "t37"."p_valid12",
        "t37"."p_months12",
        "t37"."p_months24",
        "t37"."p_oldest",
        "t37"."p_quiet_d",
        "t49"."key3",
        "t49"."p_parties",
        "t49"."p_gross",
        "t49"."p_top1",
        "t49"."p_top5",
        "t49"."p_hhi",
        "t49"."p_new",
        "t49"."p_kept",
        "t49"."p_one_off",
        "t44"."key4",
        "t44"."run_inside",
        "t44"."run_last",
        "t44"."oldest_active",
        "t30"."key5",
        "t30"."max_gap_d"
      FROM "t7" AS "t9"
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
            "t27"."enterprise",
            COALESCE(SUM("t27"."net") FILTER(WHERE
              "t27"."ago" BETWEEN 0 AND 11), 0) AS "s_net12",
            COALESCE(SUM("t27"."net") FILTER(WHERE
              "t27"."ago" BETWEEN 12 AND 23), 0) AS "s_net_before12",
            COALESCE(SUM("t27"."net") FILTER(WHERE
              "t27"."ago" BETWEEN 0 AND 2), 0) AS "s_net3",
            COALESCE(SUM("t27"."net") FILTER(WHERE
              "t27"."ago" BETWEEN 12 AND 14), 0) AS "s_net3_before12",
            COALESCE(SUM("t27"."net") FILTER(WHERE
              "t27"."ago" BETWEEN 0 AND 5), 0) AS "s_net6",
            COALESCE(SUM("t27"."net") FILTER(WHERE
              "t27"."ago" BETWEEN 12 AND 17), 0) AS "s_net6_before12",
            COALESCE(SUM("t27"."red") FILTER(WHERE
              "t27"."ago" BETWEEN 0 AND 11), 0) AS "s_red12",
            COALESCE(SUM("t27"."tax") FILTER(WHERE
              "t27"."ago" BETWEEN 0 AND 11), 0) AS "s_tax12",
            COALESCE(SUM("t27"."delivered" - "t27"."count"), 0) AS "s_repeats",
            COALESCE(SUM("t27"."count") FILTER(WHERE
              "t27"."ago" < 12), 0) AS "s_count12",
            COALESCE(SUM("t27"."valid") FILTER(WHERE
              "t27"."ago" < 12), 0) AS "s_valid12",
            COUNT(*) FILTER(WHERE
              (
                "t27"."ago" < 12
              ) AND (
                "t27"."valid" > 0
              )) AS "s_months12",
            COUNT(*) FILTER(WHERE
              (
                "t27"."ago" < 24
              ) AND (
                "t27"."valid" > 0
              )) AS "s_months24",
            MAX("t27"."ago") AS "s_oldest",
            MIN("t27"."latest_back") AS "s_quiet_d",
            COALESCE(SUM("t27"."net") FILTER(WHERE
              "t27"."ago" = 0), 0) AS "s_m0",
            COALESCE(SUM("t27"."net") FILTER(WHERE
              "t27"."ago" = 1), 0) AS "s_m1",
            COALESCE(SUM("t27"."net") FILTER(WHERE
              "t27"."ago" = 2), 0) AS "s_m2",
            COALESCE(SUM("t27"."net") FILTER(WHERE
              "t27"."ago" = 3), 0) AS "s_m3",
            COALESCE(SUM("t27"."net") FILTER(WHERE
              "t27"."ago" = 4), 0) AS "s_m4",
            COALESCE(SUM("t27"."net") FILTER(WHERE
              "t27"."ago" = 5), 0) AS "s_m5",
            COALESCE(SUM("t27"."net") FILTER(WHERE
              "t27"."ago" = 6), 0) AS "s_m6",
            COALESCE(SUM("t27"."net") FILTER(WHERE
              "t27"."ago" = 7), 0) AS "s_m7",
            COALESCE(SUM("t27"."net") FILTER(WHERE
              "t27"."ago" = 8), 0) AS "s_m8",
            COALESCE(SUM("t27"."net") FILTER(WHERE
              "t27"."ago" = 9), 0) AS "s_m9",
            COALESCE(SUM("t27"."net") FILTER(WHERE
              "t27"."ago" = 10), 0) AS "s_m10",
            COALESCE(SUM("t27"."net") FILTER(WHERE
              "t27"."ago" = 11), 0) AS "s_m11",
            COALESCE(SUM("t27"."net") FILTER(WHERE
              "t27"."ago" = 12), 0) AS "s_m12",
            COALESCE(SUM("t27"."net") FILTER(WHERE
              "t27"."ago" = 13), 0) AS "s_m13",
            COALESCE(SUM("t27"."net") FILTER(WHERE
              "t27"."ago" = 14), 0) AS "s_m14",
            COALESCE(SUM("t27"."net") FILTER(WHERE
              "t27"."ago" = 15), 0) AS "s_m15",
            COALESCE(SUM("t27"."net") FILTER(WHERE
              "t27"."ago" = 16), 0) AS "s_m16",
            COALESCE(SUM("t27"."net") FILTER(WHERE
              "t27"."ago" = 17), 0) AS "s_m17",
            COALESCE(SUM("t27"."net") FILTER(WHERE
              "t27"."ago" = 18), 0) AS "s_m18",
            COALESCE(SUM("t27"."net") FILTER(WHERE
              "t27"."ago" = 19), 0) AS "s_m19",
            COALESCE(SUM("t27"."net") FILTER(WHERE
              "t27"."ago" = 20), 0) AS "s_m20",
            COALESCE(SUM("t27"."net") FILTER(WHERE
              "t27"."ago" = 21), 0) AS "s_m21",
            COALESCE(SUM("t27"."net") FILTER(WHERE
              "t27"."ago" = 22), 0) AS "s_m22",
            COALESCE(SUM("t27"."net") FILTER(WHERE
              "t27"."ago" = 23), 0) AS "s_m23"
          FROM (
            SELECT
              "t20"."enterprise",
              "t20"."ago",
              COALESCE(SUM("t20"."count"), 0) AS "count",
              COALESCE(SUM("t20"."delivered"), 0) AS "delivered",
              COALESCE(SUM("t20"."valid"), 0) AS "valid",
              COALESCE(SUM("t20"."net"), 0) AS "net",
              COALESCE(SUM("t20"."red"), 0) AS "red",
              COALESCE(SUM("t20"."tax"), 0) AS "tax",
              MIN("t20"."latest_back") AS "latest_back"
            FROM "t19" AS "t20"
            GROUP BY
              1,
              2
          ) AS "t27"
          GROUP BY
            1
        ) AS "t34"
      ) AS "t41"
        ON "t9"."enterprise" = "t41"."key0"
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
            "t45"."enterprise",
            COUNT(*) AS "s_parties",
            COALESCE(SUM("t45"."net"), 0) AS "s_gross",
            COALESCE(SUM("t45"."net") FILTER(WHERE
              "t45"."rank" < 1), 0) AS "s_top1",
            COALESCE(SUM("t45"."net") FILTER(WHERE
              "t45"."rank" < 5), 0) AS "s_top5",
            CAST(SUM(
              CAST(FLOOR(
                (
                  (
                    CAST("t45"."net" AS DOUBLE) * 1000000000
                  ) / CAST("t45"."all" AS DOUBLE)
                ) + 0.5
              ) AS BIGINT) * CAST(FLOOR(
                (
                  (
                    CAST("t45"."net" AS DOUBLE) * 1000000000
                  ) / CAST("t45"."all" AS DOUBLE)
                ) + 0.5
              ) AS BIGINT)
            ) AS DOUBLE) / 1000000000000000000 AS "s_hhi",
            COALESCE(SUM("t45"."net") FILTER(WHERE
              "t45"."oldest_back" < 90), 0) AS "s_new",
            COALESCE(SUM("t45"."net") FILTER(WHERE
              "t45"."before" > 0), 0) AS "s_kept",
            COALESCE(
              SUM("t45"."net") FILTER(WHERE
                (
                  "t45"."before" = 0
                )
                AND (
                  "t45"."months" = 1
                )
                AND (
                  (
                    "t45"."net" * 100
                  ) > (
                    "t45"."all" * 20
                  )
                )),
              0
            ) AS "s_one_off"
          FROM (
            SELECT
              "t38"."enterprise",
              "t38"."counterparty",
              "t38"."net",
              "t38"."months",
              "t38"."before",
              "t38"."oldest_back",
              ROW_NUMBER() OVER (
                PARTITION BY "t38"."enterprise"
                ORDER BY "t38"."net" DESC, "t38"."counterparty" ASC
                ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
              ) - 1 AS "rank",
              SUM("t38"."net") OVER (
                PARTITION BY "t38"."enterprise"
                ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
              ) AS "all"
            FROM (
              SELECT
                *
              FROM (
                SELECT
                  "t25"."enterprise",
                  "t25"."counterparty",
                  COALESCE(SUM("t25"."net") FILTER(WHERE
                    "t25"."ago" < 12), 0) AS "net",
                  COUNT(*) FILTER(WHERE
                    "t25"."ago" < 12) AS "months",
                  COUNT(*) FILTER(WHERE
                    "t25"."ago" >= 12) AS "before",
                  MAX("t25"."oldest_back") AS "oldest_back"
                FROM (
                  SELECT
                    *
                  FROM "t19" AS "t20"
                  WHERE
                    "t20"."valid" > 0
                ) AS "t25"
                GROUP BY
                  1,
                  2
              ) AS "t32"
              WHERE
                "t32"."net" > 0
            ) AS "t38"
          ) AS "t45"
          GROUP BY
            1
        ) AS "t47"
      ) AS "t51"
        ON "t9"."enterprise" = "t51"."key1"
      LEFT OUTER JOIN (
        SELECT
          "t31"."enterprise" AS "key2",
          "t31"."p_net12",
          "t31"."p_net_before12",
          "t31"."p_net3",
          "t31"."p_net3_before12",
          "t31"."p_net6",
          "t31"."p_net6_before12",
          "t31"."p_red12",
          "t31"."p_tax12",
          "t31"."p_repeats",
          "t31"."p_count12",
          "t31"."p_valid12",
          "t31"."p_months12",
          "t31"."p_months24",
          "t31"."p_oldest",
          "t31"."p_quiet_d"
        FROM (
          SELECT
            "t23"."enterprise",
            COALESCE(SUM("t23"."net") FILTER(WHERE
              "t23"."ago" BETWEEN 0 AND 11), 0) AS "p_net12",
            COALESCE(SUM("t23"."net") FILTER(WHERE
              "t23"."ago" BETWEEN 12 AND 23), 0) AS "p_net_before12",
            COALESCE(SUM("t23"."net") FILTER(WHERE
              "t23"."ago" BETWEEN 0 AND 2), 0) AS "p_net3",
            COALESCE(SUM("t23"."net") FILTER(WHERE
              "t23"."ago" BETWEEN 12 AND 14), 0) AS "p_net3_before12",
            COALESCE(SUM("t23"."net") FILTER(WHERE
              "t23"."ago" BETWEEN 0 AND 5), 0) AS "p_net6",
            COALESCE(SUM("t23"."net") FILTER(WHERE
              "t23"."ago" BETWEEN 12 AND 17), 0) AS "p_net6_before12",
            COALESCE(SUM("t23"."red") FILTER(WHERE
              "t23"."ago" BETWEEN 0 AND 11), 0) AS "p_red12",
            COALESCE(SUM("t23"."tax") FILTER(WHERE
              "t23"."ago" BETWEEN 0 AND 11), 0) AS "p_tax12",
            COALESCE(SUM("t23"."delivered" - "t23"."count"), 0) AS "p_repeats",
            COALESCE(SUM("t23"."count") FILTER(WHERE
              "t23"."ago" < 12), 0) AS "p_count12",
            COALESCE(SUM("t23"."valid") FILTER(WHERE
              "t23"."ago" < 12), 0) AS "p_valid12",
            COUNT(*) FILTER(WHERE
              (
                "t23"."ago" < 12
              ) AND (
                "t23"."valid" > 0
              )) AS "p_months12",
            COUNT(*) FILTER(WHERE
              (
                "t23"."ago" < 24
              ) AND (
                "t23"."valid" > 0
              )) AS "p_months24",
            MAX("t23"."ago") AS "p_oldest",
            MIN("t23"."latest_back") AS "p_quiet_d"
          FROM (
            SELECT
              "t18"."enterprise",
              "t18"."ago",
              COALESCE(SUM("t18"."count"), 0) AS "count",
              COALESCE(SUM("t18"."delivered"), 0) AS "delivered",
              COALESCE(SUM("t18"."valid"), 0) AS "valid",
              COALESCE(SUM("t18"."net"), 0) AS "net",
              COALESCE(SUM("t18"."red"), 0) AS "red",
              COALESCE(SUM("t18"."tax"), 0) AS "tax",
              MIN("t18"."latest_back") AS "latest_back"
            FROM "t17" AS "t18"
            GROUP BY
              1,
              2
          ) AS "t23"
          GROUP BY
            1
        ) AS "t31"
      ) AS "t37"
        ON "t9"."enterprise" = "t37"."key2"
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
            "t43"."enterprise",
            COUNT(*) AS "p_parties",
            COALESCE(SUM("t43"."net"), 0) AS "p_gross",
            COALESCE(SUM("t43"."net") FILTER(WHERE
              "t43"."rank" < 1), 0) AS "p_top1",
            COALESCE(SUM("t43"."net") FILTER(WHERE
              "t43"."rank" < 5), 0) AS "p_top5",
            CAST(SUM(
              CAST(FLOOR(
                (
                  (
                    CAST("t43"."net" AS DOUBLE) * 1000000000
                  ) / CAST("t43"."all" AS DOUBLE)
                ) + 0.5
              ) AS BIGINT) * CAST(FLOOR(
                (
                  (
                    CAST("t43"."net" AS DOUBLE) * 1000000000
                  ) / CAST("t43"."all" AS DOUBLE)
                ) + 0.5
              ) AS BIGINT)
            ) AS DOUBLE) / 1000000000000000000 AS "p_hhi",
            COALESCE(SUM("t43"."net") FILTER(WHERE
              "t43"."oldest_back" < 90), 0) AS "p_new",
            COALESCE(SUM("t43"."net") FILTER(WHERE
              "t43"."before" > 0), 0) AS "p_kept",
            COALESCE(
              SUM("t43"."net") FILTER(WHERE
                (
                  "t43"."before" = 0
                )
                AND (
                  "t43"."months" = 1
                )
                AND (
                  (
                    "t43"."net" * 100
                  ) > (
                    "t43"."all" * 20
                  )
                )),
              0
            ) AS "p_one_off"
          FROM (
            SELECT
              "t35"."enterprise",
              "t35"."counterparty",
              "t35"."net",
              "t35"."months",
              "t35"."before",
              "t35"."oldest_back",
              ROW_NUMBER() OVER (
                PARTITION BY "t35"."enterprise"
                ORDER BY "t35"."net" DESC, "t35"."counterparty" ASC
                ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
              ) - 1 AS "rank",
              SUM("t35"."net") OVER (
                PARTITION BY "t35"."enterprise"
                ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
              ) AS "all"
            FROM (
              SELECT
                *
              FROM (
                SELECT
                  "t22"."enterprise",
                  "t22"."counterparty",
                  COALESCE(SUM("t22"."net") FILTER(WHERE
                    "t22"."ago" < 12), 0) AS "net",
                  COUNT(*) FILTER(WHERE
                    "t22"."ago" < 12) AS "months",
                  COUNT(*) FILTER(WHERE
                    "t22"."ago" >= 12) AS "before",
                  MAX("t22"."oldest_back") AS "oldest_back"
                FROM (
                  SELECT
                    *
                  FROM "t17" AS "t18"
                  WHERE
                    "t18"."valid" > 0
                ) AS "t22"
                GROUP BY
                  1,
                  2
              ) AS "t29"
              WHERE
                "t29"."net" > 0
            ) AS "t35"
          ) AS "t43"
          GROUP BY
            1
        ) AS "t46"
      ) AS "t49"
        ON "t9"."enterprise" = "t49"."key3"
      LEFT OUTER JOIN (
        SELECT
          "t40"."enterprise" AS "key4",
          "t40"."run_inside",
          "t40"."run_last",
          "t40"."oldest_active"
        FROM (
          SELECT
            "t33"."enterprise",
            MAX("t33"."run") AS "run_inside",
            MIN("t33"."ago") AS "run_last",
            MAX("t33"."ago") AS "oldest_active"
          FROM (
            SELECT
              "t24"."enterprise",
              "t24"."ago",
              (
                "t24"."ago" - LAG("t24"."ago") OVER (
                  PARTITION BY "t24"."enterprise"
                  ORDER BY "t24"."ago" ASC
                  ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                )
              ) - 1 AS "run"
            FROM (
              SELECT DISTINCT
                "t20"."enterprise",
                "t20"."ago"
              FROM "t19" AS "t20"
              WHERE
                "t20"."valid" > 0 AND "t20"."ago" < 12
            ) AS "t24"
          ) AS "t33"
          GROUP BY
            1
        ) AS "t40"
      ) AS "t44"
        ON "t9"."enterprise" = "t44"."key4"
      LEFT OUTER JOIN (
        SELECT
          "t26"."enterprise" AS "key5",
          "t26"."max_gap_d"
        FROM (
          SELECT
            "t21"."enterprise",
            MAX("t21"."gap") AS "max_gap_d"
          FROM (
            SELECT
              "t16"."enterprise",
              "t16"."back",
              "t16"."back" - LAG("t16"."back") OVER (
                PARTITION BY "t16"."enterprise"
                ORDER BY "t16"."back" ASC
                ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
              ) AS "gap"
            FROM (
              SELECT DISTINCT
                "t15"."enterprise",
                "t15"."back"
              FROM "t14" AS "t15"
              WHERE
                "t15"."valid" AND "t15"."ago" < 12
            ) AS "t16"
          ) AS "t21"
          GROUP BY
            1
        ) AS "t26"
      ) AS "t30"
        ON "t9"."enterprise" = "t30"."key5"
    ) AS "t52"
  ) AS "t53"
) AS "t54"
ORDER BY
  "t54"."enterprise" ASC
) AS "indicators"
ORDER BY
  "enterprise"
