const LIGHT = [239, 246, 255] as const;
const DARK = [147, 190, 245] as const;

/** A blue for a share of 0 to 1, light enough for dark text at both ends. */
export function shade(share: number): string {
  const at = Math.min(1, Math.max(0, share));
  const mixed = LIGHT.map((light, index) => Math.round(light + ((DARK[index] ?? light) - light) * at));
  return `rgb(${mixed.join(", ")})`;
}
