-- Generated from customs.py by `python -m puhui.credit.indicators.compiling`. Do not edit.
SELECT
  CAST("enterprise" AS VARCHAR) AS "enterprise",
  CAST("as_of" AS DATE) AS "as_of",
  CAST("record_months" AS BIGINT) AS "record_months",
  CAST("export12_fen" AS BIGINT) AS "export12_fen",
  CAST("import12_fen" AS BIGINT) AS "import12_fen",
  CAST("export_yoy" AS DOUBLE) AS "export_yoy",
  CAST("export_months12" AS BIGINT) AS "export_months12",
  CAST("export_top_month_share12" AS DOUBLE) AS "export_top_month_share12",
  CAST("customs_grade" AS VARCHAR) AS "customs_grade",
  CAST("customs_penalty_cnt24" AS BIGINT) AS "customs_penalty_cnt24",
  CAST("customs_penalty_amt24_fen" AS BIGINT) AS "customs_penalty_amt24_fen"
FROM (
WITH "t7" AS (
  SELECT
    "t0"."enterprise",
    "t0"."as_of",
    DATE_TRUNC('MONTH', "t0"."as_of" + INTERVAL '1' DAY) - INTERVAL '1' DAY AS "until"
  FROM "subjects" AS "t0"
)
SELECT
  "t9"."enterprise",
  "t9"."until" AS "as_of",
  CASE
    WHEN "t25"."grade" IS NOT NULL
    THEN GREATEST("t25"."since_m" + 1, COALESCE("t27"."oldest" + 1, 1))
    ELSE 0
  END AS "record_months",
  CASE WHEN "t25"."grade" IS NOT NULL THEN COALESCE("t27"."export12", 0) ELSE NULL END AS "export12_fen",
  CASE WHEN "t25"."grade" IS NOT NULL THEN COALESCE("t27"."import12", 0) ELSE NULL END AS "import12_fen",
  CASE
    WHEN "t25"."grade" IS NOT NULL
    THEN CASE
      WHEN "t27"."export_before12" > 0
      THEN CAST("t27"."export12" AS DOUBLE) / CAST("t27"."export_before12" AS DOUBLE)
      ELSE NULL
    END - 1
    ELSE NULL
  END AS "export_yoy",
  CASE WHEN "t25"."grade" IS NOT NULL THEN COALESCE("t27"."months12", 0) ELSE NULL END AS "export_months12",
  CASE
    WHEN "t25"."grade" IS NOT NULL
    THEN CASE
      WHEN "t27"."export12" > 0
      THEN CAST("t27"."top_month" AS DOUBLE) / CAST("t27"."export12" AS DOUBLE)
      ELSE NULL
    END
    ELSE NULL
  END AS "export_top_month_share12",
  "t25"."grade" AS "customs_grade",
  CASE
    WHEN "t25"."grade" IS NOT NULL
    THEN COALESCE("t22"."breaches24", 0)
    ELSE NULL
  END AS "customs_penalty_cnt24",
  CASE WHEN "t25"."grade" IS NOT NULL THEN COALESCE("t22"."fined24", 0) ELSE NULL END AS "customs_penalty_amt24_fen"
FROM "t7" AS "t9"
LEFT OUTER JOIN (
  SELECT
    "t24"."enterprise" AS "key0",
    "t24"."oldest",
    "t24"."export12",
    "t24"."import12",
    "t24"."export_before12",
    "t24"."months12",
    "t24"."top_month"
  FROM (
    SELECT
      "t18"."enterprise",
      MAX("t18"."ago") AS "oldest",
      COALESCE(SUM("t18"."exported") FILTER(WHERE
        "t18"."ago" < 12), 0) AS "export12",
      COALESCE(SUM("t18"."imported") FILTER(WHERE
        "t18"."ago" < 12), 0) AS "import12",
      COALESCE(SUM("t18"."exported") FILTER(WHERE
        "t18"."ago" BETWEEN 12 AND 23), 0) AS "export_before12",
      COUNT(*) FILTER(WHERE
        (
          "t18"."ago" < 12
        ) AND (
          "t18"."exported" > 0
        )) AS "months12",
      MAX("t18"."exported") FILTER(WHERE
        "t18"."ago" < 12) AS "top_month"
    FROM (
      SELECT
        "t16"."enterprise",
        "t16"."ago",
        COALESCE(SUM("t16"."value_fen") FILTER(WHERE
          "t16"."direction" = 'export'), 0) AS "exported",
        COALESCE(SUM("t16"."value_fen") FILTER(WHERE
          "t16"."direction" = 'import'), 0) AS "imported"
      FROM (
        SELECT
          "t12"."enterprise",
          "t12"."month",
          "t12"."direction",
          "t12"."value_fen",
          "t12"."as_of",
          "t12"."until",
          CAST((
            (
              EXTRACT(year FROM "t12"."until") - EXTRACT(year FROM "t12"."month")
            ) * 12
          ) + (
            EXTRACT(month FROM "t12"."until") - EXTRACT(month FROM "t12"."month")
          ) AS INT) AS "ago"
        FROM (
          SELECT
            "t5"."enterprise",
            "t5"."month",
            "t5"."direction",
            "t5"."value_fen",
            "t10"."as_of",
            "t10"."until"
          FROM "trade" AS "t5"
          INNER JOIN "t7" AS "t10"
            ON "t5"."enterprise" = "t10"."enterprise"
        ) AS "t12"
        WHERE
          "t12"."month" <= "t12"."until"
      ) AS "t16"
      GROUP BY
        1,
        2
    ) AS "t18"
    GROUP BY
      1
  ) AS "t24"
) AS "t27"
  ON "t9"."enterprise" = "t27"."key0"
LEFT OUTER JOIN (
  SELECT
    "t20"."enterprise" AS "key1",
    "t20"."grade",
    "t20"."since_m"
  FROM (
    SELECT
      "t17"."enterprise",
      MAX("t17"."grade") FILTER(WHERE
        "t17"."nth" = 0) AS "grade",
      MAX("t17"."since_m") AS "since_m"
    FROM (
      SELECT
        "t15"."enterprise",
        "t15"."grade",
        "t15"."since",
        "t15"."as_of",
        "t15"."until",
        ROW_NUMBER() OVER (
          PARTITION BY "t15"."enterprise"
          ORDER BY "t15"."since" DESC, "t15"."grade" ASC
          ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
        ) - 1 AS "nth",
        CAST((
          (
            EXTRACT(year FROM "t15"."until") - EXTRACT(year FROM "t15"."since")
          ) * 12
        ) + (
          EXTRACT(month FROM "t15"."until") - EXTRACT(month FROM "t15"."since")
        ) AS INT) AS "since_m"
      FROM (
        SELECT
          *
        FROM (
          SELECT
            "t6"."enterprise",
            "t6"."grade",
            "t6"."since",
            "t10"."as_of",
            "t10"."until"
          FROM "traders" AS "t6"
          INNER JOIN "t7" AS "t10"
            ON "t6"."enterprise" = "t10"."enterprise"
        ) AS "t13"
        WHERE
          "t13"."since" <= "t13"."as_of" AND "t13"."grade" IS NOT NULL
      ) AS "t15"
    ) AS "t17"
    GROUP BY
      1
  ) AS "t20"
) AS "t25"
  ON "t9"."enterprise" = "t25"."key1"
LEFT OUTER JOIN (
  SELECT
    "t19"."enterprise" AS "key2",
    "t19"."breaches24",
    "t19"."fined24"
  FROM (
    SELECT
      "t14"."enterprise",
      COUNT(*) FILTER(WHERE
        CAST((
          (
            EXTRACT(year FROM "t14"."as_of") - EXTRACT(year FROM "t14"."decided_on")
          ) * 12
        ) + (
          EXTRACT(month FROM "t14"."as_of") - EXTRACT(month FROM "t14"."decided_on")
        ) AS INT) < 24) AS "breaches24",
      COALESCE(
        SUM("t14"."amount_fen") FILTER(WHERE
          CAST((
            (
              EXTRACT(year FROM "t14"."as_of") - EXTRACT(year FROM "t14"."decided_on")
            ) * 12
          ) + (
            EXTRACT(month FROM "t14"."as_of") - EXTRACT(month FROM "t14"."decided_on")
          ) AS INT) < 24),
        0
      ) AS "fined24"
    FROM (
      SELECT
        *
      FROM (
        SELECT
          "t4"."enterprise",
          "t4"."decided_on",
          "t4"."amount_fen",
          "t10"."as_of",
          "t10"."until"
        FROM "breaches" AS "t4"
        INNER JOIN "t7" AS "t10"
          ON "t4"."enterprise" = "t10"."enterprise"
      ) AS "t11"
      WHERE
        "t11"."decided_on" <= "t11"."as_of"
    ) AS "t14"
    GROUP BY
      1
  ) AS "t19"
) AS "t22"
  ON "t9"."enterprise" = "t22"."key2"
) AS "indicators"
ORDER BY
  "enterprise"
