-- Generated from property.py by `python -m puhui.credit.indicators.compiling`. Do not edit.
SELECT
  CAST("enterprise" AS TEXT) AS "enterprise",
  CAST("as_of" AS DATE) AS "as_of",
  CAST("record_months" AS BIGINT) AS "record_months",
  CAST("estate_cnt_now" AS BIGINT) AS "estate_cnt_now",
  CAST("estate_plant_cnt_now" AS BIGINT) AS "estate_plant_cnt_now",
  CAST("estate_value_fen" AS BIGINT) AS "estate_value_fen",
  CAST("estate_free_fen" AS BIGINT) AS "estate_free_fen",
  CAST("estate_mortgaged_ratio" AS DOUBLE PRECISION) AS "estate_mortgaged_ratio",
  CAST("estate_sealed_cnt" AS BIGINT) AS "estate_sealed_cnt"
FROM (
SELECT
  "t2"."enterprise",
  "t2"."as_of",
  CAST(12 AS BIGINT) AS "record_months",
  COALESCE("t9"."count", 0) AS "estate_cnt_now",
  COALESCE("t9"."plants", 0) AS "estate_plant_cnt_now",
  COALESCE("t9"."value", 0) AS "estate_value_fen",
  COALESCE("t9"."free", 0) AS "estate_free_fen",
  CASE
    WHEN "t9"."value" > 0
    THEN CASE
      WHEN "t9"."value" > 0
      THEN CAST("t9"."mortgaged" AS DOUBLE PRECISION) / CAST("t9"."value" AS DOUBLE PRECISION)
      ELSE NULL
    END
    ELSE NULL
  END AS "estate_mortgaged_ratio",
  COALESCE("t9"."sealed", 0) AS "estate_sealed_cnt"
FROM "subjects" AS "t2"
LEFT OUTER JOIN (
  SELECT
    "t7"."enterprise" AS "key0",
    "t7"."count",
    "t7"."plants",
    "t7"."value",
    "t7"."mortgaged",
    "t7"."free",
    "t7"."sealed"
  FROM (
    SELECT
      "t6"."enterprise",
      COUNT(*) AS "count",
      COUNT(*) FILTER(WHERE
        "t6"."kind" IN ('land', 'factory')) AS "plants",
      COALESCE(SUM("t6"."value_fen"), 0) AS "value",
      COALESCE(SUM("t6"."mortgaged_fen"), 0) AS "mortgaged",
      COALESCE(SUM("t6"."free") FILTER(WHERE
        NOT (
          COALESCE("t6"."sealed", FALSE)
        )), 0) AS "free",
      COALESCE(SUM(CAST(CASE WHEN "t6"."sealed" THEN 1 ELSE 0 END AS BIGINT)), 0) AS "sealed"
    FROM (
      SELECT
        "t5"."enterprise",
        "t5"."estate_no",
        "t5"."kind",
        "t5"."value_fen",
        "t5"."mortgaged_fen",
        "t5"."acquired_on",
        "t5"."disposed_on",
        "t5"."sealed_on",
        "t5"."unsealed_on",
        "t5"."as_of",
        (
          "t5"."sealed_on" <= "t5"."as_of"
        )
        AND (
          (
            "t5"."unsealed_on" IS NULL
          ) OR (
            "t5"."unsealed_on" > "t5"."as_of"
          )
        ) AS "sealed",
        GREATEST("t5"."value_fen" - COALESCE("t5"."mortgaged_fen", 0), 0) AS "free"
      FROM (
        SELECT
          "t4"."enterprise",
          "t4"."estate_no",
          "t4"."kind",
          "t4"."value_fen",
          "t4"."mortgaged_fen",
          "t4"."acquired_on",
          "t4"."disposed_on",
          "t4"."sealed_on",
          "t4"."unsealed_on",
          "t3"."as_of"
        FROM "estates" AS "t4"
        INNER JOIN "subjects" AS "t3"
          ON "t4"."enterprise" = "t3"."enterprise"
      ) AS "t5"
      WHERE
        "t5"."acquired_on" <= "t5"."as_of"
        AND (
          (
            "t5"."disposed_on" IS NULL
          ) OR (
            "t5"."disposed_on" > "t5"."as_of"
          )
        )
    ) AS "t6"
    GROUP BY
      1
  ) AS "t7"
) AS "t9"
  ON "t2"."enterprise" = "t9"."key0"
) AS "indicators"
ORDER BY
  "enterprise"
