-- Generated from representative.py by `python -m puhui.credit.indicators.compiling`. Do not edit.
SELECT
  CAST("enterprise" AS VARCHAR) AS "enterprise",
  CAST("as_of" AS DATE) AS "as_of",
  CAST("record_months" AS BIGINT) AS "record_months",
  CAST("lr_dishonest_now" AS BIGINT) AS "lr_dishonest_now",
  CAST("lr_limit_consume_now" AS BIGINT) AS "lr_limit_consume_now",
  CAST("lr_exec_open_cnt" AS BIGINT) AS "lr_exec_open_cnt"
FROM (
WITH "t8" AS (
  SELECT DISTINCT
    *
  FROM (
    SELECT
      "t6"."enterprise",
      "t6"."representative",
      "t4"."as_of"
    FROM "representatives" AS "t6"
    INNER JOIN "subjects" AS "t4"
      ON "t6"."enterprise" = "t4"."enterprise"
  ) AS "t7"
)
SELECT
  "t3"."enterprise",
  "t3"."as_of",
  CAST(0 AS BIGINT) AS "record_months",
  CASE
    WHEN "t13"."named" IS NOT NULL
    THEN CAST(CASE WHEN COALESCE("t18"."dishonest", 0) > 0 THEN 1 ELSE 0 END AS BIGINT)
    ELSE NULL
  END AS "lr_dishonest_now",
  CASE
    WHEN "t13"."named" IS NOT NULL
    THEN CAST(CASE WHEN COALESCE("t18"."limited", 0) > 0 THEN 1 ELSE 0 END AS BIGINT)
    ELSE NULL
  END AS "lr_limit_consume_now",
  CASE WHEN "t13"."named" IS NOT NULL THEN COALESCE("t18"."executed", 0) ELSE NULL END AS "lr_exec_open_cnt"
FROM "subjects" AS "t3"
LEFT OUTER JOIN (
  SELECT
    "t11"."enterprise" AS "key0",
    "t11"."named"
  FROM (
    SELECT
      "t9"."enterprise",
      COUNT(*) AS "named"
    FROM "t8" AS "t9"
    GROUP BY
      1
  ) AS "t11"
) AS "t13"
  ON "t3"."enterprise" = "t13"."key0"
LEFT OUTER JOIN (
  SELECT
    "t16"."enterprise" AS "key1",
    "t16"."dishonest",
    "t16"."limited",
    "t16"."executed"
  FROM (
    SELECT
      "t15"."enterprise",
      COUNT(*) FILTER(WHERE
        "t15"."kind" = 'dishonest') AS "dishonest",
      COUNT(*) FILTER(WHERE
        "t15"."kind" = 'consumption_limit') AS "limited",
      COUNT(*) FILTER(WHERE
        "t15"."kind" = 'execution') AS "executed"
    FROM (
      SELECT
        *
      FROM (
        SELECT
          "t5"."enterprise",
          "t5"."representative",
          "t5"."kind",
          "t5"."filed_on",
          "t5"."closed_on",
          "t10"."as_of"
        FROM "representative_cases" AS "t5"
        INNER JOIN "t8" AS "t10"
          ON "t5"."enterprise" = "t10"."enterprise"
          AND "t5"."representative" = "t10"."representative"
      ) AS "t14"
      WHERE
        "t14"."filed_on" <= "t14"."as_of"
        AND (
          (
            "t14"."closed_on" IS NULL
          ) OR (
            "t14"."closed_on" > "t14"."as_of"
          )
        )
    ) AS "t15"
    GROUP BY
      1
  ) AS "t16"
) AS "t18"
  ON "t3"."enterprise" = "t18"."key1"
) AS "indicators"
ORDER BY
  "enterprise"
