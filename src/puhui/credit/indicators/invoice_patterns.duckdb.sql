-- Generated from invoice_patterns.py by `python -m puhui.credit.indicators.compiling`. Do not edit.
SELECT
  CAST("enterprise" AS VARCHAR) AS "enterprise",
  CAST("as_of" AS DATE) AS "as_of",
  CAST("record_months" AS BIGINT) AS "record_months",
  CAST("quarter_end_share12" AS DOUBLE) AS "quarter_end_share12",
  CAST("round_share12" AS DOUBLE) AS "round_share12",
  CAST("weekend_share12" AS DOUBLE) AS "weekend_share12",
  CAST("repeat_amount_share12" AS DOUBLE) AS "repeat_amount_share12",
  CAST("top_month_share12" AS DOUBLE) AS "top_month_share12",
  CAST("top_day_share12" AS DOUBLE) AS "top_day_share12",
  CAST("void_amount_rate12" AS DOUBLE) AS "void_amount_rate12"
FROM (
WITH "t4" AS (
  SELECT
    "t0"."enterprise",
    "t0"."as_of",
    DATE_TRUNC('MONTH', "t0"."as_of" + INTERVAL '1' DAY) - INTERVAL '1' DAY AS "until"
  FROM "subjects" AS "t0"
), "t9" AS (
  SELECT
    "t8"."enterprise",
    "t8"."counterparty",
    "t8"."amount_fen",
    "t8"."issued_on",
    CAST((
      (
        EXTRACT(year FROM "t8"."until") - EXTRACT(year FROM "t8"."issued_on")
      ) * 12
    ) + (
      EXTRACT(month FROM "t8"."until") - EXTRACT(month FROM "t8"."issued_on")
    ) AS INT) AS "ago",
    "t8"."amount_fen" + "t8"."tax_fen" AS "total_fen",
    "t8"."status" = 'void' AS "void",
    (
      "t8"."status" = 'valid'
    ) AND (
      "t8"."amount_fen" > 0
    ) AS "blue",
    (
      EXTRACT(year FROM "t8"."issued_on") * 4
    ) + EXTRACT(quarter FROM "t8"."issued_on") AS "quarter",
    DATE_DIFF(
      'DAY',
      "t8"."issued_on",
      (
        DATE_TRUNC('QUARTER', "t8"."issued_on") + INTERVAL '3' MONTH
      ) - INTERVAL '1' DAY
    ) AS "to_quarter_end",
    (
      (
        DATE_TRUNC('QUARTER', "t8"."issued_on") + INTERVAL '3' MONTH
      ) - INTERVAL '1' DAY
    ) <= "t8"."until" AS "quarter_over",
    (
      DAYOFWEEK("t8"."issued_on") + 6
    ) % 7 AS "weekday"
  FROM (
    SELECT
      "t3"."enterprise",
      "t3"."invoice_no",
      "t3"."issued_on",
      "t3"."amount_fen",
      "t3"."tax_fen",
      "t3"."status",
      "t3"."counterparty",
      "t7"."as_of",
      "t7"."until"
    FROM (
      SELECT
        "t1"."enterprise",
        "t1"."invoice_no",
        "t1"."issued_on",
        "t1"."amount_fen",
        "t1"."tax_fen",
        "t1"."status",
        MIN("t1"."counterparty") AS "counterparty"
      FROM "sales" AS "t1"
      GROUP BY
        1,
        2,
        3,
        4,
        5,
        6
    ) AS "t3"
    INNER JOIN "t4" AS "t7"
      ON "t3"."enterprise" = "t7"."enterprise"
  ) AS "t8"
  WHERE
    "t8"."issued_on" <= "t8"."until"
), "t12" AS (
  SELECT
    *
  FROM "t9" AS "t10"
  WHERE
    "t10"."blue" AND "t10"."ago" < 12
)
SELECT
  "t6"."enterprise",
  "t6"."until" AS "as_of",
  COALESCE("t20"."oldest" + 1, 0) AS "record_months",
  "t31"."quarter_end" AS "quarter_end_share12",
  CASE
    WHEN "t20"."blue_count12" > 0
    THEN CAST("t20"."round12" AS DOUBLE) / CAST("t20"."blue_count12" AS DOUBLE)
    ELSE NULL
  END AS "round_share12",
  CASE
    WHEN "t20"."blue_count12" > 0
    THEN CAST("t20"."weekend12" AS DOUBLE) / CAST("t20"."blue_count12" AS DOUBLE)
    ELSE NULL
  END AS "weekend_share12",
  CASE
    WHEN "t20"."blue_count12" > 0
    THEN CAST("t26"."repeated" AS DOUBLE) / CAST("t20"."blue_count12" AS DOUBLE)
    ELSE NULL
  END AS "repeat_amount_share12",
  CASE
    WHEN "t20"."blue12" > 0
    THEN CAST("t29"."top_month" AS DOUBLE) / CAST("t20"."blue12" AS DOUBLE)
    ELSE NULL
  END AS "top_month_share12",
  CASE
    WHEN "t20"."blue12" > 0
    THEN CAST("t29"."top_day" AS DOUBLE) / CAST("t20"."blue12" AS DOUBLE)
    ELSE NULL
  END AS "top_day_share12",
  CASE
    WHEN "t20"."all12" > 0
    THEN CAST("t20"."void12" AS DOUBLE) / CAST("t20"."all12" AS DOUBLE)
    ELSE NULL
  END AS "void_amount_rate12"
FROM "t4" AS "t6"
LEFT OUTER JOIN (
  SELECT
    "t15"."enterprise" AS "key0",
    "t15"."oldest",
    "t15"."blue12",
    "t15"."blue_count12",
    "t15"."round12",
    "t15"."weekend12",
    "t15"."void12",
    "t15"."all12"
  FROM (
    SELECT
      "t10"."enterprise",
      MAX("t10"."ago") AS "oldest",
      COALESCE(
        SUM("t10"."amount_fen") FILTER(WHERE
          "t10"."blue" AND (
            "t10"."ago" < 12
          )),
        0
      ) AS "blue12",
      COUNT(*) FILTER(WHERE
        "t10"."blue" AND (
          "t10"."ago" < 12
        )) AS "blue_count12",
      COUNT(*) FILTER(WHERE
        "t10"."blue"
        AND (
          "t10"."ago" < 12
        )
        AND (
          (
            "t10"."total_fen" % 100000
          ) = 0
        )) AS "round12",
      COUNT(*) FILTER(WHERE
        "t10"."blue" AND (
          "t10"."ago" < 12
        ) AND (
          "t10"."weekday" >= 5
        )) AS "weekend12",
      COALESCE(
        SUM(ABS("t10"."amount_fen")) FILTER(WHERE
          "t10"."void" AND (
            "t10"."ago" < 12
          )),
        0
      ) AS "void12",
      COALESCE(SUM(ABS("t10"."amount_fen")) FILTER(WHERE
        "t10"."ago" < 12), 0) AS "all12"
    FROM "t9" AS "t10"
    GROUP BY
      1
  ) AS "t15"
) AS "t20"
  ON "t6"."enterprise" = "t20"."key0"
LEFT OUTER JOIN (
  SELECT
    "t28"."enterprise" AS "key1",
    "t28"."quarter_end"
  FROM (
    SELECT
      "t21"."enterprise",
      MAX(
        CASE
          WHEN "t21"."sold" > 0
          THEN CAST("t21"."late" AS DOUBLE) / CAST("t21"."sold" AS DOUBLE)
          ELSE NULL
        END
      ) AS "quarter_end"
    FROM (
      SELECT
        *
      FROM (
        SELECT
          "t11"."enterprise",
          "t11"."quarter",
          COALESCE(SUM("t11"."amount_fen"), 0) AS "sold",
          COALESCE(SUM("t11"."amount_fen") FILTER(WHERE
            "t11"."to_quarter_end" < 3), 0) AS "late",
          MIN("t11"."ago") AS "latest"
        FROM (
          SELECT
            *
          FROM "t9" AS "t10"
          WHERE
            "t10"."blue" AND "t10"."quarter_over" AND "t10"."ago" < 12
        ) AS "t11"
        GROUP BY
          1,
          2
      ) AS "t16"
      WHERE
        (
          "t16"."latest" + 2
        ) < 12
    ) AS "t21"
    GROUP BY
      1
  ) AS "t28"
) AS "t31"
  ON "t6"."enterprise" = "t31"."key1"
LEFT OUTER JOIN (
  SELECT
    "t23"."enterprise" AS "key2",
    "t23"."repeated"
  FROM (
    SELECT
      "t19"."enterprise",
      COALESCE(SUM("t19"."times"), 0) AS "repeated"
    FROM (
      SELECT
        *
      FROM (
        SELECT
          "t13"."enterprise",
          "t13"."counterparty",
          "t13"."amount_fen",
          COUNT(*) AS "times"
        FROM "t12" AS "t13"
        GROUP BY
          1,
          2,
          3
      ) AS "t14"
      WHERE
        "t14"."times" >= 3
    ) AS "t19"
    GROUP BY
      1
  ) AS "t23"
) AS "t26"
  ON "t6"."enterprise" = "t26"."key2"
LEFT OUTER JOIN (
  SELECT
    "t24"."enterprise" AS "key3",
    "t24"."top_day",
    "t24"."top_month"
  FROM (
    SELECT
      "t22"."enterprise",
      MAX("t22"."day") AS "top_day",
      MAX("t22"."month") AS "top_month"
    FROM (
      SELECT
        "t17"."enterprise",
        "t17"."ago",
        MAX("t17"."sold") AS "day",
        COALESCE(SUM("t17"."sold"), 0) AS "month"
      FROM (
        SELECT
          "t13"."enterprise",
          "t13"."issued_on",
          "t13"."ago",
          COALESCE(SUM("t13"."amount_fen"), 0) AS "sold"
        FROM "t12" AS "t13"
        GROUP BY
          1,
          2,
          3
      ) AS "t17"
      GROUP BY
        1,
        2
    ) AS "t22"
    GROUP BY
      1
  ) AS "t24"
) AS "t29"
  ON "t6"."enterprise" = "t29"."key3"
) AS "indicators"
ORDER BY
  "enterprise"
