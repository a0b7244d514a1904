import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button, Card, Empty, Flex, Tag } from "antd";
import { Link } from "react-router";

import { answer, client } from "../api/client";
import type { Notification } from "../api/models";
import { moment } from "../format/time";
import { useText } from "../i18n/text";
import { Loaded } from "../page/loaded";
import { Page } from "../page/page";
import { Problem } from "../page/problem";
import { useNews } from "../people/queries";

/** What this person is told, newest first, each with the page to read on. */
export default function NotificationsPage() {
  const t = useText();
  const news = useNews();
  const queries = useQueryClient();
  const refresh = () => queries.invalidateQueries({ queryKey: ["notifications"] });
  const readAll = useMutation({ mutationFn: () => answer(client.POST("/api/v1/notifications/read")), onSuccess: refresh });
  const read = useMutation({
    mutationFn: (id: string) => answer(client.POST("/api/v1/notifications/{id}/read", { params: { path: { id } } })),
    onSuccess: refresh,
  });
  return (
    <Page
      title={t("bell.title")}
      lead={t("bell.lead")}
      action={
        <Button disabled={!news.data?.unread} loading={readAll.isPending} onClick={() => readAll.mutate()}>
          {t("bell.read_all")}
        </Button>
      }
    >
      <Card>
        {readAll.isError && <Problem error={readAll.error} retry={() => readAll.mutate()} />}
        <Loaded query={news}>
          {({ items }) =>
            items.length === 0 ? (
              <Empty description={t("bell.empty")} />
            ) : (
              <ul className="news">
                {items.map((one) => (
                  <Line key={one.id} news={one} read={() => !one.read && read.mutate(one.id)} />
                ))}
              </ul>
            )
          }
        </Loaded>
      </Card>
    </Page>
  );
}

function Line({ news, read }: { news: Notification; read: () => void }) {
  const t = useText();
  return (
    <li className={news.read ? "news-read" : "news-new"}>
      <Flex gap={8} align="baseline" wrap>
        <Link to={news.page} onClick={read} className="news-text">
          {news.text}
        </Link>
        {!news.read && <Tag color="blue">{t("bell.new")}</Tag>}
        <span className="muted small figure news-at">{moment(news.at)}</span>
      </Flex>
    </li>
  );
}
