import { ArrowUpOutlined, CheckOutlined, QuestionCircleOutlined, StopOutlined } from "@ant-design/icons";
import { Button, Card, Flex, Progress, Tag, Tooltip } from "antd";
import { Link } from "react-router";

import type { Match } from "../api/models";
import { useLabel, useText } from "../i18n/text";
import { ProductTerms } from "./product_terms";

const VERDICT_COLORS = { pass: "green", ask: "gold", fail: "default" } as const;

/** One product against one need: how well it fits, of which parts that is made, why, and what would raise it. To look
 * into it, or to go on to apply, is to open it. */
export function MatchCard({ match, onOpen }: { match: Match; onOpen: (product: string) => void }) {
  const t = useText();
  const label = useLabel();
  const { product } = match;
  const open = match.verdict !== "fail";
  return (
    <Card className={open ? "match" : "match match-closed"} data-testid="match" data-product={product.code}>
      <Flex justify="space-between" gap={16} wrap>
        <div>
          <div className="muted" data-testid="lender">{product.lender_name}</div>
          <h3 className="match-name">
            {product.name} <Tag color={VERDICT_COLORS[match.verdict]}>{label("verdict", match.verdict)}</Tag>
          </h3>
        </div>
        {open && (
          <Link to={`/apply/${encodeURIComponent(product.code)}`} onClick={() => onOpen(product.code)}>
            <Button type="primary">{t("match.apply")}</Button>
          </Link>
        )}
      </Flex>
      <ProductTerms product={product} />
      <div className="match-body">
        <div>
          <Flex align="center" gap={12}>
            <span className="degree figure">{Math.round(match.degree)}</span>
            <div className="degree-bar">
              <div className="muted small">{t("match.degree")}</div>
              <Progress percent={Math.round(match.degree)} showInfo={false} size="small" aria-label={t("match.degree")} />
            </div>
          </Flex>
          <details className="match-parts" onToggle={(event) => event.currentTarget.open && onOpen(product.code)}>
            <summary>{t("match.parts")}</summary>
            <ul className="parts">
              {match.parts.map((part) => (
                <li key={part.name}>
                  <span>{part.label}</span>
                  <Tooltip title={`${round(part.points)} / ${round(part.of)}`}>
                    <span className="part-bar">
                      <span style={{ width: `${(100 * part.points) / Math.max(part.of, 1)}%` }} />
                    </span>
                  </Tooltip>
                  <span className="figure muted">{`${round(part.points)}/${round(part.of)}`}</span>
                </li>
              ))}
            </ul>
          </details>
        </div>
        <div>
          <Notes notes={match.reasons} icon={open ? <CheckOutlined /> : <StopOutlined />} kind={open ? "good" : "bad"} />
          {match.asks.length > 0 && <NoteHead text={t("match.asks")} />}
          <Notes notes={match.asks} icon={<QuestionCircleOutlined />} kind="ask" />
          {match.raises.length > 0 && <NoteHead text={t("match.raises")} />}
          <Notes notes={match.raises} icon={<ArrowUpOutlined />} kind="raise" />
        </div>
      </div>
    </Card>
  );
}

const round = (points: number): number => Math.round(points * 10) / 10;

function NoteHead({ text }: { text: string }) {
  return <div className="muted small note-head">{text}</div>;
}

function Notes({ notes, icon, kind }: { notes: Match["reasons"]; icon: React.ReactNode; kind: string }) {
  return (
    <ul className={`notes notes-${kind}`}>
      {notes.map((note, i) => (
        <li key={`${note.code}-${i}`}>
          {icon}
          <span>{note.text}</span>
        </li>
      ))}
    </ul>
  );
}
