/** The most characters of a table that a node takes. */
export const TABLE_MAX = 4_000_000;

export type Shape = { columns: string[]; rows: number };

/** The columns and the number of rows of CSV text with a header; for showing, the node reads it for itself. */
export function shapeOf(table: string): Shape {
  const [header = "", ...rows] = table.split(/\r?\n/).filter((line) => line.trim());
  const columns = header.split(",").map((name) => name.trim().replace(/^"(.*)"$/, "$1"));
  return { columns: columns.filter(Boolean), rows: rows.length };
}

/** A file's text: UTF-8, else GB 18030, in which spreadsheets of Chinese offices still save. */
export function decoded(file: ArrayBuffer): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(file);
  } catch {
    return new TextDecoder("gb18030").decode(file);
  }
}
