import { Button, Card, Empty, Flex } from "antd";
import { Link } from "react-router";

import type { Model, ModelList } from "../api/models";
import { useSession } from "../api/queries";
import { useLabel, useText } from "../i18n/text";
import { Loaded } from "../page/loaded";
import { Page } from "../page/page";
import { RowTable } from "../page/row_table";
import { ModelState } from "./model_state";
import { useModels } from "./queries";

/** The registry of the bank's models, and what scores each segment now. */
export default function ModelsPage() {
  const t = useText();
  const models = useModels();
  const session = useSession();
  return (
    <Page
      title={t("nav.models")}
      lead={t("models.lead")}
      action={
        <Flex gap={8} wrap>
          <Link to="/models/monitoring">
            <Button size="large">{t("models.watch")}</Button>
          </Link>
          {session.data?.person.role === "steward" && (
            <>
              <Link to="/models/adjust">
                <Button size="large">{t("models.adjust")}</Button>
              </Link>
              <Link to="/models/new">
                <Button size="large" type="primary">
                  {t("models.register")}
                </Button>
              </Link>
            </>
          )}
        </Flex>
      }
    >
      <Loaded query={models}>
        {(all) => (
          <Flex vertical gap={16}>
            <Card title={t("models.uses")}>
              <Uses models={all} />
            </Card>
            <Card title={t("models.list")}>
              {all.items.length === 0 ? (
                <Empty description={t("models.none")} />
              ) : (
                <>
                  <Registered models={all.items} />
                  <p className="muted small">{t("models.head", { size: all.size, head: all.head.slice(0, 16) })}</p>
                </>
              )}
            </Card>
          </Flex>
        )}
      </Loaded>
    </Page>
  );
}

function Uses({ models }: { models: ModelList }) {
  const t = useText();
  const named = new Map(models.items.map((one) => [one.digest, `${one.name} ${one.version}`]));
  return (
    <RowTable
      rows={models.uses}
      rowKey="code"
      label={t("models.uses")}
      columns={[
        { key: "use", title: t("models.use"), render: (use) => use.label },
        {
          key: "serving",
          title: t("models.serving"),
          render: (use) =>
            use.champion ? (
              <Link to={`/models/${use.champion}`}>{use.serving}</Link>
            ) : (
              <span>
                {use.serving} <span className="muted small">{t("models.shipped")}</span>
              </span>
            ),
        },
        {
          key: "shadows",
          title: t("models.beside"),
          render: (use) =>
            use.shadows.length === 0 ? "—" : use.shadows.map((digest) => (
              <div key={digest}>
                <Link to={`/models/${digest}`}>{named.get(digest) ?? digest.slice(0, 12)}</Link>
              </div>
            )),
        },
      ]}
    />
  );
}

function Registered({ models }: { models: Model[] }) {
  const t = useText();
  const label = useLabel();
  return (
    <RowTable
      rows={models}
      rowKey="digest"
      label={t("models.list")}
      columns={[
        {
          key: "name",
          title: t("model.facts"),
          render: (one) => (
            <Link to={`/models/${one.digest}`} data-testid="model">
              {one.name} {one.version}
            </Link>
          ),
        },
        { key: "kind", title: t("model.kind"), render: (one) => label("model.kind", one.kind) },
        { key: "use", title: t("models.use"), render: (one) => one.use_label },
        { key: "state", title: t("models.state"), render: (one) => <ModelState state={one.state} /> },
        { key: "auc", title: t("models.auc"), align: "right", render: (one) => <span className="figure">{one.auc?.toFixed(3) ?? "—"}</span> },
        { key: "bads", title: t("models.bads"), align: "right", render: (one) => <span className="figure">{one.bads ?? "—"}</span> },
        { key: "expires", title: t("models.expires"), render: (one) => <span className="figure">{one.expires ?? "—"}</span> },
      ]}
    />
  );
}
