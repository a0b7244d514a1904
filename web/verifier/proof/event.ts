/**
 * Verify an event of a batch: its own four steps, the first of which is the anchor's receipt. It proves that these bytes
 * were event `index` of a batch that the issuer anchored, and that the anchor is in the log.
 */

import { asciiLines, bytesOf, concat, fromBase64, hex, parseDecimal, same, splitAtBlankLine, toBase64, type Bytes } from "./bytes.ts";
import type { Engine } from "./ed25519.ts";
import { leafHash, rootOfPath } from "./merkle.ts";
import type { Trust } from "./trust.ts";
import { verifyReceipt, type VerifiedReceipt } from "./verify.ts";
import { Malformed, Refused, within, type Words } from "./words.ts";

export const EVENT_HEADER = "puhui-event/v1";

export const EVENT_STEPS: Words[] = [
  { zh: "批次锚定条目的回执成立（见下方八步）", en: "the anchor's receipt holds (the eight steps below)" },
  { zh: "该条目是批量存证", en: "the anchor is a batch's" },
  { zh: "事件路径与批次的事件数相符", en: "the path is one of a batch of as many events" },
  { zh: "原始数据经路径通向已锚定的根哈希", en: "the event's bytes lead to the anchored root" },
];

const PATH_MAX = 21;

export type EventReceipt = { index: bigint; count: bigint; path: Bytes[]; anchor: Bytes };

/** What an event's receipt proves. */
export type VerifiedEvent = { anchor: VerifiedReceipt; kind: string; index: bigint; count: bigint };

/** The anchor's receipt was refused: step 1 of the event's, and `inner` is the receipt's own step. */
export class AnchorRefused extends Refused {
  readonly inner: Refused;

  constructor(inner: Refused) {
    const { zh, en } = inner.words;
    super(1, `锚定回执第 ${inner.step} 步：${zh}`, `the anchor's receipt fails step ${inner.step}: ${en}`);
    this.inner = inner;
  }
}

/** Read an event's receipt; any spelling but the one that a node writes is refused. */
export function parseEventReceipt(data: Uint8Array): EventReceipt {
  const parts = splitAtBlankLine(data);
  const lines = parts ? asciiLines(parts[0]) : [];
  if (parts === null || lines.length < 2 || lines[0] !== EVENT_HEADER || lines.length > 2 + PATH_MAX) {
    throw new Malformed("不是事件回执", "not an event receipt");
  }
  const [, index, count] = /^event ([^ ]*) (.*)$/s.exec(lines[1]!) ?? [];
  if (index === undefined || count === undefined) throw new Malformed("缺少 event 行", "no event line");
  const path = lines.slice(2).map(fromBase64);
  const receipt = { index: parseDecimal(index), count: parseDecimal(count), path, anchor: new Uint8Array(parts[1]) };
  const proof = [EVENT_HEADER, `event ${receipt.index} ${receipt.count}`, ...path.map(toBase64), "", ""].join("\n");
  if (!same(concat(bytesOf(proof), receipt.anchor), data)) {
    throw new Malformed("同一回执的另一种写法", "another spelling of the same receipt");
  }
  return receipt;
}

/** Check all four steps; throws `Refused` with the number of the first that fails. */
export async function verifyEvent(
  event: Uint8Array,
  receipt: EventReceipt,
  trust: Trust,
  engine: Engine,
): Promise<VerifiedEvent> {
  // 1. The anchor's receipt.
  const anchor = await verifyReceipt(receipt.anchor, trust, engine).catch((reason: unknown) => {
    throw reason instanceof Refused ? new AnchorRefused(reason) : reason;
  });

  // 2. A batch's anchor.
  const { contract, action, args } = anchor;
  if (contract !== "anchors" || action !== "batch") {
    throw new Refused(2, `该条目是 ${contract}.${action}`, `the entry is ${contract}.${action}`);
  }

  // 3. The batch's size.
  const [count, root, kind] = [args.get("count"), args.get("root"), args.get("kind")];
  if (count !== receipt.count) {
    throw new Refused(
      3,
      `路径按 ${receipt.count} 个事件计，锚定条目写明 ${String(count)} 个`,
      `a path in ${receipt.count} events, the anchor holds ${String(count)}`,
    );
  }

  // 4. The event itself.
  const { digest } = trust.suite;
  const leaf = leafHash(digest, event);
  if (hex(within(4, () => rootOfPath(digest, leaf, receipt.index, receipt.count, receipt.path))) !== root) {
    throw new Refused(
      4,
      "原始数据与存证时不符：路径不通向已锚定的根哈希",
      "these are not the bytes that were anchored: the path does not lead to the anchored root",
    );
  }
  return { anchor, kind: typeof kind === "string" ? kind : "", index: receipt.index, count: receipt.count };
}
