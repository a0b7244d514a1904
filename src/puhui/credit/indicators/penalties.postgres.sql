-- Generated from penalties.py by `python -m puhui.credit.indicators.compiling`. Do not edit.
SELECT
  CAST("enterprise" AS TEXT) AS "enterprise",
  CAST("as_of" AS DATE) AS "as_of",
  CAST("record_months" AS BIGINT) AS "record_months",
  CAST("penalty_cnt_12" AS BIGINT) AS "penalty_cnt_12",
  CAST("penalty_cnt_36" AS BIGINT) AS "penalty_cnt_36",
  CAST("penalty_amt_36_fen" AS BIGINT) AS "penalty_amt_36_fen",
  CAST("penalty_held_cnt_36" AS BIGINT) AS "penalty_held_cnt_36",
  CAST("penalty_worst_held_36" AS BIGINT) AS "penalty_worst_held_36",
  CAST("penalty_environment_36" AS BIGINT) AS "penalty_environment_36",
  CAST("penalty_fire_36" AS BIGINT) AS "penalty_fire_36",
  CAST("penalty_labour_36" AS BIGINT) AS "penalty_labour_36",
  CAST("penalty_quality_36" AS BIGINT) AS "penalty_quality_36",
  CAST("penalty_safety_36" AS BIGINT) AS "penalty_safety_36"
FROM (
SELECT
  "t2"."enterprise",
  "t2"."as_of",
  CAST(36 AS BIGINT) AS "record_months",
  COALESCE("t9"."penalty_cnt_12", 0) AS "penalty_cnt_12",
  COALESCE("t9"."penalty_cnt_36", 0) AS "penalty_cnt_36",
  COALESCE("t9"."penalty_amt_36_fen", 0) AS "penalty_amt_36_fen",
  COALESCE("t9"."penalty_held_cnt_36", 0) AS "penalty_held_cnt_36",
  COALESCE("t9"."penalty_worst_held_36", 0) AS "penalty_worst_held_36",
  COALESCE("t9"."penalty_environment_36", 0) AS "penalty_environment_36",
  COALESCE("t9"."penalty_fire_36", 0) AS "penalty_fire_36",
  COALESCE("t9"."penalty_labour_36", 0) AS "penalty_labour_36",
  COALESCE("t9"."penalty_quality_36", 0) AS "penalty_quality_36",
  COALESCE("t9"."penalty_safety_36", 0) AS "penalty_safety_36"
FROM "subjects" AS "t2"
LEFT OUTER JOIN (
  SELECT
    "t7"."enterprise" AS "key0",
    "t7"."penalty_cnt_12",
    "t7"."penalty_cnt_36",
    "t7"."penalty_amt_36_fen",
    "t7"."penalty_held_cnt_36",
    "t7"."penalty_worst_held_36",
    "t7"."penalty_environment_36",
    "t7"."penalty_fire_36",
    "t7"."penalty_labour_36",
    "t7"."penalty_quality_36",
    "t7"."penalty_safety_36"
  FROM (
    SELECT
      "t6"."enterprise",
      COUNT(*) FILTER(WHERE
        "t6"."ago" < 12) AS "penalty_cnt_12",
      COUNT(*) FILTER(WHERE
        "t6"."ago" < 36) AS "penalty_cnt_36",
      COALESCE(SUM("t6"."amount_fen") FILTER(WHERE
        "t6"."ago" < 36), 0) AS "penalty_amt_36_fen",
      COUNT(*) FILTER(WHERE
        (
          "t6"."ago" < 36
        ) AND "t6"."held") AS "penalty_held_cnt_36",
      MAX("t6"."severity") FILTER(WHERE
        (
          "t6"."ago" < 36
        ) AND "t6"."held") AS "penalty_worst_held_36",
      COUNT(*) FILTER(WHERE
        (
          "t6"."ago" < 36
        ) AND (
          "t6"."field" = 'environment'
        )) AS "penalty_environment_36",
      COUNT(*) FILTER(WHERE
        (
          "t6"."ago" < 36
        ) AND (
          "t6"."field" = 'fire'
        )) AS "penalty_fire_36",
      COUNT(*) FILTER(WHERE
        (
          "t6"."ago" < 36
        ) AND (
          "t6"."field" = 'labour'
        )) AS "penalty_labour_36",
      COUNT(*) FILTER(WHERE
        (
          "t6"."ago" < 36
        ) AND (
          "t6"."field" = 'quality'
        )) AS "penalty_quality_36",
      COUNT(*) FILTER(WHERE
        (
          "t6"."ago" < 36
        ) AND (
          "t6"."field" = 'safety'
        )) AS "penalty_safety_36"
    FROM (
      SELECT
        "t5"."enterprise",
        "t5"."field",
        "t5"."kind",
        "t5"."amount_fen",
        "t5"."decided_on",
        "t5"."repaired_on",
        "t5"."as_of",
        CAST((
          (
            EXTRACT(year FROM "t5"."as_of") - EXTRACT(year FROM "t5"."decided_on")
          ) * 12
        ) + (
          EXTRACT(month FROM "t5"."as_of") - EXTRACT(month FROM "t5"."decided_on")
        ) AS INT) AS "ago",
        (
          "t5"."repaired_on" IS NULL
        ) OR (
          "t5"."repaired_on" > "t5"."as_of"
        ) AS "held",
        CAST(CASE "t5"."kind"
          WHEN 'warning'
          THEN 1
          WHEN 'fine'
          THEN 2
          WHEN 'confiscation'
          THEN 3
          WHEN 'suspension'
          THEN 4
          WHEN 'revocation'
          THEN 5
          ELSE 0
        END AS BIGINT) AS "severity"
      FROM (
        SELECT
          "t4"."enterprise",
          "t4"."field",
          "t4"."kind",
          "t4"."amount_fen",
          "t4"."decided_on",
          "t4"."repaired_on",
          "t3"."as_of"
        FROM "penalties" AS "t4"
        INNER JOIN "subjects" AS "t3"
          ON "t4"."enterprise" = "t3"."enterprise"
      ) AS "t5"
      WHERE
        "t5"."decided_on" <= "t5"."as_of"
    ) AS "t6"
    GROUP BY
      1
  ) AS "t7"
) AS "t9"
  ON "t2"."enterprise" = "t9"."key0"
) AS "indicators"
ORDER BY
  "enterprise"
