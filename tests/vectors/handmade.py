"""A log made by hand, signed with seeds: nothing of it comes from a running engine or from the contracts."""

import base64
import json

from puhui.kernel import ManualClock, SeededEntropy, SoftwareSigner, suite
from puhui.kernel.ids import OrgId
from puhui.ledger import build_statement
from puhui.ledger.checkpoint import Checkpoint, SignedCheckpoint, cosign_checkpoint, parse_checkpoint, sign_checkpoint
from puhui.ledger.merkle import Frontier, inclusion_path, leaf_hash, root_at
from puhui.ledger.receipt import Receipt
from tests.contract.consortium import START, SUITE

COSIGNED_AT = 1_772_413_260
LOG_SEED = 250


def signer(number, of="ed25519-sha256"):
    """The key of one seed."""
    return SoftwareSigner.from_seed(suite(of), bytes([number]) * 32)


def key(number):
    """The text of its public key."""
    return str(signer(number).public_key)


class Writer:
    """Writes statements with nonces that repeat from run to run."""

    def __init__(self, seed):
        self._clock, self._entropy = ManualClock(START), SeededEntropy(seed)

    def record(self, org, number, seq=1):
        """`org` records a step, signed with the key of seed `number`."""
        args = {"stream": "loan", "seq": seq, "kind": "loan.step", "digest": "cd" * 32}
        return self.say(org, number, "anchors", "record", args)

    def say(self, org, number, contract, action, args):
        """`org` says anything at all."""
        return build_statement(
            signer(number), OrgId(org), contract, action, args, clock=self._clock, entropy=self._entropy
        )


class HandmadeLog:
    """Statements in a tree, and heads signed by whomever a vector wants."""

    def __init__(self, origin, statements):
        self.origin, self.statements, self.rows = origin, statements, []
        frontier = Frontier(SUITE.digest)
        for raw in statements:
            self.rows.append(frontier.append(leaf_hash(SUITE.digest, raw)))

    def _node(self, level, position):
        return self.rows[((position + 1) << level) - 1][level]

    def head(self, size):
        """The true head of that size."""
        return Checkpoint(self.origin, size, root_at(SUITE.digest, size, self._node))

    def receipt(self, index, size, cosigners, *, log=LOG_SEED, head=None):
        """A receipt under a head that the log (seed `log`; None: nobody) and the cosigners ({org: seed}) signed."""
        head = head or self.head(size)
        path = inclusion_path(SUITE.digest, index, size, self._node)
        return Receipt(self.statements[index], index, tuple(path), SignedCheckpoint(head, signed(head, cosigners, log)))


def signed(head, cosigners, log=LOG_SEED):
    """The signature lines of a head."""
    own = () if log is None else parse_checkpoint(sign_checkpoint(signer(log), head)).lines
    pairs = [pair(head, org, cosigners[org]) for org in sorted(cosigners)]
    return (*own, *(line for lines in pairs for line in lines))


def pair(head, org, number, *, name=None):
    """One consensus node's two lines."""
    return cosign_checkpoint(signer(number), name or f"{head.origin}/{org}", head, COSIGNED_AT)


def witnesses(origin, orgs):
    """The witnesses of a trust file; `orgs` is {org: seed}."""
    return [{"org": org, "name": f"{origin}/{org}", "key": key(number)} for org, number in sorted(orgs.items())]


def member(org, role, *keys):
    """A member of a trust file; `keys` are (from_index, seed or None)."""
    held = [{"key": None if number is None else key(number), "from_index": start} for start, number in keys]
    return {"org": org, "name_zh": f"机构{org}", "name_en": f"Organisation {org}", "role": role, "keys": held}


def dumps(value):
    """A trust file's text."""
    return json.dumps(value, ensure_ascii=False)


def to_base64(data):
    """Standard base64."""
    return base64.b64encode(data).decode()


def write(path, vectors):
    """The committed file."""
    path.write_text(json.dumps(vectors, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
