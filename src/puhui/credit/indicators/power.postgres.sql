-- Generated from power.py by `python -m puhui.credit.indicators.compiling`. Do not edit.
SELECT
  CAST("enterprise" AS TEXT) AS "enterprise",
  CAST("as_of" AS DATE) AS "as_of",
  CAST("record_months" AS BIGINT) AS "record_months",
  CAST("kwh12" AS DOUBLE PRECISION) AS "kwh12",
  CAST("kwh_fee12_fen" AS BIGINT) AS "kwh_fee12_fen",
  CAST("kwh_fee_paid24_fen" AS BIGINT) AS "kwh_fee_paid24_fen",
  CAST("kwh_yoy12" AS DOUBLE PRECISION) AS "kwh_yoy12",
  CAST("kwh_cv12" AS DOUBLE PRECISION) AS "kwh_cv12",
  CAST("kwh_drop3" AS DOUBLE PRECISION) AS "kwh_drop3",
  CAST("kwh_zero_run12" AS BIGINT) AS "kwh_zero_run12",
  CAST("load_util12" AS DOUBLE PRECISION) AS "load_util12",
  CAST("kva_now" AS DOUBLE PRECISION) AS "kva_now",
  CAST("kva_yoy" AS DOUBLE PRECISION) AS "kva_yoy",
  CAST("pay_late_cnt24" AS BIGINT) AS "pay_late_cnt24",
  CAST("pay_late_rate24" AS DOUBLE PRECISION) AS "pay_late_rate24",
  CAST("pay_late_days_avg24" AS DOUBLE PRECISION) AS "pay_late_days_avg24",
  CAST("power_arrears_now_fen" AS BIGINT) AS "power_arrears_now_fen",
  CAST("disc_cnt12" AS BIGINT) AS "disc_cnt12",
  CAST("disc_cnt24" AS BIGINT) AS "disc_cnt24"
FROM (
WITH "t3" AS (
  SELECT
    "t0"."enterprise",
    "t0"."as_of",
    DATE_TRUNC('MONTH', "t0"."as_of" + INTERVAL '1 DAY') - INTERVAL '1 DAY' AS "until"
  FROM "subjects" AS "t0"
), "t9" AS (
  SELECT
    "t8"."enterprise",
    "t8"."ago",
    MIN("t8"."month") AS "month",
    COALESCE(SUM("t8"."wh"), 0) AS "wh",
    COALESCE(SUM("t8"."va"), 0) AS "va",
    COALESCE(SUM("t8"."fee_fen"), 0) AS "fee",
    COALESCE(SUM("t8"."fee_fen") FILTER(WHERE
      NOT (
        "t8"."open"
      )), 0) AS "paid",
    COALESCE(SUM("t8"."fee_fen") FILTER(WHERE
      "t8"."judged" AND "t8"."open"), 0) AS "owed",
    COALESCE(SUM("t8"."disconnections"), 0) AS "disconnections",
    COALESCE(SUM(CAST(CASE WHEN "t8"."judged" THEN 1 ELSE 0 END AS BIGINT)), 0) AS "judged",
    COALESCE(
      SUM(
        CAST(CASE WHEN "t8"."judged" AND (
          "t8"."over" > 0
        ) THEN 1 ELSE 0 END AS BIGINT)
      ),
      0
    ) AS "late",
    COALESCE(SUM("t8"."over") FILTER(WHERE
      "t8"."judged" AND (
        "t8"."over" > 0
      )), 0) AS "late_days"
  FROM (
    SELECT
      "t7"."enterprise",
      "t7"."month",
      "t7"."fee_fen",
      "t7"."disconnections",
      CAST((
        (
          EXTRACT(year FROM "t7"."until") - EXTRACT(year FROM "t7"."month")
        ) * 12
      ) + (
        EXTRACT(month FROM "t7"."until") - EXTRACT(month FROM "t7"."month")
      ) AS INT) AS "ago",
      CAST(FLOOR(
        (
          CASE WHEN "t7"."kwh" = CAST('NaN' AS DOUBLE PRECISION) THEN NULL ELSE "t7"."kwh" END * 1000.0
        ) + 0.5
      ) AS BIGINT) AS "wh",
      CAST(FLOOR(
        (
          CASE
            WHEN "t7"."capacity_kva" = CAST('NaN' AS DOUBLE PRECISION)
            THEN NULL
            ELSE "t7"."capacity_kva"
          END * 1000.0
        ) + 0.5
      ) AS BIGINT) AS "va",
      "t7"."due_on" <= "t7"."until" AS "judged",
      (
        "t7"."paid_on" IS NULL
      ) OR (
        "t7"."paid_on" > "t7"."until"
      ) AS "open",
      CAST(EXTRACT(epoch FROM CAST(LEAST(COALESCE("t7"."paid_on", "t7"."until"), "t7"."until") AS TIMESTAMP) - CAST("t7"."due_on" AS TIMESTAMP)) / 86400 AS BIGINT) AS "over"
    FROM (
      SELECT
        "t2"."enterprise",
        "t2"."account_no",
        "t2"."month",
        "t2"."capacity_kva",
        "t2"."kwh",
        "t2"."fee_fen",
        "t2"."due_on",
        "t2"."paid_on",
        "t2"."disconnections",
        "t6"."as_of",
        "t6"."until"
      FROM "consumption" AS "t2"
      INNER JOIN "t3" AS "t6"
        ON "t2"."enterprise" = "t6"."enterprise"
    ) AS "t7"
    WHERE
      "t7"."month" <= "t7"."until"
  ) AS "t8"
  GROUP BY
    1,
    2
)
SELECT
  "t24"."enterprise",
  "t24"."until" AS "as_of",
  COALESCE("t24"."oldest" + 1, 0) AS "record_months",
  CAST("t24"."wh12" AS DOUBLE PRECISION) / 1000 AS "kwh12",
  "t24"."fee12" AS "kwh_fee12_fen",
  "t24"."paid24" AS "kwh_fee_paid24_fen",
  CASE
    WHEN COALESCE("t24"."oldest" + 1, 0) >= 24
    THEN CASE
      WHEN CASE
        WHEN "t24"."worked_before12" > 0
        THEN CAST("t24"."wh_before12" AS DOUBLE PRECISION) / CAST("t24"."worked_before12" AS DOUBLE PRECISION)
        ELSE NULL
      END > 0
      THEN CAST(CASE
        WHEN "t24"."worked12" > 0
        THEN CAST("t24"."wh12" AS DOUBLE PRECISION) / CAST("t24"."worked12" AS DOUBLE PRECISION)
        ELSE NULL
      END AS DOUBLE PRECISION) / CASE
        WHEN "t24"."worked_before12" > 0
        THEN CAST("t24"."wh_before12" AS DOUBLE PRECISION) / CAST("t24"."worked_before12" AS DOUBLE PRECISION)
        ELSE NULL
      END
      ELSE NULL
    END - 1
    ELSE NULL
  END AS "kwh_yoy12",
  CASE
    WHEN "t24"."months24" = 24
    THEN CASE
      WHEN "t24"."even_mean" > 0
      THEN CAST(SQRT(
        CAST((
          CASE
            WHEN 12 > 0
            THEN (
              "t24"."even_0" - "t24"."even_mean"
            ) * (
              "t24"."even_0" - "t24"."even_mean"
            )
            ELSE 0.0
          END + CASE
            WHEN 12 > 1
            THEN (
              "t24"."even_1" - "t24"."even_mean"
            ) * (
              "t24"."even_1" - "t24"."even_mean"
            )
            ELSE 0.0
          END + CASE
            WHEN 12 > 2
            THEN (
              "t24"."even_2" - "t24"."even_mean"
            ) * (
              "t24"."even_2" - "t24"."even_mean"
            )
            ELSE 0.0
          END + CASE
            WHEN 12 > 3
            THEN (
              "t24"."even_3" - "t24"."even_mean"
            ) * (
              "t24"."even_3" - "t24"."even_mean"
            )
            ELSE 0.0
          END + CASE
            WHEN 12 > 4
            THEN (
              "t24"."even_4" - "t24"."even_mean"
            ) * (
              "t24"."even_4" - "t24"."even_mean"
            )
            ELSE 0.0
          END + CASE
            WHEN 12 > 5
            THEN (
              "t24"."even_5" - "t24"."even_mean"
            ) * (
              "t24"."even_5" - "t24"."even_mean"
            )
            ELSE 0.0
          END + CASE
            WHEN 12 > 6
            THEN (
              "t24"."even_6" - "t24"."even_mean"
            ) * (
              "t24"."even_6" - "t24"."even_mean"
            )
            ELSE 0.0
          END + CASE
            WHEN 12 > 7
            THEN (
              "t24"."even_7" - "t24"."even_mean"
            ) * (
              "t24"."even_7" - "t24"."even_mean"
            )
            ELSE 0.0
          END + CASE
            WHEN 12 > 8
            THEN (
              "t24"."even_8" - "t24"."even_mean"
            ) * (
              "t24"."even_8" - "t24"."even_mean"
            )
            ELSE 0.0
          END + CASE
            WHEN 12 > 9
            THEN (
              "t24"."even_9" - "t24"."even_mean"
            ) * (
              "t24"."even_9" - "t24"."even_mean"
            )
            ELSE 0.0
          END + CASE
            WHEN 12 > 10
            THEN (
              "t24"."even_10" - "t24"."even_mean"
            ) * (
              "t24"."even_10" - "t24"."even_mean"
            )
            ELSE 0.0
          END + CASE
            WHEN 12 > 11
            THEN (
              "t24"."even_11" - "t24"."even_mean"
            ) * (
              "t24"."even_11" - "t24"."even_mean"
            )
            ELSE 0.0
          END
        ) AS DOUBLE PRECISION) / CASE WHEN 12 > 1 THEN CAST(12 AS DOUBLE PRECISION) - 1.0 ELSE NULL END
      ) AS DOUBLE PRECISION) / "t24"."even_mean"
      ELSE NULL
    END
    ELSE NULL
  END AS "kwh_cv12",
  CASE
    WHEN COALESCE("t24"."oldest" + 1, 0) >= 12
    THEN CASE
      WHEN CASE
        WHEN "t24"."worked9" > 0
        THEN CAST("t24"."wh9" AS DOUBLE PRECISION) / CAST("t24"."worked9" AS DOUBLE PRECISION)
        ELSE NULL
      END > 0
      THEN CAST(CASE
        WHEN "t24"."worked3" > 0
        THEN CAST("t24"."wh3" AS DOUBLE PRECISION) / CAST("t24"."worked3" AS DOUBLE PRECISION)
        ELSE NULL
      END AS DOUBLE PRECISION) / CASE
        WHEN "t24"."worked9" > 0
        THEN CAST("t24"."wh9" AS DOUBLE PRECISION) / CAST("t24"."worked9" AS DOUBLE PRECISION)
        ELSE NULL
      END
      ELSE NULL
    END - 1
    ELSE NULL
  END AS "kwh_drop3",
  CASE
    WHEN "t24"."oldest" IS NOT NULL
    THEN COALESCE("t24"."zero_run", 0)
    ELSE NULL
  END AS "kwh_zero_run12",
  CASE
    WHEN (
      CAST("t24"."va12" AS DOUBLE PRECISION) * 0.9 * 730.5
    ) > 0
    THEN CAST("t24"."wh12" AS DOUBLE PRECISION) / (
      CAST("t24"."va12" AS DOUBLE PRECISION) * 0.9 * 730.5
    )
    ELSE NULL
  END AS "load_util12",
  CAST("t24"."va_now" AS DOUBLE PRECISION) / 1000 AS "kva_now",
  CASE
    WHEN "t24"."va_before" > 0
    THEN CAST("t24"."va_now" AS DOUBLE PRECISION) / CAST("t24"."va_before" AS DOUBLE PRECISION)
    ELSE NULL
  END - 1 AS "kva_yoy",
  "t24"."late24" AS "pay_late_cnt24",
  CASE
    WHEN "t24"."judged24" > 0
    THEN CAST("t24"."late24" AS DOUBLE PRECISION) / CAST("t24"."judged24" AS DOUBLE PRECISION)
    ELSE NULL
  END AS "pay_late_rate24",
  CASE
    WHEN "t24"."late24" > 0
    THEN CAST("t24"."late_days24" AS DOUBLE PRECISION) / CAST("t24"."late24" AS DOUBLE PRECISION)
    ELSE NULL
  END AS "pay_late_days_avg24",
  "t24"."owed" AS "power_arrears_now_fen",
  "t24"."disc12" AS "disc_cnt12",
  "t24"."disc24" AS "disc_cnt24"
FROM (
  SELECT
    "t23"."enterprise",
    "t23"."as_of",
    "t23"."until",
    "t23"."key0",
    "t23"."oldest",
    "t23"."months24",
    "t23"."wh12",
    "t23"."worked12",
    "t23"."wh_before12",
    "t23"."worked_before12",
    "t23"."wh3",
    "t23"."worked3",
    "t23"."wh9",
    "t23"."worked9",
    "t23"."fee12",
    "t23"."paid24",
    "t23"."va12",
    "t23"."va_now",
    "t23"."va_before",
    "t23"."judged24",
    "t23"."late24",
    "t23"."late_days24",
    "t23"."owed",
    "t23"."disc12",
    "t23"."disc24",
    "t23"."wh_0",
    "t23"."wh_1",
    "t23"."wh_2",
    "t23"."wh_3",
    "t23"."wh_4",
    "t23"."wh_5",
    "t23"."wh_6",
    "t23"."wh_7",
    "t23"."wh_8",
    "t23"."wh_9",
    "t23"."wh_10",
    "t23"."wh_11",
    "t23"."wh_12",
    "t23"."wh_13",
    "t23"."wh_14",
    "t23"."wh_15",
    "t23"."wh_16",
    "t23"."wh_17",
    "t23"."wh_18",
    "t23"."wh_19",
    "t23"."wh_20",
    "t23"."wh_21",
    "t23"."wh_22",
    "t23"."wh_23",
    "t23"."worked_0",
    "t23"."worked_1",
    "t23"."worked_2",
    "t23"."worked_3",
    "t23"."worked_4",
    "t23"."worked_5",
    "t23"."worked_6",
    "t23"."worked_7",
    "t23"."worked_8",
    "t23"."worked_9",
    "t23"."worked_10",
    "t23"."worked_11",
    "t23"."worked_12",
    "t23"."worked_13",
    "t23"."worked_14",
    "t23"."worked_15",
    "t23"."worked_16",
    "t23"."worked_17",
    "t23"."worked_18",
    "t23"."worked_19",
    "t23"."worked_20",
    "t23"."worked_21",
    "t23"."worked_22",
    "t23"."worked_23",
    "t23"."key1",
    "t23"."zero_run",
    "t23"."daily_0",
    "t23"."daily_1",
    "t23"."daily_2",
    "t23"."daily_3",
    "t23"."daily_4",
    "t23"."daily_5",
    "t23"."daily_6",
    "t23"."daily_7",
    "t23"."daily_8",
    "t23"."daily_9",
    "t23"."daily_10",
    "t23"."daily_11",
    "t23"."daily_12",
    "t23"."daily_13",
    "t23"."daily_14",
    "t23"."daily_15",
    "t23"."daily_16",
    "t23"."daily_17",
    "t23"."daily_18",
    "t23"."daily_19",
    "t23"."daily_20",
    "t23"."daily_21",
    "t23"."daily_22",
    "t23"."daily_23",
    "t23"."usual_0",
    "t23"."usual_1",
    "t23"."usual_2",
    "t23"."usual_3",
    "t23"."usual_4",
    "t23"."usual_5",
    "t23"."usual_6",
    "t23"."usual_7",
    "t23"."usual_8",
    "t23"."usual_9",
    "t23"."usual_10",
    "t23"."usual_11",
    "t23"."usual_mean",
    CASE
      WHEN "t23"."usual_0" > 0
      THEN CAST((
        "t23"."daily_0" * "t23"."usual_mean"
      ) AS DOUBLE PRECISION) / "t23"."usual_0"
      ELSE "t23"."usual_mean"
    END AS "even_0",
    CASE
      WHEN "t23"."usual_1" > 0
      THEN CAST((
        "t23"."daily_1" * "t23"."usual_mean"
      ) AS DOUBLE PRECISION) / "t23"."usual_1"
      ELSE "t23"."usual_mean"
    END AS "even_1",
    CASE
      WHEN "t23"."usual_2" > 0
      THEN CAST((
        "t23"."daily_2" * "t23"."usual_mean"
      ) AS DOUBLE PRECISION) / "t23"."usual_2"
      ELSE "t23"."usual_mean"
    END AS "even_2",
    CASE
      WHEN "t23"."usual_3" > 0
      THEN CAST((
        "t23"."daily_3" * "t23"."usual_mean"
      ) AS DOUBLE PRECISION) / "t23"."usual_3"
      ELSE "t23"."usual_mean"
    END AS "even_3",
    CASE
      WHEN "t23"."usual_4" > 0
      THEN CAST((
        "t23"."daily_4" * "t23"."usual_mean"
      ) AS DOUBLE PRECISION) / "t23"."usual_4"
      ELSE "t23"."usual_mean"
    END AS "even_4",
    CASE
      WHEN "t23"."usual_5" > 0
      THEN CAST((
        "t23"."daily_5" * "t23"."usual_mean"
      ) AS DOUBLE PRECISION) / "t23"."usual_5"
      ELSE "t23"."usual_mean"
    END AS "even_5",
    CASE
      WHEN "t23"."usual_6" > 0
      THEN CAST((
        "t23"."daily_6" * "t23"."usual_mean"
      ) AS DOUBLE PRECISION) / "t23"."usual_6"
      ELSE "t23"."usual_mean"
    END AS "even_6",
    CASE
      WHEN "t23"."usual_7" > 0
      THEN CAST((
        "t23"."daily_7" * "t23"."usual_mean"
      ) AS DOUBLE PRECISION) / "t23"."usual_7"
      ELSE "t23"."usual_mean"
    END AS "even_7",
    CASE
      WHEN "t23"."usual_8" > 0
      THEN CAST((
        "t23"."daily_8" * "t23"."usual_mean"
      ) AS DOUBLE PRECISION) / "t23"."usual_8"
      ELSE "t23"."usual_mean"
    END AS "even_8",
    CASE
      WHEN "t23"."usual_9" > 0
      THEN CAST((
        "t23"."daily_9" * "t23"."usual_mean"
      ) AS DOUBLE PRECISION) / "t23"."usual_9"
      ELSE "t23"."usual_mean"
    END AS "even_9",
    CASE
      WHEN "t23"."usual_10" > 0
      THEN CAST((
        "t23"."daily_10" * "t23"."usual_mean"
      ) AS DOUBLE PRECISION) / "t23"."usual_10"
      ELSE "t23"."usual_mean"
    END AS "even_10",
    CASE
      WHEN "t23"."usual_11" > 0
      THEN CAST((
        "t23"."daily_11" * "t23"."usual_mean"
      ) AS DOUBLE PRECISION) / "t23"."usual_11"
      ELSE "t23"."usual_mean"
    END AS "even_11",
    (
      CASE
        WHEN 12 > 0
        THEN CASE
          WHEN "t23"."usual_0" > 0
          THEN CAST((
            "t23"."daily_0" * "t23"."usual_mean"
          ) AS DOUBLE PRECISION) / "t23"."usual_0"
          ELSE "t23"."usual_mean"
        END
        ELSE 0.0
      END + CASE
        WHEN 12 > 1
        THEN CASE
          WHEN "t23"."usual_1" > 0
          THEN CAST((
            "t23"."daily_1" * "t23"."usual_mean"
          ) AS DOUBLE PRECISION) / "t23"."usual_1"
          ELSE "t23"."usual_mean"
        END
        ELSE 0.0
      END + CASE
        WHEN 12 > 2
        THEN CASE
          WHEN "t23"."usual_2" > 0
          THEN CAST((
            "t23"."daily_2" * "t23"."usual_mean"
          ) AS DOUBLE PRECISION) / "t23"."usual_2"
          ELSE "t23"."usual_mean"
        END
        ELSE 0.0
      END + CASE
        WHEN 12 > 3
        THEN CASE
          WHEN "t23"."usual_3" > 0
          THEN CAST((
            "t23"."daily_3" * "t23"."usual_mean"
          ) AS DOUBLE PRECISION) / "t23"."usual_3"
          ELSE "t23"."usual_mean"
        END
        ELSE 0.0
      END + CASE
        WHEN 12 > 4
        THEN CASE
          WHEN "t23"."usual_4" > 0
          THEN CAST((
            "t23"."daily_4" * "t23"."usual_mean"
          ) AS DOUBLE PRECISION) / "t23"."usual_4"
          ELSE "t23"."usual_mean"
        END
        ELSE 0.0
      END + CASE
        WHEN 12 > 5
        THEN CASE
          WHEN "t23"."usual_5" > 0
          THEN CAST((
            "t23"."daily_5" * "t23"."usual_mean"
          ) AS DOUBLE PRECISION) / "t23"."usual_5"
          ELSE "t23"."usual_mean"
        END
        ELSE 0.0
      END + CASE
        WHEN 12 > 6
        THEN CASE
          WHEN "t23"."usual_6" > 0
          THEN CAST((
            "t23"."daily_6" * "t23"."usual_mean"
          ) AS DOUBLE PRECISION) / "t23"."usual_6"
          ELSE "t23"."usual_mean"
        END
        ELSE 0.0
      END + CASE
        WHEN 12 > 7
        THEN CASE
          WHEN "t23"."usual_7" > 0
          THEN CAST((
            "t23"."daily_7" * "t23"."usual_mean"
          ) AS DOUBLE PRECISION) / "t23"."usual_7"
          ELSE "t23"."usual_mean"
        END
        ELSE 0.0
      END + CASE
        WHEN 12 > 8
        THEN CASE
          WHEN "t23"."usual_8" > 0
          THEN CAST((
            "t23"."daily_8" * "t23"."usual_mean"
          ) AS DOUBLE PRECISION) / "t23"."usual_8"
          ELSE "t23"."usual_mean"
        END
        ELSE 0.0
      END + CASE
        WHEN 12 > 9
        THEN CASE
          WHEN "t23"."usual_9" > 0
          THEN CAST((
            "t23"."daily_9" * "t23"."usual_mean"
          ) AS DOUBLE PRECISION) / "t23"."usual_9"
          ELSE "t23"."usual_mean"
        END
        ELSE 0.0
      END + CASE
        WHEN 12 > 10
        THEN CASE
          WHEN "t23"."usual_10" > 0
          THEN CAST((
            "t23"."daily_10" * "t23"."usual_mean"
          ) AS DOUBLE PRECISION) / "t23"."usual_10"
          ELSE "t23"."usual_mean"
        END
        ELSE 0.0
      END + CASE
        WHEN 12 > 11
        THEN CASE
          WHEN "t23"."usual_11" > 0
          THEN CAST((
            "t23"."daily_11" * "t23"."usual_mean"
          ) AS DOUBLE PRECISION) / "t23"."usual_11"
          ELSE "t23"."usual_mean"
        END
        ELSE 0.0
      END
    ) / CAST(12 AS DOUBLE PRECISION) AS "even_mean"
  FROM (
    SELECT
      "t22"."enterprise",
      "t22"."as_of",
      "t22"."until",
      "t22"."key0",
      "t22"."oldest",
      "t22"."months24",
      "t22"."wh12",
      "t22"."worked12",
      "t22"."wh_before12",
      "t22"."worked_before12",
      "t22"."wh3",
      "t22"."worked3",
      "t22"."wh9",
      "t22"."worked9",
      "t22"."fee12",
      "t22"."paid24",
      "t22"."va12",
      "t22"."va_now",
      "t22"."va_before",
      "t22"."judged24",
      "t22"."late24",
      "t22"."late_days24",
      "t22"."owed",
      "t22"."disc12",
      "t22"."disc24",
      "t22"."wh_0",
      "t22"."wh_1",
      "t22"."wh_2",
      "t22"."wh_3",
      "t22"."wh_4",
      "t22"."wh_5",
      "t22"."wh_6",
      "t22"."wh_7",
      "t22"."wh_8",
      "t22"."wh_9",
      "t22"."wh_10",
      "t22"."wh_11",
      "t22"."wh_12",
      "t22"."wh_13",
      "t22"."wh_14",
      "t22"."wh_15",
      "t22"."wh_16",
      "t22"."wh_17",
      "t22"."wh_18",
      "t22"."wh_19",
      "t22"."wh_20",
      "t22"."wh_21",
      "t22"."wh_22",
      "t22"."wh_23",
      "t22"."worked_0",
      "t22"."worked_1",
      "t22"."worked_2",
      "t22"."worked_3",
      "t22"."worked_4",
      "t22"."worked_5",
      "t22"."worked_6",
      "t22"."worked_7",
      "t22"."worked_8",
      "t22"."worked_9",
      "t22"."worked_10",
      "t22"."worked_11",
      "t22"."worked_12",
      "t22"."worked_13",
      "t22"."worked_14",
      "t22"."worked_15",
      "t22"."worked_16",
      "t22"."worked_17",
      "t22"."worked_18",
      "t22"."worked_19",
      "t22"."worked_20",
      "t22"."worked_21",
      "t22"."worked_22",
      "t22"."worked_23",
      "t22"."key1",
      "t22"."zero_run",
      "t22"."daily_0",
      "t22"."daily_1",
      "t22"."daily_2",
      "t22"."daily_3",
      "t22"."daily_4",
      "t22"."daily_5",
      "t22"."daily_6",
      "t22"."daily_7",
      "t22"."daily_8",
      "t22"."daily_9",
      "t22"."daily_10",
      "t22"."daily_11",
      "t22"."daily_12",
      "t22"."daily_13",
      "t22"."daily_14",
      "t22"."daily_15",
      "t22"."daily_16",
      "t22"."daily_17",
      "t22"."daily_18",
      "t22"."daily_19",
      "t22"."daily_20",
      "t22"."daily_21",
      "t22"."daily_22",
      "t22"."daily_23",
      CAST((
        "t22"."daily_0" + "t22"."daily_12"
      ) AS DOUBLE PRECISION) / 2.0 AS "usual_0",
      CAST((
        "t22"."daily_1" + "t22"."daily_13"
      ) AS DOUBLE PRECISION) / 2.0 AS "usual_1",
      CAST((
        "t22"."daily_2" + "t22"."daily_14"
      ) AS DOUBLE PRECISION) / 2.0 AS "usual_2",
      CAST((
        "t22"."daily_3" + "t22"."daily_15"
      ) AS DOUBLE PRECISION) / 2.0 AS "usual_3",
      CAST((
        "t22"."daily_4" + "t22"."daily_16"
      ) AS DOUBLE PRECISION) / 2.0 AS "usual_4",
      CAST((
        "t22"."daily_5" + "t22"."daily_17"
      ) AS DOUBLE PRECISION) / 2.0 AS "usual_5",
      CAST((
        "t22"."daily_6" + "t22"."daily_18"
      ) AS DOUBLE PRECISION) / 2.0 AS "usual_6",
      CAST((
        "t22"."daily_7" + "t22"."daily_19"
      ) AS DOUBLE PRECISION) / 2.0 AS "usual_7",
      CAST((
        "t22"."daily_8" + "t22"."daily_20"
      ) AS DOUBLE PRECISION) / 2.0 AS "usual_8",
      CAST((
        "t22"."daily_9" + "t22"."daily_21"
      ) AS DOUBLE PRECISION) / 2.0 AS "usual_9",
      CAST((
        "t22"."daily_10" + "t22"."daily_22"
      ) AS DOUBLE PRECISION) / 2.0 AS "usual_10",
      CAST((
        "t22"."daily_11" + "t22"."daily_23"
      ) AS DOUBLE PRECISION) / 2.0 AS "usual_11",
      (
        CASE
          WHEN 12 > 0
          THEN CAST((
            "t22"."daily_0" + "t22"."daily_12"
          ) AS DOUBLE PRECISION) / 2.0
          ELSE 0.0
        END + CASE
          WHEN 12 > 1
          THEN CAST((
            "t22"."daily_1" + "t22"."daily_13"
          ) AS DOUBLE PRECISION) / 2.0
          ELSE 0.0
        END + CASE
          WHEN 12 > 2
          THEN CAST((
            "t22"."daily_2" + "t22"."daily_14"
          ) AS DOUBLE PRECISION) / 2.0
          ELSE 0.0
        END + CASE
          WHEN 12 > 3
          THEN CAST((
            "t22"."daily_3" + "t22"."daily_15"
          ) AS DOUBLE PRECISION) / 2.0
          ELSE 0.0
        END + CASE
          WHEN 12 > 4
          THEN CAST((
            "t22"."daily_4" + "t22"."daily_16"
          ) AS DOUBLE PRECISION) / 2.0
          ELSE 0.0
        END + CASE
          WHEN 12 > 5
          THEN CAST((
            "t22"."daily_5" + "t22"."daily_17"
          ) AS DOUBLE PRECISION) / 2.0
          ELSE 0.0
        END + CASE
          WHEN 12 > 6
          THEN CAST((
            "t22"."daily_6" + "t22"."daily_18"
          ) AS DOUBLE PRECISION) / 2.0
          ELSE 0.0
        END + CASE
          WHEN 12 > 7
          THEN CAST((
            "t22"."daily_7" + "t22"."daily_19"
          ) AS DOUBLE PRECISION) / 2.0
          ELSE 0.0
        END + CASE
          WHEN 12 > 8
          THEN CAST((
            "t22"."daily_8" + "t22"."daily_20"
          ) AS DOUBLE PRECISION) / 2.0
          ELSE 0.0
        END + CASE
          WHEN 12 > 9
          THEN CAST((
            "t22"."daily_9" + "t22"."daily_21"
          ) AS DOUBLE PRECISION) / 2.0
          ELSE 0.0
        END + CASE
          WHEN 12 > 10
          THEN CAST((
            "t22"."daily_10" + "t22"."daily_22"
          ) AS DOUBLE PRECISION) / 2.0
          ELSE 0.0
        END + CASE
          WHEN 12 > 11
          THEN CAST((
            "t22"."daily_11" + "t22"."daily_23"
          ) AS DOUBLE PRECISION) / 2.0
          ELSE 0.0
        END
      ) / CAST(12 AS DOUBLE PRECISION) AS "usual_mean"
    FROM (
      SELECT
        "t21"."enterprise",
        "t21"."as_of",
        "t21"."until",
        "t21"."key0",
        "t21"."oldest",
        "t21"."months24",
        "t21"."wh12",
        "t21"."worked12",
        "t21"."wh_before12",
        "t21"."worked_before12",
        "t21"."wh3",
        "t21"."worked3",
        "t21"."wh9",
        "t21"."worked9",
        "t21"."fee12",
        "t21"."paid24",
        "t21"."va12",
        "t21"."va_now",
        "t21"."va_before",
        "t21"."judged24",
        "t21"."late24",
        "t21"."late_days24",
        "t21"."owed",
        "t21"."disc12",
        "t21"."disc24",
        "t21"."wh_0",
        "t21"."wh_1",
        "t21"."wh_2",
        "t21"."wh_3",
        "t21"."wh_4",
        "t21"."wh_5",
        "t21"."wh_6",
        "t21"."wh_7",
        "t21"."wh_8",
        "t21"."wh_9",
        "t21"."wh_10",
        "t21"."wh_11",
        "t21"."wh_12",
        "t21"."wh_13",
        "t21"."wh_14",
        "t21"."wh_15",
        "t21"."wh_16",
        "t21"."wh_17",
        "t21"."wh_18",
        "t21"."wh_19",
        "t21"."wh_20",
        "t21"."wh_21",
        "t21"."wh_22",
        "t21"."wh_23",
        "t21"."worked_0",
        "t21"."worked_1",
        "t21"."worked_2",
        "t21"."worked_3",
        "t21"."worked_4",
        "t21"."worked_5",
        "t21"."worked_6",
        "t21"."worked_7",
        "t21"."worked_8",
        "t21"."worked_9",
        "t21"."worked_10",
        "t21"."worked_11",
        "t21"."worked_12",
        "t21"."worked_13",
        "t21"."worked_14",
        "t21"."worked_15",
        "t21"."worked_16",
        "t21"."worked_17",
        "t21"."worked_18",
        "t21"."worked_19",
        "t21"."worked_20",
        "t21"."worked_21",
        "t21"."worked_22",
        "t21"."worked_23",
        "t21"."key1",
        "t21"."zero_run",
        CASE
          WHEN "t21"."worked_0" > 0
          THEN CAST("t21"."wh_0" AS DOUBLE PRECISION) / CAST("t21"."worked_0" AS DOUBLE PRECISION)
          ELSE NULL
        END AS "daily_0",
        CASE
          WHEN "t21"."worked_1" > 0
          THEN CAST("t21"."wh_1" AS DOUBLE PRECISION) / CAST("t21"."worked_1" AS DOUBLE PRECISION)
          ELSE NULL
        END AS "daily_1",
        CASE
          WHEN "t21"."worked_2" > 0
          THEN CAST("t21"."wh_2" AS DOUBLE PRECISION) / CAST("t21"."worked_2" AS DOUBLE PRECISION)
          ELSE NULL
        END AS "daily_2",
        CASE
          WHEN "t21"."worked_3" > 0
          THEN CAST("t21"."wh_3" AS DOUBLE PRECISION) / CAST("t21"."worked_3" AS DOUBLE PRECISION)
          ELSE NULL
        END AS "daily_3",
        CASE
          WHEN "t21"."worked_4" > 0
          THEN CAST("t21"."wh_4" AS DOUBLE PRECISION) / CAST("t21"."worked_4" AS DOUBLE PRECISION)
          ELSE NULL
        END AS "daily_4",
        CASE
          WHEN "t21"."worked_5" > 0
          THEN CAST("t21"."wh_5" AS DOUBLE PRECISION) / CAST("t21"."worked_5" AS DOUBLE PRECISION)
          ELSE NULL
        END AS "daily_5",
        CASE
          WHEN "t21"."worked_6" > 0
          THEN CAST("t21"."wh_6" AS DOUBLE PRECISION) / CAST("t21"."worked_6" AS DOUBLE PRECISION)
          ELSE NULL
        END AS "daily_6",
        CASE
          WHEN "t21"."worked_7" > 0
          THEN CAST("t21"."wh_7" AS DOUBLE PRECISION) / CAST("t21"."worked_7" AS DOUBLE PRECISION)
          ELSE NULL
        END AS "daily_7",
        CASE
          WHEN "t21"."worked_8" > 0
          THEN CAST("t21"."wh_8" AS DOUBLE PRECISION) / CAST("t21"."worked_8" AS DOUBLE PRECISION)
          ELSE NULL
        END AS "daily_8",
        CASE
          WHEN "t21"."worked_9" > 0
          THEN CAST("t21"."wh_9" AS DOUBLE PRECISION) / CAST("t21"."worked_9" AS DOUBLE PRECISION)
          ELSE NULL
        END AS "daily_9",
        CASE
          WHEN "t21"."worked_10" > 0
          THEN CAST("t21"."wh_10" AS DOUBLE PRECISION) / CAST("t21"."worked_10" AS DOUBLE PRECISION)
          ELSE NULL
        END AS "daily_10",
        CASE
          WHEN "t21"."worked_11" > 0
          THEN CAST("t21"."wh_11" AS DOUBLE PRECISION) / CAST("t21"."worked_11" AS DOUBLE PRECISION)
          ELSE NULL
        END AS "daily_11",
        CASE
          WHEN "t21"."worked_12" > 0
          THEN CAST("t21"."wh_12" AS DOUBLE PRECISION) / CAST("t21"."worked_12" AS DOUBLE PRECISION)
          ELSE NULL
        END AS "daily_12",
        CASE
          WHEN "t21"."worked_13" > 0
          THEN CAST("t21"."wh_13" AS DOUBLE PRECISION) / CAST("t21"."worked_13" AS DOUBLE PRECISION)
          ELSE NULL
        END AS "daily_13",
        CASE
          WHEN "t21"."worked_14" > 0
          THEN CAST("t21"."wh_14" AS DOUBLE PRECISION) / CAST("t21"."worked_14" AS DOUBLE PRECISION)
          ELSE NULL
        END AS "daily_14",
        CASE
          WHEN "t21"."worked_15" > 0
          THEN CAST("t21"."wh_15" AS DOUBLE PRECISION) / CAST("t21"."worked_15" AS DOUBLE PRECISION)
          ELSE NULL
        END AS "daily_15",
        CASE
          WHEN "t21"."worked_16" > 0
          THEN CAST("t21"."wh_16" AS DOUBLE PRECISION) / CAST("t21"."worked_16" AS DOUBLE PRECISION)
          ELSE NULL
        END AS "daily_16",
        CASE
          WHEN "t21"."worked_17" > 0
          THEN CAST("t21"."wh_17" AS DOUBLE PRECISION) / CAST("t21"."worked_17" AS DOUBLE PRECISION)
          ELSE NULL
        END AS "daily_17",
        CASE
          WHEN "t21"."worked_18" > 0
          THEN CAST("t21"."wh_18" AS DOUBLE PRECISION) / CAST("t21"."worked_18" AS DOUBLE PRECISION)
          ELSE NULL
        END AS "daily_18",
        CASE
          WHEN "t21"."worked_19" > 0
          THEN CAST("t21"."wh_19" AS DOUBLE PRECISION) / CAST("t21"."worked_19" AS DOUBLE PRECISION)
          ELSE NULL
        END AS "daily_19",
        CASE
          WHEN "t21"."worked_20" > 0
          THEN CAST("t21"."wh_20" AS DOUBLE PRECISION) / CAST("t21"."worked_20" AS DOUBLE PRECISION)
          ELSE NULL
        END AS "daily_20",
        CASE
          WHEN "t21"."worked_21" > 0
          THEN CAST("t21"."wh_21" AS DOUBLE PRECISION) / CAST("t21"."worked_21" AS DOUBLE PRECISION)
          ELSE NULL
        END AS "daily_21",
        CASE
          WHEN "t21"."worked_22" > 0
          THEN CAST("t21"."wh_22" AS DOUBLE PRECISION) / CAST("t21"."worked_22" AS DOUBLE PRECISION)
          ELSE NULL
        END AS "daily_22",
        CASE
          WHEN "t21"."worked_23" > 0
          THEN CAST("t21"."wh_23" AS DOUBLE PRECISION) / CAST("t21"."worked_23" AS DOUBLE PRECISION)
          ELSE NULL
        END AS "daily_23"
      FROM (
        SELECT
          "t5"."enterprise",
          "t5"."as_of",
          "t5"."until",
          "t18"."key0",
          "t18"."oldest",
          "t18"."months24",
          "t18"."wh12",
          "t18"."worked12",
          "t18"."wh_before12",
          "t18"."worked_before12",
          "t18"."wh3",
          "t18"."worked3",
          "t18"."wh9",
          "t18"."worked9",
          "t18"."fee12",
          "t18"."paid24",
          "t18"."va12",
          "t18"."va_now",
          "t18"."va_before",
          "t18"."judged24",
          "t18"."late24",
          "t18"."late_days24",
          "t18"."owed",
          "t18"."disc12",
          "t18"."disc24",
          "t18"."wh_0",
          "t18"."wh_1",
          "t18"."wh_2",
          "t18"."wh_3",
          "t18"."wh_4",
          "t18"."wh_5",
          "t18"."wh_6",
          "t18"."wh_7",
          "t18"."wh_8",
          "t18"."wh_9",
          "t18"."wh_10",
          "t18"."wh_11",
          "t18"."wh_12",
          "t18"."wh_13",
          "t18"."wh_14",
          "t18"."wh_15",
          "t18"."wh_16",
          "t18"."wh_17",
          "t18"."wh_18",
          "t18"."wh_19",
          "t18"."wh_20",
          "t18"."wh_21",
          "t18"."wh_22",
          "t18"."wh_23",
          "t18"."worked_0",
          "t18"."worked_1",
          "t18"."worked_2",
          "t18"."worked_3",
          "t18"."worked_4",
          "t18"."worked_5",
          "t18"."worked_6",
          "t18"."worked_7",
          "t18"."worked_8",
          "t18"."worked_9",
          "t18"."worked_10",
          "t18"."worked_11",
          "t18"."worked_12",
          "t18"."worked_13",
          "t18"."worked_14",
          "t18"."worked_15",
          "t18"."worked_16",
          "t18"."worked_17",
          "t18"."worked_18",
          "t18"."worked_19",
          "t18"."worked_20",
          "t18"."worked_21",
          "t18"."worked_22",
          "t18"."worked_23",
          "t20"."key1",
          "t20"."zero_run"
        FROM "t3" AS "t5"
        LEFT OUTER JOIN (
          SELECT
            "t15"."enterprise" AS "key0",
            "t15"."oldest",
            "t15"."months24",
            "t15"."wh12",
            "t15"."worked12",
            "t15"."wh_before12",
            "t15"."worked_before12",
            "t15"."wh3",
            "t15"."worked3",
            "t15"."wh9",
            "t15"."worked9",
            "t15"."fee12",
            "t15"."paid24",
            "t15"."va12",
            "t15"."va_now",
            "t15"."va_before",
            "t15"."judged24",
            "t15"."late24",
            "t15"."late_days24",
            "t15"."owed",
            "t15"."disc12",
            "t15"."disc24",
            "t15"."wh_0",
            "t15"."wh_1",
            "t15"."wh_2",
            "t15"."wh_3",
            "t15"."wh_4",
            "t15"."wh_5",
            "t15"."wh_6",
            "t15"."wh_7",
            "t15"."wh_8",
            "t15"."wh_9",
            "t15"."wh_10",
            "t15"."wh_11",
            "t15"."wh_12",
            "t15"."wh_13",
            "t15"."wh_14",
            "t15"."wh_15",
            "t15"."wh_16",
            "t15"."wh_17",
            "t15"."wh_18",
            "t15"."wh_19",
            "t15"."wh_20",
            "t15"."wh_21",
            "t15"."wh_22",
            "t15"."wh_23",
            "t15"."worked_0",
            "t15"."worked_1",
            "t15"."worked_2",
            "t15"."worked_3",
            "t15"."worked_4",
            "t15"."worked_5",
            "t15"."worked_6",
            "t15"."worked_7",
            "t15"."worked_8",
            "t15"."worked_9",
            "t15"."worked_10",
            "t15"."worked_11",
            "t15"."worked_12",
            "t15"."worked_13",
            "t15"."worked_14",
            "t15"."worked_15",
            "t15"."worked_16",
            "t15"."worked_17",
            "t15"."worked_18",
            "t15"."worked_19",
            "t15"."worked_20",
            "t15"."worked_21",
            "t15"."worked_22",
            "t15"."worked_23"
          FROM (
            SELECT
              "t12"."enterprise",
              MAX("t12"."ago") AS "oldest",
              COUNT(*) FILTER(WHERE
                "t12"."ago" < 24) AS "months24",
              SUM("t12"."wh") FILTER(WHERE
                "t12"."ago" < 12) AS "wh12",
              COALESCE(SUM("t12"."worked") FILTER(WHERE
                "t12"."ago" < 12), 0) AS "worked12",
              COALESCE(SUM("t12"."wh") FILTER(WHERE
                "t12"."ago" BETWEEN 12 AND 23), 0) AS "wh_before12",
              COALESCE(SUM("t12"."worked") FILTER(WHERE
                "t12"."ago" BETWEEN 12 AND 23), 0) AS "worked_before12",
              COALESCE(SUM("t12"."wh") FILTER(WHERE
                "t12"."ago" < 3), 0) AS "wh3",
              COALESCE(SUM("t12"."worked") FILTER(WHERE
                "t12"."ago" < 3), 0) AS "worked3",
              COALESCE(SUM("t12"."wh") FILTER(WHERE
                "t12"."ago" BETWEEN 3 AND 11), 0) AS "wh9",
              COALESCE(SUM("t12"."worked") FILTER(WHERE
                "t12"."ago" BETWEEN 3 AND 11), 0) AS "worked9",
              SUM("t12"."fee") FILTER(WHERE
                "t12"."ago" < 12) AS "fee12",
              COALESCE(SUM("t12"."paid") FILTER(WHERE
                "t12"."ago" < 24), 0) AS "paid24",
              COALESCE(SUM("t12"."va") FILTER(WHERE
                "t12"."ago" < 12), 0) AS "va12",
              MAX("t12"."va") FILTER(WHERE
                "t12"."ago" = 0) AS "va_now",
              MAX("t12"."va") FILTER(WHERE
                "t12"."ago" = 12) AS "va_before",
              COALESCE(SUM("t12"."judged") FILTER(WHERE
                "t12"."ago" < 24), 0) AS "judged24",
              COALESCE(SUM("t12"."late") FILTER(WHERE
                "t12"."ago" < 24), 0) AS "late24",
              COALESCE(SUM("t12"."late_days") FILTER(WHERE
                "t12"."ago" < 24), 0) AS "late_days24",
              COALESCE(SUM("t12"."owed"), 0) AS "owed",
              COALESCE(SUM("t12"."disconnections") FILTER(WHERE
                "t12"."ago" < 12), 0) AS "disc12",
              COALESCE(SUM("t12"."disconnections") FILTER(WHERE
                "t12"."ago" < 24), 0) AS "disc24",
              COALESCE(SUM("t12"."wh") FILTER(WHERE
                "t12"."ago" = 0), 0) AS "wh_0",
              COALESCE(SUM("t12"."wh") FILTER(WHERE
                "t12"."ago" = 1), 0) AS "wh_1",
              COALESCE(SUM("t12"."wh") FILTER(WHERE
                "t12"."ago" = 2), 0) AS "wh_2",
              COALESCE(SUM("t12"."wh") FILTER(WHERE
                "t12"."ago" = 3), 0) AS "wh_3",
              COALESCE(SUM("t12"."wh") FILTER(WHERE
                "t12"."ago" = 4), 0) AS "wh_4",
              COALESCE(SUM("t12"."wh") FILTER(WHERE
                "t12"."ago" = 5), 0) AS "wh_5",
              COALESCE(SUM("t12"."wh") FILTER(WHERE
                "t12"."ago" = 6), 0) AS "wh_6",
              COALESCE(SUM("t12"."wh") FILTER(WHERE
                "t12"."ago" = 7), 0) AS "wh_7",
              COALESCE(SUM("t12"."wh") FILTER(WHERE
                "t12"."ago" = 8), 0) AS "wh_8",
              COALESCE(SUM("t12"."wh") FILTER(WHERE
                "t12"."ago" = 9), 0) AS "wh_9",
              COALESCE(SUM("t12"."wh") FILTER(WHERE
                "t12"."ago" = 10), 0) AS "wh_10",
              COALESCE(SUM("t12"."wh") FILTER(WHERE
                "t12"."ago" = 11), 0) AS "wh_11",
              COALESCE(SUM("t12"."wh") FILTER(WHERE
                "t12"."ago" = 12), 0) AS "wh_12",
              COALESCE(SUM("t12"."wh") FILTER(WHERE
                "t12"."ago" = 13), 0) AS "wh_13",
              COALESCE(SUM("t12"."wh") FILTER(WHERE
                "t12"."ago" = 14), 0) AS "wh_14",
              COALESCE(SUM("t12"."wh") FILTER(WHERE
                "t12"."ago" = 15), 0) AS "wh_15",
              COALESCE(SUM("t12"."wh") FILTER(WHERE
                "t12"."ago" = 16), 0) AS "wh_16",
              COALESCE(SUM("t12"."wh") FILTER(WHERE
                "t12"."ago" = 17), 0) AS "wh_17",
              COALESCE(SUM("t12"."wh") FILTER(WHERE
                "t12"."ago" = 18), 0) AS "wh_18",
              COALESCE(SUM("t12"."wh") FILTER(WHERE
                "t12"."ago" = 19), 0) AS "wh_19",
              COALESCE(SUM("t12"."wh") FILTER(WHERE
                "t12"."ago" = 20), 0) AS "wh_20",
              COALESCE(SUM("t12"."wh") FILTER(WHERE
                "t12"."ago" = 21), 0) AS "wh_21",
              COALESCE(SUM("t12"."wh") FILTER(WHERE
                "t12"."ago" = 22), 0) AS "wh_22",
              COALESCE(SUM("t12"."wh") FILTER(WHERE
                "t12"."ago" = 23), 0) AS "wh_23",
              COALESCE(SUM("t12"."worked") FILTER(WHERE
                "t12"."ago" = 0), 0) AS "worked_0",
              COALESCE(SUM("t12"."worked") FILTER(WHERE
                "t12"."ago" = 1), 0) AS "worked_1",
              COALESCE(SUM("t12"."worked") FILTER(WHERE
                "t12"."ago" = 2), 0) AS "worked_2",
              COALESCE(SUM("t12"."worked") FILTER(WHERE
                "t12"."ago" = 3), 0) AS "worked_3",
              COALESCE(SUM("t12"."worked") FILTER(WHERE
                "t12"."ago" = 4), 0) AS "worked_4",
              COALESCE(SUM("t12"."worked") FILTER(WHERE
                "t12"."ago" = 5), 0) AS "worked_5",
              COALESCE(SUM("t12"."worked") FILTER(WHERE
                "t12"."ago" = 6), 0) AS "worked_6",
              COALESCE(SUM("t12"."worked") FILTER(WHERE
                "t12"."ago" = 7), 0) AS "worked_7",
              COALESCE(SUM("t12"."worked") FILTER(WHERE
                "t12"."ago" = 8), 0) AS "worked_8",
              COALESCE(SUM("t12"."worked") FILTER(WHERE
                "t12"."ago" = 9), 0) AS "worked_9",
              COALESCE(SUM("t12"."worked") FILTER(WHERE
                "t12"."ago" = 10), 0) AS "worked_10",
              COALESCE(SUM("t12"."worked") FILTER(WHERE
                "t12"."ago" = 11), 0) AS "worked_11",
              COALESCE(SUM("t12"."worked") FILTER(WHERE
                "t12"."ago" = 12), 0) AS "worked_12",
              COALESCE(SUM("t12"."worked") FILTER(WHERE
                "t12"."ago" = 13), 0) AS "worked_13",
              COALESCE(SUM("t12"."worked") FILTER(WHERE
                "t12"."ago" = 14), 0) AS "worked_14",
              COALESCE(SUM("t12"."worked") FILTER(WHERE
                "t12"."ago" = 15), 0) AS "worked_15",
              COALESCE(SUM("t12"."worked") FILTER(WHERE
                "t12"."ago" = 16), 0) AS "worked_16",
              COALESCE(SUM("t12"."worked") FILTER(WHERE
                "t12"."ago" = 17), 0) AS "worked_17",
              COALESCE(SUM("t12"."worked") FILTER(WHERE
                "t12"."ago" = 18), 0) AS "worked_18",
              COALESCE(SUM("t12"."worked") FILTER(WHERE
                "t12"."ago" = 19), 0) AS "worked_19",
              COALESCE(SUM("t12"."worked") FILTER(WHERE
                "t12"."ago" = 20), 0) AS "worked_20",
              COALESCE(SUM("t12"."worked") FILTER(WHERE
                "t12"."ago" = 21), 0) AS "worked_21",
              COALESCE(SUM("t12"."worked") FILTER(WHERE
                "t12"."ago" = 22), 0) AS "worked_22",
              COALESCE(SUM("t12"."worked") FILTER(WHERE
                "t12"."ago" = 23), 0) AS "worked_23"
            FROM (
              SELECT
                "t10"."enterprise",
                "t10"."ago",
                "t10"."month",
                "t10"."wh",
                "t10"."va",
                "t10"."fee",
                "t10"."paid",
                "t10"."owed",
                "t10"."disconnections",
                "t10"."judged",
                "t10"."late",
                "t10"."late_days",
                (
                  CAST(EXTRACT(epoch FROM CAST("t10"."month" + INTERVAL '1 MONTH' AS TIMESTAMP) - CAST("t10"."month" AS TIMESTAMP)) / 86400 AS BIGINT) * 100
                ) - CAST(CASE (
                    EXTRACT(year FROM "t10"."month") * 12
                  ) + EXTRACT(month FROM "t10"."month")
                  WHEN 24062
                  THEN 784
                  WHEN 24073
                  THEN 473
                  WHEN 24074
                  THEN 311
                  WHEN 24086
                  THEN 784
                  WHEN 24098
                  THEN 784
                  WHEN 24109
                  THEN 666
                  WHEN 24110
                  THEN 118
                  WHEN 24122
                  THEN 784
                  WHEN 24133
                  THEN 145
                  WHEN 24134
                  THEN 639
                  WHEN 24145
                  THEN 773
                  WHEN 24146
                  THEN 11
                  WHEN 24158
                  THEN 784
                  WHEN 24169
                  THEN 337
                  WHEN 24170
                  THEN 447
                  WHEN 24182
                  THEN 784
                  WHEN 24194
                  THEN 784
                  WHEN 24205
                  THEN 540
                  WHEN 24206
                  THEN 244
                  WHEN 24218
                  THEN 784
                  WHEN 24229
                  THEN 55
                  WHEN 24230
                  THEN 729
                  WHEN 24241
                  THEN 719
                  WHEN 24242
                  THEN 65
                  WHEN 24254
                  THEN 784
                  WHEN 24265
                  THEN 268
                  WHEN 24266
                  THEN 516
                  WHEN 24277
                  THEN 784
                  WHEN 24290
                  THEN 784
                  WHEN 24301
                  THEN 473
                  WHEN 24302
                  THEN 311
                  WHEN 24314
                  THEN 784
                  WHEN 24325
                  THEN 20
                  WHEN 24326
                  THEN 764
                  WHEN 24337
                  THEN 666
                  WHEN 24338
                  THEN 118
                  WHEN 24350
                  THEN 784
                  WHEN 24361
                  THEN 145
                  WHEN 24362
                  THEN 639
                  WHEN 24373
                  THEN 773
                  WHEN 24374
                  THEN 11
                  WHEN 24386
                  THEN 784
                  WHEN 24397
                  THEN 337
                  WHEN 24398
                  THEN 447
                  WHEN 24410
                  THEN 784
                  WHEN 24422
                  THEN 784
                  WHEN 24433
                  THEN 540
                  WHEN 24434
                  THEN 244
                  WHEN 24446
                  THEN 784
                  WHEN 24457
                  THEN 96
                  WHEN 24458
                  THEN 688
                  WHEN 24469
                  THEN 755
                  WHEN 24470
                  THEN 29
                  WHEN 24482
                  THEN 784
                  WHEN 24493
                  THEN 268
                  WHEN 24494
                  THEN 516
                  WHEN 24505
                  THEN 784
                  WHEN 24518
                  THEN 784
                  WHEN 24529
                  THEN 406
                  WHEN 24530
                  THEN 378
                  WHEN 24542
                  THEN 784
                  ELSE 0
                END AS BIGINT) AS "worked"
              FROM "t9" AS "t10"
            ) AS "t12"
            GROUP BY
              1
          ) AS "t15"
        ) AS "t18"
          ON "t5"."enterprise" = "t18"."key0"
        LEFT OUTER JOIN (
          SELECT
            "t16"."enterprise" AS "key1",
            "t16"."zero_run"
          FROM (
            SELECT
              "t14"."enterprise",
              MAX("t14"."length") AS "zero_run"
            FROM (
              SELECT
                "t13"."enterprise",
                "t13"."run",
                COUNT(*) AS "length"
              FROM (
                SELECT
                  "t11"."enterprise",
                  "t11"."ago",
                  "t11"."ago" - (
                    ROW_NUMBER() OVER (
                      PARTITION BY "t11"."enterprise"
                      ORDER BY "t11"."ago" ASC
                      ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                    ) - 1
                  ) AS "run"
                FROM (
                  SELECT
                    "t10"."enterprise",
                    "t10"."ago"
                  FROM "t9" AS "t10"
                  WHERE
                    "t10"."ago" < 12 AND "t10"."wh" = 0
                ) AS "t11"
              ) AS "t13"
              GROUP BY
                1,
                2
            ) AS "t14"
            GROUP BY
              1
          ) AS "t16"
        ) AS "t20"
          ON "t5"."enterprise" = "t20"."key1"
      ) AS "t21"
    ) AS "t22"
  ) AS "t23"
) AS "t24"
) AS "indicators"
ORDER BY
  "enterprise"
