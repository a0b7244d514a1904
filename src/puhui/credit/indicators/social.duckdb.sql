-- Generated from social.py by `python -m puhui.credit.indicators.compiling`. Do not edit.
SELECT
  CAST("enterprise" AS VARCHAR) AS "enterprise",
  CAST("as_of" AS DATE) AS "as_of",
  CAST("record_months" AS BIGINT) AS "record_months",
  CAST("ins_now" AS BIGINT) AS "ins_now",
  CAST("ins_trend12" AS DOUBLE) AS "ins_trend12",
  CAST("ins_yoy" AS DOUBLE) AS "ins_yoy",
  CAST("ins_arrears_m" AS BIGINT) AS "ins_arrears_m",
  CAST("ins_paid_rate12" AS DOUBLE) AS "ins_paid_rate12",
  CAST("ins_head_fen" AS BIGINT) AS "ins_head_fen"
FROM (
WITH "t4" AS (
  SELECT
    "t0"."enterprise",
    "t0"."as_of",
    DATE_TRUNC('MONTH', "t0"."as_of" + INTERVAL '1' DAY) - INTERVAL '1' DAY AS "until"
  FROM "subjects" AS "t0"
)
SELECT
  "t6"."enterprise",
  "t6"."until" AS "as_of",
  COALESCE("t13"."oldest" + 1, 0) AS "record_months",
  "t13"."latest" AS "ins_now",
  CASE
    WHEN "t13"."count12" >= 6
    THEN CASE
      WHEN (
        CAST((
          "t13"."count12" * "t13"."square12"
        ) - (
          "t13"."at12" * "t13"."at12"
        ) AS DOUBLE) * CAST("t13"."heads12" AS DOUBLE)
      ) > 0
      THEN (
        CAST((
          "t13"."at12" * "t13"."heads12"
        ) - (
          "t13"."count12" * "t13"."behind12"
        ) AS DOUBLE) * CAST("t13"."count12" AS DOUBLE)
      ) / (
        CAST((
          "t13"."count12" * "t13"."square12"
        ) - (
          "t13"."at12" * "t13"."at12"
        ) AS DOUBLE) * CAST("t13"."heads12" AS DOUBLE)
      )
      ELSE NULL
    END
    ELSE NULL
  END AS "ins_trend12",
  CASE
    WHEN "t13"."year_before" > 0
    THEN CAST("t13"."latest" AS DOUBLE) / CAST("t13"."year_before" AS DOUBLE)
    ELSE NULL
  END - 1 AS "ins_yoy",
  "t13"."open12" AS "ins_arrears_m",
  CASE
    WHEN "t13"."due12" > 0
    THEN CAST("t13"."paid12" AS DOUBLE) / CAST("t13"."due12" AS DOUBLE)
    ELSE NULL
  END AS "ins_paid_rate12",
  CAST(FLOOR(
    CASE
      WHEN "t13"."heads12" > 0
      THEN CAST("t13"."due12" AS DOUBLE) / CAST("t13"."heads12" AS DOUBLE)
      ELSE NULL
    END
  ) AS BIGINT) AS "ins_head_fen"
FROM "t4" AS "t6"
LEFT OUTER JOIN (
  SELECT
    "t11"."enterprise" AS "key0",
    "t11"."oldest",
    "t11"."latest",
    "t11"."year_before",
    "t11"."count12",
    "t11"."behind12",
    "t11"."heads12",
    "t11"."at12",
    "t11"."square12",
    "t11"."open12",
    "t11"."due12",
    "t11"."paid12"
  FROM (
    SELECT
      "t10"."enterprise",
      MAX("t10"."ago") AS "oldest",
      MAX("t10"."heads") FILTER(WHERE
        "t10"."ago" = 0) AS "latest",
      MAX("t10"."heads") FILTER(WHERE
        "t10"."ago" = 12) AS "year_before",
      COUNT(*) FILTER(WHERE
        "t10"."ago" < 12) AS "count12",
      COALESCE(SUM("t10"."heads" * "t10"."ago") FILTER(WHERE
        "t10"."ago" < 12), 0) AS "behind12",
      COALESCE(SUM("t10"."heads") FILTER(WHERE
        "t10"."ago" < 12), 0) AS "heads12",
      COALESCE(SUM("t10"."ago") FILTER(WHERE
        "t10"."ago" < 12), 0) AS "at12",
      COALESCE(SUM("t10"."ago" * "t10"."ago") FILTER(WHERE
        "t10"."ago" < 12), 0) AS "square12",
      SUM("t10"."open") FILTER(WHERE
        "t10"."ago" < 12) AS "open12",
      COALESCE(SUM("t10"."due") FILTER(WHERE
        "t10"."ago" < 12), 0) AS "due12",
      COALESCE(SUM("t10"."paid") FILTER(WHERE
        "t10"."ago" < 12), 0) AS "paid12"
    FROM (
      SELECT
        "t9"."enterprise",
        "t9"."ago",
        COALESCE(SUM("t9"."heads"), 0) AS "heads",
        COALESCE(SUM("t9"."due_fen") FILTER(WHERE
          "t9"."judged"), 0) AS "due",
        COALESCE(SUM("t9"."paid_fen") FILTER(WHERE
          "t9"."judged"), 0) AS "paid",
        CAST(CASE
          WHEN BOOL_OR(CAST("t9"."judged" AND (
            "t9"."paid_fen" < "t9"."due_fen"
          ) AS BOOLEAN))
          THEN 1
          ELSE 0
        END AS BIGINT) AS "open"
      FROM (
        SELECT
          "t8"."enterprise",
          "t8"."month",
          "t8"."insured",
          "t8"."due_fen",
          "t8"."paid_fen",
          "t8"."due_on",
          "t8"."heads",
          "t8"."as_of",
          "t8"."until",
          CAST((
            (
              EXTRACT(year FROM "t8"."until") - EXTRACT(year FROM "t8"."month")
            ) * 12
          ) + (
            EXTRACT(month FROM "t8"."until") - EXTRACT(month FROM "t8"."month")
          ) AS INT) AS "ago",
          "t8"."due_on" <= "t8"."until" AS "judged"
        FROM (
          SELECT
            "t3"."enterprise",
            "t3"."month",
            "t3"."insured",
            "t3"."due_fen",
            "t3"."paid_fen",
            "t3"."due_on",
            "t3"."heads",
            "t7"."as_of",
            "t7"."until"
          FROM (
            SELECT
              "t1"."enterprise",
              "t1"."month",
              "t1"."insured",
              "t1"."due_fen",
              "t1"."paid_fen",
              "t1"."due_on",
              "t1"."insured" AS "heads"
            FROM "insured" AS "t1"
          ) AS "t3"
          INNER JOIN "t4" AS "t7"
            ON "t3"."enterprise" = "t7"."enterprise"
        ) AS "t8"
        WHERE
          "t8"."month" <= "t8"."until"
      ) AS "t9"
      GROUP BY
        1,
        2
    ) AS "t10"
    GROUP BY
      1
  ) AS "t11"
) AS "t13"
  ON "t6"."enterprise" = "t13"."key0"
) AS "indicators"
ORDER BY
  "enterprise"
