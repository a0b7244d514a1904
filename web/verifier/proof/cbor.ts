/**
 * Canonical CBOR: one value, one encoding (RFC 8949 section 4.2.1). Maps with keys all text or all integers, lists, text, byte
 * strings, integers of 64 bits, booleans, null; at most 32 levels. All else is refused, also a negative key beside one of
 * several bytes: the two published orders of keys (RFC 7049 and 8949) would differ.
 */

import { bytesOf, compare, concat, same, textOf, type Bytes } from "./bytes.ts";
import { Malformed } from "./words.ts";

export type Cbor = bigint | string | Uint8Array | boolean | null | Cbor[] | CborMap;
export type CborMap = Map<string | bigint, Cbor>;

const DEPTH_MAX = 32;
const SMALL = 24n;
const Major = {
  Unsigned: 0,
  Negative: 1,
  Bytes: 2,
  Text: 3,
  List: 4,
  Map: 5,
} as const;
type Major = (typeof Major)[keyof typeof Major];

export function encode(value: Cbor): Bytes {
  if (value === null) return Uint8Array.of(0xf6);
  if (typeof value === "boolean") return Uint8Array.of(value ? 0xf5 : 0xf4);
  if (typeof value === "bigint") return value < 0n ? head(Major.Negative, -1n - value) : head(Major.Unsigned, value);
  if (typeof value === "string") return lengthy(Major.Text, bytesOf(value));
  if (value instanceof Uint8Array) return lengthy(Major.Bytes, value);
  if (Array.isArray(value)) return concat(head(Major.List, BigInt(value.length)), ...value.map(encode));
  const items = [...value].map(([key, item]) => ({ key: encode(key), item: encode(item) }));
  items.sort((one, other) => compare(one.key, other.key));
  return concat(head(Major.Map, BigInt(items.length)), ...items.flatMap(({ key, item }) => [key, item]));
}

/** The value of canonical bytes. What was read is written again: any other spelling of the same value is refused. */
export function decode(data: Uint8Array): Cbor {
  const reader = new Reader(data);
  const value = reader.value(0);
  if (!reader.atEnd || !same(encode(value), data)) throw otherSpelling();
  return value;
}

/** The shortest CBOR byte string of `data`. */
export const byteString = (data: Uint8Array): Bytes => lengthy(Major.Bytes, data);

/** Reads items one after another. */
export class Reader {
  readonly #data: Uint8Array;
  #at = 0;

  constructor(data: Uint8Array) {
    this.#data = data;
  }

  get atEnd(): boolean {
    return this.#at === this.#data.length;
  }

  /** The next `count` bytes as they are. */
  take(count: bigint): Uint8Array {
    if (count > BigInt(this.#data.length - this.#at)) throw new Malformed("CBOR 数据不完整", "not CBOR: it ends early");
    const from = this.#at;
    this.#at += Number(count);
    return this.#data.subarray(from, this.#at);
  }

  /** The next item, which must be a byte string. */
  bytes(): Uint8Array {
    const value = this.value(0);
    if (!(value instanceof Uint8Array)) throw new Malformed("此处应为字节串", "a byte string belongs here");
    return value;
  }

  value(depth: number): Cbor {
    if (depth > DEPTH_MAX) throw new Malformed(`嵌套超过 ${DEPTH_MAX} 层`, `nested deeper than ${DEPTH_MAX}`);
    const first = this.take(1n)[0]!;
    if (first === 0xf6) return null;
    if (first === 0xf4 || first === 0xf5) return first === 0xf5;
    const major = first >> 5;
    if (major > Major.Map) throw new Malformed("浮点数、标签等没有规范写法", "floats, tags and the like have no canonical form");
    const argument = this.#argument(first & 31);
    switch (major as Major) {
      case Major.Unsigned:
        return argument;
      case Major.Negative:
        return -1n - argument;
      case Major.Bytes:
        return this.take(argument);
      case Major.Text:
        return textOf(this.take(argument));
      case Major.List:
        return this.#list(argument, depth);
      case Major.Map:
        return this.#map(argument, depth);
    }
  }

  #argument(info: number): bigint {
    if (info < 24) return BigInt(info);
    if (info > 27) throw otherSpelling();
    return this.take(1n << BigInt(info - 24)).reduce((number, byte) => (number << 8n) | BigInt(byte), 0n);
  }

  #list(count: bigint, depth: number): Cbor[] {
    const items: Cbor[] = [];
    for (let left = count; left > 0n; left -= 1n) items.push(this.value(depth + 1));
    return items;
  }

  #map(count: bigint, depth: number): CborMap {
    const items: CborMap = new Map();
    let kind = "";
    for (let left = count; left > 0n; left -= 1n) {
      const key = this.value(depth + 1);
      if ((typeof key !== "string" && typeof key !== "bigint") || (kind && typeof key !== kind)) {
        throw new Malformed("映射的键须全为文本或全为整数", "map keys must be all text or all integers");
      }
      kind = typeof key;
      items.set(key, this.value(depth + 1));
    }
    const numbers = [...items.keys()].filter((key) => typeof key === "bigint");
    if (numbers.some((key) => key < 0n) && !numbers.every((key) => key >= -SMALL && key < SMALL)) {
      throw new Malformed("负整数键只能与单字节的键同列", "a negative map key stands among keys of one byte only");
    }
    return items;
  }
}

function lengthy(major: Major, data: Uint8Array): Bytes {
  return concat(head(major, BigInt(data.length)), data);
}

function head(major: Major, argument: bigint): Bytes {
  const type = major << 5;
  if (argument < 24n) return Uint8Array.of(type | Number(argument));
  const power = argument < 0x100n ? 0 : argument < 0x10000n ? 1 : argument < 0x100000000n ? 2 : 3;
  const data = new Uint8Array(1 + (1 << power));
  data[0] = type | (24 + power);
  for (let at = data.length - 1, rest = argument; at > 0; at -= 1, rest >>= 8n) data[at] = Number(rest & 0xffn);
  return data;
}

const otherSpelling = (): Malformed => new Malformed("同一内容的另一种写法", "another spelling of the same value");
