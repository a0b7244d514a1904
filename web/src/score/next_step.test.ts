import { describe, expect, it } from "vitest";

import type { Application, Enterprise, Score } from "../api/models";
import { nextStep } from "./next_step";

const enterprise = (enrolled: boolean) => ({ enrolled }) as Enterprise;
const score = {} as Score;
const application = (state: string, loan: string | null = null) => ({ id: "app_1", state, loan }) as Application;

describe("the next step", () => {
  it("is the key, then consent, then a match", () => {
    expect(nextStep(enterprise(false), null, []).to).toBe("/enrolment");
    expect(nextStep(enterprise(true), null, []).to).toBe("/consent");
    expect(nextStep(enterprise(true), score, []).to).toBe("/matches");
  });

  it("is the running application, and signing before all else", () => {
    expect(nextStep(enterprise(true), score, [application("submitted")]).to).toBe("/applications/app_1");
    expect(nextStep(enterprise(true), score, [application("submitted"), application("approved")]).title).toBe("next.sign");
  });

  it("is the loan once it is paid out, and a new match after a decline", () => {
    expect(nextStep(enterprise(true), score, [application("disbursed", "loan_1")]).to).toBe("/loans/loan_1");
    expect(nextStep(enterprise(true), score, [application("declined")]).to).toBe("/matches");
  });
});
