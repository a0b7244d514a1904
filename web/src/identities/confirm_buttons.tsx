import { Button } from "antd";

import { useText } from "../i18n/text";
import { Problem } from "../page/problem";
import { useIdentities, useLeave, useProviderLabel, useProviders } from "./queries";

/** Beside the password: to show again who one is at a provider where one has an identity, and come back to this page. */
export function ConfirmButtons() {
  const t = useText();
  const label = useProviderLabel();
  const providers = useProviders();
  const identities = useIdentities(Boolean(providers.data?.length));
  const leave = useLeave();
  const mine = providers.data?.filter((one) => identities.data?.some((link) => link.provider === one.name)) ?? [];
  return (
    <>
      {mine.map((one) => (
        <Button key={one.name} loading={leave.isPending} onClick={() => leave.mutate({ name: one.name, errand: "confirm" })}>
          {t("identities.confirm", { provider: label(one) })}
        </Button>
      ))}
      {leave.isError && <Problem error={leave.error} />}
    </>
  );
}
