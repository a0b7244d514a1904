import { Alert, Button, Flex } from "antd";
import { useEffect } from "react";

import { useText } from "../i18n/text";
import { Loaded } from "../page/loaded";
import { RowTable } from "../page/row_table";
import { differences } from "./differing";
import { useVersion } from "./queries";
import { draftOf, type Draft } from "./shape";

/** Somebody else saved meanwhile: both are shown, and a person chooses. */
export function Conflict({ id, mine, keep, take }: { id: string; mine: Draft; keep: (revision: number) => void; take: () => void }) {
  const t = useText();
  const theirs = useVersion(id);
  const { refetch } = theirs;
  useEffect(() => {
    void refetch();
  }, [refetch]);
  return (
    <Alert
      type="warning"
      showIcon
      role="alert"
      data-testid="conflict"
      title={t("studio.conflict")}
      description={
        <Loaded query={theirs}>
          {(now) => (
            <Flex vertical gap={12}>
              <span>{t("studio.conflict.who", { by: now.changed_by, revision: now.revision })}</span>
              <RowTable
                rows={differences(mine, draftOf(now))}
                rowKey="place"
                label={t("studio.conflict")}
                columns={[
                  { key: "place", title: t("studio.place"), render: (one) => <code>{one.place}</code> },
                  { key: "mine", title: t("studio.mine"), render: (one) => one.mine || "—" },
                  { key: "theirs", title: t("studio.theirs"), render: (one) => one.theirs || "—" },
                ]}
              />
              <Flex gap={8} wrap>
                <Button onClick={() => keep(now.revision)}>{t("studio.keep.mine")}</Button>
                <Button onClick={take}>{t("studio.take.theirs")}</Button>
                <Button type="link" onClick={() => void theirs.refetch()}>
                  {t("studio.look.again")}
                </Button>
              </Flex>
            </Flex>
          )}
        </Loaded>
      }
    />
  );
}
