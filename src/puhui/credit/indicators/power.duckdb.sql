-- Generated from power.py by `python -m puhui.credit.indicators.sources`. Do not edit.
SELECT
  CAST("enterprise" AS VARCHAR) AS "enterprise",
  CAST("as_of" AS DATE) AS "as_of",
  CAST("record_months" AS BIGINT) AS "record_months",
  CAST("kwh12" AS DOUBLE) AS "kwh12",
  CAST("kwh_fee12_fen" AS BIGINT) AS "kwh_fee12_fen",
  CAST("kwh_yoy12" AS DOUBLE) AS "kwh_yoy12",
  CAST("kwh_cv12" AS DOUBLE) AS "kwh_cv12",
  CAST("kwh_drop3" AS DOUBLE) AS "kwh_drop3",
  CAST("load_util12" AS DOUBLE) AS "load_util12",
  CAST("pay_late_cnt24" AS BIGINT) AS "pay_late_cnt24",
  CAST("pay_late_days_avg24" AS DOUBLE) AS "pay_late_days_avg24",
  CAST("disc_cnt24" AS BIGINT) AS "disc_cnt24"
FROM (
WITH "t3" AS (
  SELECT
    "t0"."enterprise",
    "t0"."as_of",
    DATE_TRUNC('MONTH', "t0"."as_of" + INTERVAL '1' DAY) - INTERVAL '1' DAY AS "until"
  FROM "subjects" AS "t0"
)
SELECT
  "t14"."enterprise",
  "t14"."until" AS "as_of",
  COALESCE("t14"."oldest" + 1, 0) AS "record_months",
  "t14"."kwh12",
  "t14"."fee12" AS "kwh_fee12_fen",
  CASE
    WHEN COALESCE("t14"."oldest" + 1, 0) >= 24
    THEN CASE WHEN "t14"."before12" > 0 THEN "t14"."kwh12" / "t14"."before12" ELSE NULL END - 1
    ELSE NULL
  END AS "kwh_yoy12",
  CASE
    WHEN COALESCE("t14"."oldest" + 1, 0) >= 24
    THEN CASE WHEN "t14"."mean12" > 0 THEN "t14"."spread12" / "t14"."mean12" ELSE NULL END
    ELSE NULL
  END AS "kwh_cv12",
  CASE
    WHEN COALESCE("t14"."oldest" + 1, 0) >= 12
    THEN CASE
      WHEN (
        "t14"."kwh_9" / 9
      ) > 0
      THEN (
        "t14"."kwh3" / 3
      ) / (
        "t14"."kwh_9" / 9
      )
      ELSE NULL
    END - 1
    ELSE NULL
  END AS "kwh_drop3",
  CASE
    WHEN (
      "t14"."capacity12" * 0.9 * 730.5
    ) > 0
    THEN "t14"."kwh12" / (
      "t14"."capacity12" * 0.9 * 730.5
    )
    ELSE NULL
  END AS "load_util12",
  "t14"."late24" AS "pay_late_cnt24",
  CASE WHEN "t14"."late24" > 0 THEN "t14"."late_days24" / "t14"."late24" ELSE NULL END AS "pay_late_days_avg24",
  "t14"."disc24" AS "disc_cnt24"
FROM (
  SELECT
    "t13".*
    EXCLUDE ("enterprise_right")
  FROM (
    SELECT
      "t5"."enterprise",
      "t5"."as_of",
      "t5"."until",
      "t12"."enterprise" AS "enterprise_right",
      "t12"."oldest",
      "t12"."kwh12",
      "t12"."before12",
      "t12"."kwh3",
      "t12"."kwh_9",
      "t12"."fee12",
      "t12"."capacity12",
      "t12"."late24",
      "t12"."late_days24",
      "t12"."disc24",
      "t12"."spread12",
      "t12"."mean12"
    FROM "t3" AS "t5"
    LEFT OUTER JOIN (
      SELECT
        "t10"."enterprise",
        MAX("t10"."ago") AS "oldest",
        SUM("t10"."kwh") FILTER(WHERE
          "t10"."ago" < 12) AS "kwh12",
        SUM("t10"."kwh") FILTER(WHERE
          "t10"."ago" BETWEEN 12 AND 23) AS "before12",
        SUM("t10"."kwh") FILTER(WHERE
          "t10"."ago" < 3) AS "kwh3",
        SUM("t10"."kwh") FILTER(WHERE
          "t10"."ago" BETWEEN 3 AND 11) AS "kwh_9",
        SUM("t10"."fee") FILTER(WHERE
          "t10"."ago" < 12) AS "fee12",
        SUM("t10"."capacity") FILTER(WHERE
          "t10"."ago" < 12) AS "capacity12",
        SUM("t10"."late") FILTER(WHERE
          "t10"."ago" < 24) AS "late24",
        SUM("t10"."late_days") FILTER(WHERE
          "t10"."ago" < 24) AS "late_days24",
        SUM("t10"."disconnections") FILTER(WHERE
          "t10"."ago" < 24) AS "disc24",
        STDDEV_SAMP("t10"."even") FILTER(WHERE
          "t10"."ago" < 12) AS "spread12",
        AVG("t10"."even") FILTER(WHERE
          "t10"."ago" < 12) AS "mean12"
      FROM (
        SELECT
          "t9"."enterprise",
          "t9"."ago",
          "t9"."season",
          "t9"."kwh",
          "t9"."fee",
          "t9"."capacity",
          "t9"."disconnections",
          "t9"."late",
          "t9"."late_days",
          CASE
            WHEN AVG("t9"."kwh") OVER (
              PARTITION BY "t9"."enterprise", "t9"."season"
              ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
            ) > 0
            THEN (
              "t9"."kwh" * AVG("t9"."kwh") OVER (
                PARTITION BY "t9"."enterprise"
                ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
              )
            ) / AVG("t9"."kwh") OVER (
              PARTITION BY "t9"."enterprise", "t9"."season"
              ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
            )
            ELSE NULL
          END AS "even"
        FROM (
          SELECT
            "t8"."enterprise",
            "t8"."ago",
            "t8"."season",
            SUM("t8"."kwh") AS "kwh",
            SUM("t8"."fee_fen") AS "fee",
            SUM("t8"."capacity_kva") AS "capacity",
            SUM("t8"."disconnections") AS "disconnections",
            SUM("t8"."late") AS "late",
            COALESCE(
              SUM(DATE_DIFF('DAY', "t8"."due_on", "t8"."settled")) FILTER(WHERE
                "t8"."late" > 0),
              0
            ) AS "late_days"
          FROM (
            SELECT
              "t7"."enterprise",
              "t7"."account_no",
              "t7"."month",
              "t7"."capacity_kva",
              "t7"."kwh",
              "t7"."fee_fen",
              "t7"."due_on",
              "t7"."paid_on",
              "t7"."disconnections",
              "t7"."as_of",
              "t7"."until",
              CAST((
                (
                  EXTRACT(year FROM "t7"."until") - EXTRACT(year FROM "t7"."month")
                ) * 12
              ) + (
                EXTRACT(month FROM "t7"."until") - EXTRACT(month FROM "t7"."month")
              ) AS INT) AS "ago",
              EXTRACT(month FROM "t7"."month") AS "season",
              COALESCE("t7"."paid_on", "t7"."until") AS "settled",
              "t7"."due_on" <= "t7"."until" AS "judged",
              CAST((
                "t7"."due_on" <= "t7"."until"
              )
              AND (
                COALESCE("t7"."paid_on", "t7"."until") > "t7"."due_on"
              ) AS BIGINT) AS "late"
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
            2,
            3
        ) AS "t9"
      ) AS "t10"
      GROUP BY
        1
    ) AS "t12"
      ON "t5"."enterprise" = "t12"."enterprise"
  ) AS "t13"
) AS "t14"
)
ORDER BY
  "enterprise"
