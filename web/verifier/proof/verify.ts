/**
 * Verify a receipt: the eight steps of the node's own verifier, with its numbers, in its order. Pure.
 *
 * It proves that the organisation signed this statement, that the statement is entry `index` of this log, and that more
 * than two thirds of the log's consensus nodes of that time saw it there. Not that what the issuer said is true.
 */

import { bytesOf, compare, hex, same } from "./bytes.ts";
import type { CborMap } from "./cbor.ts";
import type { Engine } from "./ed25519.ts";
import { leafHash, rootOfPath } from "./merkle.ts";
import { cosignedSeconds, verifies, type Checkpoint, type SignatureLine } from "./note.ts";
import { parseReceipt, type Receipt } from "./receipt.ts";
import { isSignedBy, LAST_MS, parseStatement, type Statement } from "./statement.ts";
import { eraNumberAt, keyAt, type Era, type Member, type Trust, type Witness } from "./trust.ts";
import { Refused, within, type Words } from "./words.ts";

export const STEPS: Words[] = [
  { zh: "回执格式规范且唯一", en: "the receipt has its one spelling" },
  { zh: "检查点属于受信任的日志", en: "the checkpoint is of the trusted log" },
  { zh: "日志对检查点的签名有效（多方共识日志无自有密钥）", en: "the log signed the checkpoint, if it has a key" },
  { zh: "每一行联署均出自受信任的共识节点且有效", en: "every cosignature is a trusted consensus node's, and valid" },
  { zh: "联署节点数达到法定多数", en: "the cosigners reach the quorum" },
  { zh: "存证条目格式规范且唯一", en: "the statement has its one spelling" },
  { zh: "签发机构是成员，其签名有效", en: "the issuer is a member, and signed the statement" },
  { zh: "条目确在日志的所述位置（Merkle 证明成立）", en: "the entry is in the log at its index (Merkle proof)" },
];

/** A consensus node that saw the entry in the log, and when it says so. */
export type Cosigner = { witness: Witness; member: Member | null; atMs: number };

/** What a receipt proves, once all eight steps hold. */
export type VerifiedReceipt = {
  entry: string;
  index: bigint;
  issuer: Member;
  contract: string;
  action: string;
  subject: string;
  args: CborMap;
  atMs: number;
  origin: string;
  size: bigint;
  root: string;
  era: number;
  cosigners: Cosigner[];
  witnesses: number;
  quorum: bigint;
};

/** Check all eight steps; throws `Refused` with the number of the first that fails. */
export async function verifyReceipt(data: Uint8Array, trust: Trust, engine: Engine): Promise<VerifiedReceipt> {
  // 1. One spelling.
  const read = within(1, () => parseReceipt(data));
  const { checkpoint: head, lines } = read.head;

  // 2. The trusted log.
  if (head.origin !== trust.origin) {
    throw new Refused(
      2,
      `检查点属于 ${head.origin}，受信任的是 ${trust.origin}`,
      `the checkpoint is of ${head.origin}, trusted is ${trust.origin}`,
    );
  }
  if (head.root.length !== trust.suite.digestSize) {
    throw new Refused(2, "根哈希的长度与日志的密码套件不符", "the root is not a digest of the log's suite");
  }

  // 3. The log's signature.
  const number = eraNumberAt(trust, head.size);
  const era = trust.eras[number]!;
  if (era.logKey !== null) {
    const log = { name: trust.origin, key: era.logKey, kind: "log" } as const;
    if (!(await verifies(engine, lines[0]!, log, head))) {
      throw new Refused(
        3,
        "第一行签名不是日志的，或验证不通过",
        "the first signature line is not the log's, or does not verify",
      );
    }
  }

  // 4. The witnesses' lines.
  const cosigners = await cosignersOf(era.logKey === null ? lines : lines.slice(1), head, era, trust, engine);

  // 5. The quorum.
  if (BigInt(cosigners.length) < era.quorum) {
    throw new Refused(
      5,
      `仅 ${cosigners.length} 个共识节点联署，至少须 ${era.quorum} 个`,
      `${cosigners.length} consensus nodes cosigned, ${era.quorum} must`,
    );
  }

  // 6. The statement's spelling.
  const statement = within(6, () => parseStatement(read.statement, trust.suite));

  // 7. The issuer.
  const issuer = await issuerOf(statement, read.index, trust, engine);

  // 8. Inclusion.
  checkInclusion(read, trust);

  const { entry, contract, action, subject, args, atMs } = statement;
  return {
    ...{ entry, contract, action, subject, args, atMs, issuer, cosigners },
    index: read.index,
    origin: head.origin,
    size: head.size,
    root: hex(head.root),
    era: number,
    witnesses: era.witnesses.length,
    quorum: era.quorum,
  };
}

async function cosignersOf(
  lines: SignatureLine[],
  head: Checkpoint,
  era: Era,
  trust: Trust,
  engine: Engine,
): Promise<Cosigner[]> {
  if (lines.length % 2) throw new Refused(4, "有共识节点的签名行不成对", "a consensus node's lines are not complete");
  const cosigners: Cosigner[] = [];
  let last = "";
  for (let at = 0; at < lines.length; at += 2) {
    const [cosignature, root] = [lines[at]!, lines[at + 1]!];
    const { name } = cosignature;
    const witness = era.witnesses.find((one) => one.name === name);
    if (witness === undefined) {
      throw new Refused(
        4,
        `${name} 不是该时期（自规模 ${era.fromSize} 起）的共识节点`,
        `${name} is no consensus node of the era that begins at ${era.fromSize}`,
      );
    }
    if (compare(bytesOf(name), bytesOf(last)) <= 0) {
      throw new Refused(4, `${name} 重复出现或次序有误`, `${name} stands twice, or out of order`);
    }
    const both =
      (await verifies(engine, cosignature, { name, key: witness.key, kind: "cosignature" }, head)) &&
      (await verifies(engine, root, { name, key: witness.key, kind: "root" }, head));
    if (!both) throw new Refused(4, `${name} 的签名行验证不通过`, `the signature lines of ${name} do not verify`);
    const atMs = cosignedSeconds(cosignature) * 1000n;
    if (atMs > LAST_MS) throw new Refused(4, `${name} 的联署时间不在历法之内`, `${name} cosigned at no time of our calendar`);
    last = name;
    cosigners.push({ witness, member: trust.members.get(witness.org) ?? null, atMs: Number(atMs) });
  }
  return cosigners;
}

async function issuerOf(statement: Statement, index: bigint, trust: Trust, engine: Engine): Promise<Member> {
  const { issuer } = statement;
  const member = trust.members.get(issuer);
  if (member === undefined) throw new Refused(7, `${issuer} 不是成员`, `${issuer} is not a member`);
  const key = keyAt(member, index);
  if (key === null || !same(key.keyId, statement.keyId)) {
    throw new Refused(
      7,
      `在第 ${index} 号位置，该密钥不是 ${issuer} 的有效密钥`,
      `the key was not ${issuer}'s at index ${index}`,
    );
  }
  if (!(await isSignedBy(engine, statement, key))) {
    throw new Refused(7, `条目不是 ${issuer} 签署的`, `${issuer} did not sign the statement`);
  }
  return member;
}

function checkInclusion(read: Receipt, trust: Trust): void {
  const { digest } = trust.suite;
  const { size, root } = read.head.checkpoint;
  const leaf = leafHash(digest, read.statement);
  if (!same(within(8, () => rootOfPath(digest, leaf, read.index, size, read.path)), root)) {
    throw new Refused(8, "路径不通向检查点的根哈希", "the path does not lead to the checkpoint's root");
  }
}
