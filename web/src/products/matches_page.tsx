import { Button, Card, Collapse, Empty, Flex } from "antd";
import { Link } from "react-router";

import { useEnterprise, useLatestScore, useMatches } from "../api/queries";
import { useText } from "../i18n/text";
import { useNeed } from "../need/need";
import { NeedForm } from "../need/need_form";
import { Loaded } from "../page/loaded";
import { Page } from "../page/page";
import { useChosen } from "./choosing";
import { LikelihoodsNote } from "./likelihoods_note";
import { FittingCard } from "../support/fitting_card";
import { MatchCard } from "./match_card";

/** The enterprise's need beside what banks offer, best first. Asking here leaves no mark on any credit record. */
export default function MatchesPage() {
  const t = useText();
  const [need, setNeed] = useNeed();
  const score = useLatestScore();
  const enterprise = useEnterprise();
  return (
    <Page title={t("matches.title")} lead={t("matches.lead")}>
      <Flex vertical gap={16}>
        <Card size="small">
          <NeedForm need={need} onChange={setNeed} />
        </Card>
        <FittingCard />
        <div>
          <Link to="/white-lists">{t("publiclists.link")}</Link>
        </div>
        <Loaded query={score}>
          {(latest) =>
            latest === null ? (
              <Card>
                <Empty description={t("matches.noscore")}>
                  <Link to={enterprise.data?.enrolled ? "/consent" : "/enrolment"}>
                    <Button type="primary">{t("next.consent.act")}</Button>
                  </Link>
                </Empty>
              </Card>
            ) : (
              <Matches need={need} />
            )
          }
        </Loaded>
      </Flex>
    </Page>
  );
}

function Matches({ need }: { need: ReturnType<typeof useNeed>[0] }) {
  const t = useText();
  const matches = useMatches(need);
  const chosen = useChosen(need);
  return (
    <Loaded query={matches}>
      {({ items: all, total, likelihoods }) => {
        const open = all.filter((match) => match.verdict !== "fail");
        const closed = all.filter((match) => match.verdict === "fail");
        return (
          <Flex vertical gap={16}>
            {open.length === 0 && (
              <Card>
                <Empty description={t("matches.empty")} />
              </Card>
            )}
            <LikelihoodsNote likelihoods={likelihoods} shown={all.length} total={total} />
            {open.map((match) => (
              <MatchCard key={match.product.code} match={match} onOpen={chosen} />
            ))}
            {closed.length > 0 && (
              <Collapse
                items={[
                  {
                    key: "closed",
                    label: t("matches.closed", { count: closed.length }),
                    children: (
                      <Flex vertical gap={12}>
                        {closed.map((match) => (
                          <MatchCard key={match.product.code} match={match} onOpen={chosen} />
                        ))}
                      </Flex>
                    ),
                  },
                ]}
              />
            )}
          </Flex>
        );
      }}
    </Loaded>
  );
}
