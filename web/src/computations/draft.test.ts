import { describe, expect, it } from "vitest";

import type { Mandate } from "../api/models";
import { draftFor, EMPTY, fitsWith, missing, outcomeColumns, requestOf, usableMandates, valueColumns, type Draft } from "./draft";

const mandate = (more: Partial<Mandate>): Mandate =>
  ({ mandate: "mnd_1", direction: "received", standing: "active", op: "match", custodian: "court", purpose: "credit_review", fields: ["uscc"], ...more }) as Mandate;

const ready: Draft = { ...EMPTY, op: "match", mandates: ["mnd_1"], dataset: "bank-a/watchlist" };

describe("a proposal", () => {
  it("can stand only on what was given to us, is in force, and names the operation", () => {
    const all = [mandate({}), mandate({ direction: "given" }), mandate({ standing: "expired" }), mandate({ op: "sum" })];
    expect(usableMandates(all, "match")).toEqual([all[0]]);
    expect(usableMandates(all, null)).toEqual([]);
  });

  it("joins mandates of different institutions for one purpose", () => {
    const court = mandate({});
    expect(fitsWith([court], court)).toBe(true);
    expect(fitsWith([court], mandate({ mandate: "mnd_2", custodian: "tax" }))).toBe(true);
    expect(fitsWith([court], mandate({ mandate: "mnd_2" }))).toBe(false);
    expect(fitsWith([court], mandate({ mandate: "mnd_2", custodian: "tax", purpose: "statistics" }))).toBe(false);
  });

  it("adds up only what every mandate covers", () => {
    const fields = ["product", "uscc", "outstanding_fen", "overdue_fen"];
    const all = [mandate({ fields }), mandate({ fields: fields.slice(0, 3) })];
    expect(valueColumns(all, "product")).toEqual(["outstanding_fen"]);
    expect(valueColumns([], "product")).toEqual([]);
  });

  it("says one thing at a time that is missing", () => {
    expect(missing(EMPTY)).toBe("propose.missing.op");
    expect(missing({ ...ready, mandates: [] })).toBe("propose.missing.mandate");
    expect(missing({ ...ready, dataset: "" })).toBe("propose.missing.input");
    expect(missing({ ...ready, source: "table", table: " \n" })).toBe("propose.missing.input");
    expect(missing(ready)).toBeNull();
    const sum: Draft = { ...ready, op: "sum" };
    expect(missing(sum)).toBe("propose.missing.mandates");
    expect(missing({ ...sum, mandates: ["mnd_1", "mnd_2"] })).toBe("propose.missing.values");
    expect(missing({ ...sum, mandates: ["mnd_1", "mnd_2"], values: ["overdue_fen"] })).toBe("propose.missing.groups");
  });

  it("sends the list or the table, never both, and values only with a sum", () => {
    const both = { ...ready, op: "match" as const, table: "uscc\nx\n", values: ["overdue_fen"], groups: ["g"] };
    expect(requestOf(both)).toMatchObject({ op: "match", mandates: ["mnd_1"], minutes: 30, dataset: "bank-a/watchlist", table: "", values: [], groups: [], target: "", model: "" });
    expect(requestOf({ ...both, source: "table", op: "sum" })).toMatchObject({ dataset: "", table: "uscc\nx\n", values: ["overdue_fen"], groups: ["g"] });
  });

  it("of a model takes a table of ours with outcomes, two mandates, and for a validation the card", () => {
    const train: Draft = { ...EMPTY, op: "train", source: "table", mandates: ["mnd_1"], table: "uscc,ended,years\nx,paid,1\n" };
    expect(missing(train)).toBe("propose.missing.custodians");
    const both: Draft = { ...train, mandates: ["mnd_1", "mnd_2"] };
    expect(missing(both)).toBe("propose.missing.target");
    expect(outcomeColumns(both.table)).toEqual(["ended", "years"]);
    expect(missing({ ...both, target: "ended" })).toBeNull();
    expect(missing({ ...both, op: "validate", target: "ended" })).toBe("propose.missing.model");
    const sent = requestOf({ ...both, op: "train", target: "ended", bad: ["default"], model: "{}" });
    expect(sent).toMatchObject({ op: "train", target: "ended", bad: ["default"], model: "", dataset: "", values: [] });
    expect(requestOf({ ...both, op: "validate", target: "ended", model: "{}" })).toMatchObject({ model: "{}" });
    expect(draftFor(mandate({ op: "train" })).source).toBe("table");
  });

  it("begins from the mandate one came from", () => {
    expect(draftFor(mandate({ op: "lookup" }))).toMatchObject({ op: "lookup", mandates: ["mnd_1"] });
    expect(draftFor(undefined)).toEqual(EMPTY);
  });
});
