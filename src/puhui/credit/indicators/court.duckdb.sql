-- Generated from court.py by `python -m puhui.credit.indicators.sources`. Do not edit.
SELECT
  CAST("enterprise" AS VARCHAR) AS "enterprise",
  CAST("as_of" AS DATE) AS "as_of",
  CAST("record_months" AS BIGINT) AS "record_months",
  CAST("lit_def_12" AS BIGINT) AS "lit_def_12",
  CAST("lit_def_36" AS BIGINT) AS "lit_def_36",
  CAST("lit_def_loan_36" AS BIGINT) AS "lit_def_loan_36",
  CAST("lit_def_amt_36_fen" AS BIGINT) AS "lit_def_amt_36_fen",
  CAST("exec_open_cnt" AS BIGINT) AS "exec_open_cnt",
  CAST("exec_open_amt_fen" AS BIGINT) AS "exec_open_amt_fen",
  CAST("dishonest_now" AS BIGINT) AS "dishonest_now",
  CAST("limit_consume_now" AS BIGINT) AS "limit_consume_now",
  CAST("bankruptcy_now" AS BIGINT) AS "bankruptcy_now"
FROM (
SELECT
  "t10"."enterprise",
  "t10"."as_of",
  CAST(36 AS BIGINT) AS "record_months",
  COALESCE("t10"."lit_def_12", 0) AS "lit_def_12",
  COALESCE("t10"."lit_def_36", 0) AS "lit_def_36",
  COALESCE("t10"."lit_def_loan_36", 0) AS "lit_def_loan_36",
  COALESCE("t10"."lit_def_amt_36_fen", 0) AS "lit_def_amt_36_fen",
  COALESCE("t10"."exec_open_cnt", 0) AS "exec_open_cnt",
  COALESCE("t10"."exec_open_amt_fen", 0) AS "exec_open_amt_fen",
  CAST(COALESCE("t10"."dishonest_now", 0) > 0 AS BIGINT) AS "dishonest_now",
  CAST(COALESCE("t10"."limit_consume_now", 0) > 0 AS BIGINT) AS "limit_consume_now",
  CAST(COALESCE("t10"."bankruptcy_now", 0) > 0 AS BIGINT) AS "bankruptcy_now"
FROM (
  SELECT
    "t9".*
    EXCLUDE ("enterprise_right")
  FROM (
    SELECT
      "t2"."enterprise",
      "t2"."as_of",
      "t8"."enterprise" AS "enterprise_right",
      "t8"."lit_def_12",
      "t8"."lit_def_36",
      "t8"."lit_def_loan_36",
      "t8"."lit_def_amt_36_fen",
      "t8"."exec_open_cnt",
      "t8"."exec_open_amt_fen",
      "t8"."dishonest_now",
      "t8"."limit_consume_now",
      "t8"."bankruptcy_now"
    FROM "subjects" AS "t2"
    LEFT OUTER JOIN (
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
        SUM("t6"."amount_fen") FILTER(WHERE
          "t6"."defends" AND (
            "t6"."ago" < 36
          )) AS "lit_def_amt_36_fen",
        COUNT(*) FILTER(WHERE
          "t6"."open" AND (
            "t6"."kind" = 'execution'
          )) AS "exec_open_cnt",
        SUM("t6"."unpaid_fen") FILTER(WHERE
          "t6"."open" AND (
            "t6"."kind" = 'execution'
          )) AS "exec_open_amt_fen",
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
            "t5"."closed_on" IS NULL
          ) OR (
            "t5"."closed_on" > "t5"."as_of"
          ) AS "open"
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
    ) AS "t8"
      ON "t2"."enterprise" = "t8"."enterprise"
  ) AS "t9"
) AS "t10"
)
ORDER BY
  "enterprise"
