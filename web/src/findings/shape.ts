/** Items of a portrait's sections in the reader's language, as the rooms that found them write them (docs/reference/portrait.md). */

export type Evidence = {
  name: string;
  label: string;
  value: number | null;
  text?: string | null;
  unit: string;
  source: string;
  as_of: string | null;
  threshold: number | null;
};

export type Finding = {
  custodian: string;
  found_by: string;
  code: string;
  title: string;
  text: string;
  severity: "note" | "warn" | "critical";
  as_of: string;
  evidence: Evidence[];
  subgraph: {
    nodes: { id: string; kind: string; name: string; subject: boolean }[];
    edges: {
      source: string;
      target: string;
      kind: string;
      ratio: number | null;
      amount_fen: number | null;
      count: number;
      since: string | null;
      until: string | null;
    }[];
    cut: boolean;
  };
};

export type Contradiction = {
  code: string;
  label: string;
  state: "contradiction" | "consistent" | "cannot_be_judged";
  severity: "low" | "medium" | "high";
  text: string;
  verify: string;
  sides: {
    name: string;
    label: string;
    value: number | null;
    text: string | null;
    unit: string | null;
    source: string | null;
    as_of: string | null;
    cause: string;
  }[];
};
