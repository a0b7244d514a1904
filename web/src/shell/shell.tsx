import { LogoutOutlined, SafetyOutlined, UserOutlined } from "@ant-design/icons";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button, Dropdown, Layout, Menu, Skeleton } from "antd";
import { Suspense, useEffect, useRef } from "react";
import { Link, Outlet, useLocation, useNavigate } from "react-router";

import { answer, client } from "../api/client";
import type { NodeInfo, Session } from "../api/models";
import { LanguageSwitch } from "../i18n/language_switch";
import { useLabel, useLanguage, useText } from "../i18n/text";
import { Bell } from "../notifications/bell";
import { ReceiptDrawer } from "../receipts/receipt_drawer";
import { Logo } from "./logo";
import { placeOf, placesOf } from "./portals";

/** The frame round every page: where one is, who one is, and the ways to go. */
export function Shell({ session, node }: { session: Session; node: NodeInfo }) {
  const t = useText();
  const label = useLabel();
  const language = useLanguage();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const places = placesOf(session, node.role);
  const ways = useRef<HTMLElement>(null);
  useEffect(() => {
    // On a phone the ways to go are wider than the screen: the one that was taken is brought to sight.
    ways.current?.querySelector(".ant-menu-item-selected")?.scrollIntoView({ inline: "center", block: "nearest" });
  }, [pathname]);
  const signOut = useMutation({
    mutationFn: () => answer(client.DELETE("/api/v1/session")),
    onSuccess: async () => {
      await navigate("/");
      await queries.resetQueries();
    },
  });
  return (
    <Layout className="shell">
      <a className="skip" href="#content">
        {t("shell.skip")}
      </a>
      <Layout.Header className="shell-head">
        <div className="shell-bar">
          <Link to="/">
            <Logo />
          </Link>
          <span className="shell-node">
            {language === "en" ? node.name_en : node.name_zh}
            <small>{label("role", node.role)}</small>
          </span>
          <div className="shell-person">
            <LanguageSwitch />
            <Bell />
            <Dropdown
              trigger={["click"]}
              menu={{
                items: [
                  { key: "who", disabled: true, label: `${session.person.name} · ${label("person", session.person.role)}` },
                  { key: "account", icon: <SafetyOutlined />, label: t("account.open") },
                  { key: "out", icon: <LogoutOutlined />, label: t("shell.signout") },
                ],
                onClick: ({ key }) => (key === "out" ? signOut.mutate() : void navigate("/account")),
              }}
            >
              <Button type="text" icon={<UserOutlined />} aria-label={`${t("shell.account")} ${session.enterprise?.name ?? session.person.name}`}>
                <span className="shell-name">{session.enterprise?.name ?? session.person.name}</span>
              </Button>
            </Dropdown>
          </div>
        </div>
        <nav ref={ways} aria-label={t("shell.nav")}>
          <Menu
            mode="horizontal"
            disabledOverflow
            className="shell-menu"
            selectedKeys={[placeOf(places, pathname)]}
            items={places.map(({ path, title, short }) => ({
              key: path,
              label: (
                <Link to={path}>
                  <span className="wide-only">{t(title)}</span>
                  <span className="narrow-only">{t(short)}</span>
                </Link>
              ),
            }))}
          />
        </nav>
      </Layout.Header>
      <Layout.Content id="content" className="shell-content">
        <ReceiptDrawer>
          <Suspense fallback={<Skeleton active />}>
            <Outlet />
          </Suspense>
        </ReceiptDrawer>
      </Layout.Content>
      <Layout.Footer className="shell-foot">{t("shell.foot", { version: node.version, origin: node.ledger.origin })}</Layout.Footer>
    </Layout>
  );
}
