/** One receipt's finding as a card: the verdict, what is proven, each step with its tick, what is not proven. */

import { hex } from "../proof/bytes.ts";
import type { Cbor } from "../proof/cbor.ts";
import { EVENT_STEPS } from "../proof/event.ts";
import type { Member } from "../proof/trust.ts";
import { STEPS, type Cosigner, type VerifiedReceipt } from "../proof/verify.ts";
import type { Words } from "../proof/words.ts";
import { h, icon } from "./dom.ts";
import type { Finding, Progress } from "./judging.ts";
import { EVENT_REMEDIES, fill, labelOf, moment, REMEDIES, W, type Language } from "./words.ts";

export type Say = (words: Words, values?: Record<string, string | number | bigint>) => string;

export const sayIn =
  (language: Language): Say =>
  (words, values = {}) =>
    fill(words, values)[language];

type Banner = { tone: "good" | "bad" | "wait"; title: Words; told: string; remedy: Words | null };

/** The verdict in a sentence, as it is read aloud. */
export function spoken(finding: Finding, say: Say): string {
  const { title, told } = bannerOf(finding, say);
  return `${finding.file}: ${say(title)}. ${told}`;
}

export function findingCard(finding: Finding, say: Say, language: Language): HTMLElement {
  const banner = bannerOf(finding, say);
  const shapes = { good: "tick", bad: "cross", wait: "pause" } as const;
  return h(
    "article",
    { class: "card finding", "data-testid": "finding", "data-verdict": finding.verdict, "data-ms": finding.ms.toFixed(2) },
    h(
      "div",
      { class: `verdict ${banner.tone}` },
      icon(shapes[banner.tone]),
      h(
        "div",
        {},
        h("h2", {}, say(banner.title)),
        h("p", { "data-testid": "reason" }, banner.told),
        banner.remedy && h("p", {}, h("strong", {}, say(W.remedy)), say(banner.remedy)),
        h("p", { class: "file" }, `${say(W.fileLine)}: ${finding.file}`),
      ),
    ),
    ...(finding.verdict === "holds" ? proven(finding, say, language) : []),
    ...(finding.verdict === "refused" ? [steps(finding.receipt, finding.event, say)] : []),
  );
}

function bannerOf(finding: Finding, say: Say): Banner {
  switch (finding.verdict) {
    case "holds":
      return { tone: "good", title: W.holds, told: say(finding.event ? W.holdsEvent : W.holdsReceipt), remedy: null };
    case "refused": {
      const { event, receipt } = finding;
      const told = event
        ? say(W.refusedAtEvent, { step: event.failed ?? 0 }) + say(finding.reason)
        : say(W.refusedAt, { step: receipt.failed ?? 0 }) + say(finding.reason);
      const remedies = receipt.failed === null ? EVENT_REMEDIES : REMEDIES;
      return { tone: "bad", title: W.refused, told, remedy: remedies[(receipt.failed ?? event?.failed ?? 1) - 1] ?? null };
    }
    case "malformed":
      return { tone: "bad", title: W.refused, told: say(W.malformedReceipt) + say(finding.reason), remedy: REMEDIES[0]! };
    case "no-trust":
      return { tone: "wait", title: W.noTrust, told: say(W.noTrustHelp), remedy: null };
    case "no-data":
      return { tone: "wait", title: W.noData, told: say(W.noDataHelp), remedy: null };
  }
}

function proven(finding: Finding & { verdict: "holds" }, say: Say, language: Language): HTMLElement[] {
  return [
    facts(finding, say, language),
    steps({ failed: null }, finding.event && { failed: null }, say),
    section(say(W.limits), h("ul", { class: "limits" }, ...[W.limitTrue, W.limitLater, W.limitTime, W.limitTrust].map((limit) => h("li", {}, say(limit))))),
    h("details", { class: "raw" }, h("summary", {}, say(W.details)), h("pre", { tabindex: "0", "aria-label": say(W.details) }, raw(finding.receipt))),
  ];
}

function facts({ receipt, event }: Finding & { verdict: "holds" }, say: Say, language: Language): HTMLElement {
  const { issuer, contract, action, args } = receipt;
  const code = `${contract}.${action}`;
  const kind = args.get("kind");
  const label = (typeof kind === "string" && labelOf("kind", kind)) || labelOf("action", code);
  const codes = typeof kind === "string" ? `${code} · ${kind}` : code;
  const role = labelOf("role", issuer.role);
  const place = event && { file: event.file, bytes: event.bytes, place: event.index + 1n, count: event.count, kind: event.kind };
  return section(
    say(W.facts),
    h(
      "dl",
      {},
      ...(place ? fact(say(W.factEvent), say(W.eventValue, place)) : []),
      ...fact(say(W.factWho), h("strong", {}, named(issuer, language)), h("small", {}, ` ${role ? say(role) : issuer.role} · ${issuer.org}`)),
      ...fact(say(W.factWhat), label ? h("strong", {}, say(label)) : "", h("small", {}, ` ${codes}`)),
      ...fact(say(W.factWhen), say(W.whenValue, { time: moment(receipt.atMs) })),
      ...fact(say(W.factWhere), say(W.whereValue, { origin: receipt.origin, index: receipt.index, size: receipt.size })),
      ...(receipt.subject ? fact(say(W.factAbout), h("code", {}, receipt.subject)) : []),
      ...fact(
        say(W.factSeen),
        say(W.seenValue, { count: receipt.cosigners.length, all: receipt.witnesses, quorum: receipt.quorum }),
        h("ul", { class: "cosigners" }, ...receipt.cosigners.map((cosigner) => cosignerLine(cosigner, language))),
      ),
    ),
  );
}

function cosignerLine({ witness, member, atMs }: Cosigner, language: Language): HTMLElement {
  const name = member ? named(member, language) : witness.org;
  return h("li", {}, h("span", {}, name, h("small", {}, ` ${witness.org}`)), h("time", { datetime: new Date(atMs).toISOString() }, moment(atMs)));
}

const named = (member: Member, language: Language): string =>
  (language === "zh" ? member.nameZh || member.nameEn : member.nameEn || member.nameZh) || member.org;

function steps(receipt: Progress, event: Progress | null, say: Say): HTMLElement {
  // An event's first step is the receipt's eight: it is told where they were all taken, or the one that failed.
  const eight = stepList(STEPS, receipt.failed, say, "step");
  if (event === null) return section(say(W.steps), eight);
  return section(
    say(W.steps),
    h("h4", {}, say(W.stepsEvent)),
    stepList(EVENT_STEPS, event.failed, say, "event-step"),
    h("h4", {}, say(W.stepsReceipt)),
    eight,
  );
}

function stepList(all: Words[], failed: number | null, say: Say, testId: string): HTMLElement {
  const state = (number: number): "ok" | "failed" | "notTaken" =>
    failed === null || number < failed ? "ok" : number === failed ? "failed" : "notTaken";
  const line = (words: Words, at: number): HTMLElement => {
    const came = state(at + 1);
    return h(
      "li",
      { class: came, "data-testid": testId, "data-state": came },
      h("span", { class: "number", "aria-hidden": "true" }, String(at + 1)),
      h("span", { class: "what" }, say(words)),
      h("span", { class: "mark" }, came === "ok" ? icon("tick") : came === "failed" ? icon("cross") : null, h("span", {}, say(W[came]))),
    );
  };
  return h("ol", { class: "steps" }, ...all.map(line));
}

function raw(receipt: VerifiedReceipt): string {
  const { entry, index, origin, size, root, era, contract, action, subject, args, atMs, issuer, cosigners, quorum } = receipt;
  const shown = {
    entry,
    log: { origin, size, root, era },
    index,
    issuer: issuer.org,
    contract,
    action,
    subject,
    at: new Date(atMs).toISOString(),
    args: plain(args),
    quorum,
    cosigners: cosigners.map(({ witness, atMs: at }) => ({ org: witness.org, name: witness.name, key: witness.key.text, at: new Date(at).toISOString() })),
  };
  return JSON.stringify(shown, (_, value: unknown) => (typeof value === "bigint" ? exact(value) : value), 2);
}

const exact = (number: bigint): number | string => (Number.isSafeInteger(Number(number)) ? Number(number) : String(number));

function plain(value: Cbor): unknown {
  if (value instanceof Uint8Array) return hex(value);
  if (Array.isArray(value)) return value.map(plain);
  if (value instanceof Map) return Object.fromEntries([...value].map(([key, item]) => [String(key), plain(item)]));
  return value;
}

function fact(name: string, ...value: (Node | string)[]): HTMLElement[] {
  return [h("dt", {}, name), h("dd", {}, ...value)];
}

function section(title: string, ...children: HTMLElement[]): HTMLElement {
  return h("section", {}, h("h3", {}, title), ...children);
}
