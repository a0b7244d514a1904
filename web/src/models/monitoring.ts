/** A monitoring report's JSON (`puhui-monitoring/1`), in one language, as far as pages draw it. */

export type Measures = { auc: number; auc_low: number; auc_high: number; ks: number; ks_low?: number; ks_high?: number };
export type Period = {
  period: string;
  rows: number;
  psi: number | null;
  outcomes: number;
  bads: number;
  mean_pd: number | null;
  bad_low: number | null;
  bad_high: number | null;
  measures: Measures | null;
  approved: number | null;
  overridden: number | null;
  grades: number[];
};
export type Limits = { psi_minor: number; psi_max: number; override_max: number; auc_min: number | null; ks_min: number | null };
export type Summary = {
  latest: string;
  against: string;
  periods: Period[];
  csi: Record<string, number>;
  segments: { segment: string; rows: number; approved: number }[];
  triggers: { code: string; text: string }[];
  labels?: Record<string, string>;
  grade_names?: string[];
  limits?: Limits;
};

export const summaryOf = (report: { summary: unknown }): Summary => report.summary as Summary;

/** The reports to look at: of each model the newest, in the order of the list, which is newest first. */
export function newestOfEach<Report extends { name: string; version: string }>(reports: readonly Report[]): Report[] {
  const seen = new Set<string>();
  return reports.filter((report) => {
    const model = `${report.name}@${report.version}`;
    return !seen.has(model) && Boolean(seen.add(model));
  });
}

/** The rate that came in each period; nothing where no outcome is known. */
export const badRates = (periods: readonly Period[]): (number | null)[] => periods.map((row) => (row.outcomes > 0 ? row.bads / row.outcomes : null));

/** Each period's share of applications by grade. */
export function gradeShares(periods: readonly Period[], grade: number): (number | null)[] {
  return periods.map((row) => {
    const all = row.grades.reduce((sum, count) => sum + count, 0);
    return all === 0 ? null : (row.grades[grade] ?? 0) / all;
  });
}
