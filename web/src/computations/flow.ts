import type { Computation } from "../api/models";

/** In a sum the first three parties hold the shares and compute; the others only share out their part. */
const COMPUTING_IN_A_SUM = 3;

type Party = Computation["parties"][number];

export type Flow = { givers: Party[]; computing: Party[]; receivers: Party[] };

/** Who gives data, at whose nodes it is computed, and whom the answer goes to. */
export function flowOf({ op, parties }: Pick<Computation, "op" | "parties">): Flow {
  return {
    givers: parties.filter((party) => party.columns.length > 0),
    computing: op === "sum" ? parties.slice(0, COMPUTING_IN_A_SUM) : parties,
    receivers: parties.filter((party) => party.receives),
  };
}

/** What each party learns, in the order in which the parties stand; a party that learns nothing is there with no line. */
export function learntByParty({ parties, disclosed }: Pick<Computation, "parties" | "disclosed">): { party: Party; texts: string[] }[] {
  return parties.map((party) => ({ party, texts: disclosed.filter(({ org }) => org === party.org).map(({ text }) => text) }));
}
