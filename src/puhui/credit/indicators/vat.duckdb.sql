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
    SUM("t13"."delivered") AS "delivered",
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
  FROM "t14" AS "t15"
  GROUP BY
    1,
    2,
    3
)
SELECT
  *
FROM (
  SELECT
    "t9"."enterprise",
    "t9"."until" AS "as_of",
    GREATEST(COALESCE("t44"."s_oldest", -1), COALESCE("t40"."p_oldest", -1)) + 1 AS "record_months",
    COALESCE("t44"."s_repeats", 0) + COALESCE("t40"."p_repeats", 0) AS "repeated_rows",
    CASE
      WHEN (
        "t44"."s_oldest" IS NOT NULL
      )
      AND (
        (
          GREATEST(COALESCE("t44"."s_oldest", -1), COALESCE("t40"."p_oldest", -1)) + 1
        ) >= 0
      )
      THEN "t44"."s_net12"
      ELSE NULL
    END AS "rev12_fen",
    CASE
      WHEN (
        "t44"."s_oldest" IS NOT NULL
      )
      AND (
        (
          GREATEST(COALESCE("t44"."s_oldest", -1), COALESCE("t40"."p_oldest", -1)) + 1
        ) >= 0
      )
      THEN GREATEST("t44"."s_net12" - COALESCE("t56"."s_one_off", 0), 0)
      ELSE NULL
    END AS "rev12_eff_fen",
    CASE
      WHEN (
        "t44"."s_oldest" IS NOT NULL
      )
      AND (
        (
          GREATEST(COALESCE("t44"."s_oldest", -1), COALESCE("t40"."p_oldest", -1)) + 1
        ) >= 24
      )
      THEN CASE
        WHEN "t44"."s_net_before12" > 0
        THEN (
          "t44"."s_net12" / "t44"."s_net_before12"
        ) - 1
        ELSE NULL
      END
      ELSE NULL
    END AS "rev_yoy",
    CASE
      WHEN (
        "t44"."s_oldest" IS NOT NULL
      )
      AND (
        (
          GREATEST(COALESCE("t44"."s_oldest", -1), COALESCE("t40"."p_oldest", -1)) + 1
        ) >= 15
      )
      THEN CASE
        WHEN "t44"."s_net3_before12" > 0
        THEN (
          "t44"."s_net3" / "t44"."s_net3_before12"
        ) - 1
        ELSE NULL
      END
      ELSE NULL
    END AS "rev3_yoy",
    CASE
      WHEN (
        "t44"."s_oldest" IS NOT NULL
      )
      AND (
        (
          GREATEST(COALESCE("t44"."s_oldest", -1), COALESCE("t40"."p_oldest", -1)) + 1
        ) >= 18
      )
      THEN CASE
        WHEN "t44"."s_net6_before12" > 0
        THEN (
          "t44"."s_net6" / "t44"."s_net6_before12"
        ) - 1
        ELSE NULL
      END
      ELSE NULL
    END AS "rev6_yoy",
    CASE
      WHEN (
        "t44"."s_oldest" IS NOT NULL
      )
      AND (
        (
          GREATEST(COALESCE("t44"."s_oldest", -1), COALESCE("t40"."p_oldest", -1)) + 1
        ) >= 12
      )
      THEN CASE
        WHEN (
          "t44"."s_net12" / 12
        ) > 0
        THEN (
          "t44"."s_moment12" / 143
        ) / (
          "t44"."s_net12" / 12
        )
        ELSE NULL
      END
      ELSE NULL
    END AS "rev_trend12",
    CASE
      WHEN (
        "t44"."s_oldest" IS NOT NULL
      )
      AND (
        (
          GREATEST(COALESCE("t44"."s_oldest", -1), COALESCE("t40"."p_oldest", -1)) + 1
        ) >= 12
      )
      THEN CASE WHEN "t44"."s_net12" > 0 THEN "t44"."s_net3" / "t44"."s_net12" ELSE NULL END
      ELSE NULL
    END AS "last3_share12",
    CASE
      WHEN (
        "t44"."s_oldest" IS NOT NULL
      )
      AND (
        (
          GREATEST(COALESCE("t44"."s_oldest", -1), COALESCE("t40"."p_oldest", -1)) + 1
        ) >= 0
      )
      THEN "t44"."s_valid12"
      ELSE NULL
    END AS "invoices12",
    CASE
      WHEN (
        "t44"."s_oldest" IS NOT NULL
      )
      AND (
        (
          GREATEST(COALESCE("t44"."s_oldest", -1), COALESCE("t40"."p_oldest", -1)) + 1
        ) >= 0
      )
      THEN "t44"."s_months24"
      ELSE NULL
    END AS "inv_months24",
    CASE
      WHEN (
        "t44"."s_oldest" IS NOT NULL
      )
      AND (
        (
          GREATEST(COALESCE("t44"."s_oldest", -1), COALESCE("t40"."p_oldest", -1)) + 1
        ) >= 0
      )
      THEN "t44"."s_months24" / LEAST(GREATEST(COALESCE("t44"."s_oldest", -1), COALESCE("t40"."p_oldest", -1)) + 1, 24)
      ELSE NULL
    END AS "active_share24",
    CASE
      WHEN (
        "t44"."s_oldest" IS NOT NULL
      )
      AND (
        (
          GREATEST(COALESCE("t44"."s_oldest", -1), COALESCE("t40"."p_oldest", -1)) + 1
        ) >= 0
      )
      THEN LEAST(GREATEST(COALESCE("t44"."s_oldest", -1), COALESCE("t40"."p_oldest", -1)) + 1, 12) - COALESCE("t44"."s_months12", 0)
      ELSE NULL
    END AS "zero_months12",
    CASE
      WHEN (
        "t44"."s_oldest" IS NOT NULL
      )
      AND (
        (
          GREATEST(COALESCE("t44"."s_oldest", -1), COALESCE("t40"."p_oldest", -1)) + 1
        ) >= 0
      )
      THEN CASE
        WHEN COALESCE("t44"."s_months12", 0) > 0
        THEN GREATEST(
          COALESCE("t48"."run_inside", 0),
          "t48"."run_last",
          (
            LEAST(GREATEST(COALESCE("t44"."s_oldest", -1), COALESCE("t40"."p_oldest", -1)) + 1, 12) - 1
          ) - "t48"."oldest_active"
        )
        ELSE LEAST(GREATEST(COALESCE("t44"."s_oldest", -1), COALESCE("t40"."p_oldest", -1)) + 1, 12)
      END
      ELSE NULL
    END AS "zero_run12",
    CASE
      WHEN (
        "t44"."s_oldest" IS NOT NULL
      )
      AND (
        (
          GREATEST(COALESCE("t44"."s_oldest", -1), COALESCE("t40"."p_oldest", -1)) + 1
        ) >= 0
      )
      THEN "t31"."max_gap_d"
      ELSE NULL
    END AS "max_gap_d",
    CASE
      WHEN (
        "t44"."s_oldest" IS NOT NULL
      )
      AND (
        (
          GREATEST(COALESCE("t44"."s_oldest", -1), COALESCE("t40"."p_oldest", -1)) + 1
        ) >= 0
      )
      THEN CAST("t44"."s_quiet_d" AS BIGINT)
      ELSE NULL
    END AS "quiet_d",
    CASE
      WHEN (
        "t44"."s_oldest" IS NOT NULL
      )
      AND (
        (
          GREATEST(COALESCE("t44"."s_oldest", -1), COALESCE("t40"."p_oldest", -1)) + 1
        ) >= 6
      )
      THEN CASE
        WHEN (
          "t44"."s_net12" / LEAST(GREATEST(COALESCE("t44"."s_oldest", -1), COALESCE("t40"."p_oldest", -1)) + 1, 12)
        ) > 0
        THEN SQRT(
          GREATEST(
            (
              "t44"."s_squares12" - (
                "t44"."s_net12" * (
                  "t44"."s_net12" / LEAST(GREATEST(COALESCE("t44"."s_oldest", -1), COALESCE("t40"."p_oldest", -1)) + 1, 12)
                )
              )
            ) / (
              LEAST(GREATEST(COALESCE("t44"."s_oldest", -1), COALESCE("t40"."p_oldest", -1)) + 1, 12) - 1
            ),
            0.0
          )
        ) / (
          "t44"."s_net12" / LEAST(GREATEST(COALESCE("t44"."s_oldest", -1), COALESCE("t40"."p_oldest", -1)) + 1, 12)
        )
        ELSE NULL
      END
      ELSE NULL
    END AS "rev_cv12",
    CASE
      WHEN (
        "t44"."s_oldest" IS NOT NULL
      )
      AND (
        (
          GREATEST(COALESCE("t44"."s_oldest", -1), COALESCE("t40"."p_oldest", -1)) + 1
        ) >= 24
      )
      THEN CASE
        WHEN (
          (
            (
              "t49"."sxx" * 12
            ) - (
              "t49"."sx" * "t49"."sx"
            )
          ) * (
            (
              "t49"."syy" * 12
            ) - (
              "t49"."sy" * "t49"."sy"
            )
          )
        ) > 0
        THEN GREATEST(
          (
            (
              "t49"."sxy" * 12
            ) - (
              "t49"."sx" * "t49"."sy"
            )
          ) / SQRT(
            (
              (
                "t49"."sxx" * 12
              ) - (
                "t49"."sx" * "t49"."sx"
              )
            ) * (
              (
                "t49"."syy" * 12
              ) - (
                "t49"."sy" * "t49"."sy"
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
        "t44"."s_oldest" IS NOT NULL
      )
      AND (
        (
          GREATEST(COALESCE("t44"."s_oldest", -1), COALESCE("t40"."p_oldest", -1)) + 1
        ) >= 0
      )
      THEN CASE
        WHEN "t44"."s_count12" > 0
        THEN (
          "t44"."s_count12" - "t44"."s_valid12"
        ) / "t44"."s_count12"
        ELSE NULL
      END
      ELSE NULL
    END AS "void_rate12",
    CASE
      WHEN (
        "t44"."s_oldest" IS NOT NULL
      )
      AND (
        (
          GREATEST(COALESCE("t44"."s_oldest", -1), COALESCE("t40"."p_oldest", -1)) + 1
        ) >= 0
      )
      THEN CASE
        WHEN (
          "t44"."s_net12" - "t44"."s_red12"
        ) > 0
        THEN -(
          "t44"."s_red12"
        ) / (
          "t44"."s_net12" - "t44"."s_red12"
        )
        ELSE NULL
      END
      ELSE NULL
    END AS "red_rate12",
    CASE
      WHEN (
        "t44"."s_oldest" IS NOT NULL
      )
      AND (
        (
          GREATEST(COALESCE("t44"."s_oldest", -1), COALESCE("t40"."p_oldest", -1)) + 1
        ) >= 0
      )
      THEN COALESCE("t56"."s_parties", 0)
      ELSE NULL
    END AS "buyers12",
    CASE
      WHEN (
        "t44"."s_oldest" IS NOT NULL
      )
      AND (
        (
          GREATEST(COALESCE("t44"."s_oldest", -1), COALESCE("t40"."p_oldest", -1)) + 1
        ) >= 0
      )
      THEN CASE WHEN "t56"."s_gross" > 0 THEN "t56"."s_top1" / "t56"."s_gross" ELSE NULL END
      ELSE NULL
    END AS "top1_share",
    CASE
      WHEN (
        "t44"."s_oldest" IS NOT NULL
      )
      AND (
        (
          GREATEST(COALESCE("t44"."s_oldest", -1), COALESCE("t40"."p_oldest", -1)) + 1
        ) >= 0
      )
      THEN CASE WHEN "t56"."s_gross" > 0 THEN "t56"."s_top5" / "t56"."s_gross" ELSE NULL END
      ELSE NULL
    END AS "top5_share",
    CASE
      WHEN (
        "t44"."s_oldest" IS NOT NULL
      )
      AND (
        (
          GREATEST(COALESCE("t44"."s_oldest", -1), COALESCE("t40"."p_oldest", -1)) + 1
        ) >= 0
      )
      THEN "t56"."s_party_squares" / (
        CAST("t56"."s_gross" AS DOUBLE) * "t56"."s_gross"
      )
      ELSE NULL
    END AS "hhi",
    CASE
      WHEN (
        "t44"."s_oldest" IS NOT NULL
      )
      AND (
        (
          GREATEST(COALESCE("t44"."s_oldest", -1), COALESCE("t40"."p_oldest", -1)) + 1
        ) >= 6
      )
      THEN CASE WHEN "t56"."s_gross" > 0 THEN "t56"."s_new" / "t56"."s_gross" ELSE NULL END
      ELSE NULL
    END AS "new_buyer_share",
    CASE
      WHEN (
        "t44"."s_oldest" IS NOT NULL
      )
      AND (
        (
          GREATEST(COALESCE("t44"."s_oldest", -1), COALESCE("t40"."p_oldest", -1)) + 1
        ) >= 24
      )
      THEN CASE WHEN "t56"."s_gross" > 0 THEN "t56"."s_kept" / "t56"."s_gross" ELSE NULL END
      ELSE NULL
    END AS "kept_buyer_share",
    CASE
      WHEN (
        "t44"."s_oldest" IS NOT NULL
      )
      AND (
        (
          GREATEST(COALESCE("t44"."s_oldest", -1), COALESCE("t40"."p_oldest", -1)) + 1
        ) >= 12
      )
      THEN CASE WHEN "t56"."s_gross" > 0 THEN "t56"."s_one_off" / "t56"."s_gross" ELSE NULL END
      ELSE NULL
    END AS "one_off_share",
    CASE
      WHEN (
        "t40"."p_oldest" IS NOT NULL
      )
      AND (
        (
          GREATEST(COALESCE("t44"."s_oldest", -1), COALESCE("t40"."p_oldest", -1)) + 1
        ) >= 0
      )
      THEN "t40"."p_net12"
      ELSE NULL
    END AS "buy12_fen",
    CASE
      WHEN (
        "t40"."p_oldest" IS NOT NULL
      )
      AND (
        (
          GREATEST(COALESCE("t44"."s_oldest", -1), COALESCE("t40"."p_oldest", -1)) + 1
        ) >= 24
      )
      THEN CASE
        WHEN "t40"."p_net_before12" > 0
        THEN (
          "t40"."p_net12" / "t40"."p_net_before12"
        ) - 1
        ELSE NULL
      END
      ELSE NULL
    END AS "buy_yoy",
    CASE
      WHEN (
        "t40"."p_oldest" IS NOT NULL
      )
      AND (
        (
          GREATEST(COALESCE("t44"."s_oldest", -1), COALESCE("t40"."p_oldest", -1)) + 1
        ) >= 0
      )
      THEN CASE
        WHEN (
          "t44"."s_oldest" IS NOT NULL
        )
        AND (
          (
            GREATEST(COALESCE("t44"."s_oldest", -1), COALESCE("t40"."p_oldest", -1)) + 1
          ) >= 0
        )
        THEN CASE WHEN "t44"."s_net12" > 0 THEN "t40"."p_net12" / "t44"."s_net12" ELSE NULL END
        ELSE NULL
      END
      ELSE NULL
    END AS "in_out_ratio",
    CASE
      WHEN (
        "t40"."p_oldest" IS NOT NULL
      )
      AND (
        (
          GREATEST(COALESCE("t44"."s_oldest", -1), COALESCE("t40"."p_oldest", -1)) + 1
        ) >= 0
      )
      THEN COALESCE("t54"."p_parties", 0)
      ELSE NULL
    END AS "suppliers12",
    CASE
      WHEN (
        "t40"."p_oldest" IS NOT NULL
      )
      AND (
        (
          GREATEST(COALESCE("t44"."s_oldest", -1), COALESCE("t40"."p_oldest", -1)) + 1
        ) >= 0
      )
      THEN CASE WHEN "t54"."p_gross" > 0 THEN "t54"."p_top1" / "t54"."p_gross" ELSE NULL END
      ELSE NULL
    END AS "sup_top1_share",
    CASE
      WHEN (
        "t40"."p_oldest" IS NOT NULL
      )
      AND (
        (
          GREATEST(COALESCE("t44"."s_oldest", -1), COALESCE("t40"."p_oldest", -1)) + 1
        ) >= 0
      )
      THEN CASE WHEN "t54"."p_gross" > 0 THEN "t54"."p_top5" / "t54"."p_gross" ELSE NULL END
      ELSE NULL
    END AS "sup_top5_share",
    CASE
      WHEN (
        "t40"."p_oldest" IS NOT NULL
      )
      AND (
        (
          GREATEST(COALESCE("t44"."s_oldest", -1), COALESCE("t40"."p_oldest", -1)) + 1
        ) >= 0
      )
      THEN "t54"."p_party_squares" / (
        CAST("t54"."p_gross" AS DOUBLE) * "t54"."p_gross"
      )
      ELSE NULL
    END AS "sup_hhi",
    CASE
      WHEN (
        "t40"."p_oldest" IS NOT NULL
      )
      AND (
        (
          GREATEST(COALESCE("t44"."s_oldest", -1), COALESCE("t40"."p_oldest", -1)) + 1
        ) >= 0
      )
      THEN CASE
        WHEN (
          "t44"."s_oldest" IS NOT NULL
        )
        AND (
          (
            GREATEST(COALESCE("t44"."s_oldest", -1), COALESCE("t40"."p_oldest", -1)) + 1
          ) >= 0
        )
        THEN "t44"."s_tax12" - "t40"."p_tax12"
        ELSE NULL
      END
      ELSE NULL
    END AS "vat12_fen",
    CASE
      WHEN (
        "t40"."p_oldest" IS NOT NULL
      )
      AND (
        (
          GREATEST(COALESCE("t44"."s_oldest", -1), COALESCE("t40"."p_oldest", -1)) + 1
        ) >= 0
      )
      THEN CASE
        WHEN (
          "t44"."s_oldest" IS NOT NULL
        )
        AND (
          (
            GREATEST(COALESCE("t44"."s_oldest", -1), COALESCE("t40"."p_oldest", -1)) + 1
          ) >= 0
        )
        THEN CASE
          WHEN "t44"."s_net12" > 0
          THEN (
            "t44"."s_tax12" - "t40"."p_tax12"
          ) / "t44"."s_net12"
          ELSE NULL
        END
        ELSE NULL
      END
      ELSE NULL
    END AS "vat_rev12"
  FROM "t7" AS "t9"
  LEFT OUTER JOIN (
    SELECT
      "t37"."enterprise" AS "key0",
      "t37"."s_net12",
      "t37"."s_net_before12",
      "t37"."s_net3",
      "t37"."s_net3_before12",
      "t37"."s_net6",
      "t37"."s_net6_before12",
      "t37"."s_red12",
      "t37"."s_tax12",
      "t37"."s_repeats",
      "t37"."s_count12",
      "t37"."s_valid12",
      "t37"."s_months12",
      "t37"."s_months24",
      "t37"."s_squares12",
      "t37"."s_moment12",
      "t37"."s_oldest",
      "t37"."s_quiet_d"
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
        FROM "t19" AS "t20"
        GROUP BY
          1,
          2
      ) AS "t28"
      GROUP BY
        1
    ) AS "t37"
  ) AS "t44"
    ON "t9"."enterprise" = "t44"."key0"
  LEFT OUTER JOIN (
    SELECT
      "t52"."enterprise" AS "key1",
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
        "t50"."enterprise",
        COUNT(*) AS "s_parties",
        COALESCE(SUM("t50"."net"), 0) AS "s_gross",
        COALESCE(SUM("t50"."net") FILTER(WHERE
          "t50"."rank" < 1), 0) AS "s_top1",
        COALESCE(SUM("t50"."net") FILTER(WHERE
          "t50"."rank" < 5), 0) AS "s_top5",
        SUM(CAST("t50"."net" AS DOUBLE) * CAST("t50"."net" AS DOUBLE)) AS "s_party_squares",
        COALESCE(SUM("t50"."net") FILTER(WHERE
          "t50"."oldest_back" < 90), 0) AS "s_new",
        COALESCE(SUM("t50"."net") FILTER(WHERE
          "t50"."before" > 0), 0) AS "s_kept",
        COALESCE(
          SUM("t50"."net") FILTER(WHERE
            (
              "t50"."before" = 0
            )
            AND (
              "t50"."months" = 1
            )
            AND (
              CAST("t50"."net" AS DOUBLE) > (
                "t50"."all" * 0.2
              )
            )),
          0
        ) AS "s_one_off"
      FROM (
        SELECT
          "t39"."enterprise",
          "t39"."counterparty",
          "t39"."net",
          "t39"."months",
          "t39"."before",
          "t39"."oldest_back",
          ROW_NUMBER() OVER (
            PARTITION BY "t39"."enterprise"
            ORDER BY "t39"."net" DESC, "t39"."counterparty" ASC
            ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
          ) - 1 AS "rank",
          SUM("t39"."net") OVER (
            PARTITION BY "t39"."enterprise"
            ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
          ) AS "all"
        FROM (
          SELECT
            *
          FROM (
            SELECT
              "t26"."enterprise",
              "t26"."counterparty",
              COALESCE(SUM("t26"."net") FILTER(WHERE
                "t26"."ago" < 12), 0) AS "net",
              COUNT(*) FILTER(WHERE
                "t26"."ago" < 12) AS "months",
              COUNT(*) FILTER(WHERE
                "t26"."ago" >= 12) AS "before",
              MAX("t26"."oldest_back") AS "oldest_back"
            FROM (
              SELECT
                *
              FROM "t19" AS "t20"
              WHERE
                "t20"."valid" > 0
            ) AS "t26"
            GROUP BY
              1,
              2
          ) AS "t32"
          WHERE
            "t32"."net" > 0
        ) AS "t39"
      ) AS "t50"
      GROUP BY
        1
    ) AS "t52"
  ) AS "t56"
    ON "t9"."enterprise" = "t56"."key1"
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
      "t33"."p_squares12",
      "t33"."p_moment12",
      "t33"."p_oldest",
      "t33"."p_quiet_d"
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
        SUM("t23"."delivered" - "t23"."count") AS "p_repeats",
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
        COALESCE(
          SUM(CAST("t23"."net" AS DOUBLE) * CAST("t23"."net" AS DOUBLE)) FILTER(WHERE
            "t23"."ago" < 12),
          0.0
        ) AS "p_squares12",
        COALESCE(
          SUM(CAST("t23"."net" AS DOUBLE) * (
            5.5 - "t23"."ago"
          )) FILTER(WHERE
            "t23"."ago" < 12),
          0.0
        ) AS "p_moment12",
        MAX("t23"."ago") AS "p_oldest",
        MIN("t23"."latest_back") AS "p_quiet_d"
      FROM (
        SELECT
          "t18"."enterprise",
          "t18"."ago",
          SUM("t18"."count") AS "count",
          SUM("t18"."delivered") AS "delivered",
          SUM("t18"."valid") AS "valid",
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
    ) AS "t33"
  ) AS "t40"
    ON "t9"."enterprise" = "t40"."key2"
  LEFT OUTER JOIN (
    SELECT
      "t51"."enterprise" AS "key3",
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
        "t46"."enterprise",
        COUNT(*) AS "p_parties",
        COALESCE(SUM("t46"."net"), 0) AS "p_gross",
        COALESCE(SUM("t46"."net") FILTER(WHERE
          "t46"."rank" < 1), 0) AS "p_top1",
        COALESCE(SUM("t46"."net") FILTER(WHERE
          "t46"."rank" < 5), 0) AS "p_top5",
        SUM(CAST("t46"."net" AS DOUBLE) * CAST("t46"."net" AS DOUBLE)) AS "p_party_squares",
        COALESCE(SUM("t46"."net") FILTER(WHERE
          "t46"."oldest_back" < 90), 0) AS "p_new",
        COALESCE(SUM("t46"."net") FILTER(WHERE
          "t46"."before" > 0), 0) AS "p_kept",
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
              FROM "t17" AS "t18"
              WHERE
                "t18"."valid" > 0
            ) AS "t22"
            GROUP BY
              1,
              2
          ) AS "t30"
          WHERE
            "t30"."net" > 0
        ) AS "t36"
      ) AS "t46"
      GROUP BY
        1
    ) AS "t51"
  ) AS "t54"
    ON "t9"."enterprise" = "t54"."key3"
  LEFT OUTER JOIN (
    SELECT
      "t41"."enterprise" AS "key4",
      "t41"."run_inside",
      "t41"."run_last",
      "t41"."oldest_active"
    FROM (
      SELECT
        "t35"."enterprise",
        MAX("t35"."run") AS "run_inside",
        MIN("t35"."ago") AS "run_last",
        MAX("t35"."ago") AS "oldest_active"
      FROM (
        SELECT
          "t25"."enterprise",
          "t25"."ago",
          (
            "t25"."ago" - LAG("t25"."ago") OVER (
              PARTITION BY "t25"."enterprise"
              ORDER BY "t25"."ago" ASC
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
        ) AS "t25"
      ) AS "t35"
      GROUP BY
        1
    ) AS "t41"
  ) AS "t48"
    ON "t9"."enterprise" = "t48"."key4"
  LEFT OUTER JOIN (
    SELECT
      "t27"."enterprise" AS "key5",
      "t27"."max_gap_d"
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
    ) AS "t27"
  ) AS "t31"
    ON "t9"."enterprise" = "t31"."key5"
  LEFT OUTER JOIN (
    SELECT
      "t43"."enterprise" AS "key6",
      "t43"."sx",
      "t43"."sy",
      "t43"."sxx",
      "t43"."syy",
      "t43"."sxy"
    FROM (
      SELECT
        "t34"."enterprise",
        SUM("t34"."x") AS "sx",
        SUM("t34"."y") AS "sy",
        SUM("t34"."x" * "t34"."x") AS "sxx",
        SUM("t34"."y" * "t34"."y") AS "syy",
        SUM("t34"."x" * "t34"."y") AS "sxy"
      FROM (
        SELECT
          "t24"."enterprise",
          "t24"."ago" % 12 AS "month",
          CAST(COALESCE(SUM("t24"."net") FILTER(WHERE
            "t24"."ago" < 12), 0) AS DOUBLE) AS "x",
          CAST(COALESCE(SUM("t24"."net") FILTER(WHERE
            "t24"."ago" >= 12), 0) AS DOUBLE) AS "y"
        FROM (
          SELECT
            *
          FROM "t19" AS "t20"
          WHERE
            "t20"."ago" < 24
        ) AS "t24"
        GROUP BY
          1,
          2
      ) AS "t34"
      GROUP BY
        1
    ) AS "t43"
  ) AS "t49"
    ON "t9"."enterprise" = "t49"."key6"
) AS "t57"
ORDER BY
  "t57"."enterprise" ASC
)
ORDER BY
  "enterprise"
