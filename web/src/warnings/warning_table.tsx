import { Flex, Tag } from "antd";
import { Link } from "react-router";

import { moment } from "../format/time";
import { useText } from "../i18n/text";
import { RowTable } from "../page/row_table";
import { LEVEL_COLORS, type WarningLine } from "./queries";

/** Tasks, those due first first. */
export function WarningTable({ tasks }: { tasks: readonly WarningLine[] }) {
  const t = useText();
  return (
    <RowTable
      rows={tasks}
      rowKey="id"
      label={t("nav.warnings")}
      columns={[
        { key: "level", title: t("warnings.level"), render: (one) => <Tag color={LEVEL_COLORS[one.level]}>{one.level_label}</Tag> },
        {
          key: "what",
          title: t("warnings.what"),
          render: (one) => (
            <Flex vertical className="cell-words">
              <Link to={`/warnings/${one.id}`}>{one.text}</Link>
              <span>{one.enterprise.name}</span>
              <span className="muted small">
                {t(`warning.mark.${one.mark as "S" | "S-" | "C" | "J"}`)}
                {one.seen > 1 && ` · ${t("warnings.seen", { count: one.seen })}`}
              </span>
            </Flex>
          ),
        },
        {
          key: "due",
          title: t("warnings.due"),
          render: (one) => (
            <span className="figure">
              {moment(one.due_by)} {one.late && <Tag color="red">{t("warnings.late")}</Tag>}
            </span>
          ),
        },
        { key: "state", title: t("warnings.state"), render: (one) => one.closing_label ?? one.state_label },
        { key: "by", title: t("warnings.by"), render: (one) => one.taken_by ?? "—" },
      ]}
    />
  );
}
