-- Generated from finance.py by `python -m puhui.credit.indicators.compiling`. Do not edit.
SELECT
  CAST("enterprise" AS VARCHAR) AS "enterprise",
  CAST("as_of" AS DATE) AS "as_of",
  CAST("record_months" AS BIGINT) AS "record_months",
  CAST("lenders_now" AS BIGINT) AS "lenders_now",
  CAST("nonbank_lenders_now" AS BIGINT) AS "nonbank_lenders_now",
  CAST("outside_balance_fen" AS BIGINT) AS "outside_balance_fen",
  CAST("outside_overdue_fen" AS BIGINT) AS "outside_overdue_fen",
  CAST("overdue_months24" AS BIGINT) AS "overdue_months24",
  CAST("overdue_run24" AS BIGINT) AS "overdue_run24",
  CAST("overdue_60d_24" AS BIGINT) AS "overdue_60d_24",
  CAST("enquiries_15d" AS BIGINT) AS "enquiries_15d",
  CAST("enquiries_1m" AS BIGINT) AS "enquiries_1m",
  CAST("enquiries_2m" AS BIGINT) AS "enquiries_2m",
  CAST("enquiries_3m" AS BIGINT) AS "enquiries_3m",
  CAST("enquiries_6m" AS BIGINT) AS "enquiries_6m",
  CAST("enquiries_12m" AS BIGINT) AS "enquiries_12m",
  CAST("nonbank_enquiries_3m" AS BIGINT) AS "nonbank_enquiries_3m",
  CAST("guarantees_given_fen" AS BIGINT) AS "guarantees_given_fen"
FROM (
WITH "t9" AS (
  SELECT
    "t0"."enterprise",
    "t0"."as_of",
    DATE_TRUNC('MONTH', "t0"."as_of" + INTERVAL '1' DAY) - INTERVAL '1' DAY AS "until"
  FROM "subjects" AS "t0"
)
SELECT
  "t11"."enterprise",
  "t11"."as_of",
  CASE
    WHEN (
      "t31"."facilities" IS NOT NULL
    ) OR (
      "t27"."enquiries" IS NOT NULL
    )
    THEN GREATEST(COALESCE("t31"."oldest", 0) + 1, 1)
    ELSE 0
  END AS "record_months",
  CASE
    WHEN (
      "t31"."facilities" IS NOT NULL
    ) OR (
      "t27"."enquiries" IS NOT NULL
    )
    THEN COALESCE("t31"."lenders", 0)
    ELSE NULL
  END AS "lenders_now",
  CASE
    WHEN (
      "t31"."facilities" IS NOT NULL
    ) OR (
      "t27"."enquiries" IS NOT NULL
    )
    THEN COALESCE("t31"."nonbanks", 0)
    ELSE NULL
  END AS "nonbank_lenders_now",
  CASE
    WHEN (
      "t31"."facilities" IS NOT NULL
    ) OR (
      "t27"."enquiries" IS NOT NULL
    )
    THEN COALESCE("t31"."balance", 0)
    ELSE NULL
  END AS "outside_balance_fen",
  CASE
    WHEN (
      "t31"."facilities" IS NOT NULL
    ) OR (
      "t27"."enquiries" IS NOT NULL
    )
    THEN COALESCE("t31"."overdue", 0)
    ELSE NULL
  END AS "outside_overdue_fen",
  CASE
    WHEN (
      "t31"."facilities" IS NOT NULL
    ) OR (
      "t27"."enquiries" IS NOT NULL
    )
    THEN COALESCE("t36"."months24", 0)
    ELSE NULL
  END AS "overdue_months24",
  CASE
    WHEN (
      "t31"."facilities" IS NOT NULL
    ) OR (
      "t27"."enquiries" IS NOT NULL
    )
    THEN COALESCE("t36"."run24", 0)
    ELSE NULL
  END AS "overdue_run24",
  CASE
    WHEN (
      "t31"."facilities" IS NOT NULL
    ) OR (
      "t27"."enquiries" IS NOT NULL
    )
    THEN COALESCE("t36"."sixty24", 0)
    ELSE NULL
  END AS "overdue_60d_24",
  CASE
    WHEN (
      "t31"."facilities" IS NOT NULL
    ) OR (
      "t27"."enquiries" IS NOT NULL
    )
    THEN COALESCE("t27"."days15", 0)
    ELSE NULL
  END AS "enquiries_15d",
  CASE
    WHEN (
      "t31"."facilities" IS NOT NULL
    ) OR (
      "t27"."enquiries" IS NOT NULL
    )
    THEN COALESCE("t27"."asked1", 0)
    ELSE NULL
  END AS "enquiries_1m",
  CASE
    WHEN (
      "t31"."facilities" IS NOT NULL
    ) OR (
      "t27"."enquiries" IS NOT NULL
    )
    THEN COALESCE("t27"."asked2", 0)
    ELSE NULL
  END AS "enquiries_2m",
  CASE
    WHEN (
      "t31"."facilities" IS NOT NULL
    ) OR (
      "t27"."enquiries" IS NOT NULL
    )
    THEN COALESCE("t27"."asked3", 0)
    ELSE NULL
  END AS "enquiries_3m",
  CASE
    WHEN (
      "t31"."facilities" IS NOT NULL
    ) OR (
      "t27"."enquiries" IS NOT NULL
    )
    THEN COALESCE("t27"."asked6", 0)
    ELSE NULL
  END AS "enquiries_6m",
  CASE
    WHEN (
      "t31"."facilities" IS NOT NULL
    ) OR (
      "t27"."enquiries" IS NOT NULL
    )
    THEN COALESCE("t27"."asked12", 0)
    ELSE NULL
  END AS "enquiries_12m",
  CASE
    WHEN (
      "t31"."facilities" IS NOT NULL
    ) OR (
      "t27"."enquiries" IS NOT NULL
    )
    THEN COALESCE("t27"."nonbank3", 0)
    ELSE NULL
  END AS "nonbank_enquiries_3m",
  CASE
    WHEN (
      "t31"."facilities" IS NOT NULL
    ) OR (
      "t27"."enquiries" IS NOT NULL
    )
    THEN COALESCE("t28"."guaranteed", 0)
    ELSE NULL
  END AS "guarantees_given_fen"
FROM "t9" AS "t11"
LEFT OUTER JOIN (
  SELECT
    "t24"."enterprise" AS "key0",
    "t24"."facilities",
    "t24"."oldest",
    "t24"."lenders",
    "t24"."nonbanks",
    "t24"."balance",
    "t24"."overdue"
  FROM (
    SELECT
      "t17"."enterprise",
      COUNT(*) AS "facilities",
      MAX(
        CAST((
          (
            EXTRACT(year FROM "t17"."as_of") - EXTRACT(year FROM "t17"."opened_on")
          ) * 12
        ) + (
          EXTRACT(month FROM "t17"."as_of") - EXTRACT(month FROM "t17"."opened_on")
        ) AS INT)
      ) AS "oldest",
      COUNT(DISTINCT "t17"."lender") FILTER(WHERE
        (
          "t17"."closed_on" IS NULL
        ) OR (
          "t17"."closed_on" > "t17"."as_of"
        )) AS "lenders",
      COUNT(DISTINCT "t17"."lender") FILTER(WHERE
        (
          (
            "t17"."closed_on" IS NULL
          ) OR (
            "t17"."closed_on" > "t17"."as_of"
          )
        )
        AND (
          "t17"."lender_kind" = 'nonbank'
        )) AS "nonbanks",
      COALESCE(
        SUM("t17"."balance_fen") FILTER(WHERE
          (
            "t17"."closed_on" IS NULL
          ) OR (
            "t17"."closed_on" > "t17"."as_of"
          )),
        0
      ) AS "balance",
      COALESCE(
        SUM("t17"."overdue_fen") FILTER(WHERE
          (
            "t17"."closed_on" IS NULL
          ) OR (
            "t17"."closed_on" > "t17"."as_of"
          )),
        0
      ) AS "overdue"
    FROM (
      SELECT
        *
      FROM (
        SELECT
          "t5"."enterprise",
          "t5"."lender",
          "t5"."lender_kind",
          "t5"."opened_on",
          "t5"."closed_on",
          "t5"."balance_fen",
          "t5"."overdue_fen",
          "t12"."as_of",
          "t12"."until"
        FROM "facilities" AS "t5"
        INNER JOIN "t9" AS "t12"
          ON "t5"."enterprise" = "t12"."enterprise"
      ) AS "t13"
      WHERE
        "t13"."opened_on" <= "t13"."as_of"
    ) AS "t17"
    GROUP BY
      1
  ) AS "t24"
) AS "t31"
  ON "t11"."enterprise" = "t31"."key0"
LEFT OUTER JOIN (
  SELECT
    "t34"."enterprise" AS "key1",
    "t34"."months24",
    "t34"."run24",
    "t34"."sixty24"
  FROM (
    SELECT
      "t33"."enterprise",
      COALESCE(SUM("t33"."length"), 0) AS "months24",
      MAX("t33"."length") AS "run24",
      CAST(CASE WHEN COALESCE(SUM("t33"."sixty"), 0) > 0 THEN 1 ELSE 0 END AS BIGINT) AS "sixty24"
    FROM (
      SELECT
        "t32"."enterprise",
        "t32"."run",
        COUNT(*) AS "length",
        COALESCE(SUM(CAST(CASE WHEN "t32"."worst" >= 60 THEN 1 ELSE 0 END AS BIGINT)), 0) AS "sixty"
      FROM (
        SELECT
          "t30"."enterprise",
          "t30"."ago",
          "t30"."worst",
          "t30"."ago" - (
            ROW_NUMBER() OVER (
              PARTITION BY "t30"."enterprise"
              ORDER BY "t30"."ago" ASC
              ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
            ) - 1
          ) AS "run"
        FROM (
          SELECT
            "t23"."enterprise",
            "t23"."ago",
            MAX("t23"."days_past_due") AS "worst"
          FROM (
            SELECT
              *
            FROM (
              SELECT
                "t16"."enterprise",
                "t16"."lender",
                "t16"."month",
                "t16"."days_past_due",
                "t16"."as_of",
                "t16"."until",
                CAST((
                  (
                    EXTRACT(year FROM "t16"."until") - EXTRACT(year FROM "t16"."month")
                  ) * 12
                ) + (
                  EXTRACT(month FROM "t16"."until") - EXTRACT(month FROM "t16"."month")
                ) AS INT) AS "ago"
              FROM (
                SELECT
                  "t8"."enterprise",
                  "t8"."lender",
                  "t8"."month",
                  "t8"."days_past_due",
                  "t12"."as_of",
                  "t12"."until"
                FROM "arrears" AS "t8"
                INNER JOIN "t9" AS "t12"
                  ON "t8"."enterprise" = "t12"."enterprise"
              ) AS "t16"
              WHERE
                "t16"."month" <= "t16"."until"
            ) AS "t20"
            WHERE
              "t20"."ago" < 24 AND "t20"."days_past_due" > 0
          ) AS "t23"
          GROUP BY
            1,
            2
        ) AS "t30"
      ) AS "t32"
      GROUP BY
        1,
        2
    ) AS "t33"
    GROUP BY
      1
  ) AS "t34"
) AS "t36"
  ON "t11"."enterprise" = "t36"."key1"
LEFT OUTER JOIN (
  SELECT
    "t21"."enterprise" AS "key2",
    "t21"."enquiries",
    "t21"."days15",
    "t21"."nonbank3",
    "t21"."asked1",
    "t21"."asked2",
    "t21"."asked3",
    "t21"."asked6",
    "t21"."asked12"
  FROM (
    SELECT
      "t18"."enterprise",
      COUNT(*) AS "enquiries",
      COUNT(*) FILTER(WHERE
        DATE_DIFF('DAY', "t18"."asked_on", "t18"."as_of") < 15) AS "days15",
      COUNT(*) FILTER(WHERE
        (
          "t18"."asked_on" > (
            "t18"."as_of" - INTERVAL '3' MONTH
          )
        )
        AND (
          "t18"."asker_kind" = 'nonbank'
        )) AS "nonbank3",
      COUNT(*) FILTER(WHERE
        "t18"."asked_on" > (
          "t18"."as_of" - INTERVAL '1' MONTH
        )) AS "asked1",
      COUNT(*) FILTER(WHERE
        "t18"."asked_on" > (
          "t18"."as_of" - INTERVAL '2' MONTH
        )) AS "asked2",
      COUNT(*) FILTER(WHERE
        "t18"."asked_on" > (
          "t18"."as_of" - INTERVAL '3' MONTH
        )) AS "asked3",
      COUNT(*) FILTER(WHERE
        "t18"."asked_on" > (
          "t18"."as_of" - INTERVAL '6' MONTH
        )) AS "asked6",
      COUNT(*) FILTER(WHERE
        "t18"."asked_on" > (
          "t18"."as_of" - INTERVAL '12' MONTH
        )) AS "asked12"
    FROM (
      SELECT
        *
      FROM (
        SELECT
          "t6"."enterprise",
          "t6"."asker_kind",
          "t6"."asked_on",
          "t12"."as_of",
          "t12"."until"
        FROM "enquiries" AS "t6"
        INNER JOIN "t9" AS "t12"
          ON "t6"."enterprise" = "t12"."enterprise"
      ) AS "t14"
      WHERE
        "t14"."asked_on" <= "t14"."as_of"
    ) AS "t18"
    GROUP BY
      1
  ) AS "t21"
) AS "t27"
  ON "t11"."enterprise" = "t27"."key2"
LEFT OUTER JOIN (
  SELECT
    "t22"."enterprise" AS "key3",
    "t22"."guaranteed"
  FROM (
    SELECT
      "t19"."enterprise",
      COALESCE(
        SUM("t19"."amount_fen") FILTER(WHERE
          (
            "t19"."ended_on" IS NULL
          ) OR (
            "t19"."ended_on" > "t19"."as_of"
          )),
        0
      ) AS "guaranteed"
    FROM (
      SELECT
        *
      FROM (
        SELECT
          "t7"."enterprise",
          "t7"."amount_fen",
          "t7"."since",
          "t7"."ended_on",
          "t12"."as_of",
          "t12"."until"
        FROM "guarantees" AS "t7"
        INNER JOIN "t9" AS "t12"
          ON "t7"."enterprise" = "t12"."enterprise"
      ) AS "t15"
      WHERE
        "t15"."since" <= "t15"."as_of"
    ) AS "t19"
    GROUP BY
      1
  ) AS "t22"
) AS "t28"
  ON "t11"."enterprise" = "t28"."key3"
) AS "indicators"
ORDER BY
  "enterprise"
