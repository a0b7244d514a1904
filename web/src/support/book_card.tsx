import { Card, Flex, Progress, Tag } from "antd";

import { Money } from "../figures/money";
import { percent } from "../format/rate";
import { useText } from "../i18n/text";
import { Loaded } from "../page/loaded";
import { RowTable } from "../page/row_table";
import { useBook, type Book } from "./queries";

const RED = "#c62828";
const AMBER = "#a35200";
const BLUE = "#1257c4";
const colour = (share: number): string => (share >= 1 ? RED : share >= 0.8 ? AMBER : BLUE);

/** What the guarantor answers for, beside every limit: leverage, the greatest clients, the breakers. */
export function BookCard() {
  const t = useText();
  const book = useBook();
  return (
    <Card title={t("guarantees.book")} data-testid="guarantee-book">
      <Loaded query={book}>{(found) => <BookShown book={found} />}</Loaded>
    </Card>
  );
}

function BookShown({ book }: { book: Book }) {
  const t = useText();
  const used = Number(book.leverage) / Number(book.leverage_max);
  return (
    <Flex vertical gap={20}>
      <div>
        <Flex justify="space-between" wrap gap={12}>
          <strong>{book.name}</strong>
          <span>
            {t("guarantees.net", { day: book.as_of })} <Money fen={book.net_assets_fen} /> · {t("guarantees.liability")} <Money fen={book.liability_fen} strong />
          </span>
        </Flex>
        <Bar share={used} label={t("guarantees.leverage", { now: Number(book.leverage).toFixed(2), most: book.leverage_max })} />
      </div>
      <div>
        <strong>{t("guarantees.clients")}</strong> <Money fen={book.one_client_max_fen} />
        {book.clients.length === 0 && <div className="muted">{t("guarantees.clients.none")}</div>}
        {book.clients.map((one) => (
          <Flex key={one.uscc} gap={12} align="center">
            <span className="figure small" style={{ width: 170 }}>
              {one.uscc}
            </span>
            <Bar share={book.one_client_max_fen > 0 ? one.liability_fen / book.one_client_max_fen : 1} label={one.uscc} plain />
            <Money fen={one.liability_fen} />
          </Flex>
        ))}
      </div>
      <div>
        <strong style={{ display: "block", marginBottom: 8 }}>{t("guarantees.pools", { stop: percent(book.compensation_stop) })}</strong>
        <RowTable
          label={t("guarantees.pools", { stop: percent(book.compensation_stop) })}
          rows={book.pools}
          rowKey={(pool) => `${pool.bank}/${pool.product}`}
          empty={t("guarantees.pools.none")}
          columns={[
            { key: "bank", title: t("guarantees.bank"), render: (pool) => <div className="cell-words">{pool.bank_name} · <code>{pool.product}</code></div> },
            { key: "liability", title: t("guarantees.liability"), align: "right", render: (pool) => <Money fen={pool.liability_fen} /> },
            { key: "begun", title: t("guarantees.pool.begun"), align: "right", render: (pool) => <Money fen={pool.begun_fen} /> },
            { key: "paid", title: t("guarantees.pool.paid"), align: "right", render: (pool) => <Money fen={pool.compensated_fen} /> },
            { key: "back", title: t("guarantees.pool.back"), align: "right", render: (pool) => <Money fen={pool.recovered_fen} /> },
            {
              key: "state",
              title: t("lists.state"),
              render: (pool) => (
                <Tag color={pool.stopped ? "red" : "green"} data-stopped={pool.stopped}>
                  {percent(pool.compensation_rate)} · {t(pool.stopped ? "guarantees.pool.stopped" : "guarantees.pool.open")}
                </Tag>
              ),
            },
          ]}
        />
      </div>
    </Flex>
  );
}

function Bar({ share, label, plain = false }: { share: number; label: string; plain?: boolean }) {
  return (
    <div style={{ flex: 1 }}>
      <Progress percent={Math.min(100, Math.round(share * 1000) / 10)} strokeColor={colour(share)} status="normal" aria-label={label} size={plain ? "small" : undefined} />
      {!plain && <div className="muted small">{label}</div>}
    </div>
  );
}
