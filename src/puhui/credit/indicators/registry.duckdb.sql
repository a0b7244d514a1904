-- Generated from registry.py by `python -m puhui.credit.indicators.sources`. Do not edit.
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
  CAST("lr_chg_12m" AS BIGINT) AS "lr_chg_12m",
  CAST("sh_chg_24m" AS BIGINT) AS "sh_chg_24m",
  CAST("addr_chg_24m" AS BIGINT) AS "addr_chg_24m",
  CAST("abnormal_now" AS BIGINT) AS "abnormal_now"
FROM (
SELECT
  "t16"."enterprise",
  "t16"."as_of",
  COALESCE("t16"."record_months", 0) AS "record_months",
  "t16"."age_m",
  "t16"."operating_now",
  "t16"."status",
  "t16"."industry_section",
  "t16"."reg_capital_fen",
  "t16"."paid_capital_ratio",
  "t16"."lr_chg_3m",
  "t16"."lr_chg_12m",
  "t16"."sh_chg_24m",
  "t16"."addr_chg_24m",
  "t16"."abnormal_now"
FROM (
  SELECT
    "t15".*
    EXCLUDE ("enterprise_right")
  FROM (
    SELECT
      "t3"."enterprise",
      "t3"."as_of",
      "t14"."enterprise" AS "enterprise_right",
      "t14"."record_months",
      "t14"."age_m",
      "t14"."operating_now",
      "t14"."status",
      "t14"."industry_section",
      "t14"."reg_capital_fen",
      "t14"."paid_capital_ratio",
      "t14"."lr_chg_3m",
      "t14"."lr_chg_12m",
      "t14"."sh_chg_24m",
      "t14"."addr_chg_24m",
      "t14"."abnormal_now"
    FROM "subjects" AS "t3"
    LEFT OUTER JOIN (
      SELECT
        "t12"."enterprise",
        GREATEST(
          CAST((
            (
              EXTRACT(year FROM "t12"."as_of") - EXTRACT(year FROM "t12"."established_on")
            ) * 12
          ) + (
            EXTRACT(month FROM "t12"."as_of") - EXTRACT(month FROM "t12"."established_on")
          ) AS INT) - CAST(EXTRACT(day FROM "t12"."established_on") > EXTRACT(day FROM "t12"."as_of") AS INT),
          1
        ) AS "record_months",
        GREATEST(
          CAST((
            (
              EXTRACT(year FROM "t12"."as_of") - EXTRACT(year FROM "t12"."established_on")
            ) * 12
          ) + (
            EXTRACT(month FROM "t12"."as_of") - EXTRACT(month FROM "t12"."established_on")
          ) AS INT) - CAST(EXTRACT(day FROM "t12"."established_on") > EXTRACT(day FROM "t12"."as_of") AS INT),
          0
        ) AS "age_m",
        CAST("t12"."status" IN ('存续', '在业', '在营') AS BIGINT) AS "operating_now",
        "t12"."status",
        "t12"."industry_section",
        "t12"."reg_capital_fen",
        CASE
          WHEN "t12"."reg_capital_fen" > 0
          THEN "t12"."paid_capital_fen" / "t12"."reg_capital_fen"
          ELSE NULL
        END AS "paid_capital_ratio",
        COALESCE("t12"."lr3", 0) AS "lr_chg_3m",
        COALESCE("t12"."lr12", 0) AS "lr_chg_12m",
        COALESCE("t12"."sh24", 0) AS "sh_chg_24m",
        COALESCE("t12"."addr24", 0) AS "addr_chg_24m",
        CAST(COALESCE("t12"."abnormal", 0) > 0 AS BIGINT) AS "abnormal_now"
      FROM (
        SELECT
          "t11".*
          EXCLUDE ("enterprise_right")
        FROM (
          SELECT
            "t3"."enterprise",
            "t3"."as_of",
            "t5"."status",
            "t5"."established_on",
            "t5"."reg_capital_fen",
            "t5"."paid_capital_fen",
            "t5"."industry_section",
            "t10"."enterprise" AS "enterprise_right",
            "t10"."lr3",
            "t10"."lr12",
            "t10"."sh24",
            "t10"."addr24",
            "t10"."abnormal"
          FROM "subjects" AS "t3"
          INNER JOIN "enterprises" AS "t5"
            ON "t3"."enterprise" = "t5"."enterprise"
          LEFT OUTER JOIN (
            SELECT
              "t8"."enterprise",
              COUNT(*) FILTER(WHERE
                (
                  "t8"."item" = 'legal_representative'
                ) AND (
                  "t8"."ago" < 3
                )) AS "lr3",
              COUNT(*) FILTER(WHERE
                (
                  "t8"."item" = 'legal_representative'
                ) AND (
                  "t8"."ago" < 12
                )) AS "lr12",
              COUNT(*) FILTER(WHERE
                (
                  "t8"."item" = 'shareholder'
                ) AND (
                  "t8"."ago" < 24
                )) AS "sh24",
              COUNT(*) FILTER(WHERE
                (
                  "t8"."item" = 'address'
                ) AND (
                  "t8"."ago" < 24
                )) AS "addr24",
              COUNT(*) FILTER(WHERE
                "t8"."item" = 'abnormal_in') - COUNT(*) FILTER(WHERE
                "t8"."item" = 'abnormal_out') AS "abnormal"
            FROM (
              SELECT
                "t7"."enterprise",
                "t7"."item",
                "t7"."changed_on",
                "t7"."as_of",
                CAST((
                  (
                    EXTRACT(year FROM "t7"."as_of") - EXTRACT(year FROM "t7"."changed_on")
                  ) * 12
                ) + (
                  EXTRACT(month FROM "t7"."as_of") - EXTRACT(month FROM "t7"."changed_on")
                ) AS INT) AS "ago"
              FROM (
                SELECT
                  "t6"."enterprise",
                  "t6"."item",
                  "t6"."changed_on",
                  "t4"."as_of"
                FROM "changes" AS "t6"
                INNER JOIN "subjects" AS "t4"
                  ON "t6"."enterprise" = "t4"."enterprise"
              ) AS "t7"
              WHERE
                "t7"."changed_on" <= "t7"."as_of"
            ) AS "t8"
            GROUP BY
              1
          ) AS "t10"
            ON "t3"."enterprise" = "t10"."enterprise"
        ) AS "t11"
      ) AS "t12"
    ) AS "t14"
      ON "t3"."enterprise" = "t14"."enterprise"
  ) AS "t15"
) AS "t16"
)
ORDER BY
  "enterprise"
