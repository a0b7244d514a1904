/** The page's sentences. What a step found is worded where the step is. */

import type { Words } from "../proof/words.ts";

export type Language = "zh" | "en";

export const W = {
  title: { zh: "回执核验", en: "Receipt verifier" },
  brand: { zh: "普惠 Puhui", en: "Puhui 普惠" },
  switchTo: { zh: "English", en: "中文" },
  lead: {
    zh: "把回执和信任文件放进来，当场看结果。全程离线：本页无法连接任何网络，文件不会离开您的设备。",
    en: "Put a receipt and a trust file here and see the result at once. Offline: this page cannot reach any network, and no file leaves your device.",
  },
  drop: { zh: "把回执和信任文件拖到这里", en: "Drop the receipt and the trust file here" },
  dropTrust: { zh: "还差信任文件：把 trust.json 拖到这里", en: "One more: drop trust.json here" },
  dropReceipt: { zh: "信任文件已就绪：把回执拖到这里", en: "The trust file is ready: drop a receipt here" },
  dropData: { zh: "还差原始数据：把事件的原文件拖到这里", en: "One more: drop the event's own file here" },
  dropMore: { zh: "继续核验：把另一份回执拖到这里", en: "Drop another receipt here" },
  choose: { zh: "选择文件", en: "Choose files" },
  dropHint: {
    zh: "回执：.tlog-proof 或 .receipt；信任文件：trust.json；核验批次中的事件时，连同事件的原文件",
    en: "Receipt: .tlog-proof or .receipt. Trust file: trust.json. For an event of a batch, its own file as well",
  },
  held: { zh: "已放入的文件", en: "Files" },
  remove: { zh: "移除", en: "Remove" },
  clear: { zh: "全部清除", en: "Clear all" },
  kindTrust: { zh: "信任文件", en: "trust file" },
  kindReceipt: { zh: "回执", en: "receipt" },
  kindEventReceipt: { zh: "事件回执", en: "event receipt" },
  kindCose: { zh: "COSE 导出件", en: "COSE export" },
  kindData: { zh: "数据文件", en: "data file" },
  working: { zh: "正在核验…", en: "Verifying…" },
  holds: { zh: "证据成立", en: "The evidence holds" },
  holdsReceipt: { zh: "八个步骤全部通过。", en: "All eight steps hold." },
  holdsEvent: {
    zh: "原始数据与存证时一致；事件四步、回执八步全部通过。",
    en: "The data are those that were anchored; the event's four steps and the receipt's eight all hold.",
  },
  refused: { zh: "证据不成立", en: "The evidence does not hold" },
  refusedAt: { zh: "第 {step} 步未通过：", en: "Step {step} fails: " },
  refusedAtEvent: { zh: "事件核验第 {step} 步未通过：", en: "Step {step} of the event fails: " },
  malformedReceipt: { zh: "文件格式有误：", en: "The file is malformed: " },
  noTrust: { zh: "缺信任文件", en: "A trust file is missing" },
  noTrustHelp: {
    zh: "没有信任文件就无从判断签名出自谁手。请从您信得过的渠道取得该账本的 trust.json（如运营方官网或任一成员机构），再拖进来。",
    en: "Without it nobody can say whose signatures these are. Get the ledger's trust.json from a source you trust (its operator, or any member), and drop it here.",
  },
  badTrust: { zh: "信任文件不可用", en: "The trust file cannot be used" },
  badTrustHelp: { zh: "请从可信渠道重新取得 trust.json。", en: "Fetch trust.json again from a source you trust." },
  noData: { zh: "缺原始数据", en: "The event's data are missing" },
  noDataHelp: {
    zh: "这是批次中某个事件的回执。请把该事件的原始文件（一字未改）一并拖进来。",
    en: "This is the receipt of an event of a batch. Drop the event's own file too, unaltered to the byte.",
  },
  stray: {
    zh: "{names}：不是回执，也不是信任文件，未参与核验。COSE 导出件请改用原来的 .tlog-proof 回执。",
    en: "{names}: neither a receipt nor a trust file; left aside. For a COSE export, give the .tlog-proof receipt that it was made from.",
  },
  facts: { zh: "证明了什么", en: "What it proves" },
  factEvent: { zh: "原始数据", en: "Data" },
  eventValue: {
    zh: "{file}（{bytes} 字节）是该批次第 {place} 个事件（共 {count} 个，类别 {kind}），一字未改",
    en: "{file} ({bytes} bytes) is event {place} of the batch’s {count} (kind {kind}), unaltered",
  },
  factWho: { zh: "谁说的", en: "Who" },
  factWhat: { zh: "说了什么", en: "What" },
  factWhen: { zh: "何时", en: "When" },
  whenValue: { zh: "{time}（签发机构自述）", en: "{time} (by the issuer’s own word)" },
  factWhere: { zh: "记在哪里", en: "Where" },
  whereValue: {
    zh: "日志 {origin} 的第 {index} 号条目（从 0 起编号）；检查点覆盖前 {size} 条",
    en: "entry {index}, counted from 0, of the log {origin}; the checkpoint covers its first {size}",
  },
  factSeen: { zh: "谁见证", en: "Seen by" },
  seenValue: {
    zh: "{count} 个共识节点联署（当时共 {all} 个，至少须 {quorum} 个）",
    en: "{count} consensus nodes cosigned (of {all} at the time; at least {quorum} must)",
  },
  factAbout: { zh: "关于谁", en: "About" },
  steps: { zh: "核验步骤", en: "The steps" },
  stepsEvent: { zh: "事件的四步", en: "The event’s four steps" },
  stepsReceipt: { zh: "回执的八步", en: "The receipt’s eight steps" },
  ok: { zh: "通过", en: "holds" },
  failed: { zh: "未通过", en: "fails" },
  notTaken: { zh: "未进行", en: "not taken" },
  limits: { zh: "没有证明什么", en: "What it does not prove" },
  limitTrue: { zh: "签发机构所说的内容属实——只证明它确实说过。", en: "That what the issuer said is true: only that it said so." },
  limitLater: { zh: "此后没有撤回或更正——请另查后续条目。", en: "That nothing was said later, such as a revocation or a correction." },
  limitTime: {
    zh: "精确的时间——时间出自签发机构和各共识节点自己的时钟。",
    en: "The exact time: times are those of the issuer’s and each node’s own clock.",
  },
  limitTrust: {
    zh: "信任文件本身可靠——它从哪里来，由您判断。",
    en: "That the trust file is the right one: where it came from is yours to judge.",
  },
  details: { zh: "技术细节", en: "Technical details" },
  remedy: { zh: "怎么办：", en: "What to do: " },
  print: { zh: "打印或存为 PDF", en: "Print or save as PDF" },
  checkedAt: { zh: "核验于 {time}（本机时钟）", en: "Verified {time} (this device’s clock)" },
  fileLine: { zh: "回执文件", en: "Receipt file" },
  about: { zh: "核对本页的真伪", en: "Check this page itself" },
  aboutText: {
    zh: "本页是单个文件，断网也能用。它的 SHA-256 应与发布方公布的一致：",
    en: "This page is one file and works without a network. Its SHA-256 should be the one that its publisher names:",
  },
  aboutMore: {
    zh: "装有普惠软件的机器上，puhui receipt page 会给出同一页面及其 SHA-256。页面的内容安全策略只放行它自己的脚本，并禁止一切网络连接。",
    en: "Wherever Puhui is installed, `puhui receipt page` gives the same page and its SHA-256. The page’s content security policy admits its own script alone and forbids all connections.",
  },
  version: { zh: "版本 {version}", en: "Version {version}" },
  engineBrowser: { zh: "Ed25519 由浏览器核验", en: "Ed25519 by the browser" },
  engineNoble: { zh: "Ed25519 由本页自带的程序核验", en: "Ed25519 by this page’s own library" },
  tooLarge: { zh: "{name} 过大，未读取（上限 256 MB）", en: "{name} is too large and was not read (256 MB at most)" },
} satisfies Record<string, Words>;

const outdated: Words = {
  zh: "若该账本更换过节点或密钥，请换用最新的信任文件再试；仍不通过，则不要采信。",
  en: "If the ledger has changed nodes or keys, try its newest trust file; if it still fails, do not rely on the receipt.",
};

/** What to do when the receipt's step of that number fails. */
export const REMEDIES: Words[] = [
  {
    zh: "文件可能在传输或另存时被改动。请向节点重新取得原文件，勿用文字处理软件打开后保存。",
    en: "The file may have been altered on its way. Fetch the original again from a node; do not save it from a text editor.",
  },
  { zh: "回执与信任文件不属于同一账本。请换用该账本的信任文件。", en: "Receipt and trust file are of different ledgers. Use the trust file of the receipt’s own." },
  outdated,
  outdated,
  { zh: "请稍后向节点重新取得联署齐全的回执。", en: "Fetch the receipt again from a node once enough consensus nodes have cosigned." },
  { zh: "不要采信。请向签发机构重新取得回执。", en: "Do not rely on it. Fetch the receipt again from its issuer." },
  outdated,
  { zh: "不要采信。该条目不在日志的这个位置，请向节点重新取得回执。", en: "Do not rely on it: the entry is not at this place of the log. Fetch the receipt again from a node." },
];

/** What to do when the event's step of that number fails. */
export const EVENT_REMEDIES: Words[] = [
  { zh: "见下方回执的八步。", en: "See the receipt’s eight steps below." },
  { zh: "不要采信。这份回执不是批次的回执，请重新取得事件回执。", en: "Do not rely on it: fetch the event’s receipt again." },
  { zh: "不要采信。请向存证机构重新取得事件回执。", en: "Do not rely on it: fetch the event’s receipt again from its issuer." },
  {
    zh: "请核对放入的是不是该事件的原文件，内容是否改动过（包括另存、转码）。",
    en: "Check that this is the event’s own file, and that nobody altered it (saving anew and converting count).",
  },
];

const LABELS: Record<string, Words> = {
  "role.operator": { zh: "综合服务平台", en: "service platform" },
  "role.registry": { zh: "市场监督管理", en: "market regulation" },
  "role.tax": { zh: "税务", en: "tax" },
  "role.social": { zh: "社会保险", en: "social insurance" },
  "role.power": { zh: "电力", en: "power" },
  "role.telecom": { zh: "电信", en: "telecom" },
  "role.court": { zh: "法院", en: "court" },
  "role.notary": { zh: "公证", en: "notary" },
  "role.police": { zh: "公安", en: "police" },
  "role.bank": { zh: "银行", en: "bank" },
  "role.regulator": { zh: "金融监管", en: "financial regulator" },
  "role.water": { zh: "供水", en: "water" },
  "role.gas": { zh: "燃气", en: "gas" },
  "role.customs": { zh: "海关", en: "customs" },
  "role.land": { zh: "不动产登记", en: "land registry" },
  "role.housing": { zh: "住房公积金", en: "housing fund" },
  "role.agriculture": { zh: "农业农村", en: "agriculture" },
  "action.membership.genesis": { zh: "创建账本", en: "opened the ledger" },
  "action.membership.propose": { zh: "提议变更成员或规则", en: "proposed a change of members or rules" },
  "action.membership.vote": { zh: "对变更表决", en: "voted on a change" },
  "action.membership.enact": { zh: "变更生效", en: "enacted a change" },
  "action.membership.rotate": { zh: "更换本机构密钥", en: "changed its own key" },
  "action.subjects.enrol": { zh: "登记企业密钥", en: "enrolled an enterprise’s key" },
  "action.catalogue.publish": { zh: "发布数据目录", en: "published a dataset" },
  "action.grants.open": { zh: "企业授权", en: "recorded an enterprise’s grant" },
  "action.grants.use": { zh: "使用授权", en: "used a grant" },
  "action.grants.outcome": { zh: "答复结果", en: "recorded an answer’s outcome" },
  "action.grants.deny": { zh: "拒绝使用", en: "refused a use" },
  "action.grants.revoke": { zh: "撤回授权", en: "revoked a grant" },
  "action.anchors.batch": { zh: "批量存证", en: "anchored a batch of events" },
  "action.anchors.record": { zh: "业务存证", en: "recorded a step of business" },
  "kind.score.computed": { zh: "信用分生成", en: "a score was computed" },
  "kind.application.submitted": { zh: "提交贷款申请", en: "a loan was applied for" },
  "kind.application.assessed": { zh: "完成授信评估", en: "an application was assessed" },
  "kind.application.withdrawn": { zh: "撤回贷款申请", en: "an application was withdrawn" },
  "kind.decision.approved": { zh: "审批通过", en: "approved" },
  "kind.decision.declined": { zh: "审批拒绝", en: "declined" },
  "kind.contract.signed": { zh: "签署借款合同", en: "a loan contract was signed" },
  "kind.application.disbursed": { zh: "申请已放款", en: "an application was paid out" },
  "kind.loan.disbursed": { zh: "贷款发放", en: "a loan was paid out" },
  "kind.repayment.received": { zh: "收到还款", en: "a repayment was received" },
  "kind.loan.overdue": { zh: "贷款逾期", en: "a loan is overdue" },
  "kind.loan.settled": { zh: "贷款结清", en: "a loan was settled" },
};

/** The label of a code, or null where there is none: then the code itself is shown. */
export const labelOf = (group: string, code: string): Words | null => LABELS[`${group}.${code}`] ?? null;

/** Put values in for the `{slots}` of a sentence. */
export function fill(words: Words, values: Record<string, string | number | bigint>): Words {
  const filled = (sentence: string): string =>
    sentence.replace(/\{(\w+)\}/g, (slot, name: string) => (name in values ? String(values[name]) : slot));
  return { zh: filled(words.zh), en: filled(words.en) };
}

/** A moment on Beijing's clock, with its zone named. */
export function moment(atMs: number): string {
  const beijing = new Date(atMs + 8 * 3_600_000).toISOString();
  return `${beijing.slice(0, beijing.indexOf("T"))} ${beijing.slice(-13, -5)} UTC+8`;
}
