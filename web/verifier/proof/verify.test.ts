import { readdirSync, readFileSync } from "node:fs";

import { describe, expect, it } from "vitest";

import { bytesOf, fromBase64, fromHex } from "./bytes.ts";
import { fittingEngine, isSoundPoint, noble, QUESTIONS, webcrypto } from "./ed25519.ts";
import { parseEventReceipt, verifyEvent } from "./event.ts";
import { checkSm2 } from "./sm2.ts";
import { PublicKey } from "./suites.ts";
import { parseTrust, type Trust } from "./trust.ts";
import { verifyReceipt } from "./verify.ts";
import { Malformed, Refused } from "./words.ts";

// The vectors that the node's own verifier is held to, file by file.
const FOLDER = new URL("../../../tests/vectors/", import.meta.url);
const vectors = (name: string) => JSON.parse(readFileSync(new URL(name, FOLDER), "utf8"));
type Ledger = {
  trust: unknown;
  receipt: { entry: string; index: number; text: string };
  event: { bytes: string; index: number; receipt: string };
  forged_receipts: { attack: string; refused_at_step: number; text: string }[];
  signatures?: { what: string; key: string; message: string; signature: string; verifies: boolean }[];
  forged_trusts?: { attack: string; trust: unknown }[];
};
const LEDGERS: [string, Ledger][] = readdirSync(FOLDER)
  .filter((name) => /^ledger_vectors.*\.json$/.test(name)) // one for each suite
  .map((name) => [name.replace(".json", ""), vectors(name)]);
const EDGES: { case: string; key: string; message: string; signature: string; key_accepted: boolean; holds: boolean | null }[] =
  vectors("ed25519_edges.json");

type Told = { trust: string; text: string };
type Strangers = {
  trusts: Record<string, string>;
  receipts: (Told & { case: string; index: number })[];
  forged_receipts: (Told & { attack: string; refused_at_step: number })[];
  events?: (Told & { case: string; index: number; event: string })[];
  forged_events?: (Told & { attack: string; refused_at_step: number; event: string })[];
  bad_trust_files?: { fault: string; data: string }[];
};
const STRANGERS: [string, Strangers][] = ["attack", "era"].map((name) => [name, vectors(`${name}_vectors.json`)]);

const trustOf = (value: unknown): Trust => parseTrust(bytesOf(JSON.stringify(value)));
const stepOf = async (verifying: Promise<unknown>): Promise<number> => {
  const reason = await verifying.then(
    () => null,
    (error: unknown) => error,
  );
  expect(reason).toBeInstanceOf(Refused);
  return (reason as Refused).step;
};

for (const [name, ledger] of LEDGERS) {
  describe.each([webcrypto, noble])(`${name} with $name`, (engine) => {
    const trust = trustOf(ledger.trust);

    it("the receipt holds", async () => {
      const { entry, index } = await verifyReceipt(bytesOf(ledger.receipt.text), trust, engine);
      expect({ entry, index }).toEqual({ entry: ledger.receipt.entry, index: BigInt(ledger.receipt.index) });
    });

    it.each(ledger.forged_receipts)("$attack is refused at step $refused_at_step", async ({ text, refused_at_step: step }) => {
      expect(await stepOf(verifyReceipt(bytesOf(text), trust, engine))).toBe(step);
    });

    it("the event holds", async () => {
      const { bytes, index, receipt } = ledger.event;
      const event = await verifyEvent(fromHex(bytes), parseEventReceipt(bytesOf(receipt)), trust, engine);
      expect(event.index).toBe(BigInt(index));
    });

    it.each(ledger.signatures ?? [])("$what: $verifies", async ({ key, message, signature, verifies }) => {
      const held = new PublicKey(trust.suite, fromHex(key));
      expect(await held.verifies(engine, fromHex(signature), fromHex(message))).toBe(verifies);
    });

    it.each(ledger.forged_trusts ?? [])("a trust file with $attack is refused", ({ trust: forged }) => {
      expect(() => trustOf(forged)).toThrow(Malformed);
    });
  });
}

it.each([webcrypto, noble].flatMap((engine) => EDGES.map((edge) => ({ ...edge, engine }))))(
  "$case, with $engine.name",
  async ({ engine, key, key_accepted: accepted, message, signature, holds }) => {
    expect(isSoundPoint(fromHex(key))).toBe(accepted);
    if (accepted) expect(await engine.check(fromHex(key), fromHex(signature), fromHex(message))).toBe(holds);
  },
);

describe.each([webcrypto, noble])("a stranger with $name", (engine) => {
  for (const [name, told] of STRANGERS) {
    const trusts = new Map(Object.entries(told.trusts).map(([which, text]) => [which, parseTrust(bytesOf(text))]));

    it.each(told.receipts)(`${name}: $case holds`, async ({ trust, text, index }) => {
      expect((await verifyReceipt(bytesOf(text), trusts.get(trust)!, engine)).index).toBe(BigInt(index));
    });

    it.each(told.forged_receipts)(
      `${name}: $attack is refused at step $refused_at_step`,
      async ({ trust, text, refused_at_step: step }) => {
        expect(await stepOf(verifyReceipt(bytesOf(text), trusts.get(trust)!, engine))).toBe(step);
      },
    );

    it.each(told.events ?? [])(`${name}: the event, $case, holds`, async ({ trust, text, index, event }) => {
      const receipt = parseEventReceipt(bytesOf(text));
      expect((await verifyEvent(fromBase64(event), receipt, trusts.get(trust)!, engine)).index).toBe(BigInt(index));
    });

    it.each(told.forged_events ?? [])(
      `${name}: $attack is refused at the event's step $refused_at_step`,
      async ({ trust, text, event, refused_at_step: step }) => {
        if (step === 0) {
          expect(() => parseEventReceipt(bytesOf(text))).toThrow(Malformed);
          return;
        }
        const receipt = parseEventReceipt(bytesOf(text));
        expect(await stepOf(verifyEvent(fromBase64(event), receipt, trusts.get(trust)!, engine))).toBe(step);
      },
    );
  }
});

it.each(STRANGERS.flatMap(([, told]) => told.bad_trust_files ?? []))("a trust file with $fault is refused", ({ data }) => {
  expect(() => parseTrust(fromBase64(data))).toThrow(Malformed);
});

it("refuses an SM2 signature whose point is at infinity", async () => {
  const key =
    "df07dc0b31591dfb63ec895516e5bb4ad05a09c2feba6d496ce523f7303fffcd4add27de09262dc59baf690c0286f05e29948517cc1e069b988e139c00f449c8";
  const signature =
    "b3015cd4154568aa4038b05f895bc59387354575f14b331bce00e6e42159b1abcbac72b116b860224e7c808cb314ddcb47125c4b3796bf72b42a51ec30c88828";
  expect(await checkSm2(fromHex(key), fromHex(signature), bytesOf("infinity"))).toBe(false);
});

it("takes the browser's Ed25519 where it answers the edge cases as it should", async () => {
  expect((await fittingEngine()).name).toBe("webcrypto");
  const known = EDGES.map(({ key, message, signature, holds }) => ({ key, message, signature, holds }));
  const text = (data: Uint8Array): string => Buffer.from(data).toString("hex");
  for (const { key, message, signature, holds } of QUESTIONS) {
    expect(known).toContainEqual({ key: text(key), message: text(message), signature: text(signature), holds });
  }
});

it("names the fault of a trust file that is none", () => {
  expect(() => parseTrust(bytesOf("[]"))).toThrow(Malformed);
});
