import { Button, Card, Empty, Flex } from "antd";
import { useState } from "react";
import { Link } from "react-router";

import type { Mandate } from "../api/models";
import { useMandates, useSession } from "../api/queries";
import { useText, type PlainKey } from "../i18n/text";
import { Loaded } from "../page/loaded";
import { Page } from "../page/page";
import { MandateCard } from "./mandate_card";
import { maySteer } from "./steering";
import { WithdrawDialog } from "./withdraw_dialog";

const GROUPS: { direction: Mandate["direction"]; title: PlainKey; empty: PlainKey }[] = [
  { direction: "given", title: "mandates.given", empty: "mandates.given.empty" },
  { direction: "received", title: "mandates.received", empty: "mandates.received.empty" },
];

/** What we let others have computed over our lists, and what others let us. */
export default function MandatesPage() {
  const t = useText();
  const mandates = useMandates();
  const session = useSession();
  const steers = maySteer(session.data);
  const [leaving, setLeaving] = useState<Mandate | null>(null);
  return (
    <Page
      title={t("nav.mandates")}
      lead={t("mandates.lead")}
      action={
        steers ? (
          <Link to="/mandates/new">
            <Button type="primary" size="large">
              {t("mandate.title")}
            </Button>
          </Link>
        ) : undefined
      }
    >
      <Loaded query={mandates}>
        {(all) => (
          <Flex vertical gap={20}>
            {GROUPS.map(({ direction, title, empty }) => {
              const these = all.filter((one) => one.direction === direction);
              return (
                <section key={direction} aria-label={t(title)}>
                  <h2 className="group-title">{t(title)}</h2>
                  {these.length === 0 ? (
                    <Card>
                      <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t(empty)} />
                    </Card>
                  ) : (
                    <div className="card-grid">
                      {these.map((one) => (
                        <MandateCard key={one.mandate} mandate={one} steers={steers} onWithdraw={() => setLeaving(one)} />
                      ))}
                    </div>
                  )}
                </section>
              );
            })}
          </Flex>
        )}
      </Loaded>
      {leaving && <WithdrawDialog mandate={leaving} onClose={() => setLeaving(null)} />}
    </Page>
  );
}
