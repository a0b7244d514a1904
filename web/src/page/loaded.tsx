import type { UseQueryResult } from "@tanstack/react-query";
import { Skeleton } from "antd";
import type { ReactNode } from "react";

import { Problem } from "./problem";

/** What was read, or the wait for it, or why it cannot be shown. */
export function Loaded<T>({ query, children }: { query: UseQueryResult<T>; children: (value: T) => ReactNode }) {
  if (query.isPending) return <Skeleton active paragraph={{ rows: 5 }} />;
  if (query.isError) return <Problem error={query.error} retry={() => void query.refetch()} />;
  return <>{children(query.data)}</>;
}
