-- Generated from owner.py by `python -m puhui.credit.indicators.compiling`. Do not edit.
SELECT
  CAST("enterprise" AS VARCHAR) AS "enterprise",
  CAST("as_of" AS DATE) AS "as_of",
  CAST("record_months" AS BIGINT) AS "record_months",
  CAST("owner_age_y" AS BIGINT) AS "owner_age_y",
  CAST("owner_shareholding" AS DOUBLE) AS "owner_shareholding",
  CAST("owner_lenders" AS BIGINT) AS "owner_lenders",
  CAST("owner_card_use" AS DOUBLE) AS "owner_card_use",
  CAST("owner_overdue_now_fen" AS BIGINT) AS "owner_overdue_now_fen",
  CAST("owner_overdue_months24" AS BIGINT) AS "owner_overdue_months24",
  CAST("owner_dpd_max24" AS BIGINT) AS "owner_dpd_max24",
  CAST("owner_enquiries_2m" AS BIGINT) AS "owner_enquiries_2m",
  CAST("owner_enquiries_6m" AS BIGINT) AS "owner_enquiries_6m"
FROM (
SELECT
  "t3"."enterprise",
  "t3"."as_of",
  CAST(COALESCE(CASE WHEN "t19"."owners" IS NOT NULL THEN 24 ELSE NULL END, 0) AS BIGINT) AS "record_months",
  "t19"."age" AS "owner_age_y",
  CAST("t19"."held" AS DOUBLE) / 1000000000 AS "owner_shareholding",
  "t19"."lenders" AS "owner_lenders",
  CASE
    WHEN "t19"."limit" > 0
    THEN CAST("t19"."used" AS DOUBLE) / CAST("t19"."limit" AS DOUBLE)
    ELSE NULL
  END AS "owner_card_use",
  "t19"."overdue" AS "owner_overdue_now_fen",
  "t19"."months24" AS "owner_overdue_months24",
  "t19"."worst24" AS "owner_dpd_max24",
  CASE WHEN "t19"."owners" IS NOT NULL THEN COALESCE("t15"."asked2", 0) ELSE NULL END AS "owner_enquiries_2m",
  CASE WHEN "t19"."owners" IS NOT NULL THEN COALESCE("t15"."asked6", 0) ELSE NULL END AS "owner_enquiries_6m"
FROM "subjects" AS "t3"
LEFT OUTER JOIN (
  SELECT
    "t17"."enterprise" AS "key0",
    "t17"."owners",
    "t17"."age",
    "t17"."held",
    "t17"."lenders",
    "t17"."used",
    "t17"."limit",
    "t17"."overdue",
    "t17"."months24",
    "t17"."worst24"
  FROM (
    SELECT
      "t16"."enterprise",
      COUNT(*) AS "owners",
      MAX("t16"."age") AS "age",
      COALESCE(SUM("t16"."held"), 0) AS "held",
      MAX("t16"."lenders") AS "lenders",
      COALESCE(SUM("t16"."used"), 0) AS "used",
      COALESCE(SUM("t16"."limit"), 0) AS "limit",
      COALESCE(SUM("t16"."overdue"), 0) AS "overdue",
      MAX("t16"."months24") AS "months24",
      MAX("t16"."worst24") AS "worst24"
    FROM (
      SELECT
        "t14"."enterprise",
        "t14"."owner",
        MAX(
          (
            EXTRACT(year FROM "t14"."as_of") - EXTRACT(year FROM "t14"."born_on")
          ) - CASE
            WHEN (
              (
                EXTRACT(month FROM "t14"."as_of") * 100
              ) + EXTRACT(day FROM "t14"."as_of")
            ) < (
              (
                EXTRACT(month FROM "t14"."born_on") * 100
              ) + EXTRACT(day FROM "t14"."born_on")
            )
            THEN 1
            ELSE 0
          END
        ) AS "age",
        MAX(
          CAST(FLOOR(
            (
              CASE WHEN ISNAN("t14"."shareholding") THEN NULL ELSE "t14"."shareholding" END * 1000000000.0
            ) + 0.5
          ) AS BIGINT)
        ) AS "held",
        MAX("t14"."card_used_fen") AS "used",
        MIN("t14"."card_limit_fen") AS "limit",
        MAX("t14"."lenders") AS "lenders",
        MAX("t14"."overdue_now_fen") AS "overdue",
        MAX("t14"."overdue_months_24") AS "months24",
        MAX("t14"."days_past_due_max_24") AS "worst24"
      FROM (
        SELECT
          *
        FROM (
          SELECT
            "t10"."enterprise",
            "t10"."owner",
            "t10"."reported_on",
            "t10"."born_on",
            "t10"."shareholding",
            "t10"."lenders",
            "t10"."card_used_fen",
            "t10"."card_limit_fen",
            "t10"."overdue_now_fen",
            "t10"."overdue_months_24",
            "t10"."days_past_due_max_24",
            "t10"."as_of",
            MAX("t10"."reported_on") OVER (
              PARTITION BY "t10"."enterprise", "t10"."owner"
              ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
            ) AS "newest"
          FROM (
            SELECT
              *
            FROM (
              SELECT
                "t6"."enterprise",
                "t6"."owner",
                "t6"."reported_on",
                "t6"."born_on",
                "t6"."shareholding",
                "t6"."lenders",
                "t6"."card_used_fen",
                "t6"."card_limit_fen",
                "t6"."overdue_now_fen",
                "t6"."overdue_months_24",
                "t6"."days_past_due_max_24",
                "t4"."as_of"
              FROM "owner_credit" AS "t6"
              INNER JOIN "subjects" AS "t4"
                ON "t6"."enterprise" = "t4"."enterprise"
            ) AS "t8"
            WHERE
              "t8"."reported_on" <= "t8"."as_of"
          ) AS "t10"
        ) AS "t11"
        WHERE
          "t11"."reported_on" = "t11"."newest"
      ) AS "t14"
      GROUP BY
        1,
        2
    ) AS "t16"
    GROUP BY
      1
  ) AS "t17"
) AS "t19"
  ON "t3"."enterprise" = "t19"."key0"
LEFT OUTER JOIN (
  SELECT
    "t12"."enterprise" AS "key1",
    "t12"."asked2",
    "t12"."asked6"
  FROM (
    SELECT
      "t9"."enterprise",
      COUNT(*) FILTER(WHERE
        "t9"."asked_on" > (
          "t9"."as_of" - INTERVAL '2' MONTH
        )) AS "asked2",
      COUNT(*) FILTER(WHERE
        "t9"."asked_on" > (
          "t9"."as_of" - INTERVAL '6' MONTH
        )) AS "asked6"
    FROM (
      SELECT
        *
      FROM (
        SELECT
          "t5"."enterprise",
          "t5"."owner",
          "t5"."asker_kind",
          "t5"."asked_on",
          "t4"."as_of"
        FROM "owner_enquiries" AS "t5"
        INNER JOIN "subjects" AS "t4"
          ON "t5"."enterprise" = "t4"."enterprise"
      ) AS "t7"
      WHERE
        "t7"."asked_on" <= "t7"."as_of"
    ) AS "t9"
    GROUP BY
      1
  ) AS "t12"
) AS "t15"
  ON "t3"."enterprise" = "t15"."key1"
) AS "indicators"
ORDER BY
  "enterprise"
