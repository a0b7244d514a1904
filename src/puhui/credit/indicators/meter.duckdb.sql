-- Generated from meter.py by `python -m puhui.credit.indicators.compiling`. Do not edit.
SELECT
  CAST("enterprise" AS VARCHAR) AS "enterprise",
  CAST("as_of" AS DATE) AS "as_of",
  CAST("record_months" AS BIGINT) AS "record_months",
  CAST("meter_missing_share" AS DOUBLE) AS "meter_missing_share",
  CAST("meter_silent_d" AS BIGINT) AS "meter_silent_d",
  CAST("kwh_7d_change" AS DOUBLE) AS "kwh_7d_change",
  CAST("kwh_low_run_d" AS BIGINT) AS "kwh_low_run_d"
FROM (
WITH "t9" AS (
  SELECT
    "t8"."enterprise",
    "t8"."on_day",
    "t8"."back",
    "t8"."wh",
    "t8"."on_day" BETWEEN MAKE_DATE(2005, 2, 3) AND MAKE_DATE(2005, 2, 18)
    OR "t8"."on_day" BETWEEN MAKE_DATE(2006, 1, 23) AND MAKE_DATE(2006, 2, 7)
    OR "t8"."on_day" BETWEEN MAKE_DATE(2007, 2, 12) AND MAKE_DATE(2007, 2, 27)
    OR "t8"."on_day" BETWEEN MAKE_DATE(2008, 2, 1) AND MAKE_DATE(2008, 2, 16)
    OR "t8"."on_day" BETWEEN MAKE_DATE(2009, 1, 20) AND MAKE_DATE(2009, 2, 4)
    OR "t8"."on_day" BETWEEN MAKE_DATE(2010, 2, 8) AND MAKE_DATE(2010, 2, 23)
    OR "t8"."on_day" BETWEEN MAKE_DATE(2011, 1, 28) AND MAKE_DATE(2011, 2, 12)
    OR "t8"."on_day" BETWEEN MAKE_DATE(2012, 1, 17) AND MAKE_DATE(2012, 2, 1)
    OR "t8"."on_day" BETWEEN MAKE_DATE(2013, 2, 4) AND MAKE_DATE(2013, 2, 19)
    OR "t8"."on_day" BETWEEN MAKE_DATE(2014, 1, 25) AND MAKE_DATE(2014, 2, 9)
    OR "t8"."on_day" BETWEEN MAKE_DATE(2015, 2, 13) AND MAKE_DATE(2015, 2, 28)
    OR "t8"."on_day" BETWEEN MAKE_DATE(2016, 2, 2) AND MAKE_DATE(2016, 2, 17)
    OR "t8"."on_day" BETWEEN MAKE_DATE(2017, 1, 22) AND MAKE_DATE(2017, 2, 6)
    OR "t8"."on_day" BETWEEN MAKE_DATE(2018, 2, 10) AND MAKE_DATE(2018, 2, 25)
    OR "t8"."on_day" BETWEEN MAKE_DATE(2019, 1, 30) AND MAKE_DATE(2019, 2, 14)
    OR "t8"."on_day" BETWEEN MAKE_DATE(2020, 1, 19) AND MAKE_DATE(2020, 2, 3)
    OR "t8"."on_day" BETWEEN MAKE_DATE(2021, 2, 6) AND MAKE_DATE(2021, 2, 21)
    OR "t8"."on_day" BETWEEN MAKE_DATE(2022, 1, 26) AND MAKE_DATE(2022, 2, 10)
    OR "t8"."on_day" BETWEEN MAKE_DATE(2023, 1, 16) AND MAKE_DATE(2023, 1, 31)
    OR "t8"."on_day" BETWEEN MAKE_DATE(2024, 2, 4) AND MAKE_DATE(2024, 2, 19)
    OR "t8"."on_day" BETWEEN MAKE_DATE(2025, 1, 23) AND MAKE_DATE(2025, 2, 7)
    OR "t8"."on_day" BETWEEN MAKE_DATE(2026, 2, 11) AND MAKE_DATE(2026, 2, 26)
    OR "t8"."on_day" BETWEEN MAKE_DATE(2027, 1, 31) AND MAKE_DATE(2027, 2, 15)
    OR "t8"."on_day" BETWEEN MAKE_DATE(2028, 1, 20) AND MAKE_DATE(2028, 2, 4)
    OR "t8"."on_day" BETWEEN MAKE_DATE(2029, 2, 7) AND MAKE_DATE(2029, 2, 22)
    OR "t8"."on_day" BETWEEN MAKE_DATE(2030, 1, 28) AND MAKE_DATE(2030, 2, 12)
    OR "t8"."on_day" BETWEEN MAKE_DATE(2031, 1, 17) AND MAKE_DATE(2031, 2, 1)
    OR "t8"."on_day" BETWEEN MAKE_DATE(2032, 2, 5) AND MAKE_DATE(2032, 2, 20)
    OR "t8"."on_day" BETWEEN MAKE_DATE(2033, 1, 25) AND MAKE_DATE(2033, 2, 9)
    OR "t8"."on_day" BETWEEN MAKE_DATE(2034, 2, 13) AND MAKE_DATE(2034, 2, 28)
    OR "t8"."on_day" BETWEEN MAKE_DATE(2035, 2, 2) AND MAKE_DATE(2035, 2, 17)
    OR "t8"."on_day" BETWEEN MAKE_DATE(2036, 1, 22) AND MAKE_DATE(2036, 2, 6)
    OR "t8"."on_day" BETWEEN MAKE_DATE(2037, 2, 9) AND MAKE_DATE(2037, 2, 24)
    OR "t8"."on_day" BETWEEN MAKE_DATE(2038, 1, 29) AND MAKE_DATE(2038, 2, 13)
    OR "t8"."on_day" BETWEEN MAKE_DATE(2039, 1, 18) AND MAKE_DATE(2039, 2, 2)
    OR "t8"."on_day" BETWEEN MAKE_DATE(2040, 2, 6) AND MAKE_DATE(2040, 2, 21)
    OR "t8"."on_day" BETWEEN MAKE_DATE(2041, 1, 26) AND MAKE_DATE(2041, 2, 10)
    OR "t8"."on_day" BETWEEN MAKE_DATE(2042, 1, 16) AND MAKE_DATE(2042, 1, 31)
    OR "t8"."on_day" BETWEEN MAKE_DATE(2043, 2, 4) AND MAKE_DATE(2043, 2, 19)
    OR "t8"."on_day" BETWEEN MAKE_DATE(2044, 1, 24) AND MAKE_DATE(2044, 2, 8)
    OR "t8"."on_day" BETWEEN MAKE_DATE(2045, 2, 11) AND MAKE_DATE(2045, 2, 26) AS "rests"
  FROM (
    SELECT
      "t7"."enterprise",
      "t7"."on_day",
      "t7"."back",
      COALESCE(SUM("t7"."wh"), 0) AS "wh"
    FROM (
      SELECT
        *
      FROM (
        SELECT
          "t5"."enterprise",
          "t5"."account_no",
          "t5"."on_day",
          "t5"."kwh",
          "t5"."as_of",
          CAST(FLOOR((
            CASE WHEN ISNAN("t5"."kwh") THEN NULL ELSE "t5"."kwh" END * 1000.0
          ) + 0.5) AS BIGINT) AS "wh",
          DATE_DIFF('DAY', "t5"."on_day", "t5"."as_of") AS "back"
        FROM (
          SELECT
            "t4"."enterprise",
            "t4"."account_no",
            "t4"."on_day",
            "t4"."kwh",
            "t3"."as_of"
          FROM "readings" AS "t4"
          INNER JOIN "subjects" AS "t3"
            ON "t4"."enterprise" = "t3"."enterprise"
        ) AS "t5"
        WHERE
          "t5"."on_day" <= "t5"."as_of"
      ) AS "t6"
      WHERE
        "t6"."wh" IS NOT NULL AND "t6"."back" < 400
    ) AS "t7"
    GROUP BY
      1,
      2,
      3
  ) AS "t8"
), "t12" AS (
  SELECT
    "t10"."enterprise",
    QUANTILE_CONT("t10"."wh", 0.5) FILTER(WHERE
      "t10"."back" BETWEEN 14 AND 104 AND NOT (
        "t10"."rests"
      )) AS "usual",
    COUNT(*) FILTER(WHERE
      "t10"."back" < 104) AS "seen",
    MAX("t10"."back") AS "oldest",
    MIN("t10"."back") AS "newest"
  FROM "t9" AS "t10"
  GROUP BY
    1
)
SELECT
  "t2"."enterprise",
  "t2"."as_of",
  COALESCE(CAST(FLOOR((
    "t18"."oldest"
  ) / (
    30
  )) AS BIGINT) + 1, 0) AS "record_months",
  CASE
    WHEN "t18"."oldest" IS NOT NULL
    THEN 1.0 - CASE
      WHEN 104 > 0
      THEN CAST("t18"."seen" AS DOUBLE) / CAST(104 AS DOUBLE)
      ELSE NULL
    END
    ELSE NULL
  END AS "meter_missing_share",
  "t18"."newest" AS "meter_silent_d",
  CASE
    WHEN (
      (
        1.0 - CASE
          WHEN 104 > 0
          THEN CAST("t18"."seen" AS DOUBLE) / CAST(104 AS DOUBLE)
          ELSE NULL
        END
      ) <= 0.05
    )
    AND (
      "t18"."usual" > 0
    )
    THEN CASE
      WHEN (
        "t18"."usual" * 7
      ) > 0
      THEN CAST("t24"."week" AS DOUBLE) / (
        "t18"."usual" * 7
      )
      ELSE NULL
    END - 1
    ELSE NULL
  END AS "kwh_7d_change",
  CASE
    WHEN (
      (
        1.0 - CASE
          WHEN 104 > 0
          THEN CAST("t18"."seen" AS DOUBLE) / CAST(104 AS DOUBLE)
          ELSE NULL
        END
      ) <= 0.05
    )
    AND (
      "t18"."usual" > 0
    )
    THEN COALESCE("t24"."low_days", 0)
    ELSE NULL
  END AS "kwh_low_run_d"
FROM "subjects" AS "t2"
LEFT OUTER JOIN (
  SELECT
    "t13"."enterprise" AS "key0",
    "t13"."usual",
    "t13"."seen",
    "t13"."oldest",
    "t13"."newest"
  FROM "t12" AS "t13"
) AS "t18"
  ON "t2"."enterprise" = "t18"."key0"
LEFT OUTER JOIN (
  SELECT
    "t22"."enterprise" AS "key1",
    "t22"."week",
    "t22"."low_days"
  FROM (
    SELECT
      "t21"."enterprise",
      MAX("t21"."week") FILTER(WHERE
        "t21"."nth" = 0) AS "week",
      COALESCE(MIN("t21"."fine_nth"), COUNT(*)) AS "low_days"
    FROM (
      SELECT
        "t20"."enterprise",
        "t20"."on_day",
        "t20"."back",
        "t20"."wh",
        "t20"."rests",
        "t20"."week",
        "t20"."filled",
        "t20"."nth",
        "t20"."usual",
        CASE
          WHEN (
            CAST("t20"."week" AS DOUBLE) * 100
          ) >= (
            "t20"."usual" * 350
          )
          THEN "t20"."nth"
          ELSE NULL
        END AS "fine_nth"
      FROM (
        SELECT
          "t19"."enterprise",
          "t19"."on_day",
          "t19"."back",
          "t19"."wh",
          "t19"."rests",
          "t19"."week",
          "t19"."filled",
          "t19"."nth",
          "t17"."usual"
        FROM (
          SELECT
            "t11"."enterprise",
            "t11"."on_day",
            "t11"."back",
            "t11"."wh",
            "t11"."rests",
            SUM("t11"."wh") OVER (
              PARTITION BY "t11"."enterprise"
              ORDER BY "t11"."on_day" ASC
              ROWS BETWEEN 6 preceding AND CURRENT ROW
            ) AS "week",
            COUNT("t11"."wh") OVER (
              PARTITION BY "t11"."enterprise"
              ORDER BY "t11"."on_day" ASC
              ROWS BETWEEN 6 preceding AND CURRENT ROW
            ) AS "filled",
            ROW_NUMBER() OVER (
              PARTITION BY "t11"."enterprise"
              ORDER BY "t11"."on_day" DESC
              ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
            ) - 1 AS "nth"
          FROM (
            SELECT
              *
            FROM "t9" AS "t10"
            WHERE
              NOT (
                "t10"."rests"
              ) AND "t10"."back" < 104
          ) AS "t11"
        ) AS "t19"
        INNER JOIN (
          SELECT
            "t13"."enterprise",
            "t13"."usual"
          FROM "t12" AS "t13"
        ) AS "t17"
          ON "t19"."enterprise" = "t17"."enterprise"
      ) AS "t20"
      WHERE
        "t20"."filled" = 7
    ) AS "t21"
    GROUP BY
      1
  ) AS "t22"
) AS "t24"
  ON "t2"."enterprise" = "t24"."key1"
) AS "indicators"
ORDER BY
  "enterprise"
