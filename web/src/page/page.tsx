import { Typography } from "antd";
import type { ReactNode } from "react";

/** The frame of a page: its title, one sentence on what it is for, and at most one main action. */
export function Page({ title, lead, action, children }: { title: ReactNode; lead?: ReactNode; action?: ReactNode; children: ReactNode }) {
  return (
    <div className="page">
      <div className="page-head">
        <div>
          <Typography.Title level={1} className="page-title">
            {title}
          </Typography.Title>
          {lead && <div className="muted">{lead}</div>}
        </div>
        {action && <div className="page-action">{action}</div>}
      </div>
      {children}
    </div>
  );
}
