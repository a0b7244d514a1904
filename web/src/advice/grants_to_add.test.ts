import { describe, expect, it } from "vitest";

import { consentFor } from "./grants_to_add";

describe("consentFor", () => {
  it("names every dataset of every advised source, and nothing else", () => {
    const grants = [
      { source: "court", label: "", gain: 9, coverage: 0.1, datasets: [{ dataset: "court/court-cases", name: "", custodian_name: "" }] },
      { source: "bank", label: "", gain: 5, coverage: 0.05, datasets: ["bank-a/account-flows", "bank-b/account-flows"].map((dataset) => ({ dataset, name: "", custodian_name: "" })) },
    ];
    expect(new URL(consentFor(grants), "http://x").searchParams.getAll("dataset")).toEqual(["court/court-cases", "bank-a/account-flows", "bank-b/account-flows"]);
  });
});
