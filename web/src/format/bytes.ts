const STEP = 1000;
const UNITS = ["B", "kB", "MB", "GB"] as const;

/** A size with its SI unit, as 12.3 kB; at most one decimal. */
export function bytes(size: number): string {
  const power = Math.min(Math.floor(Math.log(Math.max(size, 1)) / Math.log(STEP)), UNITS.length - 1);
  return `${Number((size / STEP ** power).toFixed(1))} ${UNITS[power]}`;
}
