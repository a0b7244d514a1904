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
    "t1"."enterprise",
    DATE_TRUNC('MONTH', "t1"."as_of" + INTERVAL '1' DAY) - INTERVAL '1' DAY AS "until"
  FROM "subjects" AS "t1"
), "t13" AS (
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
      "t9"."until"
    FROM (
      SELECT
        "t0"."enterprise",
        "t0"."invoice_no",
        "t0"."issued_on",
        "t0"."amount_fen",
        "t0"."tax_fen",
        "t0"."status",
        MIN("t0"."counterparty") AS "counterparty",
        COUNT(*) AS "delivered"
      FROM "sales" AS "t0"
      GROUP BY
        1,
        2,
        3,
        4,
        5,
        6
    ) AS "t5"
    INNER JOIN "t7" AS "t9"
      ON "t5"."enterprise" = "t9"."enterprise"
  ) AS "t11"
  WHERE
    "t11"."issued_on" <= "t11"."until"
), "t17" AS (
  SELECT
    "t14"."enterprise",
    "t14"."counterparty",
    "t14"."ago",
    COUNT(*) AS "count",
    SUM("t14"."delivered") AS "delivered",
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
      "t14"."valid") AS "latest_back"
  FROM (
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
        "t9"."until"
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
        FROM "purchases" AS "t2"
        GROUP BY
          1,
          2,
          3,
          4,
          5,
          6
      ) AS "t6"
      INNER JOIN "t7" AS "t9"
        ON "t6"."enterprise" = "t9"."enterprise"
    ) AS "t12"
    WHERE
      "t12"."issued_on" <= "t12"."until"
  ) AS "t14"
  GROUP BY
    1,
    2,
    3
), "t18" AS (
  SELECT
    "t15"."enterprise",
    "t15"."counterparty",
    "t15"."ago",
    COUNT(*) AS "count",
    SUM("t15"."delivered") AS "delivered",
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
  FROM "t13" AS "t15"
  GROUP BY
    1,
    2,
    3
)
SELECT
  "t69"."enterprise",
  "t69"."until" AS "as_of",
  GREATEST(COALESCE("t69"."s_oldest", -1), COALESCE("t69"."p_oldest", -1)) + 1 AS "record_months",
  COALESCE("t69"."s_repeats", 0) + COALESCE("t69"."p_repeats", 0) AS "repeated_rows",
  CASE
    WHEN (
      "t69"."s_oldest" IS NOT NULL
    )
    AND (
      (
        GREATEST(COALESCE("t69"."s_oldest", -1), COALESCE("t69"."p_oldest", -1)) + 1
      ) >= 0
    )
    THEN "t69"."s_net12"
    ELSE NULL
  END AS "rev12_fen",
  CASE
    WHEN (
      "t69"."s_oldest" IS NOT NULL
    )
    AND (
      (
        GREATEST(COALESCE("t69"."s_oldest", -1), COALESCE("t69"."p_oldest", -1)) + 1
      ) >= 0
    )
    THEN GREATEST("t69"."s_net12" - COALESCE("t69"."s_one_off", 0), 0)
    ELSE NULL
  END AS "rev12_eff_fen",
  CASE
    WHEN (
      "t69"."s_oldest" IS NOT NULL
    )
    AND (
      (
        GREATEST(COALESCE("t69"."s_oldest", -1), COALESCE("t69"."p_oldest", -1)) + 1
      ) >= 24
    )
    THEN CASE
      WHEN "t69"."s_net_before12" > 0
      THEN (
        "t69"."s_net12" / "t69"."s_net_before12"
      ) - 1
      ELSE NULL
    END
    ELSE NULL
  END AS "rev_yoy",
  CASE
    WHEN (
      "t69"."s_oldest" IS NOT NULL
    )
    AND (
      (
        GREATEST(COALESCE("t69"."s_oldest", -1), COALESCE("t69"."p_oldest", -1)) + 1
      ) >= 15
    )
    THEN CASE
      WHEN "t69"."s_net3_before12" > 0
      THEN (
        "t69"."s_net3" / "t69"."s_net3_before12"
      ) - 1
      ELSE NULL
    END
    ELSE NULL
  END AS "rev3_yoy",
  CASE
    WHEN (
      "t69"."s_oldest" IS NOT NULL
    )
    AND (
      (
        GREATEST(COALESCE("t69"."s_oldest", -1), COALESCE("t69"."p_oldest", -1)) + 1
      ) >= 18
    )
    THEN CASE
      WHEN "t69"."s_net6_before12" > 0
      THEN (
        "t69"."s_net6" / "t69"."s_net6_before12"
      ) - 1
      ELSE NULL
    END
    ELSE NULL
  END AS "rev6_yoy",
  CASE
    WHEN (
      "t69"."s_oldest" IS NOT NULL
    )
    AND (
      (
        GREATEST(COALESCE("t69"."s_oldest", -1), COALESCE("t69"."p_oldest", -1)) + 1
      ) >= 12
    )
    THEN CASE
      WHEN (
        "t69"."s_net12" / 12
      ) > 0
      THEN (
        "t69"."s_moment12" / 143
      ) / (
        "t69"."s_net12" / 12
      )
      ELSE NULL
    END
    ELSE NULL
  END AS "rev_trend12",
  CASE
    WHEN (
      "t69"."s_oldest" IS NOT NULL
    )
    AND (
      (
        GREATEST(COALESCE("t69"."s_oldest", -1), COALESCE("t69"."p_oldest", -1)) + 1
      ) >= 12
    )
    THEN CASE WHEN "t69"."s_net12" > 0 THEN "t69"."s_net3" / "t69"."s_net12" ELSE NULL END
    ELSE NULL
  END AS "last3_share12",
  CASE
    WHEN (
      "t69"."s_oldest" IS NOT NULL
    )
    AND (
      (
        GREATEST(COALESCE("t69"."s_oldest", -1), COALESCE("t69"."p_oldest", -1)) + 1
      ) >= 0
    )
    THEN "t69"."s_valid12"
    ELSE NULL
  END AS "invoices12",
  CASE
    WHEN (
      "t69"."s_oldest" IS NOT NULL
    )
    AND (
      (
        GREATEST(COALESCE("t69"."s_oldest", -1), COALESCE("t69"."p_oldest", -1)) + 1
      ) >= 0
    )
    THEN "t69"."s_months24"
    ELSE NULL
  END AS "inv_months24",
  CASE
    WHEN (
      "t69"."s_oldest" IS NOT NULL
    )
    AND (
      (
        GREATEST(COALESCE("t69"."s_oldest", -1), COALESCE("t69"."p_oldest", -1)) + 1
      ) >= 0
    )
    THEN "t69"."s_months24" / LEAST(GREATEST(COALESCE("t69"."s_oldest", -1), COALESCE("t69"."p_oldest", -1)) + 1, 24)
    ELSE NULL
  END AS "active_share24",
  CASE
    WHEN (
      "t69"."s_oldest" IS NOT NULL
    )
    AND (
      (
        GREATEST(COALESCE("t69"."s_oldest", -1), COALESCE("t69"."p_oldest", -1)) + 1
      ) >= 0
    )
    THEN LEAST(GREATEST(COALESCE("t69"."s_oldest", -1), COALESCE("t69"."p_oldest", -1)) + 1, 12) - COALESCE("t69"."s_months12", 0)
    ELSE NULL
  END AS "zero_months12",
  CASE
    WHEN (
      "t69"."s_oldest" IS NOT NULL
    )
    AND (
      (
        GREATEST(COALESCE("t69"."s_oldest", -1), COALESCE("t69"."p_oldest", -1)) + 1
      ) >= 0
    )
    THEN CASE
      WHEN COALESCE("t69"."s_months12", 0) > 0
      THEN GREATEST(
        COALESCE("t69"."run_inside", 0),
        "t69"."run_last",
        (
          LEAST(GREATEST(COALESCE("t69"."s_oldest", -1), COALESCE("t69"."p_oldest", -1)) + 1, 12) - 1
        ) - "t69"."oldest_active"
      )
      ELSE LEAST(GREATEST(COALESCE("t69"."s_oldest", -1), COALESCE("t69"."p_oldest", -1)) + 1, 12)
    END
    ELSE NULL
  END AS "zero_run12",
  CASE
    WHEN (
      "t69"."s_oldest" IS NOT NULL
    )
    AND (
      (
        GREATEST(COALESCE("t69"."s_oldest", -1), COALESCE("t69"."p_oldest", -1)) + 1
      ) >= 0
    )
    THEN "t69"."max_gap_d"
    ELSE NULL
  END AS "max_gap_d",
  CASE
    WHEN (
      "t69"."s_oldest" IS NOT NULL
    )
    AND (
      (
        GREATEST(COALESCE("t69"."s_oldest", -1), COALESCE("t69"."p_oldest", -1)) + 1
      ) >= 0
    )
    THEN CAST("t69"."s_quiet_d" AS BIGINT)
    ELSE NULL
  END AS "quiet_d",
  CASE
    WHEN (
      "t69"."s_oldest" IS NOT NULL
    )
    AND (
      (
        GREATEST(COALESCE("t69"."s_oldest", -1), COALESCE("t69"."p_oldest", -1)) + 1
      ) >= 6
    )
    THEN CASE
      WHEN (
        "t69"."s_net12" / LEAST(GREATEST(COALESCE("t69"."s_oldest", -1), COALESCE("t69"."p_oldest", -1)) + 1, 12)
      ) > 0
      THEN SQRT(
        GREATEST(
          (
            "t69"."s_squares12" - (
              "t69"."s_net12" * (
                "t69"."s_net12" / LEAST(GREATEST(COALESCE("t69"."s_oldest", -1), COALESCE("t69"."p_oldest", -1)) + 1, 12)
              )
            )
          ) / (
            LEAST(GREATEST(COALESCE("t69"."s_oldest", -1), COALESCE("t69"."p_oldest", -1)) + 1, 12) - 1
          ),
          0.0
        )
      ) / (
        "t69"."s_net12" / LEAST(GREATEST(COALESCE("t69"."s_oldest", -1), COALESCE("t69"."p_oldest", -1)) + 1, 12)
      )
      ELSE NULL
    END
    ELSE NULL
  END AS "rev_cv12",
  CASE
    WHEN (
      "t69"."s_oldest" IS NOT NULL
    )
    AND (
      (
        GREATEST(COALESCE("t69"."s_oldest", -1), COALESCE("t69"."p_oldest", -1)) + 1
      ) >= 24
    )
    THEN CASE
      WHEN (
        (
          (
            "t69"."sxx" * 12
          ) - (
            "t69"."sx" * "t69"."sx"
          )
        ) * (
          (
            "t69"."syy" * 12
          ) - (
            "t69"."sy" * "t69"."sy"
          )
        )
      ) > 0
      THEN GREATEST(
        (
          (
            "t69"."sxy" * 12
          ) - (
            "t69"."sx" * "t69"."sy"
          )
        ) / SQRT(
          (
            (
              "t69"."sxx" * 12
            ) - (
              "t69"."sx" * "t69"."sx"
            )
          ) * (
            (
              "t69"."syy" * 12
            ) - (
              "t69"."sy" * "t69"."sy"
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
      "t69"."s_oldest" IS NOT NULL
    )
    AND (
      (
        GREATEST(COALESCE("t69"."s_oldest", -1), COALESCE("t69"."p_oldest", -1)) + 1
      ) >= 0
    )
    THEN CASE
      WHEN "t69"."s_count12" > 0
      THEN (
        "t69"."s_count12" - "t69"."s_valid12"
      ) / "t69"."s_count12"
      ELSE NULL
    END
    ELSE NULL
  END AS "void_rate12",
  CASE
    WHEN (
      "t69"."s_oldest" IS NOT NULL
    )
    AND (
      (
        GREATEST(COALESCE("t69"."s_oldest", -1), COALESCE("t69"."p_oldest", -1)) + 1
      ) >= 0
    )
    THEN CASE
      WHEN (
        "t69"."s_net12" - "t69"."s_red12"
      ) > 0
      THEN -(
        "t69"."s_red12"
      ) / (
        "t69"."s_net12" - "t69"."s_red12"
      )
      ELSE NULL
    END
    ELSE NULL
  END AS "red_rate12",
  CASE
    WHEN (
      "t69"."s_oldest" IS NOT NULL
    )
    AND (
      (
        GREATEST(COALESCE("t69"."s_oldest", -1), COALESCE("t69"."p_oldest", -1)) + 1
      ) >= 0
    )
    THEN COALESCE("t69"."s_parties", 0)
    ELSE NULL
  END AS "buyers12",
  CASE
    WHEN (
      "t69"."s_oldest" IS NOT NULL
    )
    AND (
      (
        GREATEST(COALESCE("t69"."s_oldest", -1), COALESCE("t69"."p_oldest", -1)) + 1
      ) >= 0
    )
    THEN CASE WHEN "t69"."s_gross" > 0 THEN "t69"."s_top1" / "t69"."s_gross" ELSE NULL END
    ELSE NULL
  END AS "top1_share",
  CASE
    WHEN (
      "t69"."s_oldest" IS NOT NULL
    )
    AND (
      (
        GREATEST(COALESCE("t69"."s_oldest", -1), COALESCE("t69"."p_oldest", -1)) + 1
      ) >= 0
    )
    THEN CASE WHEN "t69"."s_gross" > 0 THEN "t69"."s_top5" / "t69"."s_gross" ELSE NULL END
    ELSE NULL
  END AS "top5_share",
  CASE
    WHEN (
      "t69"."s_oldest" IS NOT NULL
    )
    AND (
      (
        GREATEST(COALESCE("t69"."s_oldest", -1), COALESCE("t69"."p_oldest", -1)) + 1
      ) >= 0
    )
    THEN "t69"."s_party_squares" / (
      CAST("t69"."s_gross" AS DOUBLE) * "t69"."s_gross"
    )
    ELSE NULL
  END AS "hhi",
  CASE
    WHEN (
      "t69"."s_oldest" IS NOT NULL
    )
    AND (
      (
        GREATEST(COALESCE("t69"."s_oldest", -1), COALESCE("t69"."p_oldest", -1)) + 1
      ) >= 6
    )
    THEN CASE WHEN "t69"."s_gross" > 0 THEN "t69"."s_new" / "t69"."s_gross" ELSE NULL END
    ELSE NULL
  END AS "new_buyer_share",
  CASE
    WHEN (
      "t69"."s_oldest" IS NOT NULL
    )
    AND (
      (
        GREATEST(COALESCE("t69"."s_oldest", -1), COALESCE("t69"."p_oldest", -1)) + 1
      ) >= 24
    )
    THEN CASE WHEN "t69"."s_gross" > 0 THEN "t69"."s_kept" / "t69"."s_gross" ELSE NULL END
    ELSE NULL
  END AS "kept_buyer_share",
  CASE
    WHEN (
      "t69"."s_oldest" IS NOT NULL
    )
    AND (
      (
        GREATEST(COALESCE("t69"."s_oldest", -1), COALESCE("t69"."p_oldest", -1)) + 1
      ) >= 12
    )
    THEN CASE WHEN "t69"."s_gross" > 0 THEN "t69"."s_one_off" / "t69"."s_gross" ELSE NULL END
    ELSE NULL
  END AS "one_off_share",
  CASE
    WHEN (
      "t69"."p_oldest" IS NOT NULL
    )
    AND (
      (
        GREATEST(COALESCE("t69"."s_oldest", -1), COALESCE("t69"."p_oldest", -1)) + 1
      ) >= 0
    )
    THEN "t69"."p_net12"
    ELSE NULL
  END AS "buy12_fen",
  CASE
    WHEN (
      "t69"."p_oldest" IS NOT NULL
    )
    AND (
      (
        GREATEST(COALESCE("t69"."s_oldest", -1), COALESCE("t69"."p_oldest", -1)) + 1
      ) >= 24
    )
    THEN CASE
      WHEN "t69"."p_net_before12" > 0
      THEN (
        "t69"."p_net12" / "t69"."p_net_before12"
      ) - 1
      ELSE NULL
    END
    ELSE NULL
  END AS "buy_yoy",
  CASE
    WHEN (
      "t69"."p_oldest" IS NOT NULL
    )
    AND (
      (
        GREATEST(COALESCE("t69"."s_oldest", -1), COALESCE("t69"."p_oldest", -1)) + 1
      ) >= 0
    )
    THEN CASE
      WHEN (
        "t69"."s_oldest" IS NOT NULL
      )
      AND (
        (
          GREATEST(COALESCE("t69"."s_oldest", -1), COALESCE("t69"."p_oldest", -1)) + 1
        ) >= 0
      )
      THEN CASE WHEN "t69"."s_net12" > 0 THEN "t69"."p_net12" / "t69"."s_net12" ELSE NULL END
      ELSE NULL
    END
    ELSE NULL
  END AS "in_out_ratio",
  CASE
    WHEN (
      "t69"."p_oldest" IS NOT NULL
    )
    AND (
      (
        GREATEST(COALESCE("t69"."s_oldest", -1), COALESCE("t69"."p_oldest", -1)) + 1
      ) >= 0
    )
    THEN COALESCE("t69"."p_parties", 0)
    ELSE NULL
  END AS "suppliers12",
  CASE
    WHEN (
      "t69"."p_oldest" IS NOT NULL
    )
    AND (
      (
        GREATEST(COALESCE("t69"."s_oldest", -1), COALESCE("t69"."p_oldest", -1)) + 1
      ) >= 0
    )
    THEN CASE WHEN "t69"."p_gross" > 0 THEN "t69"."p_top1" / "t69"."p_gross" ELSE NULL END
    ELSE NULL
  END AS "sup_top1_share",
  CASE
    WHEN (
      "t69"."p_oldest" IS NOT NULL
    )
    AND (
      (
        GREATEST(COALESCE("t69"."s_oldest", -1), COALESCE("t69"."p_oldest", -1)) + 1
      ) >= 0
    )
    THEN CASE WHEN "t69"."p_gross" > 0 THEN "t69"."p_top5" / "t69"."p_gross" ELSE NULL END
    ELSE NULL
  END AS "sup_top5_share",
  CASE
    WHEN (
      "t69"."p_oldest" IS NOT NULL
    )
    AND (
      (
        GREATEST(COALESCE("t69"."s_oldest", -1), COALESCE("t69"."p_oldest", -1)) + 1
      ) >= 0
    )
    THEN "t69"."p_party_squares" / (
      CAST("t69"."p_gross" AS DOUBLE) * "t69"."p_gross"
    )
    ELSE NULL
  END AS "sup_hhi",
  CASE
    WHEN (
      "t69"."p_oldest" IS NOT NULL
    )
    AND (
      (
        GREATEST(COALESCE("t69"."s_oldest", -1), COALESCE("t69"."p_oldest", -1)) + 1
      ) >= 0
    )
    THEN CASE
      WHEN (
        "t69"."s_oldest" IS NOT NULL
      )
      AND (
        (
          GREATEST(COALESCE("t69"."s_oldest", -1), COALESCE("t69"."p_oldest", -1)) + 1
        ) >= 0
      )
      THEN "t69"."s_tax12" - "t69"."p_tax12"
      ELSE NULL
    END
    ELSE NULL
  END AS "vat12_fen",
  CASE
    WHEN (
      "t69"."p_oldest" IS NOT NULL
    )
    AND (
      (
        GREATEST(COALESCE("t69"."s_oldest", -1), COALESCE("t69"."p_oldest", -1)) + 1
      ) >= 0
    )
    THEN CASE
      WHEN (
        "t69"."s_oldest" IS NOT NULL
      )
      AND (
        (
          GREATEST(COALESCE("t69"."s_oldest", -1), COALESCE("t69"."p_oldest", -1)) + 1
        ) >= 0
      )
      THEN CASE
        WHEN "t69"."s_net12" > 0
        THEN (
          "t69"."s_tax12" - "t69"."p_tax12"
        ) / "t69"."s_net12"
        ELSE NULL
      END
      ELSE NULL
    END
    ELSE NULL
  END AS "vat_rev12"
FROM (
  SELECT
    "t68".*
    EXCLUDE ("enterprise_right")
  FROM (
    SELECT
      "t67"."enterprise",
      "t67"."until",
      "t67"."s_net12",
      "t67"."s_net_before12",
      "t67"."s_net3",
      "t67"."s_net3_before12",
      "t67"."s_net6",
      "t67"."s_net6_before12",
      "t67"."s_red12",
      "t67"."s_tax12",
      "t67"."s_repeats",
      "t67"."s_count12",
      "t67"."s_valid12",
      "t67"."s_months12",
      "t67"."s_months24",
      "t67"."s_squares12",
      "t67"."s_moment12",
      "t67"."s_oldest",
      "t67"."s_quiet_d",
      "t67"."s_parties",
      "t67"."s_gross",
      "t67"."s_top1",
      "t67"."s_top5",
      "t67"."s_party_squares",
      "t67"."s_new",
      "t67"."s_kept",
      "t67"."s_one_off",
      "t67"."p_net12",
      "t67"."p_net_before12",
      "t67"."p_net3",
      "t67"."p_net3_before12",
      "t67"."p_net6",
      "t67"."p_net6_before12",
      "t67"."p_red12",
      "t67"."p_tax12",
      "t67"."p_repeats",
      "t67"."p_count12",
      "t67"."p_valid12",
      "t67"."p_months12",
      "t67"."p_months24",
      "t67"."p_squares12",
      "t67"."p_moment12",
      "t67"."p_oldest",
      "t67"."p_quiet_d",
      "t67"."p_parties",
      "t67"."p_gross",
      "t67"."p_top1",
      "t67"."p_top5",
      "t67"."p_party_squares",
      "t67"."p_new",
      "t67"."p_kept",
      "t67"."p_one_off",
      "t67"."run_inside",
      "t67"."run_last",
      "t67"."oldest_active",
      "t67"."max_gap_d",
      "t43"."enterprise" AS "enterprise_right",
      "t43"."sx",
      "t43"."sy",
      "t43"."sxx",
      "t43"."syy",
      "t43"."sxy"
    FROM (
      SELECT
        "t65".*
        EXCLUDE ("enterprise_right")
      FROM (
        SELECT
          "t64"."enterprise",
          "t64"."until",
          "t64"."s_net12",
          "t64"."s_net_before12",
          "t64"."s_net3",
          "t64"."s_net3_before12",
          "t64"."s_net6",
          "t64"."s_net6_before12",
          "t64"."s_red12",
          "t64"."s_tax12",
          "t64"."s_repeats",
          "t64"."s_count12",
          "t64"."s_valid12",
          "t64"."s_months12",
          "t64"."s_months24",
          "t64"."s_squares12",
          "t64"."s_moment12",
          "t64"."s_oldest",
          "t64"."s_quiet_d",
          "t64"."s_parties",
          "t64"."s_gross",
          "t64"."s_top1",
          "t64"."s_top5",
          "t64"."s_party_squares",
          "t64"."s_new",
          "t64"."s_kept",
          "t64"."s_one_off",
          "t64"."p_net12",
          "t64"."p_net_before12",
          "t64"."p_net3",
          "t64"."p_net3_before12",
          "t64"."p_net6",
          "t64"."p_net6_before12",
          "t64"."p_red12",
          "t64"."p_tax12",
          "t64"."p_repeats",
          "t64"."p_count12",
          "t64"."p_valid12",
          "t64"."p_months12",
          "t64"."p_months24",
          "t64"."p_squares12",
          "t64"."p_moment12",
          "t64"."p_oldest",
          "t64"."p_quiet_d",
          "t64"."p_parties",
          "t64"."p_gross",
          "t64"."p_top1",
          "t64"."p_top5",
          "t64"."p_party_squares",
          "t64"."p_new",
          "t64"."p_kept",
          "t64"."p_one_off",
          "t64"."run_inside",
          "t64"."run_last",
          "t64"."oldest_active",
          "t29"."enterprise" AS "enterprise_right",
          "t29"."max_gap_d"
        FROM (
          SELECT
            "t62".*
            EXCLUDE ("enterprise_right")
          FROM (
            SELECT
              "t61"."enterprise",
              "t61"."until",
              "t61"."s_net12",
              "t61"."s_net_before12",
              "t61"."s_net3",
              "t61"."s_net3_before12",
              "t61"."s_net6",
              "t61"."s_net6_before12",
              "t61"."s_red12",
              "t61"."s_tax12",
              "t61"."s_repeats",
              "t61"."s_count12",
              "t61"."s_valid12",
              "t61"."s_months12",
              "t61"."s_months24",
              "t61"."s_squares12",
              "t61"."s_moment12",
              "t61"."s_oldest",
              "t61"."s_quiet_d",
              "t61"."s_parties",
              "t61"."s_gross",
              "t61"."s_top1",
              "t61"."s_top5",
              "t61"."s_party_squares",
              "t61"."s_new",
              "t61"."s_kept",
              "t61"."s_one_off",
              "t61"."p_net12",
              "t61"."p_net_before12",
              "t61"."p_net3",
              "t61"."p_net3_before12",
              "t61"."p_net6",
              "t61"."p_net6_before12",
              "t61"."p_red12",
              "t61"."p_tax12",
              "t61"."p_repeats",
              "t61"."p_count12",
              "t61"."p_valid12",
              "t61"."p_months12",
              "t61"."p_months24",
              "t61"."p_squares12",
              "t61"."p_moment12",
              "t61"."p_oldest",
              "t61"."p_quiet_d",
              "t61"."p_parties",
              "t61"."p_gross",
              "t61"."p_top1",
              "t61"."p_top5",
              "t61"."p_party_squares",
              "t61"."p_new",
              "t61"."p_kept",
              "t61"."p_one_off",
              "t42"."enterprise" AS "enterprise_right",
              "t42"."run_inside",
              "t42"."run_last",
              "t42"."oldest_active"
            FROM (
              SELECT
                "t59".*
                EXCLUDE ("enterprise_right")
              FROM (
                SELECT
                  "t58"."enterprise",
                  "t58"."until",
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
                  "t58"."s_squares12",
                  "t58"."s_moment12",
                  "t58"."s_oldest",
                  "t58"."s_quiet_d",
                  "t58"."s_parties",
                  "t58"."s_gross",
                  "t58"."s_top1",
                  "t58"."s_top5",
                  "t58"."s_party_squares",
                  "t58"."s_new",
                  "t58"."s_kept",
                  "t58"."s_one_off",
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
                  "t58"."p_squares12",
                  "t58"."p_moment12",
                  "t58"."p_oldest",
                  "t58"."p_quiet_d",
                  "t51"."enterprise" AS "enterprise_right",
                  "t51"."p_parties",
                  "t51"."p_gross",
                  "t51"."p_top1",
                  "t51"."p_top5",
                  "t51"."p_party_squares",
                  "t51"."p_new",
                  "t51"."p_kept",
                  "t51"."p_one_off"
                FROM (
                  SELECT
                    "t56".*
                    EXCLUDE ("enterprise_right")
                  FROM (
                    SELECT
                      "t55"."enterprise",
                      "t55"."until",
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
                      "t55"."s_squares12",
                      "t55"."s_moment12",
                      "t55"."s_oldest",
                      "t55"."s_quiet_d",
                      "t55"."s_parties",
                      "t55"."s_gross",
                      "t55"."s_top1",
                      "t55"."s_top5",
                      "t55"."s_party_squares",
                      "t55"."s_new",
                      "t55"."s_kept",
                      "t55"."s_one_off",
                      "t37"."enterprise" AS "enterprise_right",
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
                      "t37"."p_squares12",
                      "t37"."p_moment12",
                      "t37"."p_oldest",
                      "t37"."p_quiet_d"
                    FROM (
                      SELECT
                        "t53".*
                        EXCLUDE ("enterprise_right")
                      FROM (
                        SELECT
                          "t48"."enterprise",
                          "t48"."until",
                          "t48"."s_net12",
                          "t48"."s_net_before12",
                          "t48"."s_net3",
                          "t48"."s_net3_before12",
                          "t48"."s_net6",
                          "t48"."s_net6_before12",
                          "t48"."s_red12",
                          "t48"."s_tax12",
                          "t48"."s_repeats",
                          "t48"."s_count12",
                          "t48"."s_valid12",
                          "t48"."s_months12",
                          "t48"."s_months24",
                          "t48"."s_squares12",
                          "t48"."s_moment12",
                          "t48"."s_oldest",
                          "t48"."s_quiet_d",
                          "t52"."enterprise" AS "enterprise_right",
                          "t52"."s_parties",
                          "t52"."s_gross",
                          "t52"."s_top1",
                          "t52"."s_top5",
                          "t52"."s_party_squares",
                          "t52"."s_new",
                          "t52"."s_kept",
                          "t52"."s_one_off"
                        FROM (
                          SELECT
                            "t44".*
                            EXCLUDE ("enterprise_right")
                          FROM (
                            SELECT
                              "t10"."enterprise",
                              "t10"."until",
                              "t39"."enterprise" AS "enterprise_right",
                              "t39"."s_net12",
                              "t39"."s_net_before12",
                              "t39"."s_net3",
                              "t39"."s_net3_before12",
                              "t39"."s_net6",
                              "t39"."s_net6_before12",
                              "t39"."s_red12",
                              "t39"."s_tax12",
                              "t39"."s_repeats",
                              "t39"."s_count12",
                              "t39"."s_valid12",
                              "t39"."s_months12",
                              "t39"."s_months24",
                              "t39"."s_squares12",
                              "t39"."s_moment12",
                              "t39"."s_oldest",
                              "t39"."s_quiet_d"
                            FROM "t7" AS "t10"
                            LEFT OUTER JOIN (
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
                                SUM("t28"."delivered" - "t28"."count") AS "s_repeats",
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
                                COALESCE(
                                  SUM(CAST("t28"."net" AS DOUBLE) * CAST("t28"."net" AS DOUBLE)) FILTER(WHERE
                                    "t28"."ago" < 12),
                                  0.0
                                ) AS "s_squares12",
                                COALESCE(
                                  SUM(CAST("t28"."net" AS DOUBLE) * (
                                    5.5 - "t28"."ago"
                                  )) FILTER(WHERE
                                    "t28"."ago" < 12),
                                  0.0
                                ) AS "s_moment12",
                                MAX("t28"."ago") AS "s_oldest",
                                MIN("t28"."latest_back") AS "s_quiet_d"
                              FROM (
                                SELECT
                                  "t20"."enterprise",
                                  "t20"."ago",
                                  SUM("t20"."count") AS "count",
                                  SUM("t20"."delivered") AS "delivered",
                                  SUM("t20"."valid") AS "valid",
                                  COALESCE(SUM("t20"."net"), 0) AS "net",
                                  COALESCE(SUM("t20"."red"), 0) AS "red",
                                  COALESCE(SUM("t20"."tax"), 0) AS "tax",
                                  MIN("t20"."latest_back") AS "latest_back"
                                FROM "t18" AS "t20"
                                GROUP BY
                                  1,
                                  2
                              ) AS "t28"
                              GROUP BY
                                1
                            ) AS "t39"
                              ON "t10"."enterprise" = "t39"."enterprise"
                          ) AS "t44"
                        ) AS "t48"
                        LEFT OUTER JOIN (
                          SELECT
                            "t46"."enterprise",
                            COUNT(*) AS "s_parties",
                            COALESCE(SUM("t46"."net"), 0) AS "s_gross",
                            COALESCE(SUM("t46"."net") FILTER(WHERE
                              "t46"."rank" < 1), 0) AS "s_top1",
                            COALESCE(SUM("t46"."net") FILTER(WHERE
                              "t46"."rank" < 5), 0) AS "s_top5",
                            SUM(CAST("t46"."net" AS DOUBLE) * CAST("t46"."net" AS DOUBLE)) AS "s_party_squares",
                            COALESCE(SUM("t46"."net") FILTER(WHERE
                              "t46"."oldest_back" < 90), 0) AS "s_new",
                            COALESCE(SUM("t46"."net") FILTER(WHERE
                              "t46"."before" > 0), 0) AS "s_kept",
                            COALESCE(
                              SUM("t46"."net") FILTER(WHERE
                                (
                                  "t46"."before" = 0
                                )
                                AND (
                                  "t46"."months" = 1
                                )
                                AND (
                                  CAST("t46"."net" AS DOUBLE) > (
                                    "t46"."all" * 0.2
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
                                  FROM "t18" AS "t20"
                                  WHERE
                                    "t20"."valid" > 0
                                ) AS "t25"
                                GROUP BY
                                  1,
                                  2
                              ) AS "t31"
                              WHERE
                                "t31"."net" > 0
                            ) AS "t38"
                          ) AS "t46"
                          GROUP BY
                            1
                        ) AS "t52"
                          ON "t48"."enterprise" = "t52"."enterprise"
                      ) AS "t53"
                    ) AS "t55"
                    LEFT OUTER JOIN (
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
                        SUM("t26"."delivered" - "t26"."count") AS "p_repeats",
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
                        COALESCE(
                          SUM(CAST("t26"."net" AS DOUBLE) * CAST("t26"."net" AS DOUBLE)) FILTER(WHERE
                            "t26"."ago" < 12),
                          0.0
                        ) AS "p_squares12",
                        COALESCE(
                          SUM(CAST("t26"."net" AS DOUBLE) * (
                            5.5 - "t26"."ago"
                          )) FILTER(WHERE
                            "t26"."ago" < 12),
                          0.0
                        ) AS "p_moment12",
                        MAX("t26"."ago") AS "p_oldest",
                        MIN("t26"."latest_back") AS "p_quiet_d"
                      FROM (
                        SELECT
                          "t19"."enterprise",
                          "t19"."ago",
                          SUM("t19"."count") AS "count",
                          SUM("t19"."delivered") AS "delivered",
                          SUM("t19"."valid") AS "valid",
                          COALESCE(SUM("t19"."net"), 0) AS "net",
                          COALESCE(SUM("t19"."red"), 0) AS "red",
                          COALESCE(SUM("t19"."tax"), 0) AS "tax",
                          MIN("t19"."latest_back") AS "latest_back"
                        FROM "t17" AS "t19"
                        GROUP BY
                          1,
                          2
                      ) AS "t26"
                      GROUP BY
                        1
                    ) AS "t37"
                      ON "t55"."enterprise" = "t37"."enterprise"
                  ) AS "t56"
                ) AS "t58"
                LEFT OUTER JOIN (
                  SELECT
                    "t45"."enterprise",
                    COUNT(*) AS "p_parties",
                    COALESCE(SUM("t45"."net"), 0) AS "p_gross",
                    COALESCE(SUM("t45"."net") FILTER(WHERE
                      "t45"."rank" < 1), 0) AS "p_top1",
                    COALESCE(SUM("t45"."net") FILTER(WHERE
                      "t45"."rank" < 5), 0) AS "p_top5",
                    SUM(CAST("t45"."net" AS DOUBLE) * CAST("t45"."net" AS DOUBLE)) AS "p_party_squares",
                    COALESCE(SUM("t45"."net") FILTER(WHERE
                      "t45"."oldest_back" < 90), 0) AS "p_new",
                    COALESCE(SUM("t45"."net") FILTER(WHERE
                      "t45"."before" > 0), 0) AS "p_kept",
                    COALESCE(
                      SUM("t45"."net") FILTER(WHERE
                        (
                          "t45"."before" = 0
                        )
                        AND (
                          "t45"."months" = 1
                        )
                        AND (
                          CAST("t45"."net" AS DOUBLE) > (
                            "t45"."all" * 0.2
                          )
                        )),
                      0
                    ) AS "p_one_off"
                  FROM (
                    SELECT
                      "t36"."enterprise",
                      "t36"."counterparty",
                      "t36"."net",
                      "t36"."months",
                      "t36"."before",
                      "t36"."oldest_back",
                      ROW_NUMBER() OVER (
                        PARTITION BY "t36"."enterprise"
                        ORDER BY "t36"."net" DESC, "t36"."counterparty" ASC
                        ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                      ) - 1 AS "rank",
                      SUM("t36"."net") OVER (
                        PARTITION BY "t36"."enterprise"
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
                          FROM "t17" AS "t19"
                          WHERE
                            "t19"."valid" > 0
                        ) AS "t22"
                        GROUP BY
                          1,
                          2
                      ) AS "t30"
                      WHERE
                        "t30"."net" > 0
                    ) AS "t36"
                  ) AS "t45"
                  GROUP BY
                    1
                ) AS "t51"
                  ON "t58"."enterprise" = "t51"."enterprise"
              ) AS "t59"
            ) AS "t61"
            LEFT OUTER JOIN (
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
                  FROM "t18" AS "t20"
                  WHERE
                    "t20"."valid" > 0 AND "t20"."ago" < 12
                ) AS "t24"
              ) AS "t33"
              GROUP BY
                1
            ) AS "t42"
              ON "t61"."enterprise" = "t42"."enterprise"
          ) AS "t62"
        ) AS "t64"
        LEFT OUTER JOIN (
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
              FROM "t13" AS "t15"
              WHERE
                "t15"."valid" AND "t15"."ago" < 12
            ) AS "t16"
          ) AS "t21"
          GROUP BY
            1
        ) AS "t29"
          ON "t64"."enterprise" = "t29"."enterprise"
      ) AS "t65"
    ) AS "t67"
    LEFT OUTER JOIN (
      SELECT
        "t32"."enterprise",
        SUM("t32"."x") AS "sx",
        SUM("t32"."y") AS "sy",
        SUM("t32"."x" * "t32"."x") AS "sxx",
        SUM("t32"."y" * "t32"."y") AS "syy",
        SUM("t32"."x" * "t32"."y") AS "sxy"
      FROM (
        SELECT
          "t23"."enterprise",
          "t23"."ago" % 12 AS "month",
          CAST(COALESCE(SUM("t23"."net") FILTER(WHERE
            "t23"."ago" < 12), 0) AS DOUBLE) AS "x",
          CAST(COALESCE(SUM("t23"."net") FILTER(WHERE
            "t23"."ago" >= 12), 0) AS DOUBLE) AS "y"
        FROM (
          SELECT
            *
          FROM "t18" AS "t20"
          WHERE
            "t20"."ago" < 24
        ) AS "t23"
        GROUP BY
          1,
          2
      ) AS "t32"
      GROUP BY
        1
    ) AS "t43"
      ON "t67"."enterprise" = "t43"."enterprise"
  ) AS "t68"
) AS "t69"
ORDER BY
  "t69"."enterprise" ASC
)
ORDER BY
  "enterprise"
