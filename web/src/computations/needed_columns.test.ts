import { describe, expect, it } from "vitest";

import { neededColumns, suggestedColumns } from "./needed_columns";

const list = (key: string, level: string, ...names: string[]) => ({ dataset: "d", name: "", key, level, fields: names.map((name) => ({ name, label: "" })) });
const debtors = list("uscc", "level", "uscc", "level");
const exposures = list("product", "", "product", "uscc", "outstanding_fen");

describe("the columns of a mandate", () => {
  it("are no more than its operation reads", () => {
    expect(neededColumns("match", debtors)).toEqual(["uscc"]);
    expect(neededColumns("lookup", debtors)).toEqual(["uscc", "level"]);
    expect(neededColumns("lookup", exposures)).toEqual(["product"]);
    expect(suggestedColumns("match", debtors)).toEqual(["uscc"]);
  });

  it("of a model are whom a row is about, and all that may tell good from bad", () => {
    const meters = list("uscc", "", "uscc", "kwh12", "pay_late_cnt24");
    expect(neededColumns("train", meters)).toEqual(["uscc"]);
    expect(suggestedColumns("validate", meters)).toEqual(["uscc", "kwh12", "pay_late_cnt24"]);
  });

  it("of a sum are the group, whom it counts, and whatever could be added up", () => {
    expect(neededColumns("sum", exposures)).toEqual(["product", "uscc"]);
    expect(suggestedColumns("sum", exposures)).toEqual(["product", "uscc", "outstanding_fen"]);
  });
});
