import { Tag } from "antd";

import type { Model } from "../api/models";
import { useLabel } from "../i18n/text";

const COLORS: Record<Model["state"], string> = {
  developed: "default",
  validated: "blue",
  approved: "cyan",
  champion: "green",
  shadow: "purple",
  expired: "orange",
  withdrawn: "red",
};

/** What a model may do now. */
export function ModelState({ state }: { state: Model["state"] }) {
  const label = useLabel();
  return <Tag color={COLORS[state]}>{label("model.state", state)}</Tag>;
}
