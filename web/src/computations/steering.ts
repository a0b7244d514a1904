import type { Session } from "../api/models";

/** Stewards begin and end things; auditors look on and never see a result. */
export function maySteer(session: Session | null | undefined): boolean {
  return session?.person.role === "steward";
}
