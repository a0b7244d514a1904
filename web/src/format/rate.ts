// Rates travel as decimal strings ("0.0435", yearly): the point is moved in the text, so no digit is invented.

/** A decimal string as a percentage: "0.0435" is "4.35%". */
export function percent(rate: string | number, digitsMin = 0): string {
  const text = typeof rate === "number" ? decimalText(rate) : rate;
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text.trim());
  if (!match) return text;
  const [, sign = "", whole = "0", decimals = ""] = match;
  const padded = decimals.padEnd(2, "0");
  const integer = `${whole}${padded.slice(0, 2)}`.replace(/^0+(?=\d)/, "");
  const fraction = padded.slice(2).replace(/0+$/, "").padEnd(digitsMin, "0");
  return `${sign}${integer}${fraction ? `.${fraction}` : ""}%`;
}

/** A percentage that a person typed, as the decimal string the server takes: "4.35" is "0.0435". */
export function rateFromPercent(typed: string | number): string | null {
  const match = /^(\d{1,3})(?:\.(\d{1,6}))?$/.exec(String(typed).trim());
  if (!match) return null;
  const [, whole = "0", decimals = ""] = match;
  const digits = whole.padStart(3, "0");
  const fraction = `${digits.slice(-2)}${decimals}`.replace(/0+$/, "");
  return `${Number(digits.slice(0, -2))}${fraction ? `.${fraction}` : ""}`;
}

/** A rate as the number an input shows: "0.0435" is 4.35. */
export function percentNumber(rate: string): number {
  return Number(percent(rate).replace("%", ""));
}

/** A share or probability for reading, rounded: 0.01304 is "1.3%". */
export function share(value: number, decimals = 1): string {
  return `${(value * 100).toFixed(decimals).replace(/\.0+$/, "")}%`;
}

function decimalText(value: number): string {
  return value.toFixed(10).replace(/\.?0+$/, "");
}
