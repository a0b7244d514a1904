-- Generated from social.py by `python -m puhui.credit.indicators.sources`. Do not edit.
SELECT
  CAST("enterprise" AS VARCHAR) AS "enterprise",
  CAST("as_of" AS DATE) AS "as_of",
  CAST("record_months" AS BIGINT) AS "record_months",
  CAST("ins_now" AS BIGINT) AS "ins_now",
  CAST("ins_trend12" AS DOUBLE) AS "ins_trend12",
  CAST("ins_yoy" AS DOUBLE) AS "ins_yoy",
  CAST("ins_arrears_m" AS BIGINT) AS "ins_arrears_m"
FROM (
WITH "t3" AS (
  SELECT
    "t0"."enterprise",
    "t0"."as_of",
    DATE_TRUNC('MONTH', "t0"."as_of" + INTERVAL '1' DAY) - INTERVAL '1' DAY AS "until"
  FROM "subjects" AS "t0"
)
SELECT
  "t13"."enterprise",
  "t13"."until" AS "as_of",
  COALESCE("t13"."oldest" + 1, 0) AS "record_months",
  CAST("t13"."latest" AS BIGINT) AS "ins_now",
  CASE
    WHEN (
      "t13"."count12" >= 6
    ) AND (
      "t13"."mean12" > 0
    )
    THEN (
      (
        "t13"."product12" - (
          (
            "t13"."at12" * "t13"."heads12"
          ) / "t13"."count12"
        )
      ) / (
        "t13"."square12" - (
          (
            "t13"."at12" * "t13"."at12"
          ) / "t13"."count12"
        )
      )
    ) / "t13"."mean12"
    ELSE NULL
  END AS "ins_trend12",
  CASE
    WHEN "t13"."year_before" > 0
    THEN (
      "t13"."latest" - "t13"."year_before"
    ) / "t13"."year_before"
    ELSE NULL
  END AS "ins_yoy",
  "t13"."open12" AS "ins_arrears_m"
FROM (
  SELECT
    "t12".*
    EXCLUDE ("enterprise_right")
  FROM (
    SELECT
      "t5"."enterprise",
      "t5"."as_of",
      "t5"."until",
      "t11"."enterprise" AS "enterprise_right",
      "t11"."oldest",
      "t11"."latest",
      "t11"."year_before",
      "t11"."count12",
      "t11"."mean12",
      "t11"."product12",
      "t11"."heads12",
      "t11"."at12",
      "t11"."square12",
      "t11"."open12"
    FROM "t3" AS "t5"
    LEFT OUTER JOIN (
      SELECT
        "t9"."enterprise",
        MAX("t9"."ago") AS "oldest",
        MAX("t9"."heads") FILTER(WHERE
          "t9"."ago" = 0) AS "latest",
        MAX("t9"."heads") FILTER(WHERE
          "t9"."ago" = 12) AS "year_before",
        COUNT(*) FILTER(WHERE
          "t9"."ago" < 12) AS "count12",
        AVG("t9"."heads") FILTER(WHERE
          "t9"."ago" < 12) AS "mean12",
        SUM("t9"."heads" * CAST(-(
          "t9"."ago"
        ) AS DOUBLE)) FILTER(WHERE
          "t9"."ago" < 12) AS "product12",
        SUM("t9"."heads") FILTER(WHERE
          "t9"."ago" < 12) AS "heads12",
        SUM(CAST(-(
          "t9"."ago"
        ) AS DOUBLE)) FILTER(WHERE
          "t9"."ago" < 12) AS "at12",
        SUM(CAST(-(
          "t9"."ago"
        ) AS DOUBLE) * CAST(-(
          "t9"."ago"
        ) AS DOUBLE)) FILTER(WHERE
          "t9"."ago" < 12) AS "square12",
        SUM("t9"."open") FILTER(WHERE
          "t9"."ago" < 12) AS "open12"
      FROM (
        SELECT
          "t8"."enterprise",
          "t8"."ago",
          CAST(SUM("t8"."insured") AS DOUBLE) AS "heads",
          CAST(BOOL_OR(CAST("t8"."open" AS BOOLEAN)) AS BIGINT) AS "open"
        FROM (
          SELECT
            "t7"."enterprise",
            "t7"."month",
            "t7"."insured",
            "t7"."due_fen",
            "t7"."paid_fen",
            "t7"."due_on",
            "t7"."as_of",
            "t7"."until",
            CAST((
              (
                EXTRACT(year FROM "t7"."until") - EXTRACT(year FROM "t7"."month")
              ) * 12
            ) + (
              EXTRACT(month FROM "t7"."until") - EXTRACT(month FROM "t7"."month")
            ) AS INT) AS "ago",
            (
              "t7"."due_on" <= "t7"."until"
            ) AND (
              "t7"."paid_fen" < "t7"."due_fen"
            ) AS "open"
          FROM (
            SELECT
              "t2"."enterprise",
              "t2"."month",
              "t2"."insured",
              "t2"."due_fen",
              "t2"."paid_fen",
              "t2"."due_on",
              "t6"."as_of",
              "t6"."until"
            FROM "insured" AS "t2"
            INNER JOIN "t3" AS "t6"
              ON "t2"."enterprise" = "t6"."enterprise"
          ) AS "t7"
          WHERE
            "t7"."month" <= "t7"."until"
        ) AS "t8"
        GROUP BY
          1,
          2
      ) AS "t9"
      GROUP BY
        1
    ) AS "t11"
      ON "t5"."enterprise" = "t11"."enterprise"
  ) AS "t12"
) AS "t13"
)
ORDER BY
  "enterprise"
