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
  CAST("abnormal_now" AS BIGINT) AS "abnormal_now",
  CAST("lr_share" AS DOUBLE) AS "lr_share",
  CAST("equity_chg_6m" AS DOUBLE) AS "equity_chg_6m",
  CAST("equity_chg_24m" AS DOUBLE) AS "equity_chg_24m"
FROM (
SELECT
  "t4"."enterprise",
  "t4"."as_of",
  CASE
    WHEN "t9"."code" IS NOT NULL
    THEN GREATEST(
      COALESCE(
        CAST((
          (
            EXTRACT(year FROM "t4"."as_of") - EXTRACT(year FROM "t9"."established_on")
          ) * 12
        ) + (
          EXTRACT(month FROM "t4"."as_of") - EXTRACT(month FROM "t9"."established_on")
        ) AS INT) - CAST(CASE
          WHEN EXTRACT(day FROM "t9"."established_on") > EXTRACT(day FROM "t4"."as_of")
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
          EXTRACT(year FROM "t4"."as_of") - EXTRACT(year FROM "t9"."established_on")
        ) * 12
      ) + (
        EXTRACT(month FROM "t4"."as_of") - EXTRACT(month FROM "t9"."established_on")
      ) AS INT) - CAST(CASE
        WHEN EXTRACT(day FROM "t9"."established_on") > EXTRACT(day FROM "t4"."as_of")
        THEN 1
        ELSE 0
      END AS BIGINT)
    ) < 0
    THEN 0
    ELSE CAST((
      (
        EXTRACT(year FROM "t4"."as_of") - EXTRACT(year FROM "t9"."established_on")
      ) * 12
    ) + (
      EXTRACT(month FROM "t4"."as_of") - EXTRACT(month FROM "t9"."established_on")
    ) AS INT) - CAST(CASE
      WHEN EXTRACT(day FROM "t9"."established_on") > EXTRACT(day FROM "t4"."as_of")
      THEN 1
      ELSE 0
    END AS BIGINT)
  END AS "age_m",
  CASE
    WHEN "t9"."code" IS NOT NULL
    THEN CAST(CASE WHEN "t9"."status" IN ('存续', '在业', '在营') THEN 1 ELSE 0 END AS BIGINT)
    ELSE NULL
  END AS "operating_now",
  "t9"."status",
  "t9"."industry_section",
  "t9"."reg_capital_fen",
  CASE
    WHEN "t9"."reg_capital_fen" > 0
    THEN CAST("t9"."paid_capital_fen" AS DOUBLE) / CAST("t9"."reg_capital_fen" AS DOUBLE)
    ELSE NULL
  END AS "paid_capital_ratio",
  CASE WHEN "t9"."code" IS NOT NULL THEN COALESCE("t19"."lr_chg_3m", 0) ELSE NULL END AS "lr_chg_3m",
  CASE WHEN "t9"."code" IS NOT NULL THEN COALESCE("t19"."lr_chg_6m", 0) ELSE NULL END AS "lr_chg_6m",
  CASE WHEN "t9"."code" IS NOT NULL THEN COALESCE("t19"."lr_chg_12m", 0) ELSE NULL END AS "lr_chg_12m",
  CASE WHEN "t9"."code" IS NOT NULL THEN COALESCE("t19"."sh_chg_6m", 0) ELSE NULL END AS "sh_chg_6m",
  CASE WHEN "t9"."code" IS NOT NULL THEN COALESCE("t19"."sh_chg_24m", 0) ELSE NULL END AS "sh_chg_24m",
  CASE
    WHEN "t9"."code" IS NOT NULL
    THEN COALESCE("t19"."addr_chg_24m", 0)
    ELSE NULL
  END AS "addr_chg_24m",
  CASE
    WHEN "t9"."code" IS NOT NULL
    THEN COALESCE("t19"."cap_chg_24m", 0)
    ELSE NULL
  END AS "cap_chg_24m",
  CASE
    WHEN "t9"."code" IS NOT NULL
    THEN COALESCE("t19"."scope_chg_12m", 0)
    ELSE NULL
  END AS "scope_chg_12m",
  CASE
    WHEN "t9"."code" IS NOT NULL
    THEN COALESCE("t19"."abnormal_cnt_24m", 0)
    ELSE NULL
  END AS "abnormal_cnt_24m",
  CASE
    WHEN "t9"."code" IS NOT NULL
    THEN CAST(CASE WHEN COALESCE("t19"."abnormal", 0) > 0 THEN 1 ELSE 0 END AS BIGINT)
    ELSE NULL
  END AS "abnormal_now",
  CASE
    WHEN "t22"."held_fen" > 0
    THEN CAST("t22"."lr_fen" AS DOUBLE) / CAST("t22"."held_fen" AS DOUBLE)
    ELSE NULL
  END AS "lr_share",
  CASE
    WHEN "t22"."held_fen" > 0
    THEN CAST("t22"."moved_6m_fen" AS DOUBLE) / CAST("t22"."held_fen" AS DOUBLE)
    ELSE NULL
  END AS "equity_chg_6m",
  CASE
    WHEN "t22"."held_fen" > 0
    THEN CAST("t22"."moved_24m_fen" AS DOUBLE) / CAST("t22"."held_fen" AS DOUBLE)
    ELSE NULL
  END AS "equity_chg_24m"
FROM "subjects" AS "t4"
LEFT OUTER JOIN (
  SELECT
    "t17"."enterprise" AS "key0",
    "t17"."lr_chg_3m",
    "t17"."lr_chg_6m",
    "t17"."lr_chg_12m",
    "t17"."sh_chg_6m",
    "t17"."sh_chg_24m",
    "t17"."addr_chg_24m",
    "t17"."cap_chg_24m",
    "t17"."scope_chg_12m",
    "t17"."abnormal_cnt_24m",
    "t17"."abnormal"
  FROM (
    SELECT
      "t15"."enterprise",
      COUNT(*) FILTER(WHERE
        (
          "t15"."item" = 'legal_representative'
        ) AND (
          "t15"."ago" < 3
        )) AS "lr_chg_3m",
      COUNT(*) FILTER(WHERE
        (
          "t15"."item" = 'legal_representative'
        ) AND (
          "t15"."ago" < 6
        )) AS "lr_chg_6m",
      COUNT(*) FILTER(WHERE
        (
          "t15"."item" = 'legal_representative'
        ) AND (
          "t15"."ago" < 12
        )) AS "lr_chg_12m",
      COUNT(*) FILTER(WHERE
        (
          "t15"."item" = 'shareholder'
        ) AND (
          "t15"."ago" < 6
        )) AS "sh_chg_6m",
      COUNT(*) FILTER(WHERE
        (
          "t15"."item" = 'shareholder'
        ) AND (
          "t15"."ago" < 24
        )) AS "sh_chg_24m",
      COUNT(*) FILTER(WHERE
        (
          "t15"."item" = 'address'
        ) AND (
          "t15"."ago" < 24
        )) AS "addr_chg_24m",
      COUNT(*) FILTER(WHERE
        (
          "t15"."item" = 'capital'
        ) AND (
          "t15"."ago" < 24
        )) AS "cap_chg_24m",
      COUNT(*) FILTER(WHERE
        (
          "t15"."item" = 'scope'
        ) AND (
          "t15"."ago" < 12
        )) AS "scope_chg_12m",
      COUNT(*) FILTER(WHERE
        (
          "t15"."item" = 'abnormal_in'
        ) AND (
          "t15"."ago" < 24
        )) AS "abnormal_cnt_24m",
      COUNT(*) FILTER(WHERE
        "t15"."item" = 'abnormal_in') - COUNT(*) FILTER(WHERE
        "t15"."item" = 'abnormal_out') AS "abnormal"
    FROM (
      SELECT
        "t13"."enterprise",
        "t13"."item",
        "t13"."changed_on",
        "t13"."as_of",
        CAST((
          (
            EXTRACT(year FROM "t13"."as_of") - EXTRACT(year FROM "t13"."changed_on")
          ) * 12
        ) + (
          EXTRACT(month FROM "t13"."as_of") - EXTRACT(month FROM "t13"."changed_on")
        ) AS INT) AS "ago"
      FROM (
        SELECT
          "t6"."enterprise",
          "t6"."item",
          "t6"."changed_on",
          "t5"."as_of"
        FROM "changes" AS "t6"
        INNER JOIN "subjects" AS "t5"
          ON "t6"."enterprise" = "t5"."enterprise"
      ) AS "t13"
      WHERE
        "t13"."changed_on" <= "t13"."as_of"
    ) AS "t15"
    GROUP BY
      1
  ) AS "t17"
) AS "t19"
  ON "t4"."enterprise" = "t19"."key0"
LEFT OUTER JOIN (
  SELECT
    "t20"."enterprise" AS "key1",
    "t20"."held_fen",
    "t20"."lr_fen",
    "t20"."moved_6m_fen",
    "t20"."moved_24m_fen"
  FROM (
    SELECT
      "t16"."enterprise",
      COALESCE(SUM("t16"."subscribed_fen") FILTER(WHERE
        "t16"."holds"), 0) AS "held_fen",
      COALESCE(SUM("t16"."subscribed_fen") FILTER(WHERE
        "t16"."holds" AND "t16"."leads"), 0) AS "lr_fen",
      COALESCE(SUM("t16"."subscribed_fen") FILTER(WHERE
        COALESCE("t16"."came" < 6, FALSE)), 0) AS "moved_6m_fen",
      COALESCE(SUM("t16"."subscribed_fen") FILTER(WHERE
        COALESCE("t16"."came" < 24, FALSE)), 0) AS "moved_24m_fen"
    FROM (
      SELECT
        "t14"."enterprise",
        "t14"."person_id",
        "t14"."role",
        "t14"."subscribed_fen",
        "t14"."since",
        "t14"."ended",
        "t14"."as_of",
        "t14"."established_on",
        "t14"."legal_representative_id",
        (
          "t14"."ended" IS NULL
        ) OR (
          "t14"."ended" > "t14"."as_of"
        ) AS "holds",
        COALESCE("t14"."person_id" = "t14"."legal_representative_id", FALSE) AS "leads",
        CASE
          WHEN "t14"."since" > "t14"."established_on"
          THEN CAST((
            (
              EXTRACT(year FROM "t14"."as_of") - EXTRACT(year FROM "t14"."since")
            ) * 12
          ) + (
            EXTRACT(month FROM "t14"."as_of") - EXTRACT(month FROM "t14"."since")
          ) AS INT)
          ELSE NULL
        END AS "came"
      FROM (
        SELECT
          "t12"."enterprise",
          "t12"."person_id",
          "t12"."role",
          "t12"."subscribed_fen",
          "t12"."since",
          "t12"."ended",
          "t5"."as_of",
          "t10"."established_on",
          "t10"."legal_representative_id"
        FROM (
          SELECT
            "t3"."enterprise",
            "t3"."person_id",
            "t3"."role",
            "t3"."subscribed_fen",
            "t3"."since",
            "t3"."until" AS "ended"
          FROM "stakeholders" AS "t3"
          WHERE
            "t3"."role" = 'shareholder'
        ) AS "t12"
        INNER JOIN "subjects" AS "t5"
          ON "t12"."enterprise" = "t5"."enterprise"
        INNER JOIN (
          SELECT
            "t1"."enterprise",
            "t1"."established_on",
            "t1"."legal_representative_id"
          FROM "enterprises" AS "t1"
        ) AS "t10"
          ON "t12"."enterprise" = "t10"."enterprise"
      ) AS "t14"
      WHERE
        "t14"."since" <= "t14"."as_of"
    ) AS "t16"
    GROUP BY
      1
  ) AS "t20"
) AS "t22"
  ON "t4"."enterprise" = "t22"."key1"
LEFT OUTER JOIN (
  SELECT
    "t1"."enterprise" AS "code",
    "t1"."status",
    "t1"."established_on",
    "t1"."reg_capital_fen",
    "t1"."paid_capital_fen",
    "t1"."industry_section",
    "t1"."legal_representative_id"
  FROM "enterprises" AS "t1"
) AS "t9"
  ON "t4"."enterprise" = "t9"."code"
) AS "indicators"
ORDER BY
  "enterprise"
