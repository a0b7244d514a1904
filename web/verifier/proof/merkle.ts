/** The Merkle tree of RFC 9162 section 2.1: hashing, and the root to which a path leads. */

import { concat, type Bytes } from "./bytes.ts";
import { Malformed } from "./words.ts";

export type Digest = (data: Uint8Array) => Bytes;

const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);

export const leafHash = (digest: Digest, leaf: Uint8Array): Bytes => digest(concat(LEAF, leaf));

/** The root to which `path` leads from the leaf hash at `index` (2.1.3.2); a path of the wrong length is refused. */
export function rootOfPath(digest: Digest, leaf: Bytes, index: bigint, size: bigint, path: Bytes[]): Bytes {
  if (index >= size) throw new Malformed(`规模为 ${size} 的树没有第 ${index} 号叶`, `no leaf ${index} in a tree of ${size}`);
  let position = index;
  let last = size - 1n;
  let root = leaf;
  for (const sibling of path) {
    if (last === 0n) throw new Malformed("Merkle 路径过长", "the path is too long");
    if (position & 1n || position === last) {
      root = digest(concat(NODE, sibling, root));
      while (!(position & 1n) && position) {
        position >>= 1n;
        last >>= 1n;
      }
    } else {
      root = digest(concat(NODE, root, sibling));
    }
    position >>= 1n;
    last >>= 1n;
  }
  if (last) throw new Malformed("Merkle 路径过短", "the path is too short");
  return root;
}
