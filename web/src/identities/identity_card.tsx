import { Button, Card, Flex } from "antd";

import { moment } from "../format/time";
import { useText } from "../i18n/text";
import { Loaded } from "../page/loaded";
import { Problem } from "../page/problem";
import { useIdentities, useLeave, useProviderLabel, useProviders } from "./queries";

/** One's identities at the institution's providers; nothing where there are none. */
export function IdentityCard() {
  const t = useText();
  const label = useProviderLabel();
  const providers = useProviders();
  const identities = useIdentities(Boolean(providers.data?.length));
  const leave = useLeave();
  if (!providers.data?.length) return null;
  return (
    <Card title={t("identities.title")}>
      <p className="muted">{t("identities.lead")}</p>
      <Loaded query={identities}>
        {(linked) => (
          <Flex vertical gap={8} align="flex-start">
            {providers.data.map((one) => {
              const mine = linked.find((link) => link.provider === one.name);
              return mine ? (
                <span key={one.name}>{t("identities.linked", { provider: label(one), since: moment(mine.linked_at) })}</span>
              ) : (
                <Button key={one.name} loading={leave.isPending} onClick={() => leave.mutate({ name: one.name, errand: "link" })}>
                  {t("identities.link", { provider: label(one) })}
                </Button>
              );
            })}
          </Flex>
        )}
      </Loaded>
      {leave.isError && <Problem error={leave.error} />}
    </Card>
  );
}
