import type { Step } from "../api/models";

/** Whether something was added after the latest assessment, which therefore does not know of it. */
export function supplementedSince(steps: Step[]): boolean {
  const states = steps.map((step) => step.state);
  return states.includes("assessed") && states.lastIndexOf("supplemented") > states.lastIndexOf("assessed");
}
