import { Button, Dropdown, Flex, Popconfirm, Tag } from "antd";

import type { Member, People, PeopleChangeRequest } from "../api/models";
import { useLabel, useText } from "../i18n/text";
import { RowTable } from "../page/row_table";

/** Everybody who works here. `me` is the administrator who looks, who does not change themselves; null for onlookers. */
export function StaffTable({ people, me, change }: { people: People; me: string | null; change: (id: string, asked: PeopleChangeRequest) => void }) {
  const t = useText();
  const label = useLabel();
  return (
    <RowTable
      rows={people.items}
      rowKey="id"
      label={t("people.title")}
      columns={[
        { key: "name", title: t("people.name"), render: (one) => one.name },
        { key: "login", title: t("people.login"), render: (one) => <code>{one.login}</code> },
        { key: "role", title: t("people.role"), render: (one) => label("person", one.role) },
        {
          key: "state",
          title: t("people.state"),
          render: (one) => <Tag color={one.active ? "green" : "default"}>{t(one.active ? "people.active" : "people.disabled")}</Tag>,
        },
        ...(people.items.some((one) => one.providers.length > 0)
          ? [{ key: "providers", title: t("people.providers"), render: (one: Member) => one.providers.map((name) => <Tag key={name}>{name}</Tag>) }]
          : []),
        { key: "do", title: "", render: (one) => me && one.id !== me && <Changes one={one} people={people} change={(asked) => change(one.id, asked)} /> },
      ]}
    />
  );
}

function Changes({ one, people, change }: { one: Member; people: People; change: (asked: PeopleChangeRequest) => void }) {
  const t = useText();
  const label = useLabel();
  if (!one.active) {
    return (
      <Button size="small" onClick={() => change({ action: "enable" })}>
        {t("people.change.enable")}
      </Button>
    );
  }
  return (
    <Flex gap={8} wrap>
      <Dropdown
        trigger={["click"]}
        menu={{
          items: people.roles.filter((role) => role !== one.role).map((role) => ({ key: role, label: label("person", role) })),
          onClick: ({ key }) => change({ action: "change_role", role: key as PeopleChangeRequest["role"] }),
        }}
      >
        <Button size="small">{t("people.change.role")}</Button>
      </Dropdown>
      <Popconfirm title={t("people.sure.reset")} onConfirm={() => change({ action: "reset" })}>
        <Button size="small">{t("people.change.reset")}</Button>
      </Popconfirm>
      {one.providers.length > 0 && (
        <Popconfirm title={t("people.sure.unlink")} onConfirm={() => change({ action: "unlink" })}>
          <Button size="small">{t("people.change.unlink")}</Button>
        </Popconfirm>
      )}
      <Popconfirm title={t("people.sure.disable")} onConfirm={() => change({ action: "disable" })}>
        <Button size="small" danger>
          {t("people.change.disable")}
        </Button>
      </Popconfirm>
    </Flex>
  );
}
