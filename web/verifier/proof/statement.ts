/** A statement: one organisation's signed word, as COSE_Sign1 (RFC 9052) over canonical CBOR, in its one spelling. */

import { compare, concat, hex, lengthOf, same, type Bytes } from "./bytes.ts";
import { byteString, decode, Reader, type Cbor, type CborMap } from "./cbor.ts";
import type { Engine } from "./ed25519.ts";
import { toBeSigned } from "./note.ts";
import type { PublicKey, Suite } from "./suites.ts";
import { Malformed } from "./words.ts";

export const STATEMENT_BYTES_MAX = 64 * 1024;
/** The last millisecond of the calendar's year 9999. */
export const LAST_MS = 253_402_300_799_999n;

const CONTENT_TYPE = "application/puhui-entry+cbor";
const NONCE_SIZE = 16;
const SUBJECT_CHARS_MAX = 256;
const SIGN1_HEAD = Uint8Array.of(0xd2, 0x84); // tag 18, array of four
const EMPTY_MAP = Uint8Array.of(0xa0);
const ORG = /^[a-z][a-z0-9-]{1,38}[a-z0-9]$/;

/** A statement that was read. Its signature is not checked until `isSignedBy` says so. */
export type Statement = {
  entry: string;
  issuer: string;
  subject: string;
  keyId: Bytes;
  contract: string;
  action: string;
  atMs: number;
  args: CborMap;
  signed: Bytes;
  signature: Bytes;
};

/** Read a statement of a ledger that uses `suite`. */
export function parseStatement(raw: Bytes, suite: Suite): Statement {
  if (raw.length > STATEMENT_BYTES_MAX) {
    throw new Malformed(`条目有 ${raw.length} 字节，上限 ${STATEMENT_BYTES_MAX}`, `${raw.length} bytes, at most ${STATEMENT_BYTES_MAX}`);
  }
  const [header, payload, signature] = open(raw);
  const { keyId, issuer, subject, issuedS } = readHeader(header, suite);
  const { contract, action, at, args } = readPayload(payload);
  if (signature.length !== suite.signatureSize) {
    throw new Malformed(`签名长度为 ${signature.length} 字节`, `signature of ${signature.length} bytes`);
  }
  if (issuedS !== at / 1000n) throw new Malformed("条目头与内容的时间不一致", "header and payload name different times");
  return {
    entry: hex(suite.digest(raw)),
    issuer,
    subject,
    keyId,
    contract,
    action,
    atMs: Number(at),
    args,
    signed: toBeSigned(header, payload),
    signature,
  };
}

/** Whether `key` is the one that the statement names, and made its signature. */
export async function isSignedBy(engine: Engine, statement: Statement, key: PublicKey): Promise<boolean> {
  return same(statement.keyId, key.keyId) && key.verifies(engine, statement.signature, statement.signed);
}

/** Whether the text is an organisation's id. */
export const isOrg = (text: unknown): text is string => typeof text === "string" && ORG.test(text);

function open(raw: Bytes): [Bytes, Bytes, Bytes] {
  const reader = new Reader(raw);
  if (!same(reader.take(2n), SIGN1_HEAD)) throw new Malformed("条目不是 COSE_Sign1", "not a COSE_Sign1");
  const header = new Uint8Array(reader.bytes());
  const unprotected = reader.take(1n);
  const payload = new Uint8Array(reader.bytes());
  const signature = new Uint8Array(reader.bytes());
  const again = [SIGN1_HEAD, byteString(header), EMPTY_MAP, byteString(payload), byteString(signature)];
  if (compare(unprotected, EMPTY_MAP) !== 0 || !same(concat(...again), raw)) {
    throw new Malformed("COSE_Sign1 的写法不唯一", "another spelling of the same COSE_Sign1");
  }
  return [header, payload, signature];
}

function readHeader(data: Bytes, suite: Suite): { keyId: Bytes; issuer: string; subject: string; issuedS: bigint } {
  const header = mapOf(decode(data), [1n, 3n, 4n, 15n]);
  if (header?.get(1n) !== suite.coseAlg || header.get(3n) !== CONTENT_TYPE) {
    throw new Malformed("条目头的字段、算法或类型不符", `the protected header is not of an entry under ${suite.name}`);
  }
  const claims = mapOf(header.get(15n)!, [1n, 2n, 6n]);
  if (claims === null) throw new Malformed("条目头的声明应为签发者、主体与时间", "the CWT claims must be issuer, subject and issued-at");
  const [keyId, issuer, subject, issuedS] = [header.get(4n), claims.get(1n), claims.get(2n), claims.get(6n)];
  if (!(keyId instanceof Uint8Array) || typeof subject !== "string" || typeof issuedS !== "bigint") {
    throw new Malformed("条目头有类型不符的值", "a header value has the wrong type");
  }
  if (lengthOf(subject) > SUBJECT_CHARS_MAX) {
    throw new Malformed(`主体超过 ${SUBJECT_CHARS_MAX} 个字符`, `a subject of more than ${SUBJECT_CHARS_MAX} characters`);
  }
  if (!isOrg(issuer)) throw new Malformed("签发者不是机构编号", "the issuer is not an organisation's id");
  return { keyId: new Uint8Array(keyId), issuer, subject, issuedS };
}

function readPayload(data: Bytes): { contract: string; action: string; at: bigint; args: CborMap } {
  const payload = mapOf(decode(data), ["v", "contract", "action", "nonce", "at", "args"]);
  if (payload === null) {
    throw new Malformed("条目内容的字段不符", "the payload must hold v, contract, action, nonce, at and args");
  }
  if (payload.get("v") !== 1n) throw new Malformed("条目版本不是 1", "this page reads version 1");
  const [contract, action, nonce] = [payload.get("contract"), payload.get("action"), payload.get("nonce")];
  const [at, args] = [payload.get("at"), payload.get("args")];
  const texts = typeof contract === "string" && typeof action === "string";
  if (!texts || !(nonce instanceof Uint8Array) || typeof at !== "bigint" || !(args instanceof Map)) {
    throw new Malformed("条目内容有类型不符的值", "a payload value has the wrong type");
  }
  if (nonce.length !== NONCE_SIZE || at < 0n || at > LAST_MS) {
    throw new Malformed(
      `随机数应为 ${NONCE_SIZE} 字节，时间应在 1970 至 9999 年之间`,
      `the nonce must be ${NONCE_SIZE} bytes and the time within the years 1970 to 9999`,
    );
  }
  return { contract, action, at, args };
}

/** The map if it has exactly these keys. */
function mapOf(value: Cbor, keys: (string | bigint)[]): CborMap | null {
  return value instanceof Map && value.size === keys.length && keys.every((key) => value.has(key)) ? value : null;
}
