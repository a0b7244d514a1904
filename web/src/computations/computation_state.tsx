import { CheckCircleFilled, CheckOutlined, CloseCircleFilled, MailOutlined, MinusCircleOutlined, StopOutlined, SyncOutlined } from "@ant-design/icons";
import { Tag } from "antd";
import type { ReactNode } from "react";

import type { Computation } from "../api/models";
import { useLabel } from "../i18n/text";

const LOOKS: Record<Computation["state"], { color: string; icon: ReactNode }> = {
  invited: { color: "blue", icon: <MailOutlined /> },
  accepted: { color: "blue", icon: <CheckOutlined /> },
  running: { color: "geekblue", icon: <SyncOutlined /> },
  done: { color: "green", icon: <CheckCircleFilled /> },
  refused: { color: "volcano", icon: <StopOutlined /> },
  failed: { color: "red", icon: <CloseCircleFilled /> },
  cancelled: { color: "default", icon: <MinusCircleOutlined /> },
};

/** How far a computation has come: a word, a sign and a colour that all say the same. */
export function ComputationState({ state }: { state: Computation["state"] }) {
  const label = useLabel();
  return (
    <Tag color={LOOKS[state].color} icon={LOOKS[state].icon} data-testid="computation-state">
      {label("computation", state)}
    </Tag>
  );
}
