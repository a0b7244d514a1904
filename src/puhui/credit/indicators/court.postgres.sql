-- Generated from court.py by `python -m puhui.credit.indicators.compiling`. Do not edit.
SELECT
  CAST("enterprise" AS TEXT) AS "enterprise",
  CAST("as_of" AS DATE) AS "as_of",
  CAST("record_months" AS BIGINT) AS "record_months",
  CAST("lit_def_12" AS BIGINT) AS "lit_def_12",
  CAST("lit_def_36" AS BIGINT) AS "lit_def_36",
  CAST("lit_def_loan_36" AS BIGINT) AS "lit_def_loan_36",
  CAST("lit_def_amt_36_fen" AS BIGINT) AS "lit_def_amt_36_fen",
  CAST("lit_def_fin_amt_36_fen" AS BIGINT) AS "lit_def_fin_amt_36_fen",
  CAST("lit_def_private_amt_36_fen" AS BIGINT) AS "lit_def_private_amt_36_fen",
  CAST("lit_def_sale_amt_36_fen" AS BIGINT) AS "lit_def_sale_amt_36_fen",
  CAST("lit_def_labour_amt_36_fen" AS BIGINT) AS "lit_def_labour_amt_36_fen",
  CAST("lit_def_other_amt_36_fen" AS BIGINT) AS "lit_def_other_amt_36_fen",
  CAST("lit_def_open_cnt" AS BIGINT) AS "lit_def_open_cnt",
  CAST("lit_plf_12" AS BIGINT) AS "lit_plf_12",
  CAST("lit_plf_36" AS BIGINT) AS "lit_plf_36",
  CAST("lit_plf_amt_36_fen" AS BIGINT) AS "lit_plf_amt_36_fen",
  CAST("exec_cnt_36" AS BIGINT) AS "exec_cnt_36",
  CAST("exec_open_cnt" AS BIGINT) AS "exec_open_cnt",
  CAST("exec_open_amt_fen" AS BIGINT) AS "exec_open_amt_fen",
  CAST("exec_unpaid_ratio" AS DOUBLE PRECISION) AS "exec_unpaid_ratio",
  CAST("dishonest_now" AS BIGINT) AS "dishonest_now",
  CAST("limit_consume_now" AS BIGINT) AS "limit_consume_now",
  CAST("bankruptcy_now" AS BIGINT) AS "bankruptcy_now"
FROM (
SELECT
  "t2"."enterprise",
  "t2"."as_of",
  CAST(36 AS BIGINT) AS "record_months",
  COALESCE("t9"."lit_def_12", 0) AS "lit_def_12",
  COALESCE("t9"."lit_def_36", 0) AS "lit_def_36",
  COALESCE("t9"."lit_def_loan_36", 0) AS "lit_def_loan_36",
  COALESCE("t9"."lit_def_amt_36_fen", 0) AS "lit_def_amt_36_fen",
  COALESCE("t9"."lit_def_fin_amt_36_fen", 0) AS "lit_def_fin_amt_36_fen",
  COALESCE("t9"."lit_def_private_amt_36_fen", 0) AS "lit_def_private_amt_36_fen",
  COALESCE("t9"."lit_def_sale_amt_36_fen", 0) AS "lit_def_sale_amt_36_fen",
  COALESCE("t9"."lit_def_labour_amt_36_fen", 0) AS "lit_def_labour_amt_36_fen",
  COALESCE("t9"."lit_def_other_amt_36_fen", 0) AS "lit_def_other_amt_36_fen",
  COALESCE("t9"."lit_def_open_cnt", 0) AS "lit_def_open_cnt",
  COALESCE("t9"."lit_plf_12", 0) AS "lit_plf_12",
  COALESCE("t9"."lit_plf_36", 0) AS "lit_plf_36",
  COALESCE("t9"."lit_plf_amt_36_fen", 0) AS "lit_plf_amt_36_fen",
  COALESCE("t9"."exec_cnt_36", 0) AS "exec_cnt_36",
  COALESCE("t9"."exec_open_cnt", 0) AS "exec_open_cnt",
  COALESCE("t9"."exec_open_amt_fen", 0) AS "exec_open_amt_fen",
  CASE
    WHEN COALESCE("t9"."exec_open_cnt", 0) > 0
    THEN CASE
      WHEN "t9"."exec_claimed" > 0
      THEN CAST("t9"."exec_open_amt_fen" AS DOUBLE PRECISION) / CAST("t9"."exec_claimed" AS DOUBLE PRECISION)
      ELSE NULL
    END
    ELSE 0.0
  END AS "exec_unpaid_ratio",
  CAST(CASE WHEN COALESCE("t9"."dishonest_now", 0) > 0 THEN 1 ELSE 0 END AS BIGINT) AS "dishonest_now",
  CAST(CASE WHEN COALESCE("t9"."limit_consume_now", 0) > 0 THEN 1 ELSE 0 END AS BIGINT) AS "limit_consume_now",
  CAST(CASE WHEN COALESCE("t9"."bankruptcy_now", 0) > 0 THEN 1 ELSE 0 END AS BIGINT) AS "bankruptcy_now"
FROM "subjects" AS "t2"
LEFT OUTER JOIN (
  SELECT
    "t7"."enterprise" AS "key0",
    "t7"."lit_def_12",
    "t7"."lit_def_36",
    "t7"."lit_def_loan_36",
    "t7"."lit_def_amt_36_fen",
    "t7"."lit_def_fin_amt_36_fen",
    "t7"."lit_def_private_amt_36_fen",
    "t7"."lit_def_sale_amt_36_fen",
    "t7"."lit_def_labour_amt_36_fen",
    "t7"."lit_def_other_amt_36_fen",
    "t7"."lit_def_open_cnt",
    "t7"."lit_plf_12",
    "t7"."lit_plf_36",
    "t7"."lit_plf_amt_36_fen",
    "t7"."exec_cnt_36",
    "t7"."exec_open_cnt",
    "t7"."exec_open_amt_fen",
    "t7"."exec_claimed",
    "t7"."dishonest_now",
    "t7"."limit_consume_now",
    "t7"."bankruptcy_now"
  FROM (
    SELECT
      "t6"."enterprise",
      COUNT(*) FILTER(WHERE
        "t6"."defends" AND (
          "t6"."ago" < 12
        )) AS "lit_def_12",
      COUNT(*) FILTER(WHERE
        "t6"."defends" AND (
          "t6"."ago" < 36
        )) AS "lit_def_36",
      COUNT(*) FILTER(WHERE
        "t6"."defends"
        AND (
          "t6"."ago" < 36
        )
        AND "t6"."cause" IN ('financial_loan', 'private_lending')) AS "lit_def_loan_36",
      COALESCE(
        SUM("t6"."amount_fen") FILTER(WHERE
          "t6"."defends" AND (
            "t6"."ago" < 36
          )),
        0
      ) AS "lit_def_amt_36_fen",
      COALESCE(
        SUM("t6"."amount_fen") FILTER(WHERE
          "t6"."defends" AND (
            "t6"."ago" < 36
          ) AND (
            "t6"."cause" = 'financial_loan'
          )),
        0
      ) AS "lit_def_fin_amt_36_fen",
      COALESCE(
        SUM("t6"."amount_fen") FILTER(WHERE
          "t6"."defends"
          AND (
            "t6"."ago" < 36
          )
          AND (
            "t6"."cause" = 'private_lending'
          )),
        0
      ) AS "lit_def_private_amt_36_fen",
      COALESCE(
        SUM("t6"."amount_fen") FILTER(WHERE
          "t6"."defends" AND (
            "t6"."ago" < 36
          ) AND (
            "t6"."cause" = 'sale'
          )),
        0
      ) AS "lit_def_sale_amt_36_fen",
      COALESCE(
        SUM("t6"."amount_fen") FILTER(WHERE
          "t6"."defends" AND (
            "t6"."ago" < 36
          ) AND (
            "t6"."cause" = 'labour'
          )),
        0
      ) AS "lit_def_labour_amt_36_fen",
      COALESCE(
        SUM("t6"."amount_fen") FILTER(WHERE
          "t6"."defends" AND (
            "t6"."ago" < 36
          ) AND "t6"."other"),
        0
      ) AS "lit_def_other_amt_36_fen",
      COUNT(*) FILTER(WHERE
        "t6"."defends" AND "t6"."open") AS "lit_def_open_cnt",
      COUNT(*) FILTER(WHERE
        "t6"."sues" AND (
          "t6"."ago" < 12
        )) AS "lit_plf_12",
      COUNT(*) FILTER(WHERE
        "t6"."sues" AND (
          "t6"."ago" < 36
        )) AS "lit_plf_36",
      COALESCE(
        SUM("t6"."amount_fen") FILTER(WHERE
          "t6"."sues" AND (
            "t6"."ago" < 36
          )),
        0
      ) AS "lit_plf_amt_36_fen",
      COUNT(*) FILTER(WHERE
        (
          "t6"."kind" = 'execution'
        ) AND (
          "t6"."ago" < 36
        )) AS "exec_cnt_36",
      COUNT(*) FILTER(WHERE
        "t6"."open" AND (
          "t6"."kind" = 'execution'
        )) AS "exec_open_cnt",
      COALESCE(
        SUM("t6"."unpaid_fen") FILTER(WHERE
          "t6"."open" AND (
            "t6"."kind" = 'execution'
          )),
        0
      ) AS "exec_open_amt_fen",
      COALESCE(
        SUM("t6"."amount_fen") FILTER(WHERE
          "t6"."open" AND (
            "t6"."kind" = 'execution'
          )),
        0
      ) AS "exec_claimed",
      COUNT(*) FILTER(WHERE
        "t6"."open" AND (
          "t6"."kind" = 'dishonest'
        )) AS "dishonest_now",
      COUNT(*) FILTER(WHERE
        "t6"."open" AND (
          "t6"."kind" = 'consumption_limit'
        )) AS "limit_consume_now",
      COUNT(*) FILTER(WHERE
        "t6"."open" AND (
          "t6"."kind" = 'bankruptcy'
        )) AS "bankruptcy_now"
    FROM (
      SELECT
        "t5"."enterprise",
        "t5"."kind",
        "t5"."role",
        "t5"."cause",
        "t5"."amount_fen",
        "t5"."unpaid_fen",
        "t5"."filed_on",
        "t5"."closed_on",
        "t5"."as_of",
        CAST((
          (
            EXTRACT(year FROM "t5"."as_of") - EXTRACT(year FROM "t5"."filed_on")
          ) * 12
        ) + (
          EXTRACT(month FROM "t5"."as_of") - EXTRACT(month FROM "t5"."filed_on")
        ) AS INT) AS "ago",
        (
          "t5"."kind" = 'lawsuit'
        ) AND (
          "t5"."role" = 'defendant'
        ) AS "defends",
        (
          "t5"."kind" = 'lawsuit'
        ) AND (
          "t5"."role" = 'plaintiff'
        ) AS "sues",
        (
          "t5"."closed_on" IS NULL
        ) OR (
          "t5"."closed_on" > "t5"."as_of"
        ) AS "open",
        NOT (
          "t5"."cause" IN ('financial_loan', 'private_lending', 'sale', 'labour')
        ) AS "other"
      FROM (
        SELECT
          "t4"."enterprise",
          "t4"."kind",
          "t4"."role",
          "t4"."cause",
          "t4"."amount_fen",
          "t4"."unpaid_fen",
          "t4"."filed_on",
          "t4"."closed_on",
          "t3"."as_of"
        FROM "cases" AS "t4"
        INNER JOIN "subjects" AS "t3"
          ON "t4"."enterprise" = "t3"."enterprise"
      ) AS "t5"
      WHERE
        "t5"."filed_on" <= "t5"."as_of"
    ) AS "t6"
    GROUP BY
      1
  ) AS "t7"
) AS "t9"
  ON "t2"."enterprise" = "t9"."key0"
) AS "indicators"
ORDER BY
  "enterprise"
