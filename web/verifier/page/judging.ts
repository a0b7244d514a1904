/** From files to findings: which receipts hold under the trust file, and why not where they do not. No DOM. */

import type { Engine } from "../proof/ed25519.ts";
import { AnchorRefused, parseEventReceipt, verifyEvent, type VerifiedEvent } from "../proof/event.ts";
import { parseTrust, type Trust } from "../proof/trust.ts";
import { verifyReceipt, type VerifiedReceipt } from "../proof/verify.ts";
import { Malformed, Refused, type Words } from "../proof/words.ts";
import { kindOf, type Held } from "./files.ts";

/** How far a verification came: `failed` is the step that does not hold, null when all do. */
export type Progress = { failed: number | null };

export type Finding = { file: string; ms: number } & (
  | { verdict: "holds"; receipt: VerifiedReceipt; event: (VerifiedEvent & { file: string; bytes: number }) | null }
  | { verdict: "refused"; reason: Words; receipt: Progress; event: Progress | null }
  | { verdict: "malformed"; reason: Words }
  | { verdict: "no-trust" }
  | { verdict: "no-data" }
);

export type Judgement = { trust: Trust | null; trustFault: Words | null; findings: Finding[]; stray: string[] };

/** Judge all files together. Every receipt gets a finding of its own. */
export async function judge(files: Held[], engine: Engine): Promise<Judgement> {
  const of = (...kinds: string[]): Held[] => files.filter((file) => kinds.includes(kindOf(file)));
  const [trustFile] = of("trust");
  const { trust, fault } = trustFile ? readTrust(trustFile) : { trust: null, fault: null };
  const receipts = of("receipt", "event-receipt");
  const events = of("data");
  const findings: Finding[] = [];
  for (const file of receipts) {
    const began = performance.now();
    const found = trust === null ? ({ verdict: "no-trust" } as const) : await judgeOne(file, events, trust, engine);
    findings.push({ file: file.name, ms: performance.now() - began, ...found } as Finding);
  }
  const wantsData = receipts.some((file) => kindOf(file) === "event-receipt");
  const stray = of("cose", ...(wantsData ? [] : ["data"])).map(({ name }) => name);
  return { trust, trustFault: fault, findings, stray };
}

type Found = Finding extends infer Each ? (Each extends Finding ? Omit<Each, "file" | "ms"> : never) : never;

function readTrust({ data }: Held): { trust: Trust | null; fault: Words | null } {
  try {
    return { trust: parseTrust(data), fault: null };
  } catch (error) {
    if (error instanceof Malformed) return { trust: null, fault: error.words };
    throw error;
  }
}

async function judgeOne(file: Held, events: Held[], trust: Trust, engine: Engine): Promise<Found> {
  try {
    if (kindOf(file) === "event-receipt") return await judgeEvent(file, events, trust, engine);
    return { verdict: "holds", receipt: await verifyReceipt(file.data, trust, engine), event: null };
  } catch (error) {
    if (error instanceof Malformed) return { verdict: "malformed", reason: error.words };
    if (error instanceof Refused) return { verdict: "refused", reason: error.words, receipt: { failed: error.step }, event: null };
    throw error;
  }
}

/** With several files of data, the event is the one that the receipt is of; if none is, the first is told about. */
async function judgeEvent(file: Held, events: Held[], trust: Trust, engine: Engine): Promise<Found> {
  const read = parseEventReceipt(file.data);
  if (events.length === 0) return { verdict: "no-data" };
  let first: Refused | null = null;
  for (const { name, data } of events) {
    try {
      const event = await verifyEvent(data, read, trust, engine);
      return { verdict: "holds", receipt: event.anchor, event: { ...event, file: name, bytes: data.length } };
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      first ??= error;
    }
  }
  const inner = first instanceof AnchorRefused ? first.inner.step : null;
  return { verdict: "refused", reason: first!.words, receipt: { failed: inner }, event: { failed: first!.step } };
}
