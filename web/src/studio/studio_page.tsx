import { UploadOutlined } from "@ant-design/icons";
import { Button, Card, Flex, Upload } from "antd";
import { Link, useNavigate } from "react-router";

import { answer, client } from "../api/client";
import { useSession } from "../api/queries";
import { moment } from "../format/time";
import { useText } from "../i18n/text";
import { Loaded } from "../page/loaded";
import { Page } from "../page/page";
import { Problem } from "../page/problem";
import { RowTable } from "../page/row_table";
import { useChange, useVersions } from "./queries";
import type { Version, VersionList, VersionSummary } from "./shape";
import { VersionState } from "./version_state";

type Opening = { rules?: { based_on?: string; file?: string }; product?: { based_on?: string; product?: Record<string, unknown> } };

/** A bank's rules and products: what is in force, and what is being written. */
export default function StudioPage() {
  const t = useText();
  const go = useNavigate();
  const versions = useVersions();
  const writes = useSession().data?.person.role === "officer";
  const open = useChange<Opening>(
    ({ rules, product }): Promise<Version> =>
      product
        ? answer(client.POST("/api/v1/studio/products", { body: product }))
        : answer(client.POST("/api/v1/studio/rules", { body: rules ?? {} })),
    (made) => void go(`/studio/${made.id}`),
  );
  return (
    <Page title={t("nav.studio")} lead={t("studio.lead")}>
      {open.isError && <Problem error={open.error} />}
      <Loaded query={versions}>
        {(all) => (
          <Flex vertical gap={16}>
            <Card
              title={t("studio.rules")}
              extra={
                writes && (
                  <Flex gap={8} wrap>
                    <Upload
                      accept=".json,application/json"
                      showUploadList={false}
                      beforeUpload={(file) => {
                        void file.text().then((text) => open.mutate({ rules: { file: text } }));
                        return false;
                      }}
                    >
                      <Button icon={<UploadOutlined />}>{t("studio.import")}</Button>
                    </Upload>
                    <Button type="primary" loading={open.isPending} onClick={() => open.mutate({ rules: {} })} data-testid="draft-rules">
                      {t("studio.draft.rules")}
                    </Button>
                  </Flex>
                )
              }
            >
              <Versions all={all} rows={all.items.filter((one) => one.kind === "rules")} label={t("studio.rules")} />
            </Card>
            <Card
              title={t("studio.products")}
              extra={
                writes && (
                  <Button type="primary" onClick={() => void go("/studio/new")}>
                    {t("studio.draft.product")}
                  </Button>
                )
              }
            >
              <Versions
                all={all}
                rows={all.items.filter((one) => one.kind === "product")}
                label={t("studio.products")}
                draft={writes ? (based_on) => open.mutate({ product: { based_on } }) : undefined}
              />
            </Card>
          </Flex>
        )}
      </Loaded>
    </Page>
  );
}

function Versions({ all, rows, label, draft }: { all: VersionList; rows: VersionSummary[]; label: string; draft?: (id: string) => void }) {
  const t = useText();
  const serving = new Set(all.in_force);
  const ordered = [...rows].sort((one, other) => Number(serving.has(other.id)) - Number(serving.has(one.id)));
  return (
    <RowTable
      rows={ordered}
      rowKey="id"
      label={label}
      columns={[
        {
          key: "title",
          title: t("studio.version"),
          render: (one) => (
            <>
              <Link to={`/studio/${one.id}`} data-testid={`version-${one.subject}-${one.number}`}>
                {one.title}
              </Link>
              <div className="muted small figure">
                {one.name} · {t("studio.number", { number: one.number })}
              </div>
            </>
          ),
        },
        { key: "state", title: t("studio.state"), render: (one) => <VersionState state={one.state} /> },
        {
          key: "changed",
          title: t("studio.changed"),
          render: (one) => (
            <span className="small">
              {one.changed_by || t("studio.installed")} <span className="muted figure">{moment(one.changed_at)}</span>
            </span>
          ),
        },
        {
          key: "draft",
          title: "",
          align: "right",
          render: (one) =>
            draft && (serving.has(one.id) || one.state === "offline") ? (
              <Button size="small" onClick={() => draft(one.id)}>
                {t("studio.draft.after")}
              </Button>
            ) : null,
        },
      ]}
    />
  );
}
