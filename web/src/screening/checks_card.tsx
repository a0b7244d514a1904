import { Alert, Card, Collapse, Descriptions, Flex, Tag } from "antd";

import type { Checks } from "../api/models";
import { useChecks } from "../api/queries";
import { day, moment } from "../format/time";
import { useLabel, useText } from "../i18n/text";
import { Loaded } from "../page/loaded";
import { ReceiptLink } from "../receipts/receipt_link";
import { StatedForm } from "./stated_form";

const RESULTS: Record<number, string> = { 1: "green", 2: "red", 3: "orange" };
const PAPERS: Record<string, string> = { valid: "green", long_term: "green", expiring: "orange", expired: "red", not_yet: "red", odd: "red" };

/** What the registry said of stated factors, what applicants of this bank share, and the papers' dates. `version` asks anew. */
export function ChecksCard({ application, version, states }: { application: string; version: string; states: boolean }) {
  const t = useText();
  const checks = useChecks(application, version);
  return (
    <Card title={t("checks.title")} data-testid="checks">
      <Flex vertical gap={16}>
        <div className="muted small">{t("checks.lead")}</div>
        <Loaded query={checks}>{(found) => <Found checks={found} />}</Loaded>
        {states && <Collapse size="small" items={[{ key: "state", label: t("checks.state"), children: <StatedForm application={application} /> }]} />}
      </Flex>
    </Card>
  );
}

function Found({ checks }: { checks: Checks }) {
  const t = useText();
  const label = useLabel();
  const { registry, counter, links, papers } = checks;
  return (
    <Flex vertical gap={16}>
      {registry ? <Registry check={registry} title={t("checks.registry")} /> : <Alert type="info" showIcon title={t("checks.none")} />}
      {counter && <Registry check={counter} title={t("checks.counter")} />}
      {links.length > 0 && (
        <Descriptions
          title={t("checks.links")}
          column={{ xs: 1, md: 2 }}
          size="small"
          items={links.map(({ kind, enterprises, days, exempt }) => ({
            key: kind,
            label: label("thing", kind),
            children: exempt ? t("checks.link.exempt") : t(enterprises > 1 ? "checks.link" : "checks.link.alone", { count: enterprises, days }),
          }))}
        />
      )}
      {papers.length > 0 && (
        <Descriptions
          title={t("checks.papers")}
          column={1}
          size="small"
          items={papers.map((paper) => ({
            key: paper.digest,
            label: paper.kind_text,
            children: (
              <>
                <Tag color={PAPERS[paper.state]}>{paper.text}</Tag> <code className="muted small">{paper.digest.slice(0, 16)}</code>
              </>
            ),
          }))}
        />
      )}
    </Flex>
  );
}

function Registry({ check, title }: { check: NonNullable<Checks["registry"]>; title: string }) {
  const t = useText();
  const label = useLabel();
  return (
    <section>
      <Flex vertical gap={6}>
        <div>
          <strong>{title}</strong>{" "}
          {check.result !== null && (
            <Tag color={RESULTS[check.result]}>
              {label("checks.level", check.level)} · {label("checks.result", String(check.result))}
            </Tag>
          )}
        </div>
        <Flex gap={8} wrap>
          {check.flags.map(({ name, same }) => (
            <Tag key={name} color={same === null ? "default" : same ? "green" : "red"}>
              {label("flag", name)}: {t(same === null ? "checks.uncompared" : same ? "checks.same" : "checks.differs")}
            </Tag>
          ))}
        </Flex>
        <div className="muted small">
          {check.status && t("checks.status", { status: check.status, as_of: day(check.as_of) })} · {moment(check.at)} <ReceiptLink entry={check.entry} />
        </div>
        {check.behind_until && <Alert type="warning" showIcon title={t("checks.behind", { day: day(check.behind_until) })} />}
      </Flex>
    </section>
  );
}
