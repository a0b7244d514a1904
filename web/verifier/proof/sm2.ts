/** SM2 and SM3 (GB/T 32918, GB/T 32905) by sm-crypto-v2: keys are x ‖ y, signatures r ‖ s, the signer's id is the usual one. */

import { sm2, sm3 } from "sm-crypto-v2";

import { fromHex, hex, numberOf, type Bytes } from "./bytes.ts";

const FIELD = 0xfffffffeffffffffffffffffffffffffffffffff00000000ffffffffffffffffn;
const ORDER = 0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123n;
const SIZE = 32;
const USER = "1234567812345678";

export const digestSm3 = (data: Uint8Array): Bytes => fromHex(sm3(data));

/** Whether a public key is a point of the curve, each coordinate in its one spelling. */
export function isSoundSm2(raw: Uint8Array): boolean {
  if (numberOf(raw.subarray(0, SIZE)) >= FIELD || numberOf(raw.subarray(SIZE)) >= FIELD) return false;
  try {
    return sm2.verifyPublicKey(uncompressed(raw));
  } catch {
    return false;
  }
}

/** Checks a signature; never throws. */
export function checkSm2(key: Bytes, signature: Bytes, message: Bytes): Promise<boolean> {
  try {
    return Promise.resolve(holds(key, signature, message));
  } catch {
    return Promise.resolve(false);
  }
}

function holds(key: Bytes, signature: Bytes, message: Bytes): boolean {
  const [r, s] = [numberOf(signature.subarray(0, SIZE)), numberOf(signature.subarray(SIZE))];
  if (r === 0n || s === 0n || r >= ORDER || s >= ORDER) return false;
  const digest = sm2.getHash(message, uncompressed(key), USER);
  // The library takes the point at infinity for one whose x is 0; then r is the digest, which no honest signature has.
  if (r === numberOf(fromHex(digest)) % ORDER) return false;
  return sm2.doVerifySignature(fromHex(digest), hex(signature), uncompressed(key));
}

const uncompressed = (raw: Uint8Array): string => `04${hex(raw)}`;
