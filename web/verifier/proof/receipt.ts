/** The receipt: a C2SP tlog-proof text that carries its statement in `extra`. One spelling. Reading one proves nothing. */

import { asciiLines, bytesOf, concat, fromBase64, parseDecimal, same, splitAtBlankLine, toBase64, type Bytes } from "./bytes.ts";
import { lineText, parseCheckpoint, type SignedCheckpoint } from "./note.ts";
import { STATEMENT_BYTES_MAX } from "./statement.ts";
import { Malformed } from "./words.ts";

export const HEADER = "c2sp.org/tlog-proof@v1";
export const RECEIPT_BYTES_MAX = 1024 * 1024;

const PATH_MAX = 63;

export type Receipt = { statement: Bytes; index: bigint; path: Bytes[]; head: SignedCheckpoint };

/** Read a receipt; any spelling but the one that a node writes is refused. */
export function parseReceipt(data: Uint8Array): Receipt {
  if (data.length > RECEIPT_BYTES_MAX) {
    throw new Malformed(`文件超过 ${RECEIPT_BYTES_MAX} 字节`, `more than ${RECEIPT_BYTES_MAX} bytes`);
  }
  const parts = splitAtBlankLine(data);
  const lines = parts ? asciiLines(parts[0]) : [];
  if (parts === null || lines.length < 3 || lines[0] !== HEADER) throw new Malformed("不是 tlog-proof 回执", "not a tlog-proof");
  if (lines.length > 3 + PATH_MAX) throw new Malformed("Merkle 路径过长", "the Merkle path is too long");
  const statement = fromBase64(after("extra ", lines[1]!));
  const index = parseDecimal(after("index ", lines[2]!));
  const path = lines.slice(3).map(fromBase64);
  const head = parseCheckpoint(parts[1]);
  if (statement.length > STATEMENT_BYTES_MAX) throw new Malformed("存证条目过长", "the statement is too long");
  const receipt = { statement, index, path, head };
  if (!same(written(receipt), data)) throw new Malformed("同一回执的另一种写法", "another spelling of the same receipt");
  return receipt;
}

function written({ statement, index, path, head }: Receipt): Bytes {
  const proof = [HEADER, `extra ${toBase64(statement)}`, `index ${index}`, ...path.map(toBase64), "", ""].join("\n");
  return concat(bytesOf(proof), head.checkpoint.body, bytesOf(`\n${head.lines.map(lineText).join("")}`));
}

function after(word: string, line: string): string {
  if (!line.startsWith(word)) throw new Malformed(`缺少 ${word.trim()} 行`, `no ${word.trim()} line`);
  return line.slice(word.length);
}
