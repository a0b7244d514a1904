import { Tag } from "antd";

import { useLabel } from "../i18n/text";
import type { VersionSummary } from "./shape";

const COLORS: Record<VersionSummary["state"], string> = {
  draft: "default",
  tested: "blue",
  backtested: "geekblue",
  approved: "cyan",
  published: "green",
  superseded: "default",
  offline: "orange",
  rejected: "red",
  deleted: "default",
};

/** Where a version stands. */
export function VersionState({ state }: { state: VersionSummary["state"] }) {
  const label = useLabel();
  return <Tag color={COLORS[state]}>{label("studio.state", state)}</Tag>;
}
