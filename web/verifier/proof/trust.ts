/**
 * What a verifier must be told beforehand: the log, who must sign its heads at which size, and its members.
 *
 * A head of size S is judged by the last era that begins at or below S, and by no other. A file of version 1 knows one
 * era, from 0. Anything but exactly these fields is refused.
 */

import { MAX_SIZE } from "./bytes.ts";
import { parseJson, type Json, type JsonObject } from "./json.ts";
import { isOrigin } from "./note.ts";
import { isOrg } from "./statement.ts";
import { PublicKey, suiteOf, type Suite } from "./suites.ts";
import { Malformed } from "./words.ts";

export const TRUST_BYTES_MAX = 16 * 1024 * 1024;

export type Witness = { org: string; name: string; key: PublicKey };

/** Who must sign a head from a size on. */
export type Era = { fromSize: bigint; logKey: PublicKey | null; witnesses: Witness[]; quorum: bigint };

/** An organisation, and its keys by the index from which each holds. Null: from there on it may sign nothing. */
export type Member = {
  org: string;
  nameZh: string;
  nameEn: string;
  role: string;
  keys: { key: PublicKey | null; fromIndex: bigint }[];
};

export type Trust = {
  version: 1 | 2;
  origin: string;
  suite: Suite;
  changes: bigint;
  eras: Era[];
  members: Map<string, Member>;
};

export function parseTrust(data: Uint8Array): Trust {
  if (data.length > TRUST_BYTES_MAX) throw new Malformed("文件过大", "the file is too large");
  const value = parseJson(data);
  const version = value instanceof Map ? value.get("v") : null;
  if (version !== 1n && version !== 2n) throw new Malformed("不是版本 1 或 2 的信任文件", "not a trust file of version 1 or 2");
  const first = version === 1n;
  const top = first
    ? fieldsOf(value, "v", "origin", "suite", "log_key", "witnesses", "quorum", "members")
    : fieldsOf(value, "v", "origin", "suite", "changes", "eras", "members");
  const suite = suiteOf(text(top, "suite"));
  const origin = text(top, "origin");
  if (!isOrigin(origin)) throw new Malformed("origin 不能作日志名称", "the origin cannot name a log");
  const members = membersOf(list(top, "members"), suite);
  if (first && [...members.values()].some(({ keys }) => keys.some(({ key }) => key === null))) {
    throw new Malformed("版本 1 的成员必须有公钥", "a member without a key, in version 1");
  }
  return {
    version: first ? 1 : 2,
    origin,
    suite,
    changes: first ? 0n : whole(top, "changes"),
    eras: first ? [eraOf(top, 0n, origin, suite)] : erasOf(list(top, "eras"), origin, suite),
    members,
  };
}

/** The number, from 0, of the era that judges a head of that size. */
export function eraNumberAt(trust: Trust, size: bigint): number {
  return trust.eras.findLastIndex((era) => era.fromSize <= size);
}

/** The key that held when the log was at `index`; null before its admission and while it was silenced. */
export function keyAt(member: Member, index: bigint): PublicKey | null {
  return member.keys.findLast(({ fromIndex }) => fromIndex <= index)?.key ?? null;
}

function erasOf(items: Json[], origin: string, suite: Suite): Era[] {
  const eras = items.map((item) => {
    const era = fieldsOf(item, "from_size", "log_key", "quorum", "witnesses");
    return eraOf(era, whole(era, "from_size"), origin, suite);
  });
  const starts = eras.map(({ fromSize }) => fromSize);
  if (starts[0] !== 0n || !ascends(starts)) throw new Malformed("各时期须从规模 0 起依次递增", "the eras must begin at 0 and ascend");
  return eras;
}

function eraOf(fields: JsonObject, fromSize: bigint, origin: string, suite: Suite): Era {
  const witnesses = list(fields, "witnesses").map((item) => witnessOf(item, suite));
  const quorum = whole(fields, "quorum");
  const count = witnesses.length;
  if (quorum * 3n <= BigInt(2 * count) || quorum > BigInt(count)) {
    throw new Malformed(`法定数须超过 ${count} 个共识节点的三分之二`, `the quorum must be more than two thirds of ${count} witnesses`);
  }
  const names = new Set([origin, ...witnesses.map(({ name }) => name)]);
  if (names.size !== count + 1) throw new Malformed("共识节点名称重复", "the origin and the witnesses' names must be distinct");
  const keys = new Set(witnesses.map(({ key }) => key.text));
  const orgs = new Set(witnesses.map(({ org }) => org));
  if (keys.size !== count || orgs.size !== count) {
    throw new Malformed("两个共识节点的公钥或机构相同", "two witnesses share a key or an organisation");
  }
  return { fromSize, logKey: keyOrNull(fields, "log_key", suite), witnesses, quorum };
}

function witnessOf(item: Json, suite: Suite): Witness {
  const fields = fieldsOf(item, "org", "name", "key");
  const name = text(fields, "name");
  if (!isOrigin(name)) throw new Malformed("共识节点名称不规范", "a witness's name cannot name a log");
  return { org: org(fields), name, key: PublicKey.parse(text(fields, "key"), suite) };
}

function membersOf(items: Json[], suite: Suite): Map<string, Member> {
  const members = items.map((item) => memberOf(item, suite));
  const byOrg = new Map(members.map((member) => [member.org, member]));
  if (byOrg.size !== members.length) throw new Malformed("同一成员列出两次", "a member is named twice");
  return byOrg;
}

function memberOf(item: Json, suite: Suite): Member {
  const fields = fieldsOf(item, "org", "name_zh", "name_en", "role", "keys");
  const id = org(fields);
  const keys = list(fields, "keys").map((held) => {
    const one = fieldsOf(held, "key", "from_index");
    return { key: keyOrNull(one, "key", suite), fromIndex: whole(one, "from_index") };
  });
  if (keys.length === 0 || !ascends(keys.map(({ fromIndex }) => fromIndex))) {
    throw new Malformed(`${id} 的公钥须按 from_index 递增`, `the keys of ${id} must have ascending from_index`);
  }
  return { org: id, nameZh: text(fields, "name_zh"), nameEn: text(fields, "name_en"), role: text(fields, "role"), keys };
}

function fieldsOf(value: Json, ...names: string[]): JsonObject {
  if (value instanceof Map && value.size === names.length && names.every((name) => value.has(name))) return value;
  throw new Malformed(`应恰有字段 ${names.join("、")}`, `must hold exactly ${names.join(", ")}`);
}

function text(fields: JsonObject, name: string): string {
  const value = fields.get(name);
  if (typeof value !== "string") throw new Malformed(`${name} 须为文本`, `${name} must be text`);
  return value;
}

function whole(fields: JsonObject, name: string): bigint {
  const value = fields.get(name);
  if (typeof value === "bigint" && value >= 0n && value <= MAX_SIZE) return value;
  throw new Malformed(`${name} 须为非负整数`, `${name} must be a whole number from 0`);
}

function list(fields: JsonObject, name: string): Json[] {
  const value = fields.get(name);
  if (!Array.isArray(value)) throw new Malformed(`${name} 须为列表`, `${name} must be a list`);
  return value;
}

function org(fields: JsonObject): string {
  const value = fields.get("org");
  if (!isOrg(value)) throw new Malformed("机构编号不规范", "an organisation's id is malformed");
  return value;
}

function keyOrNull(fields: JsonObject, name: string, suite: Suite): PublicKey | null {
  return fields.get(name) === null ? null : PublicKey.parse(text(fields, name), suite);
}

const ascends = (numbers: bigint[]): boolean => numbers.every((number, at) => at === 0 || numbers[at - 1]! < number);
