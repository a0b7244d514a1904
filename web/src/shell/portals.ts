import type { Session } from "../api/models";
import type { PlainKey } from "../i18n/text";

/** What a person can do here follows from whom they act for. */
export type Portal = "enterprise" | "bank" | "audit" | "node";

/** Those who work on applications; a bank's auditors look at decisions and receipts instead. */
const LENDERS = new Set(["officer", "approver"]);

export function portalOf(session: Session, nodeRole: string): Portal {
  if (session.enterprise) return "enterprise";
  if (nodeRole !== "bank") return "node";
  return LENDERS.has(session.person.role) ? "bank" : "audit";
}

/** A way to go. Narrow screens show the short name. */
export type Place = { path: string; title: PlainKey; short: PlainKey };

export const PLACES: Record<Portal, Place[]> = {
  enterprise: [
    { path: "/", title: "nav.home", short: "nav.short.home" },
    { path: "/matches", title: "nav.matches", short: "nav.short.matches" },
    { path: "/applications", title: "nav.applications", short: "nav.short.applications" },
    { path: "/loans", title: "nav.loans", short: "nav.short.loans" },
    { path: "/grants", title: "nav.grants", short: "nav.short.grants" },
    { path: "/uses", title: "nav.uses", short: "nav.short.uses" },
  ],
  bank: [
    { path: "/", title: "nav.inbox", short: "nav.short.inbox" },
    { path: "/loans", title: "nav.loans", short: "nav.short.loans" },
    { path: "/products", title: "nav.products", short: "nav.short.products" },
    { path: "/node", title: "nav.node", short: "nav.short.node" },
  ],
  audit: [{ path: "/", title: "nav.audit", short: "nav.short.audit" }],
  node: [{ path: "/", title: "nav.node", short: "nav.short.node" }],
};

/** The place a path belongs to: the longest one that begins it. */
export function placeOf(portal: Portal, pathname: string): string {
  const owners = PLACES[portal].filter(({ path }) => path === "/" || pathname === path || pathname.startsWith(`${path}/`));
  if (pathname.startsWith("/apply")) return "/matches";
  if (portal === "bank" && pathname.startsWith("/applications")) return "/";
  return owners.sort((a, b) => b.path.length - a.path.length)[0]?.path ?? "/";
}
