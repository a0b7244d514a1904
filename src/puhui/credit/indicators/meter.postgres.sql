-- Generated from meter.py by `python -m puhui.credit.indicators.compiling`. Do not edit.
SELECT
  CAST("enterprise" AS TEXT) AS "enterprise",
  CAST("as_of" AS DATE) AS "as_of",
  CAST("record_months" AS BIGINT) AS "record_months",
  CAST("meter_missing_share" AS DOUBLE PRECISION) AS "meter_missing_share",
  CAST("meter_silent_d" AS BIGINT) AS "meter_silent_d",
  CAST("kwh_7d_change" AS DOUBLE PRECISION) AS "kwh_7d_change",
  CAST("kwh_low_run_d" AS BIGINT) AS "kwh_low_run_d"
FROM (
WITH "t9" AS (
  SELECT
    "t8"."enterprise",
    "t8"."on_day",
    "t8"."back",
    "t8"."wh",
    "t8"."on_day" BETWEEN MAKE_DATE(CAST(2005 AS INT), CAST(2 AS INT), CAST(3 AS INT)) AND MAKE_DATE(CAST(2005 AS INT), CAST(2 AS INT), CAST(18 AS INT))
    OR "t8"."on_day" BETWEEN MAKE_DATE(CAST(2006 AS INT), CAST(1 AS INT), CAST(23 AS INT)) AND MAKE_DATE(CAST(2006 AS INT), CAST(2 AS INT), CAST(7 AS INT))
    OR "t8"."on_day" BETWEEN MAKE_DATE(CAST(2007 AS INT), CAST(2 AS INT), CAST(12 AS INT)) AND MAKE_DATE(CAST(2007 AS INT), CAST(2 AS INT), CAST(27 AS INT))
    OR "t8"."on_day" BETWEEN MAKE_DATE(CAST(2008 AS INT), CAST(2 AS INT), CAST(1 AS INT)) AND MAKE_DATE(CAST(2008 AS INT), CAST(2 AS INT), CAST(16 AS INT))
    OR "t8"."on_day" BETWEEN MAKE_DATE(CAST(2009 AS INT), CAST(1 AS INT), CAST(20 AS INT)) AND MAKE_DATE(CAST(2009 AS INT), CAST(2 AS INT), CAST(4 AS INT))
    OR "t8"."on_day" BETWEEN MAKE_DATE(CAST(2010 AS INT), CAST(2 AS INT), CAST(8 AS INT)) AND MAKE_DATE(CAST(2010 AS INT), CAST(2 AS INT), CAST(23 AS INT))
    OR "t8"."on_day" BETWEEN MAKE_DATE(CAST(2011 AS INT), CAST(1 AS INT), CAST(28 AS INT)) AND MAKE_DATE(CAST(2011 AS INT), CAST(2 AS INT), CAST(12 AS INT))
    OR "t8"."on_day" BETWEEN MAKE_DATE(CAST(2012 AS INT), CAST(1 AS INT), CAST(17 AS INT)) AND MAKE_DATE(CAST(2012 AS INT), CAST(2 AS INT), CAST(1 AS INT))
    OR "t8"."on_day" BETWEEN MAKE_DATE(CAST(2013 AS INT), CAST(2 AS INT), CAST(4 AS INT)) AND MAKE_DATE(CAST(2013 AS INT), CAST(2 AS INT), CAST(19 AS INT))
    OR "t8"."on_day" BETWEEN MAKE_DATE(CAST(2014 AS INT), CAST(1 AS INT), CAST(25 AS INT)) AND MAKE_DATE(CAST(2014 AS INT), CAST(2 AS INT), CAST(9 AS INT))
    OR "t8"."on_day" BETWEEN MAKE_DATE(CAST(2015 AS INT), CAST(2 AS INT), CAST(13 AS INT)) AND MAKE_DATE(CAST(2015 AS INT), CAST(2 AS INT), CAST(28 AS INT))
    OR "t8"."on_day" BETWEEN MAKE_DATE(CAST(2016 AS INT), CAST(2 AS INT), CAST(2 AS INT)) AND MAKE_DATE(CAST(2016 AS INT), CAST(2 AS INT), CAST(17 AS INT))
    OR "t8"."on_day" BETWEEN MAKE_DATE(CAST(2017 AS INT), CAST(1 AS INT), CAST(22 AS INT)) AND MAKE_DATE(CAST(2017 AS INT), CAST(2 AS INT), CAST(6 AS INT))
    OR "t8"."on_day" BETWEEN MAKE_DATE(CAST(2018 AS INT), CAST(2 AS INT), CAST(10 AS INT)) AND MAKE_DATE(CAST(2018 AS INT), CAST(2 AS INT), CAST(25 AS INT))
    OR "t8"."on_day" BETWEEN MAKE_DATE(CAST(2019 AS INT), CAST(1 AS INT), CAST(30 AS INT)) AND MAKE_DATE(CAST(2019 AS INT), CAST(2 AS INT), CAST(14 AS INT))
    OR "t8"."on_day" BETWEEN MAKE_DATE(CAST(2020 AS INT), CAST(1 AS INT), CAST(19 AS INT)) AND MAKE_DATE(CAST(2020 AS INT), CAST(2 AS INT), CAST(3 AS INT))
    OR "t8"."on_day" BETWEEN MAKE_DATE(CAST(2021 AS INT), CAST(2 AS INT), CAST(6 AS INT)) AND MAKE_DATE(CAST(2021 AS INT), CAST(2 AS INT), CAST(21 AS INT))
    OR "t8"."on_day" BETWEEN MAKE_DATE(CAST(2022 AS INT), CAST(1 AS INT), CAST(26 AS INT)) AND MAKE_DATE(CAST(2022 AS INT), CAST(2 AS INT), CAST(10 AS INT))
    OR "t8"."on_day" BETWEEN MAKE_DATE(CAST(2023 AS INT), CAST(1 AS INT), CAST(16 AS INT)) AND MAKE_DATE(CAST(2023 AS INT), CAST(1 AS INT), CAST(31 AS INT))
    OR "t8"."on_day" BETWEEN MAKE_DATE(CAST(2024 AS INT), CAST(2 AS INT), CAST(4 AS INT)) AND MAKE_DATE(CAST(2024 AS INT), CAST(2 AS INT), CAST(19 AS INT))
    OR "t8"."on_day" BETWEEN MAKE_DATE(CAST(2025 AS INT), CAST(1 AS INT), CAST(23 AS INT)) AND MAKE_DATE(CAST(2025 AS INT), CAST(2 AS INT), CAST(7 AS INT))
    OR "t8"."on_day" BETWEEN MAKE_DATE(CAST(2026 AS INT), CAST(2 AS INT), CAST(11 AS INT)) AND MAKE_DATE(CAST(2026 AS INT), CAST(2 AS INT), CAST(26 AS INT))
    OR "t8"."on_day" BETWEEN MAKE_DATE(CAST(2027 AS INT), CAST(1 AS INT), CAST(31 AS INT)) AND MAKE_DATE(CAST(2027 AS INT), CAST(2 AS INT), CAST(15 AS INT))
    OR "t8"."on_day" BETWEEN MAKE_DATE(CAST(2028 AS INT), CAST(1 AS INT), CAST(20 AS INT)) AND MAKE_DATE(CAST(2028 AS INT), CAST(2 AS INT), CAST(4 AS INT))
    OR "t8"."on_day" BETWEEN MAKE_DATE(CAST(2029 AS INT), CAST(2 AS INT), CAST(7 AS INT)) AND MAKE_DATE(CAST(2029 AS INT), CAST(2 AS INT), CAST(22 AS INT))
    OR "t8"."on_day" BETWEEN MAKE_DATE(CAST(2030 AS INT), CAST(1 AS INT), CAST(28 AS INT)) AND MAKE_DATE(CAST(2030 AS INT), CAST(2 AS INT), CAST(12 AS INT))
    OR "t8"."on_day" BETWEEN MAKE_DATE(CAST(2031 AS INT), CAST(1 AS INT), CAST(17 AS INT)) AND MAKE_DATE(CAST(2031 AS INT), CAST(2 AS INT), CAST(1 AS INT))
    OR "t8"."on_day" BETWEEN MAKE_DATE(CAST(2032 AS INT), CAST(2 AS INT), CAST(5 AS INT)) AND MAKE_DATE(CAST(2032 AS INT), CAST(2 AS INT), CAST(20 AS INT))
    OR "t8"."on_day" BETWEEN MAKE_DATE(CAST(2033 AS INT), CAST(1 AS INT), CAST(25 AS INT)) AND MAKE_DATE(CAST(2033 AS INT), CAST(2 AS INT), CAST(9 AS INT))
    OR "t8"."on_day" BETWEEN MAKE_DATE(CAST(2034 AS INT), CAST(2 AS INT), CAST(13 AS INT)) AND MAKE_DATE(CAST(2034 AS INT), CAST(2 AS INT), CAST(28 AS INT))
    OR "t8"."on_day" BETWEEN MAKE_DATE(CAST(2035 AS INT), CAST(2 AS INT), CAST(2 AS INT)) AND MAKE_DATE(CAST(2035 AS INT), CAST(2 AS INT), CAST(17 AS INT))
    OR "t8"."on_day" BETWEEN MAKE_DATE(CAST(2036 AS INT), CAST(1 AS INT), CAST(22 AS INT)) AND MAKE_DATE(CAST(2036 AS INT), CAST(2 AS INT), CAST(6 AS INT))
    OR "t8"."on_day" BETWEEN MAKE_DATE(CAST(2037 AS INT), CAST(2 AS INT), CAST(9 AS INT)) AND MAKE_DATE(CAST(2037 AS INT), CAST(2 AS INT), CAST(24 AS INT))
    OR "t8"."on_day" BETWEEN MAKE_DATE(CAST(2038 AS INT), CAST(1 AS INT), CAST(29 AS INT)) AND MAKE_DATE(CAST(2038 AS INT), CAST(2 AS INT), CAST(13 AS INT))
    OR "t8"."on_day" BETWEEN MAKE_DATE(CAST(2039 AS INT), CAST(1 AS INT), CAST(18 AS INT)) AND MAKE_DATE(CAST(2039 AS INT), CAST(2 AS INT), CAST(2 AS INT))
    OR "t8"."on_day" BETWEEN MAKE_DATE(CAST(2040 AS INT), CAST(2 AS INT), CAST(6 AS INT)) AND MAKE_DATE(CAST(2040 AS INT), CAST(2 AS INT), CAST(21 AS INT))
    OR "t8"."on_day" BETWEEN MAKE_DATE(CAST(2041 AS INT), CAST(1 AS INT), CAST(26 AS INT)) AND MAKE_DATE(CAST(2041 AS INT), CAST(2 AS INT), CAST(10 AS INT))
    OR "t8"."on_day" BETWEEN MAKE_DATE(CAST(2042 AS INT), CAST(1 AS INT), CAST(16 AS INT)) AND MAKE_DATE(CAST(2042 AS INT), CAST(1 AS INT), CAST(31 AS INT))
    OR "t8"."on_day" BETWEEN MAKE_DATE(CAST(2043 AS INT), CAST(2 AS INT), CAST(4 AS INT)) AND MAKE_DATE(CAST(2043 AS INT), CAST(2 AS INT), CAST(19 AS INT))
    OR "t8"."on_day" BETWEEN MAKE_DATE(CAST(2044 AS INT), CAST(1 AS INT), CAST(24 AS INT)) AND MAKE_DATE(CAST(2044 AS INT), CAST(2 AS INT), CAST(8 AS INT))
    OR "t8"."on_day" BETWEEN MAKE_DATE(CAST(2045 AS INT), CAST(2 AS INT), CAST(11 AS INT)) AND MAKE_DATE(CAST(2045 AS INT), CAST(2 AS INT), CAST(26 AS INT)) AS "rests"
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
          CAST(FLOOR(
            (
              CASE WHEN "t5"."kwh" = CAST('NaN' AS DOUBLE PRECISION) THEN NULL ELSE "t5"."kwh" END * 1000.0
            ) + 0.5
          ) AS BIGINT) AS "wh",
          CAST(EXTRACT(epoch FROM CAST("t5"."as_of" AS TIMESTAMP) - CAST("t5"."on_day" AS TIMESTAMP)) / 86400 AS BIGINT) AS "back"
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
    PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY
      "t10"."wh") FILTER(WHERE
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
  COALESCE(
    CAST(FLOOR(CAST((
      "t18"."oldest"
    ) AS DOUBLE PRECISION) / (
      30
    )) AS BIGINT) + 1,
    0
  ) AS "record_months",
  CASE
    WHEN "t18"."oldest" IS NOT NULL
    THEN 1.0 - CASE
      WHEN 104 > 0
      THEN CAST("t18"."seen" AS DOUBLE PRECISION) / CAST(104 AS DOUBLE PRECISION)
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
          THEN CAST("t18"."seen" AS DOUBLE PRECISION) / CAST(104 AS DOUBLE PRECISION)
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
      THEN CAST("t24"."week" AS DOUBLE PRECISION) / (
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
          THEN CAST("t18"."seen" AS DOUBLE PRECISION) / CAST(104 AS DOUBLE PRECISION)
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
            CAST("t20"."week" AS DOUBLE PRECISION) * 100
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
              ORDER BY "t11"."on_day" DESC NULLS LAST
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
