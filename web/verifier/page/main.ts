/** The verifier's page: files in, findings out. It holds no secrets, asks nobody, and remembers nothing. */

import "./page.css";

import { fittingEngine, noble, type Engine } from "../proof/ed25519.ts";
import type { Words } from "../proof/words.ts";
import { h, icon } from "./dom.ts";
import { kindOf, type Held, type Kind } from "./files.ts";
import { findingCard, sayIn, spoken } from "./finding.ts";
import { judge, type Judgement } from "./judging.ts";
import { moment, W, type Language } from "./words.ts";

declare const __VERSION__: string;

const FILE_BYTES_MAX = 256 * 1024 * 1024;
const KINDS: Record<Kind, Words> = {
  trust: W.kindTrust,
  receipt: W.kindReceipt,
  "event-receipt": W.kindEventReceipt,
  cose: W.kindCose,
  data: W.kindData,
};

let language: Language = (navigator.languages[0] ?? "zh").toLowerCase().startsWith("zh") ? "zh" : "en";
let held: Held[] = [];
let refusedFiles: string[] = [];
let judgement: Judgement = { trust: null, trustFault: null, findings: [], stray: [] };
let checkedAt = 0;
// `#noble` asks for the page's own Ed25519, to compare the two.
const engine: Promise<Engine> = location.hash === "#noble" ? Promise.resolve(noble) : fittingEngine();

const page = document.getElementById("page")!;
const live = h("div", { class: "unseen", role: "status", "aria-live": "polite" });
document.body.append(live);

async function take(files: Iterable<File>): Promise<void> {
  const all = [...files];
  if (all.length === 0) return;
  refusedFiles = all.filter((file) => file.size > FILE_BYTES_MAX).map(({ name }) => name);
  const fresh: Held[] = [];
  for (const file of all.filter(({ size }) => size <= FILE_BYTES_MAX)) {
    fresh.push({ name: file.name, data: new Uint8Array(await file.arrayBuffer()) });
  }
  hold(fresh);
  await judgeAll();
}

/** A new trust file takes the place of the old; so do new receipts, and with them the data that were beside the old. */
function hold(fresh: Held[]): void {
  const brings = (...kinds: Kind[]): boolean => fresh.some((file) => kinds.includes(kindOf(file)));
  const outdated = new Set<Kind>([
    ...(brings("trust") ? (["trust"] as const) : []),
    ...(brings("receipt", "event-receipt") ? (["receipt", "event-receipt", "data", "cose"] as const) : []),
    ...(brings("data") ? (["data", "cose"] as const) : []),
  ]);
  held = [...held.filter((file) => !outdated.has(kindOf(file))), ...fresh];
}

async function judgeAll(): Promise<void> {
  live.textContent = sayIn(language)(W.working);
  judgement = await judge(held, await engine);
  checkedAt = Date.now();
  await render();
  announce();
  page.querySelector<HTMLElement>(".results")?.scrollIntoView({ block: "nearest" });
}

function announce(): void {
  const say = sayIn(language);
  const { findings, trustFault } = judgement;
  live.textContent = trustFault
    ? `${say(W.badTrust)}: ${say(trustFault)}`
    : findings.map((finding) => spoken(finding, say)).join(" ");
}

async function render(): Promise<void> {
  const focused = document.activeElement?.id;
  const say = sayIn(language);
  document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
  document.title = `${say(W.title)} · ${say(W.brand)}`;
  page.replaceChildren(header(), h("main", {}, intake(), results()), await footer());
  if (focused) document.getElementById(focused)?.focus();
}

function header(): HTMLElement {
  const say = sayIn(language);
  const other = language === "zh" ? "en" : "zh";
  const change = (): void => {
    language = other;
    void render().then(announce);
  };
  return h(
    "header",
    {},
    h("span", { class: "brand" }, h("span", { class: "seal" }, icon("tick")), say(W.brand)),
    h("button", { id: "language", type: "button", class: "quiet", lang: other, click: change }, say(W.switchTo)),
  );
}

function intake(): HTMLElement {
  const say = sayIn(language);
  const input = h("input", { id: "files", type: "file", multiple: true, class: "unseen", tabindex: "-1", "aria-hidden": "true" });
  input.addEventListener("change", () => void take(input.files ?? []));
  return h(
    "section",
    { class: "intake" },
    h("h1", {}, say(W.title)),
    h("p", { class: "lead" }, say(W.lead)),
    h(
      "div",
      { class: held.length ? "drop small" : "drop", "data-testid": "drop" },
      icon("file"),
      h("p", { class: "call" }, say(nextStep())),
      h("p", { class: "hint", id: "hint" }, say(W.dropHint)),
      h("button", { id: "choose", type: "button", class: "main", "aria-describedby": "hint", click: () => input.click() }, say(W.choose)),
      input,
    ),
    held.length > 0 && tray(),
  );
}

/** The one thing to do next. */
function nextStep(): Words {
  const { findings, trust } = judgement;
  if (findings.length === 0) return trust ? W.dropReceipt : W.drop;
  if (findings.some(({ verdict }) => verdict === "no-trust")) return W.dropTrust;
  return findings.some(({ verdict }) => verdict === "no-data") ? W.dropData : W.dropMore;
}

function tray(): HTMLElement {
  const say = sayIn(language);
  const drop = (file: Held | null): void => {
    held = file === null ? [] : held.filter((one) => one !== file);
    void judgeAll().then(() => document.getElementById("choose")?.focus());
  };
  const row = (file: Held): HTMLElement =>
    h(
      "li",
      {},
      h("span", { class: "kind" }, say(KINDS[kindOf(file)])),
      h("span", { class: "name" }, file.name),
      kindOf(file) === "trust" && judgement.trust && h("span", { class: "origin" }, judgement.trust.origin),
      h("button", { type: "button", class: "quiet", "aria-label": `${say(W.remove)} ${file.name}`, click: () => drop(file) }, say(W.remove)),
    );
  return h(
    "div",
    { class: "tray" },
    h("h2", { class: "unseen" }, say(W.held)),
    h("ul", {}, ...held.map(row)),
    held.length > 1 && h("button", { type: "button", class: "quiet all", click: () => drop(null) }, say(W.clear)),
  );
}

function results(): HTMLElement {
  const say = sayIn(language);
  const { findings, trustFault, stray } = judgement;
  const notes = [
    ...refusedFiles.map((name) => say(W.tooLarge, { name })),
    ...(stray.length ? [say(W.stray, { names: stray.join(language === "zh" ? "、" : ", ") })] : []),
  ];
  return h(
    "section",
    { class: "results", "aria-label": say(W.facts) },
    ...notes.map((note) => h("p", { class: "note", "data-testid": "note" }, note)),
    trustFault &&
      h(
        "article",
        { class: "card", "data-testid": "trust-fault" },
        h(
          "div",
          { class: "verdict bad" },
          icon("cross"),
          h("div", {}, h("h2", {}, say(W.badTrust)), h("p", {}, say(trustFault)), h("p", {}, h("strong", {}, say(W.remedy)), say(W.badTrustHelp))),
        ),
      ),
    ...(trustFault ? [] : findings.map((finding) => findingCard(finding, say, language))),
    findings.some(({ verdict }) => verdict === "holds" || verdict === "refused") &&
      h(
        "div",
        { class: "closing" },
        h("p", {}, say(W.checkedAt, { time: moment(checkedAt) })),
        h("button", { id: "print", type: "button", class: "quiet", click: () => print() }, say(W.print)),
      ),
  );
}

async function footer(): Promise<HTMLElement> {
  const say = sayIn(language);
  const { name } = await engine;
  const commands = ["sha256sum verifier.html", "certutil -hashfile verifier.html SHA256", "shasum -a 256 verifier.html"];
  return h(
    "footer",
    { "data-engine": name },
    h(
      "details",
      {},
      h("summary", {}, say(W.about)),
      h("p", {}, say(W.aboutText)),
      h("ul", {}, ...["Linux", "Windows", "macOS"].map((system, at) => h("li", {}, `${system}: `, h("code", {}, commands[at]!)))),
      h("p", {}, say(W.aboutMore)),
    ),
    h("p", {}, `${say(W.version, { version: __VERSION__ })} · ${say(name === "noble" ? W.engineNoble : W.engineBrowser)}`),
  );
}

for (const kind of ["dragenter", "dragover"] as const) {
  document.addEventListener(kind, (event) => {
    event.preventDefault();
    document.body.classList.add("dragging");
  });
}
document.addEventListener("dragleave", (event) => {
  if (event.relatedTarget === null) document.body.classList.remove("dragging");
});
document.addEventListener("drop", (event) => {
  event.preventDefault();
  document.body.classList.remove("dragging");
  void take(event.dataTransfer?.files ?? []);
});

void render();
