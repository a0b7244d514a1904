-- Generated from bids.py by `python -m puhui.credit.indicators.compiling`. Do not edit.
SELECT
  CAST("enterprise" AS VARCHAR) AS "enterprise",
  CAST("as_of" AS DATE) AS "as_of",
  CAST("record_months" AS BIGINT) AS "record_months",
  CAST("bids_12" AS BIGINT) AS "bids_12",
  CAST("bid_wins_12" AS BIGINT) AS "bid_wins_12",
  CAST("bid_win_rate_24" AS DOUBLE) AS "bid_win_rate_24",
  CAST("bid_won_amt_12_fen" AS BIGINT) AS "bid_won_amt_12_fen",
  CAST("bid_won_yoy" AS DOUBLE) AS "bid_won_yoy",
  CAST("awards_36" AS BIGINT) AS "awards_36",
  CAST("awards_high_36" AS BIGINT) AS "awards_high_36"
FROM (
SELECT
  "t3"."enterprise",
  "t3"."as_of",
  CAST(36 AS BIGINT) AS "record_months",
  COALESCE("t15"."bids12", 0) AS "bids_12",
  COALESCE("t15"."wins12", 0) AS "bid_wins_12",
  CASE
    WHEN "t15"."bids24" > 0
    THEN CAST("t15"."wins24" AS DOUBLE) / CAST("t15"."bids24" AS DOUBLE)
    ELSE NULL
  END AS "bid_win_rate_24",
  COALESCE("t15"."won12", 0) AS "bid_won_amt_12_fen",
  CASE
    WHEN "t15"."won_before12" > 0
    THEN CAST("t15"."won12" AS DOUBLE) / CAST("t15"."won_before12" AS DOUBLE)
    ELSE NULL
  END - 1 AS "bid_won_yoy",
  COALESCE("t16"."awards", 0) AS "awards_36",
  COALESCE("t16"."high", 0) AS "awards_high_36"
FROM "subjects" AS "t3"
LEFT OUTER JOIN (
  SELECT
    "t11"."enterprise" AS "key0",
    "t11"."bids12",
    "t11"."wins12",
    "t11"."bids24",
    "t11"."wins24",
    "t11"."won12",
    "t11"."won_before12"
  FROM (
    SELECT
      "t10"."enterprise",
      COUNT(*) FILTER(WHERE
        "t10"."ago" < 12) AS "bids12",
      COUNT(*) FILTER(WHERE
        (
          "t10"."won" > 0
        ) AND (
          "t10"."ago" < 12
        )) AS "wins12",
      COUNT(*) FILTER(WHERE
        "t10"."ago" < 24) AS "bids24",
      COUNT(*) FILTER(WHERE
        (
          "t10"."won" > 0
        ) AND (
          "t10"."ago" < 24
        )) AS "wins24",
      COALESCE(
        SUM("t10"."amount_fen") FILTER(WHERE
          (
            "t10"."won" > 0
          ) AND (
            "t10"."ago" < 12
          )),
        0
      ) AS "won12",
      COALESCE(
        SUM("t10"."amount_fen") FILTER(WHERE
          (
            "t10"."won" > 0
          ) AND "t10"."ago" BETWEEN 12 AND 23),
        0
      ) AS "won_before12"
    FROM (
      SELECT
        "t7"."enterprise",
        "t7"."bid_no",
        "t7"."opened_on",
        "t7"."won",
        "t7"."amount_fen",
        "t7"."as_of",
        CAST((
          (
            EXTRACT(year FROM "t7"."as_of") - EXTRACT(year FROM "t7"."opened_on")
          ) * 12
        ) + (
          EXTRACT(month FROM "t7"."as_of") - EXTRACT(month FROM "t7"."opened_on")
        ) AS INT) AS "ago"
      FROM (
        SELECT
          "t5"."enterprise",
          "t5"."bid_no",
          "t5"."opened_on",
          "t5"."won",
          "t5"."amount_fen",
          "t4"."as_of"
        FROM "bids" AS "t5"
        INNER JOIN "subjects" AS "t4"
          ON "t5"."enterprise" = "t4"."enterprise"
      ) AS "t7"
      WHERE
        "t7"."opened_on" <= "t7"."as_of"
    ) AS "t10"
    GROUP BY
      1
  ) AS "t11"
) AS "t15"
  ON "t3"."enterprise" = "t15"."key0"
LEFT OUTER JOIN (
  SELECT
    "t12"."enterprise" AS "key1",
    "t12"."awards",
    "t12"."high"
  FROM (
    SELECT
      "t9"."enterprise",
      COUNT(*) FILTER(WHERE
        CAST((
          (
            EXTRACT(year FROM "t9"."as_of") - EXTRACT(year FROM "t9"."awarded_on")
          ) * 12
        ) + (
          EXTRACT(month FROM "t9"."as_of") - EXTRACT(month FROM "t9"."awarded_on")
        ) AS INT) < 36) AS "awards",
      COUNT(*) FILTER(WHERE
        (
          CAST((
            (
              EXTRACT(year FROM "t9"."as_of") - EXTRACT(year FROM "t9"."awarded_on")
            ) * 12
          ) + (
            EXTRACT(month FROM "t9"."as_of") - EXTRACT(month FROM "t9"."awarded_on")
          ) AS INT) < 36
        )
        AND "t9"."level" IN ('national', 'province')) AS "high"
    FROM (
      SELECT
        *
      FROM (
        SELECT
          "t6"."enterprise",
          "t6"."level",
          "t6"."awarded_on",
          "t4"."as_of"
        FROM "awards" AS "t6"
        INNER JOIN "subjects" AS "t4"
          ON "t6"."enterprise" = "t4"."enterprise"
      ) AS "t8"
      WHERE
        "t8"."awarded_on" <= "t8"."as_of"
    ) AS "t9"
    GROUP BY
      1
  ) AS "t12"
) AS "t16"
  ON "t3"."enterprise" = "t16"."key1"
) AS "indicators"
ORDER BY
  "enterprise"
