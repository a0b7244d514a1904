import { SafetyCertificateOutlined } from "@ant-design/icons";
import { Button, Divider, Flex } from "antd";

import { useText } from "../i18n/text";
import { Problem } from "../page/problem";
import { useLeave, useProviderLabel, useProviders, type Errand } from "./queries";

/** A button for each provider, under a line that says "or"; nothing where people sign in by password alone. */
export function ProviderButtons({ errand, invitation }: { errand: Errand; invitation?: string }) {
  const t = useText();
  const label = useProviderLabel();
  const providers = useProviders();
  const leave = useLeave();
  if (!providers.data?.length) return null;
  return (
    <>
      <Divider plain>{t("identities.or")}</Divider>
      <Flex vertical gap={8}>
        {providers.data.map((one) => (
          <Button
            key={one.name}
            block
            icon={<SafetyCertificateOutlined />}
            loading={leave.isPending}
            disabled={errand === "take_up" && !invitation}
            onClick={() => leave.mutate({ name: one.name, errand, invitation })}
          >
            {t(`identities.${errand === "take_up" ? "take_up" : "sign_in"}`, { provider: label(one) })}
          </Button>
        ))}
        {leave.isError && <Problem error={leave.error} />}
      </Flex>
    </>
  );
}
