/** What the files that were dropped are, told by what is in them. Pure. */

import { bytesOf, type Bytes } from "../proof/bytes.ts";
import { EVENT_HEADER } from "../proof/event.ts";
import { HEADER } from "../proof/receipt.ts";

export type Kind = "trust" | "receipt" | "event-receipt" | "cose" | "data";

/** A file as it was read. */
export type Held = { name: string; data: Bytes };

const RECEIPT_NAME = /\.(tlog-proof|receipt)$/i;
const TRUST_NAME = /trust[^/]*\.json$/i;

/** A damaged file still counts as what its name says, so that the reader is told what is wrong with it. */
export function kindOf({ name, data }: Held): Kind {
  if (begins(data, EVENT_HEADER)) return "event-receipt";
  if (begins(data, HEADER) || RECEIPT_NAME.test(name)) return "receipt";
  if (TRUST_NAME.test(name) || isTrustLike(data)) return "trust";
  if (data[0] === 0xd2 && data[1] === 0x84) return "cose";
  return "data";
}

function begins(data: Bytes, text: string): boolean {
  return bytesOf(text).every((byte, at) => data[at] === byte);
}

function isTrustLike(data: Bytes): boolean {
  const opening = new TextDecoder().decode(data.subarray(0, 4096));
  return /^\uFEFF?\s*\{/.test(opening) && /"origin"\s*:/.test(opening) && /"suite"\s*:/.test(opening);
}
