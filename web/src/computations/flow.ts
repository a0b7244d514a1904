import type { Computation } from "../api/models";

/** Where values are added, the first three parties hold the shares and compute; the others only share out their part. */
const COMPUTING_WHERE_ADDED = 3;
const ADDING = ["sum", "score"];

type Party = Computation["parties"][number];

export type Flow = { givers: Party[]; computing: Party[]; receivers: Party[] };

/** Who gives data, at whose nodes it is computed, and whom the answer goes to. */
export function flowOf({ op, parties }: Pick<Computation, "op" | "parties">): Flow {
  return {
    // In a score, whoever brings nothing but the enterprise's name gives nothing.
    givers: parties.filter((party) => party.columns.length > (op === "score" ? 1 : 0)),
    computing: ADDING.includes(op) ? parties.slice(0, COMPUTING_WHERE_ADDED) : parties,
    receivers: parties.filter((party) => party.receives),
  };
}

/** What each party learns, in the order in which the parties stand; a party that learns nothing is there with no line. */
export function learntByParty({ parties, disclosed }: Pick<Computation, "parties" | "disclosed">): { party: Party; texts: string[] }[] {
  return parties.map((party) => ({ party, texts: disclosed.filter(({ org }) => org === party.org).map(({ text }) => text) }));
}
