import { BankOutlined, CalculatorOutlined, FileDoneOutlined, LockOutlined } from "@ant-design/icons";
import { Tag } from "antd";

import type { Computation } from "../api/models";
import { useText } from "../i18n/text";
import { flowOf } from "./flow";

/** Data stays at the left, sealed messages meet in the middle, and only the answer goes to the right. */
export function FlowPicture({ computation, us }: { computation: Computation; us: string }) {
  const t = useText();
  const { givers, computing, receivers } = flowOf(computation);
  const names = (parties: typeof givers): string => parties.map(({ name }) => name).join(t("list.separator"));
  return (
    <figure className="flow" data-testid="flow">
      <ul className="flow-givers">
        {givers.map((party) => (
          <li key={party.org} className="flow-box">
            <div className="flow-name">
              <BankOutlined /> {party.name} {party.org === us && <Tag>{t("computation.us")}</Tag>}
            </div>
            <div>
              {party.dataset_name || t("computation.own")} · <span className="figure">{t("computation.rows", { rows: party.rows })}</span>
            </div>
            <div className="flow-stays">
              <LockOutlined /> {t("flow.stays")}
            </div>
          </li>
        ))}
      </ul>
      <Line kind="sealed" text={t("flow.sealed")} />
      <div className="flow-box flow-middle">
        <CalculatorOutlined className="flow-sign" />
        <div className="flow-name">{t("flow.computing")}</div>
        <div className="muted small">{t("flow.computing.at", { parties: names(computing) })}</div>
      </div>
      <Line kind="answer" text={t("flow.answer")} />
      <div className="flow-box flow-result">
        <FileDoneOutlined className="flow-sign" />
        <div className="flow-name">{names(receivers)}</div>
        <div className="muted small">{t("flow.receives")}</div>
      </div>
    </figure>
  );
}

/** Dashed both ways for sealed messages, one solid arrow for the answer. Drawn to the right; a narrow screen turns it down. */
function Line({ kind, text }: { kind: "sealed" | "answer"; text: string }) {
  return (
    <div className={`flow-line flow-${kind}`}>
      <svg viewBox="0 0 96 16" aria-hidden="true">
        <path d="M8 8H88" className="flow-stroke" />
        <path d="M80 2l8 6-8 6" className="flow-head" />
        {kind === "sealed" && <path d="M16 2L8 8l8 6" className="flow-head" />}
      </svg>
      <span>{text}</span>
    </div>
  );
}
