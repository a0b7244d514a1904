import type { Session } from "../api/models";
import type { PlainKey } from "../i18n/text";

/** What a person can do here follows from whom they act for. */
export type Portal = "enterprise" | "bank" | "audit" | "node";

/** Those who work on applications; a bank's auditors look at decisions and receipts instead. */
const LENDERS = new Set(["officer", "approver"]);

export function portalOf(session: Session, nodeRole: string): Portal {
  if (session.enterprise) return "enterprise";
  if (nodeRole !== "bank" || session.person.role === "administrator") return "node";
  return LENDERS.has(session.person.role) ? "bank" : "audit";
}

/** Whose institution keeps data that others may compute over; a platform, a regulator or a notary keeps none. */
const KEEPERS = new Set(["registry", "tax", "social", "power", "court", "bank", "data_bureau", "customs", "land", "housing", "water", "gas", "telecom"]);
/** Those who look after what their institution lets others compute. */
const COMPUTING_ROLES = new Set(["steward", "auditor"]);

/** Whether this person sees the private computations of their institution. */
export function seesComputations(session: Session, nodeRole: string): boolean {
  return KEEPERS.has(nodeRole) && COMPUTING_ROLES.has(session.person.role);
}

/** A way to go. Narrow screens show the short name. */
export type Place = { path: string; title: PlainKey; short: PlainKey };

const PLACES: Record<Portal, Place[]> = {
  enterprise: [
    { path: "/", title: "nav.home", short: "nav.short.home" },
    { path: "/portrait", title: "nav.portrait", short: "nav.short.portrait" },
    { path: "/needs", title: "nav.needs", short: "nav.short.needs" },
    { path: "/matches", title: "nav.matches", short: "nav.short.matches" },
    { path: "/applications", title: "nav.applications", short: "nav.short.applications" },
    { path: "/loans", title: "nav.loans", short: "nav.short.loans" },
    { path: "/reliefs", title: "nav.reliefs", short: "nav.short.reliefs" },
    { path: "/grants", title: "nav.grants", short: "nav.short.grants" },
    { path: "/uses", title: "nav.uses", short: "nav.short.uses" },
    { path: "/opinion", title: "nav.opinion", short: "nav.short.opinion" },
  ],
  bank: [
    { path: "/", title: "nav.inbox", short: "nav.short.inbox" },
    { path: "/board", title: "nav.board", short: "nav.short.board" },
    { path: "/loans", title: "nav.loans", short: "nav.short.loans" },
    { path: "/reliefs", title: "nav.reliefs", short: "nav.short.reliefs" },
    { path: "/warnings", title: "nav.warnings", short: "nav.short.warnings" },
    { path: "/products", title: "nav.products", short: "nav.short.products" },
    { path: "/node", title: "nav.node", short: "nav.short.node" },
  ],
  audit: [{ path: "/", title: "nav.audit", short: "nav.short.audit" }],
  node: [{ path: "/", title: "nav.node", short: "nav.short.node" }],
};

/** Those who work with a bank's models or look on. */
const MODEL_ROLES = new Set(["officer", "approver", "steward", "validator", "auditor"]);

/** Whether this person sees the bank's models. */
export function seesModels(session: Session, nodeRole: string): boolean {
  return nodeRole === "bank" && MODEL_ROLES.has(session.person.role);
}

const MODELS: Place[] = [{ path: "/models", title: "nav.models", short: "nav.short.models" }];
/** Whether this person watches over the models of all banks. */
export function supervisesModels(session: Session, nodeRole: string): boolean {
  return nodeRole === "regulator" && session.person.role === "auditor";
}

const STATISTICS: Place[] = [{ path: "/statistics", title: "nav.statistics", short: "nav.short.statistics" }];

/** Those who write, let through or look at a bank's rules and products. */
const STUDIO_ROLES = new Set(["officer", "approver", "validator", "auditor"]);
const STUDIO: Place[] = [{ path: "/studio", title: "nav.studio", short: "nav.short.studio" }];

/** Whether this person sees the bank's studio. */
export function seesStudio(session: Session, nodeRole: string): boolean {
  return nodeRole === "bank" && STUDIO_ROLES.has(session.person.role);
}

/** Those who take tables of the bank out, or bring its own. */
const TABLE_ROLES = new Set(["officer", "approver", "steward", "auditor"]);
const TABLES: Place[] = [{ path: "/tables", title: "nav.tables", short: "nav.short.tables" }];

/** Whether this person takes tables of the bank out, or looks after its own data. */
export function seesTables(session: Session, nodeRole: string): boolean {
  return nodeRole === "bank" && TABLE_ROLES.has(session.person.role);
}

const CORE: Place[] = [{ path: "/core", title: "nav.core", short: "nav.short.core" }];

/** Whether this person sees how the bank's core system and this one agree. */
export function seesCore(session: Session, nodeRole: string): boolean {
  return seesTables(session, nodeRole) && session.person.role !== "steward";
}

const COMPUTING: Place[] = [
  { path: "/computations", title: "nav.computations", short: "nav.short.computations" },
  { path: "/mandates", title: "nav.mandates", short: "nav.short.mandates" },
];

/** Whether this person looks after their institution's people, or looks on. */
export function seesPeople(session: Session): boolean {
  return ["administrator", "auditor"].includes(session.person.role);
}

const PEOPLE: Place[] = [{ path: "/people", title: "nav.people", short: "nav.short.people" }];

const SUPPORT: Place[] = [
  { path: "/guarantees", title: "nav.guarantees", short: "nav.short.guarantees" },
  { path: "/campaigns", title: "nav.campaigns", short: "nav.short.campaigns" },
  { path: "/white-lists", title: "nav.lists", short: "nav.short.lists" },
];

/** Whether this person promises support, or looks on: a guarantor's and an office's people sit at a regulator's node. */
export function seesSupport(session: Session, nodeRole: string): boolean {
  return nodeRole === "regulator" && ["officer", "approver", "auditor"].includes(session.person.role);
}

/** The ways to go for this person. */
export function placesOf(session: Session, nodeRole: string): Place[] {
  const watching = supervisesModels(session, nodeRole);
  const places = [
    ...PLACES[portalOf(session, nodeRole)],
    ...(watching ? STATISTICS : []),
    ...(seesSupport(session, nodeRole) ? SUPPORT : []),
    ...(seesTables(session, nodeRole) ? TABLES : []),
    ...(seesCore(session, nodeRole) ? CORE : []),
    ...(seesStudio(session, nodeRole) ? STUDIO : []),
    ...(seesModels(session, nodeRole) || watching ? MODELS : []),
  ];
  const more = seesComputations(session, nodeRole) ? [...places, ...COMPUTING] : places;
  return seesPeople(session) ? [...more, ...PEOPLE] : more;
}

/** The place a path belongs to: the longest one that begins it. */
export function placeOf(places: readonly Place[], pathname: string): string {
  if (pathname.startsWith("/apply/")) return "/matches";
  if (pathname.startsWith("/monitoring/")) return "/loans";
  if (pathname === "/white-lists" && !places.some(({ path }) => path === pathname)) return "/matches";
  const owners = places.filter(({ path }) => path === "/" || pathname === path || pathname.startsWith(`${path}/`));
  return owners.sort((a, b) => b.path.length - a.path.length)[0]?.path ?? "/";
}
