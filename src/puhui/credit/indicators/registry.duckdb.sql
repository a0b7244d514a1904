-- Generated from registry.py by `python -m puhui.credit.indicators.compiling`. Do not edit.
SELECT
  CAST("enterprise" AS VARCHAR) AS "enterprise",
  CAST("as_of" AS DATE) AS "as_of",
  CAST("record_months" AS BIGINT) AS "record_months",
  CAST("age_m" AS BIGINT) AS "age_m",
  CAST("operating_now" AS BIGINT) AS "operating_now",
  CAST("status" AS VARCHAR) AS "status",
  CAST("industry_section" AS VARCHAR) AS "industry_section",
  CAST("reg_capital_fen" AS BIGINT) AS "reg_capital_fen",
  CAST("paid_capital_ratio" AS DOUBLE) AS "paid_capital_ratio",
  CAST("lr_chg_3m" AS BIGINT) AS "lr_chg_3m",
  CAST("lr_chg_6m" AS BIGINT) AS "lr_chg_6m",
  CAST("lr_chg_12m" AS BIGINT) AS "lr_chg_12m",
  CAST("sh_chg_6m" AS BIGINT) AS "sh_chg_6m",
  CAST("sh_chg_24m" AS BIGINT) AS "sh_chg_24m",
  CAST("addr_chg_24m" AS BIGINT) AS "addr_chg_24m",
  CAST("cap_chg_24m" AS BIGINT) AS "cap_chg_24m",
  CAST("scope_chg_12m" AS BIGINT) AS "scope_chg_12m",
  CAST("abnormal_cnt_24m" AS BIGINT) AS "abnormal_cnt_24m",
  CAST("abnormal_now" AS BIGINT) AS "abnormal_now"
FROM (
SELECT
  "t3"."enterprise",
  "t3"."as_of",
  CASE
    WHEN "t7"."code" IS NOT NULL
    THEN GREATEST(
      COALESCE(
        CAST((
          (
            EXTRACT(year FROM "t3"."as_of") - EXTRACT(year FROM "t7"."established_on")
          ) * 12
        ) + (
          EXTRACT(month FROM "t3"."as_of") - EXTRACT(month FROM "t7"."established_on")
        ) AS INT) - CAST(CASE
          WHEN EXTRACT(day FROM "t7"."established_on") > EXTRACT(day FROM "t3"."as_of")
          THEN 1
          ELSE 0
        END AS BIGINT),
        1
      ),
      1
    )
    ELSE 0
  END AS "record_months",
  CASE
    WHEN (
      CAST((
        (
          EXTRACT(year FROM "t3"."as_of") - EXTRACT(year FROM "t7"."established_on")
        ) * 12
      ) + (
        EXTRACT(month FROM "t3"."as_of") - EXTRACT(month FROM "t7"."established_on")
      ) AS INT) - CAST(CASE
        WHEN EXTRACT(day FROM "t7"."established_on") > EXTRACT(day FROM "t3"."as_of")
        THEN 1
        ELSE 0
      END AS BIGINT)
    ) < 0
    THEN 0
    ELSE CAST((
      (
        EXTRACT(year FROM "t3"."as_of") - EXTRACT(year FROM "t7"."established_on")
      ) * 12
    ) + (
      EXTRACT(month FROM "t3"."as_of") - EXTRACT(month FROM "t7"."established_on")
    ) AS INT) - CAST(CASE
      WHEN EXTRACT(day FROM "t7"."established_on") > EXTRACT(day FROM "t3"."as_of")
      THEN 1
      ELSE 0
    END AS BIGINT)
  END AS "age_m",
  CASE
    WHEN "t7"."code" IS NOT NULL
    THEN CAST(CASE WHEN "t7"."status" IN ('存续', '在业', '在营') THEN 1 ELSE 0 END AS BIGINT)
    ELSE NULL
  END AS "operating_now",
  "t7"."status",
  "t7"."industry_section",
  "t7"."reg_capital_fen",
  CASE
    WHEN "t7"."reg_capital_fen" > 0
    THEN CAST("t7"."paid_capital_fen" AS DOUBLE) / CAST("t7"."reg_capital_fen" AS DOUBLE)
    ELSE NULL
  END AS "paid_capital_ratio",
  CASE WHEN "t7"."code" IS NOT NULL THEN COALESCE("t12"."lr_chg_3m", 0) ELSE NULL END AS "lr_chg_3m",
  CASE WHEN "t7"."code" IS NOT NULL THEN COALESCE("t12"."lr_chg_6m", 0) ELSE NULL END AS "lr_chg_6m",
  CASE WHEN "t7"."code" IS NOT NULL THEN COALESCE("t12"."lr_chg_12m", 0) ELSE NULL END AS "lr_chg_12m",
  CASE WHEN "t7"."code" IS NOT NULL THEN COALESCE("t12"."sh_chg_6m", 0) ELSE NULL END AS "sh_chg_6m",
  CASE WHEN "t7"."code" IS NOT NULL THEN COALESCE("t12"."sh_chg_24m", 0) ELSE NULL END AS "sh_chg_24m",
  CASE
    WHEN "t7"."code" IS NOT NULL
    THEN COALESCE("t12"."addr_chg_24m", 0)
    ELSE NULL
  END AS "addr_chg_24m",
  CASE
    WHEN "t7"."code" IS NOT NULL
    THEN COALESCE("t12"."cap_chg_24m", 0)
    ELSE NULL
  END AS "cap_chg_24m",
  CASE
    WHEN "t7"."code" IS NOT NULL
    THEN COALESCE("t12"."scope_chg_12m", 0)
    ELSE NULL
  END AS "scope_chg_12m",
  CASE
    WHEN "t7"."code" IS NOT NULL
    THEN COALESCE("t12"."abnormal_cnt_24m", 0)
    ELSE NULL
  END AS "abnormal_cnt_24m",
  CASE
    WHEN "t7"."code" IS NOT NULL
    THEN CAST(CASE WHEN COALESCE("t12"."abnormal", 0) > 0 THEN 1 ELSE 0 END AS BIGINT)
    ELSE NULL
  END AS "abnormal_now"
FROM "subjects" AS "t3"
LEFT OUTER JOIN (
  SELECT
    "t10"."enterprise" AS "key0",
    "t10"."lr_chg_3m",
    "t10"."lr_chg_6m",
    "t10"."lr_chg_12m",
    "t10"."sh_chg_6m",
    "t10"."sh_chg_24m",
    "t10"."addr_chg_24m",
    "t10"."cap_chg_24m",
    "t10"."scope_chg_12m",
    "t10"."abnormal_cnt_24m",
    "t10"."abnormal"
  FROM (
    SELECT
      "t9"."enterprise",
      COUNT(*) FILTER(WHERE
        (
          "t9"."item" = 'legal_representative'
        ) AND (
          "t9"."ago" < 3
        )) AS "lr_chg_3m",
      COUNT(*) FILTER(WHERE
        (
          "t9"."item" = 'legal_representative'
        ) AND (
          "t9"."ago" < 6
        )) AS "lr_chg_6m",
      COUNT(*) FILTER(WHERE
        (
          "t9"."item" = 'legal_representative'
        ) AND (
          "t9"."ago" < 12
        )) AS "lr_chg_12m",
      COUNT(*) FILTER(WHERE
        (
          "t9"."item" = 'shareholder'
        ) AND (
          "t9"."ago" < 6
        )) AS "sh_chg_6m",
      COUNT(*) FILTER(WHERE
        (
          "t9"."item" = 'shareholder'
        ) AND (
          "t9"."ago" < 24
        )) AS "sh_chg_24m",
      COUNT(*) FILTER(WHERE
        (
          "t9"."item" = 'address'
        ) AND (
          "t9"."ago" < 24
        )) AS "addr_chg_24m",
      COUNT(*) FILTER(WHERE
        (
          "t9"."item" = 'capital'
        ) AND (
          "t9"."ago" < 24
        )) AS "cap_chg_24m",
      COUNT(*) FILTER(WHERE
        (
          "t9"."item" = 'scope'
        ) AND (
          "t9"."ago" < 12
        )) AS "scope_chg_12m",
      COUNT(*) FILTER(WHERE
        (
          "t9"."item" = 'abnormal_in'
        ) AND (
          "t9"."ago" < 24
        )) AS "abnormal_cnt_24m",
      COUNT(*) FILTER(WHERE
        "t9"."item" = 'abnormal_in') - COUNT(*) FILTER(WHERE
        "t9"."item" = 'abnormal_out') AS "abnormal"
    FROM (
      SELECT
        "t8"."enterprise",
        "t8"."item",
        "t8"."changed_on",
        "t8"."as_of",
        CAST((
          (
            EXTRACT(year FROM "t8"."as_of") - EXTRACT(year FROM "t8"."changed_on")
          ) * 12
        ) + (
          EXTRACT(month FROM "t8"."as_of") - EXTRACT(month FROM "t8"."changed_on")
        ) AS INT) AS "ago"
      FROM (
        SELECT
          "t5"."enterprise",
          "t5"."item",
          "t5"."changed_on",
          "t4"."as_of"
        FROM "changes" AS "t5"
        INNER JOIN "subjects" AS "t4"
          ON "t5"."enterprise" = "t4"."enterprise"
      ) AS "t8"
      WHERE
        "t8"."changed_on" <= "t8"."as_of"
    ) AS "t9"
    GROUP BY
      1
  ) AS "t10"
) AS "t12"
  ON "t3"."enterprise" = "t12"."key0"
LEFT OUTER JOIN (
  SELECT
    "t1"."enterprise" AS "code",
    "t1"."status",
    "t1"."established_on",
    "t1"."reg_capital_fen",
    "t1"."paid_capital_fen",
    "t1"."industry_section"
  FROM "enterprises" AS "t1"
) AS "t7"
  ON "t3"."enterprise" = "t7"."code"
) AS "indicators"
ORDER BY
  "enterprise"
