import { Flex } from "antd";

import { useText } from "../i18n/text";
import { IdentityCard } from "../identities/identity_card";
import { Page } from "../page/page";
import { FactorCard } from "./factor_card";
import { PasswordCard } from "./password_card";
import { SessionsCard } from "./sessions_card";
import { WishesCard } from "./wishes_card";

/** What a person looks after for themselves. */
export default function AccountPage() {
  const t = useText();
  return (
    <Page title={t("account.title")} lead={t("account.lead")}>
      <Flex vertical gap={16}>
        <div className="two-columns">
          <FactorCard />
          <PasswordCard />
        </div>
        <IdentityCard />
        <SessionsCard />
        <WishesCard />
      </Flex>
    </Page>
  );
}
