import { describe, expect, it } from "vitest";

import type { Computation } from "../api/models";
import { flowOf, learntByParty } from "./flow";

type Party = Computation["parties"][number];
const party = (org: string, more: Partial<Party> = {}): Party => ({ org, name: org, dataset: "", dataset_name: "", rows: 3, columns: ["uscc"], receives: false, said: "", at: null, ...more });
const orgs = (parties: Party[]): string[] => parties.map(({ org }) => org);

describe("the picture of a computation", () => {
  it("lets two compute together and hands the answer to its receiver alone", () => {
    const flow = flowOf({ op: "match", parties: [party("bank-a", { receives: true }), party("court")] });
    expect(orgs(flow.givers)).toEqual(["bank-a", "court"]);
    expect(orgs(flow.computing)).toEqual(["bank-a", "court"]);
    expect(orgs(flow.receivers)).toEqual(["bank-a"]);
  });

  it("computes a sum at the first three, and a party without columns gives nothing", () => {
    const parties = [party("a", { receives: true, columns: [] }), party("b"), party("c"), party("d")];
    const flow = flowOf({ op: "sum", parties });
    expect(orgs(flow.computing)).toEqual(["a", "b", "c"]);
    expect(orgs(flow.givers)).toEqual(["b", "c", "d"]);
  });

  it("computes a score at the first three, and a receiver that brings the name alone gives nothing", () => {
    const held = ["uscc", "age_m"];
    const parties = [party("tax", { columns: held }), party("social", { columns: held }), party("power", { columns: held }), party("bank-a", { receives: true })];
    const flow = flowOf({ op: "score", parties });
    expect(orgs(flow.givers)).toEqual(["tax", "social", "power"]);
    expect(orgs(flow.computing)).toEqual(["tax", "social", "power"]);
    expect(orgs(flow.receivers)).toEqual(["bank-a"]);
  });

  it("lists what each party learns under its name, also when that is nothing", () => {
    const told = learntByParty({ parties: [party("a"), party("b")], disclosed: [{ org: "a", text: "rows" }, { org: "a", text: "keys" }] });
    expect(told.map(({ party: { org }, texts }) => [org, texts])).toEqual([["a", ["rows", "keys"]], ["b", []]]);
  });
});
