/**
 * Makes tests/vectors/ed25519_edges.json: Ed25519 signatures on which verifiers are known to differ, and the one answer
 * that Puhui's verifiers give: S below the order; the key and R in their one spelling and not of small order; the equation
 * without cofactor.
 *
 *     node dev/ed25519_edges.mjs
 */
import { writeFileSync } from "node:fs";

import { ed25519 } from "@noble/curves/ed25519.js";
import { sha512 } from "@noble/hashes/sha2.js";
import { bytesToHex, concatBytes, utf8ToBytes } from "@noble/hashes/utils.js";

const Point = ed25519.Point;
const ORDER = Point.Fn.ORDER;
const FIELD = Point.Fp.ORDER;
const seed = new Uint8Array(32).fill(7);
const { scalar, pointBytes } = ed25519.utils.getExtendedPublicKey(seed);
const torsion = Point.fromHex("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a"); // of order 8

const little = (number, size = 32) => Uint8Array.from({ length: size }, (_, at) => Number((number >> BigInt(8 * at)) & 255n));
const number = (data) => data.reduceRight((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
const challenge = (r, key, message) => number(sha512(concatBytes(r, key, message))) % ORDER;

/** A signature whose R is r·B + `offset`, under the key a·B + `shift`. */
function sign(message, { nonce = 5n, offset = Point.ZERO, shift = Point.ZERO, spelled = null } = {}) {
  const base = nonce ? Point.BASE.multiply(nonce) : Point.ZERO;
  const r = spelled ?? base.add(offset).toBytes();
  const key = Point.BASE.multiply(scalar).add(shift).toBytes();
  const s = (nonce + challenge(r, key, message) * scalar) % ORDER;
  return { key, message, signature: concatBytes(r, little(s)) };
}

/** The first message for which `fits(k mod 8)`. */
function messageWhere(fits, make) {
  for (let count = 0; ; count += 1) {
    const made = make(utf8ToBytes(`edge ${count}`));
    if (fits(Number(challenge(made.signature.slice(0, 32), made.key, made.message) % 8n))) return made;
  }
}

const message = utf8ToBytes("edge");
const good = { key: pointBytes, message, signature: ed25519.sign(message, seed) };
const s = number(good.signature.slice(32));
const one = little(1n);
const cases = [
  ["an ordinary signature", true, true, good],
  ["a message altered", true, false, { ...good, message: utf8ToBytes("edgf") }],
  ["S of the group's order more", true, false, { ...good, signature: concatBytes(good.signature.slice(0, 32), little(s + ORDER)) }],
  ["S equal to the order, R the identity", true, false, { ...good, signature: concatBytes(one, little(ORDER)) }],
  ["a byte more", true, false, { ...good, signature: concatBytes(good.signature, Uint8Array.of(0)) }],
  ["a byte less", true, false, { ...good, signature: good.signature.slice(0, 63) }],
  ["R the identity, as it is spelt", true, false, sign(message, { nonce: 0n })],
  ["R the identity, spelt above the field", true, false, sign(message, { nonce: 0n, spelled: little(FIELD + 1n) })],
  ["R of small order that only the cofactor clears", true, false, sign(message, { offset: torsion })],
  ["a key with a small part that only the cofactor clears", true, false, messageWhere((k) => k !== 0, (text) => sign(text, { shift: torsion }))],
  ["a key with a small part that the challenge cancels", true, true, messageWhere((k) => k === 0, (text) => sign(text, { shift: torsion }))],
  ["a key that is no point", true, false, { ...good, key: little(2n) }],
  ["the identity for a key", false, null, { key: one, message, signature: concatBytes(one, little(0n)) }],
  ["a key of order 8", false, null, { key: torsion.toBytes(), message, signature: concatBytes(one, little(0n)) }],
  ["a key of order 2", false, null, { key: little(FIELD - 1n), message, signature: concatBytes(one, little(0n)) }],
  ["the identity above the field for a key", false, null, { key: little(FIELD + 1n), message, signature: concatBytes(one, little(0n)) }],
  ["a key above the field", false, null, { ...good, key: little(FIELD + 3n) }],
].map(([name, sound, holds, parts]) => ({
  case: name,
  key: bytesToHex(parts.key),
  message: bytesToHex(parts.message),
  signature: bytesToHex(parts.signature),
  key_accepted: sound,
  holds,
}));
writeFileSync(new URL("../../tests/vectors/ed25519_edges.json", import.meta.url), `${JSON.stringify(cases, null, 1)}\n`);
