/**
 * Ed25519 (RFC 8032) by the browser where it can, by @noble/curves where it cannot. Both answer alike, and like the node:
 * S below the group's order, key and R in their one spelling and not of small order, the equation without cofactor.
 */

import { ed25519 } from "@noble/curves/ed25519.js";
import { sha512 } from "@noble/hashes/sha2.js";

import { concat, fromHex, same, type Bytes } from "./bytes.ts";

/** Checks a signature; never throws. */
export type Check = (key: Bytes, signature: Bytes, message: Bytes) => Promise<boolean>;

export type Engine = { name: "webcrypto" | "noble"; check: Check };

const SIZE = 32;
const FIELD = 2n ** 255n - 19n;
/** The y of all points of small order: under such a key, almost anybody's signature would hold. */
const SMALL_ORDER = new Set([
  0n,
  1n,
  FIELD - 1n,
  0x05fc536d880238b13933c6d305acdfd5f098eff289f4c345b027b2c28f95e826n,
  0x7a03ac9277fdc74ec6cc392cfa53202a0f67100d760b3cba4fd84d3d706a17c7n,
]);

/** Whether a point (a public key, or a signature's R) is spelt in its one way and is not of small order. */
export function isSoundPoint(raw: Uint8Array): boolean {
  const y = littleEndian(raw) & (2n ** 255n - 1n);
  return y < FIELD && !SMALL_ORDER.has(y);
}

export const noble: Engine = {
  name: "noble",
  check: (key, signature, message) => Promise.resolve(isSound(signature) && holds(key, signature, message)),
};

export const webcrypto: Engine = {
  name: "webcrypto",
  check: async (key, signature, message) => {
    try {
      const imported = await crypto.subtle.importKey("raw", key, "Ed25519", false, ["verify"]);
      return isSound(signature) && (await crypto.subtle.verify("Ed25519", imported, signature, message));
    } catch {
      return false;
    }
  },
};

/** The browser's own Ed25519 if it has one that answers these questions as it should, else noble's. */
export async function fittingEngine(): Promise<Engine> {
  if (globalThis.crypto?.subtle === undefined) return noble;
  for (const { key, signature, message, holds: expected } of QUESTIONS) {
    if ((await webcrypto.check(key, signature, message)) !== expected) return noble;
  }
  return webcrypto;
}

const isSound = (signature: Bytes): boolean => signature.length === 2 * SIZE && isSoundPoint(signature.subarray(0, SIZE));

function holds(key: Bytes, signature: Bytes, message: Bytes): boolean {
  const [r, s] = [signature.subarray(0, SIZE), littleEndian(signature.subarray(SIZE))];
  const order = ed25519.Point.Fn.ORDER;
  if (s >= order) return false;
  try {
    const k = littleEndian(sha512(concat(r, key, message))) % order;
    // noble's own verify multiplies both sides by the cofactor 8, and would take signatures that the node refuses.
    const point = ed25519.Point.BASE.multiplyUnsafe(s).subtract(ed25519.Point.fromBytes(key, false).multiplyUnsafe(k));
    return same(point.toBytes(), r);
  } catch {
    return false; // the key is not a point
  }
}

function littleEndian(data: Uint8Array): bigint {
  return data.reduceRight((number, byte) => (number << 8n) | BigInt(byte), 0n);
}

type Question = { key: Bytes; signature: Bytes; message: Bytes; holds: boolean };

/** Signatures on which libraries differ, with the one right answer; all are among the published edge vectors. */
export const QUESTIONS: Question[] = [
  // an ordinary signature
  {
    key: fromHex("ea4a6c63e29c520abef5507b132ec5f9954776aebebe7b92421eea691446d22c"),
    message: fromHex("65646765"),
    signature: fromHex(
      "3ac19d187b2d701a99efd31b701086bd2d217a711c4cf21835ec9eb2b2e6814a" +
        "ad90c7bf4ebf9bc49ead90a35594e09da3790ee30e51375279a9f01dbf6ee102",
    ),
    holds: true,
  },
  // S of the group's order more
  {
    key: fromHex("ea4a6c63e29c520abef5507b132ec5f9954776aebebe7b92421eea691446d22c"),
    message: fromHex("65646765"),
    signature: fromHex(
      "3ac19d187b2d701a99efd31b701086bd2d217a711c4cf21835ec9eb2b2e6814a" +
        "9a64bd1c6922ae1c754a8846348ebfb2a3790ee30e51375279a9f01dbf6ee112",
    ),
    holds: false,
  },
  // R the identity, spelt above the field
  {
    key: fromHex("ea4a6c63e29c520abef5507b132ec5f9954776aebebe7b92421eea691446d22c"),
    message: fromHex("65646765"),
    signature: fromHex(
      "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f" +
        "87dc73806790fbd77743f9291d0114d21f4b6c55192056cf8d265341f6e98008",
    ),
    holds: false,
  },
  // R of small order that only the cofactor clears
  {
    key: fromHex("ea4a6c63e29c520abef5507b132ec5f9954776aebebe7b92421eea691446d22c"),
    message: fromHex("65646765"),
    signature: fromHex(
      "d0424b701d60255de5df705071059ccd22b8349bb4138202ebbd65e9e0ad211b" +
        "e3a3da76daaca42916daa1784c408eb028b4e793dee4146cca317cee85310e0d",
    ),
    holds: false,
  },
  // a key with a small part that the challenge cancels
  {
    key: fromHex("1f4f580e73ac208f06760190e9edc6f5916775dabd9c1cdca393175c2d6d1083"),
    message: fromHex("656467652030"),
    signature: fromHex(
      "edc876d6831fd2105d0b4389ca2e283166469289146e2ce06faefe98b22548df" +
        "93361fb1b9e63ae62e9126068f7e7253caa6d83f80179f747a78fd866fbde403",
    ),
    holds: true,
  },
];
