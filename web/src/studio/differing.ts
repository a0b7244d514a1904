import type { Draft, Sheet } from "./shape";

/** One place where two drafts differ: what it is, as it stands in each ("" where it is not there). */
export type Difference = { place: string; mine: string; theirs: string };

/** Where two drafts of one version differ, rule by rule, threshold by threshold, key by key. */
export function differences(mine: Draft, theirs: Draft): Difference[] {
  const parts: [Record<string, string>, Record<string, string>][] = [
    [ofSheet(mine.sheet), ofSheet(theirs.sheet)],
    [ofCases(mine), ofCases(theirs)],
    [ofProduct(mine), ofProduct(theirs)],
  ];
  return parts.flatMap(([one, other]) =>
    [...new Set([...Object.keys(one), ...Object.keys(other)])]
      .filter((place) => one[place] !== other[place])
      .map((place) => ({ place, mine: one[place] ?? "", theirs: other[place] ?? "" })),
  );
}

function ofSheet(sheet: Sheet | null): Record<string, string> {
  if (!sheet) return {};
  const head = { version: sheet.version, valid_from: sheet.valid_from };
  const rules = sheet.rules.flatMap((rule) => Object.entries(rule).map(([key, value]) => [`${rule.code}.${key}`, String(value)] as const));
  const thresholds = sheet.thresholds.map((one) => [`at.${one.name}`, String(one.value)] as const);
  const facts = sheet.facts.map((one) => [one.name, one.kind] as const);
  return { ...head, ...Object.fromEntries([...rules, ...thresholds, ...facts]) };
}

function ofCases({ cases }: Draft): Record<string, string> {
  if (!cases) return {};
  return Object.fromEntries((cases.cases ?? []).map((one) => [one.name, JSON.stringify([one.change, one.verdict, one.findings])]));
}

function ofProduct({ product }: Draft): Record<string, string> {
  return Object.fromEntries(Object.entries(product ?? {}).map(([key, value]) => [key, JSON.stringify(value)]));
}
