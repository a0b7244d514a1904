/** Crypto suites by name, and public keys. A signature scheme and a hash go together; all numbers are the node's own. */

import { sha256 } from "@noble/hashes/sha2.js";

import { bytesOf, concat, fromBase64, hex, toBase64, type Bytes } from "./bytes.ts";
import { isSoundPoint, type Check, type Engine } from "./ed25519.ts";
import type { Digest } from "./merkle.ts";
import { checkSm2, digestSm3, isSoundSm2 } from "./sm2.ts";
import { Malformed } from "./words.ts";

export type Suite = {
  name: string;
  coseAlg: bigint;
  coseTree: bigint;
  noteKey: Bytes;
  cosignatureKey: Bytes;
  digestSize: number;
  keySize: number;
  signatureSize: number;
  digest: Digest;
  isSound: (raw: Bytes) => boolean;
  check: (engine: Engine) => Check;
};

const SUITES: Suite[] = [
  {
    name: "ed25519-sha256",
    coseAlg: -8n,
    coseTree: 1n,
    noteKey: Uint8Array.of(0x01),
    cosignatureKey: Uint8Array.of(0x04),
    digestSize: 32,
    keySize: 32,
    signatureSize: 64,
    digest: (data) => new Uint8Array(sha256(data)),
    isSound: isSoundPoint,
    check: (engine) => engine.check,
  },
  {
    name: "sm2-sm3",
    coseAlg: -329180n, // private use, as is the tree: IANA has none for SM2 and SM3
    coseTree: -329050n,
    noteKey: concat(Uint8Array.of(0xff), bytesOf("sm2-sm3/v1")),
    cosignatureKey: concat(Uint8Array.of(0xff), bytesOf("sm2-sm3-cosignature/v1")),
    digestSize: 32,
    keySize: 64,
    signatureSize: 64,
    digest: digestSm3,
    isSound: isSoundSm2,
    check: () => checkSm2,
  },
];

export function suiteOf(name: string): Suite {
  const known = SUITES.find((suite) => suite.name === name);
  if (known === undefined) throw new Malformed(`未知的密码套件“${name}”`, `unknown crypto suite "${name}"`);
  return known;
}

/** A raw public key and the suite it belongs to. Its text is `suite:base64`. */
export class PublicKey {
  readonly suite: Suite;
  readonly raw: Bytes;

  constructor(suite: Suite, raw: Bytes) {
    if (raw.length !== suite.keySize || !suite.isSound(raw)) {
      throw new Malformed(`不是 ${suite.name} 的有效公钥`, `not a sound public key of ${suite.name}`);
    }
    this.suite = suite;
    this.raw = raw;
  }

  static parse(text: string, suite: Suite): PublicKey {
    const colon = text.indexOf(":");
    if (text.slice(0, colon) !== suite.name) {
      throw new Malformed(`公钥不属于套件 ${suite.name}`, `a key that is not of ${suite.name}`);
    }
    return new PublicKey(suite, fromBase64(text.slice(colon + 1)));
  }

  /** Names the key inside statements. */
  get keyId(): Bytes {
    return this.suite.digest(bytesOf(this.text)).slice(0, 16);
  }

  get text(): string {
    return `${this.suite.name}:${toBase64(this.raw)}`;
  }

  get hex(): string {
    return hex(this.raw);
  }

  async verifies(engine: Engine, signature: Uint8Array, message: Bytes): Promise<boolean> {
    if (signature.length !== this.suite.signatureSize) return false;
    return this.suite.check(engine)(this.raw, new Uint8Array(signature), message);
  }
}
