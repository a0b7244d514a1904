-- Generated from innovation.py by `python -m puhui.credit.indicators.compiling`. Do not edit.
SELECT
  CAST("enterprise" AS VARCHAR) AS "enterprise",
  CAST("as_of" AS DATE) AS "as_of",
  CAST("record_months" AS BIGINT) AS "record_months",
  CAST("patents_now" AS BIGINT) AS "patents_now",
  CAST("inventions_now" AS BIGINT) AS "inventions_now",
  CAST("patent_add_12m" AS BIGINT) AS "patent_add_12m",
  CAST("patent_add_36m" AS BIGINT) AS "patent_add_36m",
  CAST("trademarks_now" AS BIGINT) AS "trademarks_now",
  CAST("software_now" AS BIGINT) AS "software_now",
  CAST("high_tech_now" AS BIGINT) AS "high_tech_now",
  CAST("specialised_now" AS BIGINT) AS "specialised_now",
  CAST("tech_sme_now" AS BIGINT) AS "tech_sme_now"
FROM (
SELECT
  "t3"."enterprise",
  "t3"."as_of",
  CAST(36 AS BIGINT) AS "record_months",
  COALESCE("t16"."patents_now", 0) AS "patents_now",
  COALESCE("t16"."inventions_now", 0) AS "inventions_now",
  COALESCE("t16"."patent_add_12m", 0) AS "patent_add_12m",
  COALESCE("t16"."patent_add_36m", 0) AS "patent_add_36m",
  COALESCE("t16"."trademarks_now", 0) AS "trademarks_now",
  COALESCE("t16"."software_now", 0) AS "software_now",
  COALESCE("t14"."high_tech_now", 0) AS "high_tech_now",
  COALESCE("t14"."specialised_now", 0) AS "specialised_now",
  COALESCE("t14"."tech_sme_now", 0) AS "tech_sme_now"
FROM "subjects" AS "t3"
LEFT OUTER JOIN (
  SELECT
    "t12"."enterprise" AS "key0",
    "t12"."patents_now",
    "t12"."inventions_now",
    "t12"."patent_add_12m",
    "t12"."patent_add_36m",
    "t12"."trademarks_now",
    "t12"."software_now"
  FROM (
    SELECT
      "t10"."enterprise",
      COUNT(*) FILTER(WHERE
        "t10"."kind" IN ('invention', 'utility_model', 'design') AND "t10"."holds") AS "patents_now",
      COUNT(*) FILTER(WHERE
        (
          "t10"."kind" = 'invention'
        ) AND "t10"."holds") AS "inventions_now",
      COUNT(*) FILTER(WHERE
        "t10"."kind" IN ('invention', 'utility_model', 'design')
        AND (
          "t10"."ago" < 12
        )) AS "patent_add_12m",
      COUNT(*) FILTER(WHERE
        "t10"."kind" IN ('invention', 'utility_model', 'design')
        AND (
          "t10"."ago" < 36
        )) AS "patent_add_36m",
      COUNT(*) FILTER(WHERE
        (
          "t10"."kind" = 'trademark'
        ) AND "t10"."holds") AS "trademarks_now",
      COUNT(*) FILTER(WHERE
        (
          "t10"."kind" = 'software'
        ) AND "t10"."holds") AS "software_now"
    FROM (
      SELECT
        "t7"."enterprise",
        "t7"."right_no",
        "t7"."kind",
        "t7"."granted_on",
        "t7"."ends_on",
        "t7"."as_of",
        (
          "t7"."ends_on" IS NULL
        ) OR (
          "t7"."ends_on" > "t7"."as_of"
        ) AS "holds",
        CAST((
          (
            EXTRACT(year FROM "t7"."as_of") - EXTRACT(year FROM "t7"."granted_on")
          ) * 12
        ) + (
          EXTRACT(month FROM "t7"."as_of") - EXTRACT(month FROM "t7"."granted_on")
        ) AS INT) AS "ago"
      FROM (
        SELECT
          "t5"."enterprise",
          "t5"."right_no",
          "t5"."kind",
          "t5"."granted_on",
          "t5"."ends_on",
          "t4"."as_of"
        FROM "rights" AS "t5"
        INNER JOIN "subjects" AS "t4"
          ON "t5"."enterprise" = "t4"."enterprise"
      ) AS "t7"
      WHERE
        "t7"."granted_on" <= "t7"."as_of"
    ) AS "t10"
    GROUP BY
      1
  ) AS "t12"
) AS "t16"
  ON "t3"."enterprise" = "t16"."key0"
LEFT OUTER JOIN (
  SELECT
    "t11"."enterprise" AS "key1",
    "t11"."high_tech_now",
    "t11"."specialised_now",
    "t11"."tech_sme_now"
  FROM (
    SELECT
      "t9"."enterprise",
      MAX(CAST(CASE WHEN "t9"."kind" = 'high_tech' THEN 1 ELSE 0 END AS BIGINT)) AS "high_tech_now",
      MAX(CAST(CASE WHEN "t9"."kind" = 'specialised' THEN 1 ELSE 0 END AS BIGINT)) AS "specialised_now",
      MAX(CAST(CASE WHEN "t9"."kind" = 'tech_sme' THEN 1 ELSE 0 END AS BIGINT)) AS "tech_sme_now"
    FROM (
      SELECT
        *
      FROM (
        SELECT
          "t6"."enterprise",
          "t6"."kind",
          "t6"."since",
          "t6"."ends_on",
          "t4"."as_of"
        FROM "qualifications" AS "t6"
        INNER JOIN "subjects" AS "t4"
          ON "t6"."enterprise" = "t4"."enterprise"
      ) AS "t8"
      WHERE
        "t8"."since" <= "t8"."as_of"
        AND (
          (
            "t8"."ends_on" IS NULL
          ) OR (
            "t8"."ends_on" > "t8"."as_of"
          )
        )
    ) AS "t9"
    GROUP BY
      1
  ) AS "t11"
) AS "t14"
  ON "t3"."enterprise" = "t14"."key1"
) AS "indicators"
ORDER BY
  "enterprise"
