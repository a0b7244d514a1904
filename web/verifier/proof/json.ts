/**
 * JSON (RFC 8259) as a trust file may hold it: objects, lists, text, whole numbers, booleans, null. Numbers are kept whole;
 * fractions, exponents and an object that names a key twice are refused, for readers differ in what they make of them.
 */

import { textOf } from "./bytes.ts";
import { Malformed } from "./words.ts";

export type Json = string | bigint | boolean | null | Json[] | JsonObject;
export type JsonObject = Map<string, Json>;

const DEPTH_MAX = 32;
const SPACE = /[ \t\n\r]*/y;
const NUMBER = /-?(0|[1-9][0-9]*)(?![0-9.eE])/y;
// eslint-disable-next-line no-control-regex -- control characters are what a JSON string may not hold
const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const WORDS: [string, boolean | null][] = [
  ["true", true],
  ["false", false],
  ["null", null],
];

export function parseJson(data: Uint8Array): Json {
  const reader = new JsonReader(textOf(data));
  const value = reader.value(0);
  reader.end();
  return value;
}

class JsonReader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  value(depth: number): Json {
    if (depth > DEPTH_MAX) throw notJson(this.#at);
    this.#match(SPACE);
    const next = this.#text[this.#at];
    if (next === "{") return this.#object(depth);
    if (next === "[") return this.#list(depth);
    if (next === '"') return this.#string();
    const number = this.#match(NUMBER);
    if (number !== null) return BigInt(number);
    for (const [word, meaning] of WORDS) {
      if (this.#text.startsWith(word, this.#at)) {
        this.#at += word.length;
        return meaning;
      }
    }
    throw notJson(this.#at);
  }

  end(): void {
    this.#match(SPACE);
    if (this.#at !== this.#text.length) throw notJson(this.#at);
  }

  #object(depth: number): JsonObject {
    const members: JsonObject = new Map();
    this.#at += 1;
    if (this.#next("}")) return members;
    do {
      this.#match(SPACE);
      const name = this.#string();
      if (members.has(name)) throw new Malformed(`“${name}”出现两次`, `"${name}" stands twice`);
      if (!this.#next(":")) throw notJson(this.#at);
      members.set(name, this.value(depth + 1));
    } while (this.#next(","));
    if (!this.#next("}")) throw notJson(this.#at);
    return members;
  }

  #list(depth: number): Json[] {
    const items: Json[] = [];
    this.#at += 1;
    if (this.#next("]")) return items;
    do items.push(this.value(depth + 1));
    while (this.#next(","));
    if (!this.#next("]")) throw notJson(this.#at);
    return items;
  }

  #string(): string {
    const spelled = this.#match(STRING);
    if (spelled === null) throw notJson(this.#at);
    return JSON.parse(spelled) as string;
  }

  #next(sign: string): boolean {
    this.#match(SPACE);
    if (this.#text[this.#at] !== sign) return false;
    this.#at += 1;
    return true;
  }

  #match(pattern: RegExp): string | null {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0] ?? null;
    this.#at += found?.length ?? 0;
    return found;
  }
}

const notJson = (at: number): Malformed => new Malformed(`第 ${at + 1} 个字符处不是规范的 JSON`, `not JSON at character ${at + 1}`);
