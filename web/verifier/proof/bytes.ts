/** Bytes and their text forms, each in its one spelling. */

import { Malformed } from "./words.ts";

export type Bytes = Uint8Array<ArrayBuffer>;

/** The largest number of leaves, index or time that any of the formats holds. */
export const MAX_SIZE = 2n ** 63n - 1n;

const BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const encoder = new TextEncoder();

export const bytesOf = (text: string): Bytes => encoder.encode(text);

/** Text of UTF-8 bytes. */
export function textOf(data: Uint8Array): string {
  try {
    return strict.decode(data);
  } catch {
    throw new Malformed("不是 UTF-8 文本", "not UTF-8");
  }
}

export function concat(...parts: Uint8Array[]): Bytes {
  const whole = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Below 0, 0 or above 0 as `one` sorts before, with or after `other`, byte by byte. */
export function compare(one: Uint8Array, other: Uint8Array): number {
  const shared = Math.min(one.length, other.length);
  for (let at = 0; at < shared; at += 1) {
    if (one[at] !== other[at]) return one[at]! - other[at]!;
  }
  return one.length - other.length;
}

export const same = (one: Uint8Array, other: Uint8Array): boolean => compare(one, other) === 0;

export const hex = (data: Uint8Array): string => [...data].map((byte) => byte.toString(16).padStart(2, "0")).join("");

export function fromHex(text: string): Bytes {
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

/** A big-endian number. */
export const numberOf = (data: Uint8Array): bigint => data.reduce((number, byte) => (number << 8n) | BigInt(byte), 0n);

/** Standard base64 with padding (RFC 4648 section 4). */
export function toBase64(data: Uint8Array): string {
  let text = "";
  for (let at = 0; at < data.length; at += 3) {
    const [one = 0, two = 0, three = 0] = data.subarray(at, at + 3);
    const group = (one << 16) | (two << 8) | three;
    const left = data.length - at;
    text += BASE64[group >> 18]! + BASE64[(group >> 12) & 63]!;
    text += left > 1 ? BASE64[(group >> 6) & 63]! : "=";
    text += left > 2 ? BASE64[group & 63]! : "=";
  }
  return text;
}

/** The bytes of base64 text; any spelling but `toBase64`'s is refused. */
export function fromBase64(text: string): Bytes {
  if (text.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(text)) throw new Malformed("不是 base64", "not base64");
  const digits = text.replace(/=+$/, "");
  const data = new Uint8Array((digits.length * 3) >> 2);
  let bits = 0;
  let held = 0;
  let at = 0;
  for (const digit of digits) {
    bits = ((bits << 6) | BASE64.indexOf(digit)) & 0xfff;
    held += 6;
    if (held >= 8) {
      held -= 8;
      data[at] = (bits >> held) & 0xff;
      at += 1;
    }
  }
  if (toBase64(data) !== text) throw new Malformed("base64 的写法不唯一", "another spelling of the same base64");
  return data;
}

/** A number in decimal without leading zeroes, of at most 63 bits. */
export function parseDecimal(text: string): bigint {
  if (!/^(0|[1-9][0-9]{0,18})$/.test(text)) {
    const shown = text.slice(0, 24);
    throw new Malformed(`“${shown}”不是规范的十进制数`, `'${shown}' is not a decimal number`);
  }
  if (BigInt(text) > MAX_SIZE) throw new Malformed(`${text} 过大`, `${text} is too large`);
  return BigInt(text);
}

/** What stands before and after the first blank line, or null when there is none. */
export function splitAtBlankLine(data: Uint8Array): [Uint8Array, Uint8Array] | null {
  for (let at = 0; at + 1 < data.length; at += 1) {
    if (data[at] === 10 && data[at + 1] === 10) return [data.subarray(0, at), data.subarray(at + 2)];
  }
  return null;
}

/** Lines of ASCII text. */
export function asciiLines(data: Uint8Array): string[] {
  if (data.some((byte) => byte > 0x7f)) throw new Malformed("证明部分不是 ASCII 文本", "the proof is not ASCII");
  return textOf(data).split("\n");
}

/** Characters as people count them: code points. */
export const lengthOf = (text: string): number => [...text].length;
