import { useCallback, useRef } from "react";

import { client } from "../api/client";
import type { NeedQuery } from "../api/queries";

/** Tell the portal which products of the list are opened, each once while the need stays: for learning to rank. Whether
 * that is heard is not the reader's concern. */
export function useChosen(need: NeedQuery): (product: string) => void {
  const told = useRef(new Set<string>());
  return useCallback(
    (product: string) => {
      const key = JSON.stringify([need, product]);
      if (told.current.has(key)) return;
      told.current.add(key);
      client.POST("/api/v1/matches/choices", { body: { ...need, product } }).catch(() => told.current.delete(key));
    },
    [need],
  );
}
