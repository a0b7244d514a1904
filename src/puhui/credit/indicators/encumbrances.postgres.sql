-- Generated from encumbrances.py by `python -m puhui.credit.indicators.compiling`. Do not edit.
SELECT
  CAST("enterprise" AS TEXT) AS "enterprise",
  CAST("as_of" AS DATE) AS "as_of",
  CAST("record_months" AS BIGINT) AS "record_months",
  CAST("eq_pledge_cnt_12m" AS BIGINT) AS "eq_pledge_cnt_12m",
  CAST("eq_pledge_amt_now_fen" AS BIGINT) AS "eq_pledge_amt_now_fen",
  CAST("eq_freeze_cnt_12m" AS BIGINT) AS "eq_freeze_cnt_12m",
  CAST("eq_freeze_amt_now_fen" AS BIGINT) AS "eq_freeze_amt_now_fen",
  CAST("chattel_cnt_now" AS BIGINT) AS "chattel_cnt_now",
  CAST("chattel_amt_now_fen" AS BIGINT) AS "chattel_amt_now_fen",
  CAST("eq_freeze_now" AS BIGINT) AS "eq_freeze_now",
  CAST("serious_dishonest_now" AS BIGINT) AS "serious_dishonest_now",
  CAST("liquidation_now" AS BIGINT) AS "liquidation_now"
FROM (
SELECT
  "t2"."enterprise",
  "t2"."as_of",
  CAST(12 AS BIGINT) AS "record_months",
  COALESCE("t10"."eq_pledge_cnt_12m", 0) AS "eq_pledge_cnt_12m",
  COALESCE("t10"."eq_pledge_amt_now_fen", 0) AS "eq_pledge_amt_now_fen",
  COALESCE("t10"."eq_freeze_cnt_12m", 0) AS "eq_freeze_cnt_12m",
  COALESCE("t10"."eq_freeze_amt_now_fen", 0) AS "eq_freeze_amt_now_fen",
  COALESCE("t10"."chattel_cnt_now", 0) AS "chattel_cnt_now",
  COALESCE("t10"."chattel_amt_now_fen", 0) AS "chattel_amt_now_fen",
  CAST(CASE WHEN COALESCE("t10"."eq_freeze_now", 0) > 0 THEN 1 ELSE 0 END AS BIGINT) AS "eq_freeze_now",
  CAST(CASE WHEN COALESCE("t10"."serious_dishonest_now", 0) > 0 THEN 1 ELSE 0 END AS BIGINT) AS "serious_dishonest_now",
  CAST(CASE WHEN COALESCE("t10"."liquidation_now", 0) > 0 THEN 1 ELSE 0 END AS BIGINT) AS "liquidation_now"
FROM "subjects" AS "t2"
LEFT OUTER JOIN (
  SELECT
    "t8"."enterprise" AS "key0",
    "t8"."eq_pledge_cnt_12m",
    "t8"."eq_pledge_amt_now_fen",
    "t8"."eq_freeze_cnt_12m",
    "t8"."eq_freeze_amt_now_fen",
    "t8"."chattel_cnt_now",
    "t8"."chattel_amt_now_fen",
    "t8"."eq_freeze_now",
    "t8"."serious_dishonest_now",
    "t8"."liquidation_now"
  FROM (
    SELECT
      "t7"."enterprise",
      COUNT(*) FILTER(WHERE
        (
          "t7"."kind" = 'equity_pledge'
        ) AND "t7"."recent") AS "eq_pledge_cnt_12m",
      COALESCE(
        SUM("t7"."amount_fen") FILTER(WHERE
          (
            "t7"."kind" = 'equity_pledge'
          ) AND "t7"."holds"),
        0
      ) AS "eq_pledge_amt_now_fen",
      COUNT(*) FILTER(WHERE
        (
          "t7"."kind" = 'equity_freeze'
        ) AND "t7"."recent") AS "eq_freeze_cnt_12m",
      COALESCE(
        SUM("t7"."amount_fen") FILTER(WHERE
          (
            "t7"."kind" = 'equity_freeze'
          ) AND "t7"."holds"),
        0
      ) AS "eq_freeze_amt_now_fen",
      COUNT(*) FILTER(WHERE
        (
          "t7"."kind" = 'chattel_mortgage'
        ) AND "t7"."holds") AS "chattel_cnt_now",
      COALESCE(
        SUM("t7"."amount_fen") FILTER(WHERE
          (
            "t7"."kind" = 'chattel_mortgage'
          ) AND "t7"."holds"),
        0
      ) AS "chattel_amt_now_fen",
      COUNT(*) FILTER(WHERE
        (
          "t7"."kind" = 'equity_freeze'
        ) AND "t7"."holds") AS "eq_freeze_now",
      COUNT(*) FILTER(WHERE
        (
          "t7"."kind" = 'serious_dishonesty'
        ) AND "t7"."holds") AS "serious_dishonest_now",
      COUNT(*) FILTER(WHERE
        (
          "t7"."kind" = 'liquidation'
        ) AND "t7"."holds") AS "liquidation_now"
    FROM (
      SELECT
        "t6"."enterprise",
        "t6"."kind",
        "t6"."amount_fen",
        "t6"."since",
        "t6"."ended",
        "t6"."as_of",
        CAST((
          (
            EXTRACT(year FROM "t6"."as_of") - EXTRACT(year FROM "t6"."since")
          ) * 12
        ) + (
          EXTRACT(month FROM "t6"."as_of") - EXTRACT(month FROM "t6"."since")
        ) AS INT) < 12 AS "recent",
        (
          "t6"."ended" IS NULL
        ) OR (
          "t6"."ended" > "t6"."as_of"
        ) AS "holds"
      FROM (
        SELECT
          "t5"."enterprise",
          "t5"."kind",
          "t5"."amount_fen",
          "t5"."since",
          "t5"."ended",
          "t3"."as_of"
        FROM (
          SELECT
            "t1"."enterprise",
            "t1"."kind",
            "t1"."amount_fen",
            "t1"."since",
            "t1"."until" AS "ended"
          FROM "encumbrances" AS "t1"
        ) AS "t5"
        INNER JOIN "subjects" AS "t3"
          ON "t5"."enterprise" = "t3"."enterprise"
      ) AS "t6"
      WHERE
        "t6"."since" <= "t6"."as_of"
    ) AS "t7"
    GROUP BY
      1
  ) AS "t8"
) AS "t10"
  ON "t2"."enterprise" = "t10"."key0"
) AS "indicators"
ORDER BY
  "enterprise"
