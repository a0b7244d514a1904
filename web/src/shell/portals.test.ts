import { describe, expect, it } from "vitest";

import type { Session } from "../api/models";
import { placeOf, placesOf } from "./portals";

const person = (role: string, enterprise = false): Session => ({ person: { role }, enterprise: enterprise ? {} : null }) as Session;
const paths = (role: string, node: string): string[] => placesOf(person(role), node).map(({ path }) => path);

describe("the ways to go", () => {
  it("lead stewards and auditors of those who keep data to private computations, and nobody else", () => {
    expect(paths("steward", "court")).toEqual(["/", "/computations", "/mandates"]);
    expect(paths("auditor", "bank")).toEqual(["/", "/tables", "/core", "/studio", "/models", "/computations", "/mandates", "/people"]);
    expect(paths("officer", "bank")).not.toContain("/computations");
    expect(paths("auditor", "regulator")).toEqual(["/", "/statistics", "/guarantees", "/campaigns", "/white-lists", "/models", "/people"]);
    expect(paths("officer", "regulator")).toEqual(["/", "/guarantees", "/campaigns", "/white-lists"]);
    expect(paths("registrar", "registry")).toEqual(["/"]);
  });

  it("lead a bank's people to its models, the regulator's auditors to all banks', and nobody else", () => {
    for (const role of ["officer", "approver", "steward", "validator", "auditor"]) expect(paths(role, "bank")).toContain("/models");
    expect(paths("steward", "court")).not.toContain("/models");
    expect(placeOf(placesOf(person("validator"), "bank"), "/models/ab")).toBe("/models");
  });

  it("lead a bank's people to its tables, and those who work on loans to its core system", () => {
    for (const role of ["officer", "approver", "auditor"]) expect(paths(role, "bank")).toEqual(expect.arrayContaining(["/tables", "/core"]));
    expect(paths("steward", "bank")).toContain("/tables");
    expect(paths("steward", "bank")).not.toContain("/core");
    for (const [role, node] of [["validator", "bank"], ["administrator", "bank"], ["steward", "court"], ["officer", "regulator"]] as const) expect(paths(role, node)).not.toContain("/tables");
    expect(placeOf(placesOf(person("officer"), "bank"), "/core/rcn_1")).toBe("/core");
  });

  it("know the place that a path belongs to", () => {
    const steward = placesOf(person("steward"), "court");
    expect(placeOf(steward, "/computations/new")).toBe("/computations");
    expect(placeOf(steward, "/receipts/ab")).toBe("/");
    expect(placeOf(placesOf(person("owner", true), "operator"), "/apply/p1")).toBe("/matches");
    expect(placeOf(placesOf(person("owner", true), "operator"), "/white-lists")).toBe("/matches");
    expect(placeOf(placesOf(person("officer"), "regulator"), "/white-lists")).toBe("/white-lists");
    expect(placeOf(placesOf(person("owner", true), "operator"), "/applications/a1")).toBe("/applications");
    expect(placeOf(placesOf(person("officer"), "bank"), "/applications/a1")).toBe("/");
  });
});
