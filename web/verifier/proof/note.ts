/** The signed head of the log: C2SP signed note, tlog-checkpoint, cosignature/v1, and our COSE signature over the root. */

import {
  bytesOf,
  concat,
  fromBase64,
  lengthOf,
  MAX_SIZE,
  numberOf,
  parseDecimal,
  same,
  splitAtBlankLine,
  textOf,
  toBase64,
  type Bytes,
} from "./bytes.ts";
import { byteString, encode } from "./cbor.ts";
import type { Engine } from "./ed25519.ts";
import type { PublicKey } from "./suites.ts";
import { Malformed } from "./words.ts";

const SIGNATURES_MAX = 512;
const LINE_CHARS_MAX = 8192;
const DASH = "\u2014 ";
const KEY_HASH_SIZE = 4;
const TIME_SIZE = 8;
const ROOT_TYPE = concat(Uint8Array.of(0xff), bytesOf("cose-receipt-root/v1"));
const SIGNATURE1 = concat(Uint8Array.of(0x84, 0x6a), bytesOf("Signature1"));
const EMPTY_BYTES = Uint8Array.of(0x40);

/** The head of a log: `size` leaves with this Merkle `root`. `body` is the text that all signatures cover. */
export type Checkpoint = { origin: string; size: bigint; root: Bytes; body: Bytes };

/** One signature of a note: who, by which key (4 bytes), and the signature's bytes. */
export type SignatureLine = { name: string; keyHash: Bytes; signature: Bytes };

export type SignedCheckpoint = { checkpoint: Checkpoint; lines: SignatureLine[] };

/** What a signature line says: the log signs the head, a witness saw it, a witness signs its root as COSE. */
export type LineKind = "log" | "cosignature" | "root";

/** Read a checkpoint; any spelling but the one that a log writes is refused. */
export function parseCheckpoint(data: Uint8Array): SignedCheckpoint {
  const parts = splitAtBlankLine(data);
  const fields = parts && textOf(parts[0]).split("\n");
  if (parts === null || fields?.length !== 3) {
    throw new Malformed("检查点应为来源、规模、根哈希三行，再接签名", "not an origin, a size and a root, then signatures");
  }
  const [origin, size, root] = fields as [string, string, string];
  if (!isOrigin(origin)) throw new Malformed("日志来源名称不规范", "not an origin");
  const body = bytesOf(`${origin}\n${size}\n${root}\n`);
  return { checkpoint: { origin, size: parseDecimal(size), root: fromBase64(root), body }, lines: parseLines(parts[1]) };
}

/** Whether the line is this key's, under this name, over the checkpoint. */
export async function verifies(
  engine: Engine,
  line: SignatureLine,
  { name, key, kind }: { name: string; key: PublicKey; kind: LineKind },
  checkpoint: Checkpoint,
): Promise<boolean> {
  if (line.name !== name || !same(line.keyHash, keyHash(name, key, kind))) return false;
  if (kind === "log") return key.verifies(engine, line.signature, checkpoint.body);
  if (kind === "root") return key.verifies(engine, line.signature, rootMessage(key, name, checkpoint));
  const seconds = cosignedSeconds(line);
  if (seconds > MAX_SIZE) return false;
  const message = concat(bytesOf(`cosignature/v1\ntime ${seconds}\n`), checkpoint.body);
  return key.verifies(engine, line.signature.subarray(TIME_SIZE), message);
}

/** When a cosignature says it was made, in seconds since 1970. */
export const cosignedSeconds = (line: SignatureLine): bigint => numberOf(line.signature.subarray(0, TIME_SIZE));

/** Whether the text can name a log: printable, no spaces, no plus. */
export const isOrigin = (text: string): boolean => /^[!-*,-~]+$/.test(text);

/** The Sig_structure of COSE_Sign1 (RFC 9052 section 4.4) with no external data. */
export function toBeSigned(header: Uint8Array, payload: Uint8Array): Bytes {
  return concat(SIGNATURE1, byteString(header), EMPTY_BYTES, byteString(payload));
}

function parseLines(data: Uint8Array): SignatureLine[] {
  const text = textOf(data);
  if (!text.endsWith("\n")) throw new Malformed("最后一行签名不完整", "the last signature line does not end");
  const lines = text.slice(0, -1).split("\n");
  if (lines.length > SIGNATURES_MAX) {
    throw new Malformed(`签名超过 ${SIGNATURES_MAX} 行`, `more than ${SIGNATURES_MAX} signatures`);
  }
  return lines.map(parseLine);
}

function parseLine(line: string): SignatureLine {
  const [, name, packed] = /^\u2014 ([^ ]*) (.*)$/s.exec(line) ?? [];
  if (name === undefined || packed === undefined || !isOrigin(name) || lengthOf(line) > LINE_CHARS_MAX) {
    throw new Malformed("签名行格式不规范", "not a signature line");
  }
  const signature = fromBase64(packed);
  if (signature.length <= KEY_HASH_SIZE) throw new Malformed("签名为空", "an empty signature");
  return { name, keyHash: signature.slice(0, KEY_HASH_SIZE), signature: signature.slice(KEY_HASH_SIZE) };
}

/** A signature line's text, with its newline. */
export const lineText = ({ name, keyHash: hash, signature }: SignatureLine): string =>
  `${DASH}${name} ${toBase64(concat(hash, signature))}\n`;

function keyHash(name: string, key: PublicKey, kind: LineKind): Bytes {
  const { suite, raw } = key;
  const type = { root: ROOT_TYPE, log: suite.noteKey, cosignature: suite.cosignatureKey }[kind];
  return suite.digest(concat(bytesOf(`${name}\n`), type, raw)).slice(0, KEY_HASH_SIZE);
}

function rootMessage(key: PublicKey, name: string, checkpoint: Checkpoint): Bytes {
  const claims = new Map([
    [1n, name],
    [2n, checkpoint.origin],
  ]);
  const header = encode(
    new Map<bigint, bigint | Uint8Array | Map<bigint, string>>([
      [1n, key.suite.coseAlg],
      [4n, key.keyId],
      [15n, claims],
      [395n, key.suite.coseTree],
    ]),
  );
  return toBeSigned(header, checkpoint.root);
}
