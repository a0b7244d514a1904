import { Tag } from "antd";

import { useLabel } from "../i18n/text";

const COLORS: Record<string, string> = {
  submitted: "blue",
  received: "blue",
  assessed: "geekblue",
  approved: "green",
  declined: "red",
  appealed: "orange",
  signed: "cyan",
  contracted: "cyan",
  disbursed: "green",
  withdrawn: "default",
  expired: "default",
};

export function ApplicationState({ state }: { state: string }) {
  const label = useLabel();
  return <Tag color={COLORS[state] ?? "default"}>{label("state", state)}</Tag>;
}

const STAGES = ["submitted", "assessed", "approved", "contracted", "disbursed"] as const;
export type Stage = (typeof STAGES)[number];

const STAGE_OF: Record<string, Stage> = {
  submitted: "submitted",
  received: "submitted",
  assessed: "assessed",
  approved: "approved",
  declined: "approved",
  appealed: "approved",
  signed: "contracted",
  contracted: "contracted",
  disbursed: "disbursed",
  drawn: "disbursed",
};

/** The last stage an application has passed: 0 at submission, 4 when the money is paid out. */
export function stageOf(state: string): number {
  return STAGES.indexOf(STAGE_OF[state] ?? "submitted");
}

/** The stage that is being worked on; a declined application stays at its decision, also while it is appealed against. */
export function currentStage(state: string): number {
  return isDeclined(state) ? stageOf(state) : stageOf(state) + 1;
}

/** Whether a decline stands, as it does during an appeal. */
export function isDeclined(state: string): boolean {
  return state === "declined" || state === "appealed";
}

export const stages = STAGES;

/** The states in which a bank still owes a decision. */
export const OPEN_STATES = ["submitted", "received", "assessed"] as const;

/** The states in which a bank owes an answer: a decision, or what comes of an appeal. */
export const AWAITED_STATES = [...OPEN_STATES, "appealed"] as const;

/** Whether the bank owes an answer by `decide_by`. */
export function awaitsAnswer(state: string): boolean {
  return AWAITED_STATES.some((one) => one === state);
}

/** Whether the bank still owes a decision. */
export function awaitsDecision(state: string): boolean {
  return OPEN_STATES.some((one) => one === state);
}
