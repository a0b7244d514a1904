/**
 * A pretend city for working on pages without a real one: the web API on three ports, in memory, gone at the end.
 * It verifies nothing and is never part of a build.
 *
 *   node dev/city.ts          prints addresses and accounts as JSON, then serves the built portal and the API
 */

import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

import type { Advice, Application, ConsentDraft, Decision, Enterprise, Grant, Instalment, Loan, Match, NodeInfo, Opinion, Portrait, Product, Recommendation, Score, Session, Uses } from "../src/api/models";
import type { Finding } from "../src/findings/shape";

type Section = Portrait["sections"]["relations"];

const STATIC = process.env.PUHUI_WEB_OUT ?? fileURLToPath(new URL("../../src/puhui/api/static", import.meta.url));
const FIRST_PORT = Number(process.env.PUHUI_FAKE_PORT ?? 8190);
const ORIGIN = "puhui/qinghe";
const entry = (): string => Array.from({ length: 64 }, () => "0123456789abcdef"[Math.floor(Math.random() * 16)]).join("");
const id = (prefix: string): string => `${prefix}_${entry().slice(0, 20)}`;
const now = (): string => new Date().toISOString();
const later = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString();

const company = { uscc: "91320214MA1XK7QJ3T", name: "清河市启明精密机械有限公司" };
const enterprise: Enterprise = { ...company, segment: "small_micro", industry: "通用设备制造业", established_on: "2017-04-18", legal_representative: "周海宁", region: "清河市城东区", enrolled: false, key_kind: null };
const banks = [{ org: "bank-a", name: "明澄农村商业银行", contact: "info@bank-a.example" }, { org: "bank-b", name: "青湖银行", contact: "info@bank-b.example" }];
const product = (code: string, lender: (typeof banks)[number], name: string, more: Partial<Product>): Product => ({ code, lender: lender.org, lender_name: lender.name, name, amount_min_fen: 10_000_000, amount_max_fen: 300_000_000, term_min_months: 3, term_max_months: 24, rate_min: "0.0385", rate_max: "0.0620", fees: [], all_in_rate_min: "0.0385", all_in_rate_max: "0.0620", repayment: ["equal_instalments", "interest_monthly"], guarantee: ["none"], evidence: { shown: "indicators", card: "", card_version: "" }, days_to_decision: 3, ...more });
const products = [
  product("bank-a-tax", banks[0]!, "银税信用贷", {}),
  product("bank-b-flow", banks[1]!, "流水快贷", { rate_min: "0.0450", rate_max: "0.0780", all_in_rate_min: "0.0450", all_in_rate_max: "0.0780", days_to_decision: 1, amount_max_fen: 100_000_000 }),
  product("bank-b-house", banks[1]!, "经营抵押贷", { guarantee: ["mortgage"], term_max_months: 36, amount_min_fen: 100_000_000, amount_max_fen: 1_000_000_000, rate_min: "0.0345", rate_max: "0.0460", fees: [{ name: "评估费", annual_rate: "0.0050" }], all_in_rate_min: "0.0395", all_in_rate_max: "0.0552", days_to_decision: 10 }),
];
const notes = (...texts: string[]) => texts.map((text, i) => ({ code: `note_${i}`, text }));
const parts = (points: number[]) => ["金额", "利率", "通过可能", "担保", "期限", "速度", "还款方式"].map((label, i) => ({ name: `p${i}`, label, points: points[i]!, of: [20, 20, 20, 15, 10, 10, 5][i]! }));
const matches = (): Match[] => [
  { product: products[0]!, degree: 86.5, parts: parts([20, 16.5, 15, 15, 10, 6, 4]), verdict: "pass", reasons: notes("所需金额在产品额度与模型建议额度之内", "信用等级 A，高于产品要求的 BBB", "无须担保"), asks: [], raises: notes("若授权电力数据，通过可能可再提高约 3 分") },
  { product: products[1]!, degree: 71, parts: parts([20, 9, 13, 15, 10, 10, 4]), verdict: "ask", reasons: notes("一天内答复，是最快的产品"), asks: notes("近 12 个月在本行的流水是否超过 50 万元？"), raises: notes("若可接受利率提高到 6%，利率一项可再得 6 分") },
  { product: products[2]!, degree: 0, parts: parts([0, 0, 0, 0, 0, 0, 0]), verdict: "fail", reasons: notes("产品最低金额 100 万元，高于所需金额", "需要抵押物，您未提供"), asks: [], raises: [] },
];
const axis = (name: string, label: string, value: number | null, peer_median: number | null) => ({ axis: name, label, value, peer_median, coverage: value === null ? 0 : 0.9 });
const makeScore = (): Score => ({
  id: id("scr"), at: now(), score: 712, grade: "A", pd: 0.0111, low: 684, high: 735, coverage: 0.82, model: { name: "小微企业税票卡", version: "2026-01" },
  radar: [axis("basics", "基本素质与资本实力", 68, 50), axis("operation", "经营能力", 81, 52), axis("debt_service", "偿债能力", 57, 49), axis("performance", "履约与信用历史", 90, 55), axis("guarantee", "担保与资产", null, 44), axis("growth", "成长与创新", 62, 50), axis("relations", "关联与舆情风险", null, 50)],
  reasons: [
    { code: "top1_share_high", text: "最大客户占销售额 46%，客户集中", points_lost: 24, cure: "将单一客户占比降到 30% 以下" },
    { code: "void_rate_high", text: "近 12 个月作废发票占 6.2%", points_lost: 15, cure: "核对后再开票，减少作废" },
    { code: "power_absent", text: "未授权电力数据，区间较宽", points_lost: 8, cure: "授权电力数据可收窄分数区间" },
    { code: "rev3_yoy_low", text: "近三个月销售同比下降 4%", points_lost: 6, cure: "保持开票连续" },
  ],
  moved: [{ name: "rev12", label: "近 12 个月销售额（万元）", before: 812, after: 866, points: 9 }, { name: "void_rate12", label: "作废率", before: 0.041, after: 0.062, points: -5 }],
  sources: [
    { source: "tax", label: "增值税发票", as_of: "2026-10-31", coverage: 1, cause: "granted" },
    { source: "social", label: "社会保险", as_of: "2026-10-31", coverage: 0.92, cause: "granted" },
    { source: "court", label: "涉诉与执行", as_of: "2026-11-20", coverage: 0, cause: "no_record" },
    { source: "power", label: "用电", as_of: null, coverage: 0, cause: "not_granted" },
    { source: "registry", label: "登记与年报", as_of: null, coverage: 0, cause: "source_down" },
  ],
  entry: entry(),
});

const custodians = [
  { custodian: "tax", custodian_name: "清河市税务局", dataset: "tax/vat", dataset_name: "增值税发票指标", fields: ["近 12 个月销售额", "销售同比", "作废率", "红冲率", "前五大客户占比", "断票天数", "进销比"], separate: false },
  { custodian: "social", custodian_name: "清河市社会保险事业中心", dataset: "social/headcount", dataset_name: "参保指标", fields: ["参保人数", "参保趋势", "欠缴月数"], separate: false },
  { custodian: "bank-a", custodian_name: "明澄农村商业银行", dataset: "bank-a/flows", dataset_name: "账户流水指标", fields: ["月均流入", "流入稳定性", "余额"], separate: true },
];
const PURPOSES = { score: "计算本企业自己的信用分与画像", application: "审批本企业提交的贷款申请" };
const makeDraft = (purpose: "score" | "application", receiver: ConsentDraft["receiver"], datasets?: string[] | null): ConsentDraft => ({
  draft: entry().slice(0, 32), challenge: Buffer.from(entry(), "hex").toString("base64url"), receiver,
  items: custodians.filter((one) => one.custodian !== receiver.org && (!datasets || datasets.includes(one.dataset))).map((one) => ({ ...one, shown: "indicators" as const, grant: id("grt"), fields: one.fields.map((label, i) => ({ name: `f${i}`, label })), purpose_text: PURPOSES[purpose], uses: purpose === "score" ? 12 : 3, expires: later(purpose === "score" ? 365 : 90), law: ["《个人信息保护法》第十三条：取得同意", "《个人信息保护法》第二十三条：向其他处理者提供须单独同意"], notice: `${one.custodian_name}将把“${one.dataset_name}”的计算结果加密传送给${receiver.name}，原始数据不出提供方。\n您可以随时撤回。` })),
  webauthn: request(),
});
const request = () => (credential ? { challenge: Buffer.from(entry(), "hex").toString("base64url"), rpId: "localhost", userVerification: "required", timeout: 60_000, allowCredentials: [{ id: credential, type: "public-key" }] } : null);

let credential: string | null = null;
const grants: Grant[] = [];
const uses: Uses = { complete: process.env.PUHUI_FAKE_GAP !== "1", gaps: process.env.PUHUI_FAKE_GAP === "1" ? ["grt_5: 2"] : [], items: [] };
const scores: Score[] = [];
const drafts = new Map<string, ConsentDraft & { purpose: "score" | "application" }>();
const applications: Application[] = [];
const decisions: Decision[] = [];
const loans: Loan[] = [];

function use(grant: Grant): void {
  grant.used += 1;
  uses.items.unshift({ grant: grant.id, seq: grant.used, n: grant.used, at: now(), custodian_name: grant.custodian_name, receiver_name: grant.receiver_name, purpose_text: grant.purpose_text, shown: "indicators", outcome: "answered", entry: entry() });
}
function openGrants(name: string): Grant[] {
  const draft = drafts.get(name);
  if (!draft) throw new Refused(409, "draft_gone", "这份授权草稿已失效", "请重新查看并签署");
  drafts.delete(name);
  const opened = draft.items.map((item): Grant => ({ ...item, id: item.grant, state: "active", shown: "indicators", receiver: draft.receiver.org, receiver_name: draft.receiver.name, purpose: draft.purpose, used: 0, opened_at: now(), entry: entry() }));
  grants.unshift(...opened);
  return opened;
}
function makeSchedule(principal: number, months: number): Instalment[] {
  const first = new Date();
  return Array.from({ length: months }, (_, i) => {
    const share = Math.round(principal / months);
    const interest = Math.round(((principal - share * i) * 0.0435) / 12);
    return { number: i + 1, due_on: new Date(Date.UTC(first.getFullYear(), first.getMonth() + i + 1, 21)).toISOString().slice(0, 10), principal_fen: share, interest_fen: interest, total_fen: share + interest, paid_fen: 0, state: "due" };
  });
}
const move = (application: Application, state: string): void => {
  application.state = state;
  application.history.push({ state, at: now(), entry: entry() });
};
const recommendation = (): Recommendation => ({
  score: scores[0] ?? makeScore(), outcome: "approve",
  limit: { amount_fen: 62_000_000, binding: "invoice", terms: [{ name: "invoice", label: "发票法：近 12 个月销售额 × 7.2%", amount_fen: 62_000_000, formula: "866 万 × 0.072" }, { name: "tax", label: "纳税法：年纳税额 × 6", amount_fen: 88_000_000, formula: "14.7 万 × 6" }, { name: "product", label: "产品上限", amount_fen: 300_000_000, formula: null }, { name: "asked", label: "申请金额", amount_fen: 50_000_000, formula: null }] },
  price: { annual_rate: "0.0435", clamped_by: null, terms: [{ name: "lpr", label: "LPR（一年期）", rate: "0.0300", formula: "2026-10-20 公布" }, { name: "risk", label: "风险加点（等级 A）", rate: "0.0110" }, { name: "cost", label: "运营成本", rate: "0.0050" }, { name: "relation", label: "本行客户优惠", rate: "-0.0025" }] },
  rules: [{ code: "customer_concentration", text: "单一客户占比超过 40%，请核实合同", severity: "REFER", evidence: { top1_share: 0.46, as_of: "2026-10-31" } }, { code: "court_clear", text: "无失信与执行记录", severity: "PASS", evidence: { dishonest_now: 0 } }],
  own_data: [{ name: "flow_in", label: "月均流入", value: 71_200_000, unit: "fen", source: "bank", origin: "本行", as_of: "2026-10-31", coverage: 1, cause: "granted" }],
});
const sharedAddress = (): Finding[] => [{ code: "SHELL", custodian: "registry", found_by: "关联关系与关联发现", title: "疑似空壳", text: "该企业无人参保，与 10 家以上企业同址。", severity: "warn", as_of: "2026-10-31", evidence: [{ name: "insured", label: "参保人数", value: 0, text: null, unit: "count", source: "social", as_of: "2026-10-31", threshold: 0 }, { name: "address_shared", label: "同址企业", value: 12, text: null, unit: "count", source: "registry", as_of: "2026-10-31", threshold: 10 }], subgraph: { nodes: [{ id: "a", kind: "enterprise", name: company.name, subject: true }, { id: "b", kind: "enterprise", name: "另一家企业", subject: false }, { id: "c", kind: "address", name: "某路 1 号", subject: false }, { id: "d", kind: "person", name: "甲", subject: false }], edges: [{ source: "a", target: "c", kind: "at_address", ratio: null, amount_fen: null, count: 1, since: "2025-01-01", until: null }, { source: "b", target: "c", kind: "at_address", ratio: null, amount_fen: null, count: 1, since: "2025-02-01", until: null }, { source: "d", target: "a", kind: "holds", ratio: 0.6, amount_fen: null, count: 1, since: "2025-01-01", until: null }, { source: "d", target: "b", kind: "legal_rep", ratio: null, amount_fen: null, count: 1, since: "2025-01-01", until: null }], cut: false } }];
const opinion = (): Opinion => ({
  custodian: "operator", told_by: "三年舆情", as_of: "2026-10-31", since: "2024-02-01", model: "lexicon@1", cut: false,
  figures: [{ name: "news_cnt_12", label: "近12个月事件数", value: 2, text: null, unit: "count", source: "news", origin: "", as_of: "2026-10-31", coverage: 1, cause: "granted" }],
  months: Array.from({ length: 36 }, (_, at) => ({ month: new Date(Date.UTC(2023, 10 + at, 1)).toISOString().slice(0, 7), bad: at === 33 ? 1 : 0, neutral: 0, good: at % 9 === 6 ? 1 : 0, covered: at > 2 })),
  events: [{ day: "2026-08-03", title: `${company.name}被行政处罚`, mood: "bad", p_bad: 0.91, topic: "penalty", topic_label: "行政处罚", severity: 3, reports: [{ published_on: "2026-08-03", source: "清河日报", title: `${company.name}被行政处罚`, url: "https://site1.example/1" }] }],
  warnings: [{ code: "NEWS_SEVERE", level: "alert", text: "近3个月有严重负面事件：行政处罚", advice: "核实处罚内容", events: [0] }],
  line: { months: 6, before_months: 30, share: 0.5, usual: 0.2, warns_from: 0.5 },
});
const assessed = new Set<string>();
const advice = (): Advice => ({
  score_id: scores[0]?.id ?? "", score: 712, grade: "A", coverage: 0.62, depth: "capped", said: "数据覆盖有限，等级最高 BBB，额度最高 300,000 元", grade_cap: "BBB", limit_cap_fen: 30_000_000,
  plans: [{ points: 29, months: 6, score: 741, grade: "AA", products: [{ code: "bank-a-tax", lender_name: banks[0]!.name, name: "银税信用贷" }], moves: [{ name: "void_rate12", label: "作废率", text: "核对后再开票，作废率降到 4% 以下（目前 6.2%）", points: 15, months: 6, cost: "free", clears: "" }, { name: "top1_share", label: "第一大客户占比", text: "第一大客户占比降到 40% 以下（目前 46%）", points: 14, months: 6, cost: "medium", clears: "" }] }],
  grants: [{ source: "power", label: "用电", gain: 12, coverage: 0.1, datasets: [{ dataset: "power/power-consumption", name: "用电与缴费指标", custodian_name: "清河供电公司" }] }],
  coverage_with_grants: 0.72, enough: true,
});
const both = (text: string) => ({ zh: text, en: text });
const section = (items: object[]): Section => ({ state: "given", as_of: null, items: items as Section["items"] });
const wave = (at: number, base: number, swing: number): number => Math.round(base + swing * Math.sin(at / 2) + (swing / 3) * Math.cos(at * 1.7));
const series = () => {
  const months = Array.from({ length: 36 }, (_, at) => new Date(Date.UTC(2023, 10 + at, 1)).toISOString().slice(0, 7));
  const one = (code: string, title: string, text: string, told_by: string, columns: [string, string, string][], values: (at: number) => (number | null)[]) => ({
    code, title: both(title), text: both(text), custodian: "tax", told_by: both(told_by), as_of: "2026-10-31",
    columns: columns.map(([name, label, unit]) => ({ name, label: both(label), unit })),
    months: months.map((month, at) => ({ month, values: values(at) })),
  });
  return [
    one("TRADE_MONTHS", "销项与进项", "近12个月：销项金额 866.00 万元，进项金额 521.00 万元", "逐月销项与进项", [["sales_fen", "销项金额", "fen"], ["purchases_fen", "进项金额", "fen"]], (at) => [wave(at, 72_000_000, 21_000_000), wave(at + 1, 43_000_000, 12_000_000)]),
    one("FLOW_MONTHS", "账户资金流", "近12个月：正常流入 902.00 万元，流出 880.00 万元", "明澄农村商业银行", [["income_fen", "正常流入", "fen"], ["out_fen", "流出", "fen"], ["balance_avg_fen", "日均余额", "fen"]], (at) => (at < 4 ? [null, null, null] : [wave(at, 75_000_000, 30_000_000), wave(at + 2, 73_000_000, 24_000_000), wave(at, 31_000_000, 9_000_000)])),
    one("POWER_MONTHS", "用电", "近12个月：用电量 186,400 千瓦时，电费 14.20 万元", "逐月用电", [["kwh", "用电量", "kwh"], ["fee_fen", "电费", "fen"]], (at) => [wave(at, 15_500, 3_800), wave(at, 1_180_000, 300_000)]),
  ];
};
const portrait = (): Portrait => {
  const score = makeScore();
  const told = [
    { name: "rev12", label: "近 12 个月销售额", value: 866_000_000, unit: "fen", source: "tax", axis: "operation" as const },
    { name: "rev_yoy", label: "销售同比", value: 0.066, unit: "ratio", source: "tax", axis: "growth" as const },
    { name: "ins_now", label: "参保人数", value: 37, unit: "count", source: "social", axis: "operation" as const },
    { name: "kwh_yoy12", label: "用电同比", value: null, unit: "ratio", source: "power", axis: "growth" as const },
  ];
  return {
    format: "puhui-portrait/1",
    at: now(),
    basics: { uscc: company.uscc, name: company.name, segment: enterprise.segment, size: "small", industry_section: "C", industry: enterprise.industry, region: null, status: "存续", established_on: null, registered_capital_fen: null, as_of: now().slice(0, 10) },
    score: { score: score.score, low: score.low, high: score.high, pd: score.pd, grade: score.grade, coverage: score.coverage, model: `${score.model.name}@${score.model.version}`, uncalibrated: true, reasons: score.reasons.map((one) => ({ ...one, text: both(one.text), cure: both(one.cure) })), needs: [] },
    radar: { peers: { wanted: ["small_micro", "C", "small", null], used: ["small_micro"], size: 120, said: both("与同客群的 120 户比较") }, axes: score.radar.map((one) => ({ ...one, axis: one.axis as Portrait["radar"]["axes"][number]["axis"], label: both(one.label) })) },
    aspects: score.radar.map((one) => ({ axis: one.axis as Portrait["radar"]["axes"][number]["axis"], label: both(one.label), known: told.filter((row) => row.axis === one.axis && row.value !== null).length, of: told.filter((row) => row.axis === one.axis).length, indicators: [] })),
    indicators: told.map((one) => ({ ...one, label: both(one.label), origin: both(score.sources.find((from) => from.source === one.source)?.label ?? one.source), text: null, as_of: one.value === null ? null : "2026-10-31", coverage: one.value === null ? 0 : 1, cause: one.value === null ? "not_granted" as const : "granted" as const, peer_median: null, percentile: one.value === null ? null : 64 })),
    sources: score.sources.map((one) => ({ ...one, label: both(one.label) })),
    sections: { relations: section(sharedAddress().map(bilingual)), contradictions: section([]), opinion: section([{ ...opinion(), code: "TIMELINE", text: both("近36个月 1 个事件，1 条预警") }]), records: section([{ code: "EXEC_OPEN_CNT", text: both("未结执行案件：1"), told_by: both("涉诉与执行"), as_of: "2026-11-20" }]), months: section(series()) },
    terms: null,
    notes: [],
  };
};
/** A finding with its sentences in both languages, as the document has them. */
const bilingual = (one: Finding) => ({ ...one, found_by: both(one.found_by), title: both(one.title), text: both(one.text), evidence: one.evidence.map((item) => ({ ...item, label: both(item.label) })) });

class Refused extends Error {
  readonly status: number;
  readonly code: string;
  readonly remedy: string;
  constructor(status: number, code: string, cause: string, remedy: string) {
    super(cause);
    this.status = status;
    this.code = code;
    this.remedy = remedy;
  }
}
type Body = Record<string, unknown>;
type Node = { org: string; role: string; zh: string; en: string; port: number };
const nodes: Node[] = [
  { org: "operator", role: "operator", zh: "清河市普惠金融服务平台", en: "Qinghe Inclusive Finance Platform", port: FIRST_PORT },
  { org: "bank-a", role: "bank", zh: "明澄农村商业银行", en: "Mingcheng Rural Commercial Bank", port: FIRST_PORT + 1 },
  { org: "tax", role: "tax", zh: "清河市税务局", en: "Qinghe Tax Bureau", port: FIRST_PORT + 2 },
];
const staff: Record<string, string[]> = { operator: ["owner"], "bank-a": ["officer", "approver", "auditor"], tax: ["steward"] };
const names: Record<string, string> = { owner: "周海宁", officer: "李经理", approver: "王审批", auditor: "陈内审", steward: "数据管理员" };
const find = <T extends { id: string }>(all: T[], wanted: string): T => {
  const found = all.find((one) => one.id === wanted);
  if (!found) throw new Refused(404, "thing_not_found", "没有这条记录", "请核对编号");
  return found;
};

function handle(node: Node, who: string | null, method: string, path: string, body: Body, reply: ServerResponse): unknown {
  const key = `${method} ${path}`;
  const info: NodeInfo = { org: node.org, name_zh: node.zh, name_en: node.en, role: node.role, version: "0.1.0", environment: "real", ledger: { origin: ORIGIN, size: 1204 + grants.length + uses.items.length } };
  if (key === "GET /node") return info;
  if (key === "POST /session") {
    const role = String(body.login).replace(/\d+$/, "");
    if (!staff[node.org]?.includes(role) || body.password !== "demo") throw new Refused(401, "wrong_credentials", "用户名或密码不正确", "请核对后重新输入；连续错误将暂时锁定");
    reply.setHeader("Set-Cookie", `puhui_session_${node.org}=${role}; Path=/api/; HttpOnly; SameSite=Strict`);
    return session(node, role);
  }
  if (who === null) throw new Refused(401, "sign_in_first", "尚未登录或会话已过期", "请先登录");
  if (key === "GET /session") return session(node, who);
  if (key === "DELETE /session") {
    reply.setHeader("Set-Cookie", `puhui_session_${node.org}=; Path=/api/; Max-Age=0`);
    return undefined;
  }
  const [, room = "", name = "", deed = "", more = ""] = path.split("/");
  if (key === "GET /enterprise") return enterprise;
  if (key === "GET /enterprise/opinion") return { opinion: opinion() };
  if (key === "POST /enrolment/options") return { challenge: Buffer.from(entry(), "hex").toString("base64url"), rp: { id: "localhost", name: "普惠" }, user: { id: "AAEC", name: company.name, displayName: company.name }, pubKeyCredParams: [{ type: "public-key", alg: -7 }], authenticatorSelection: { residentKey: "required", userVerification: "required" }, timeout: 60_000 };
  if (key === "POST /enrolment") {
    credential = String((body.credential as Body).id);
    Object.assign(enterprise, { enrolled: true, key_kind: "webauthn" });
    return { subject: entry(), key_kind: "webauthn", entry: entry() };
  }
  if (key === "POST /consents/drafts") {
    const purpose = body.purpose as "score" | "application";
    const receiver = banks.find((bank) => bank.org === body.receiver) ?? { org: "operator", name: nodes[0]!.zh, contact: "info@operator.example" };
    const draft = makeDraft(purpose, receiver, body.datasets as string[] | null);
    drafts.set(draft.draft, { ...draft, purpose });
    return draft;
  }
  if (key === "POST /consents") return { grants: openGrants(String(body.draft)) };
  if (key === "GET /grants") return { items: grants };
  if (room === "grants" && more === "options") return { challenge: "AAAA", at: now(), webauthn: request() };
  if (room === "grants" && deed === "revocation") return Object.assign(find(grants, name), { state: "revoked" });
  if (key === "GET /uses") return uses;
  if (key === "POST /scores") {
    grants.filter((grant) => grant.purpose === "score" && grant.state === "active").forEach(use);
    scores.unshift({ ...makeScore(), ...(scores.length === 0 ? { moved: [] } : {}) });
    return scores[0];
  }
  if (key === "GET /enterprise/portrait") {
    if (!scores[0]) throw new Refused(404, "thing_not_found", "还没有画像", "请先授权评分");
    return portrait();
  }
  if (key === "GET /scores/advice") return advice();
  if (key === "GET /scores") return { items: scores };
  if (key === "GET /scores/latest") {
    if (!scores[0]) throw new Refused(404, "thing_not_found", "还没有信用分", "请先授权评分");
    return scores[0];
  }
  if (room === "matches") return { items: matches() };
  if (room === "products") return { items: node.role === "bank" ? products.filter((one) => one.lender === node.org) : products };
  if (key === "POST /applications") {
    openGrants(String(body.draft));
    const wanted = products.find((one) => one.code === body.product)!;
    const made: Application = { id: id("app"), state: "submitted", enterprise: company, product: wanted, amount_fen: Number(body.amount_fen), term_months: Number(body.term_months), repayment: String(body.repayment), purpose: String(body.purpose), submitted_at: now(), decide_by: later(wanted.days_to_decision), history: [{ state: "submitted", at: now(), entry: entry() }], decision: null, loan: null };
    applications.unshift(made);
    return made;
  }
  if (room === "applications" && !name) return { items: applications };
  if (room === "applications") {
    const application = find(applications, name);
    if (deed === "portrait") {
      if (!assessed.has(application.id)) throw new Refused(404, "thing_not_found", "还没有画像", "请先评估");
      return portrait();
    }
    if (deed === "assessment") {
      grants.filter((grant) => grant.receiver === node.org).forEach(use);
      if (application.state === "submitted") move(application, "assessed");
      assessed.add(application.id);
      application.recommendation = recommendation();
      return application.recommendation;
    }
    if (deed === "decision") {
      const made: Decision = { id: id("dec"), outcome: body.outcome as "approve", amount_fen: (body.amount_fen as number) ?? null, annual_rate: (body.annual_rate as string) ?? null, term_months: (body.term_months as number) ?? null, repayment: (body.repayment as string) ?? null, reasons: body.comment ? notes(String(body.comment)) : [], terms: recommendation().limit!.terms, decided_at: now(), decided_by: names.approver!, record_digest: entry(), entry: entry() };
      decisions.push(made);
      application.decision = made;
      move(application, body.outcome === "approve" ? "approved" : "declined");
      return made;
    }
    if (deed === "contract" && more === "options") {
      const { amount_fen, term_months, annual_rate, repayment } = application.decision!;
      return { draft: "contract", challenge: "AAAA", lender: banks.find((bank) => bank.org === application.product.lender)!, amount_fen, annual_rate, fees_rate: "0", all_in_rate: annual_rate, term_months, repayment, contract_digest: entry(), schedule: makeSchedule(amount_fen!, term_months!), webauthn: request() };
    }
    if (deed === "contract") {
      move(application, "contracted");
      return application;
    }
    if (deed === "disbursement") {
      const { amount_fen, term_months, annual_rate, repayment } = application.decision!;
      const made: Loan = { id: id("loan"), application: application.id, lender: node.org, lender_name: application.product.lender_name, enterprise: company, state: "active", principal_fen: amount_fen!, outstanding_fen: amount_fen!, annual_rate: annual_rate!, term_months: term_months!, repayment: repayment!, disbursed_on: now().slice(0, 10), matures_on: "2027-11-22", redraws: false, prepayment: null, renews: null, renewed_by: null, schedule: makeSchedule(amount_fen!, term_months!), history: [{ state: "disbursed", at: now(), entry: entry() }] };
      loans.push(made);
      application.loan = made.id;
      move(application, "disbursed");
      return made;
    }
    return node.role === "bank" ? application : { ...application, recommendation: null };
  }
  if (room === "decisions") return deed === "replay" ? { identical: true, outcome: find(decisions, name).outcome } : find(decisions, name);
  if (room === "reliefs" && !name) return { items: [] };
  if (room === "loans" && !name) return { items: loans };
  if (room === "loans") {
    const loan = find(loans, name);
    if (deed === "repayments") {
      const next = loan.schedule.find((one) => one.paid_fen === 0)!;
      Object.assign(next, { paid_fen: next.total_fen, state: "paid" });
      loan.outstanding_fen -= next.principal_fen;
      loan.history.push({ state: "repaid", at: now(), entry: entry() });
    }
    return loan;
  }
  if (room === "receipts" && deed === "verification") {
    if (/^0+$/.test(name)) throw new Refused(404, "thing_not_found", "没有这条存证，或您无权查看", "请核对编号");
    const steps = ["回执格式正确，内容可解析", "条目的签名由签发方登记的密钥作出", "条目包含在账本中（RFC 9162 包含证明）", "检查点由账本签名", "见证方超过三分之二联合签名"];
    return { entry: name, index: 1207, issuer: "tax", issuer_name: "清河市税务局", contract: "grants", action: "use", kind: null, stream: null, at: now(), log: { origin: ORIGIN, size: 1342 }, cosigned_by: nodes.map((one) => ({ org: one.org, name: one.zh })), quorum: 3, steps: steps.map((text, i) => ({ number: i + 1, text, ok: true })) };
  }
  throw new Refused(404, "no_such_address", `没有 ${method} ${path}`, "请核对地址");
}

function session(node: Node, role: string): Session {
  return { person: { id: role, name: names[role] ?? role, role, org: node.org }, enterprise: role === "owner" ? company : null, expires_at: later(1) };
}

async function serveFile(path: string, reply: ServerResponse): Promise<void> {
  const types: Record<string, string> = { js: "text/javascript", css: "text/css", svg: "image/svg+xml", html: "text/html; charset=utf-8" };
  const name = /\.\w+$/.test(path) && !path.includes("..") ? path : "/index.html";
  const bytes = await readFile(STATIC + name).catch(() => readFile(`${STATIC}/index.html`));
  reply.setHeader("Content-Type", types[name.split(".").pop() ?? ""] ?? "application/octet-stream").end(bytes);
}

async function answer(node: Node, asked: IncomingMessage, reply: ServerResponse): Promise<void> {
  const { pathname } = new URL(asked.url ?? "/", "http://localhost");
  if (!pathname.startsWith("/api/v1/")) return serveFile(pathname, reply);
  const chunks: Buffer[] = [];
  for await (const chunk of asked) chunks.push(chunk as Buffer);
  const who = new RegExp(`puhui_session_${node.org}=(\\w+)`).exec(asked.headers.cookie ?? "")?.[1] ?? null;
  reply.setHeader("Content-Type", "application/json");
  try {
    const said = handle(node, who, asked.method ?? "GET", decodeURIComponent(pathname.slice(7)), JSON.parse(Buffer.concat(chunks).toString() || "{}") as Body, reply);
    reply.statusCode = said === undefined ? 204 : 200;
    reply.end(said === undefined ? undefined : JSON.stringify(said));
  } catch (error) {
    const refused = error instanceof Refused ? error : new Refused(500, "internal", String(error), "请联系平台运营方");
    reply.statusCode = refused.status;
    reply.end(JSON.stringify({ error: { code: refused.code, category: "invalid", party: node.org, stage: "api", cause: refused.message, remedy: refused.remedy, retriable: refused.status >= 500 } }));
  }
}

for (const node of nodes) {
  createServer((asked, reply) => void answer(node, asked, reply)).listen(node.port, "localhost");
}
const url = (node: Node): string => `http://localhost:${node.port}`;
const accounts = nodes.flatMap((node) => (staff[node.org] ?? []).map((role) => ({ org: node.org, url: url(node), login: role, password: "demo", name: names[role], role, ...(role === "owner" ? { enterprise: company, activation: "ABCDEFGHIJKLMNOP" } : {}) })));
console.log(JSON.stringify({ nodes: nodes.map((node) => ({ org: node.org, name_zh: node.zh, name_en: node.en, role: node.role, url: url(node) })), accounts }));
