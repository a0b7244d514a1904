"""What a consensus node that lies may say: all that it can sign, and all that it can repeat of what others signed.

It never has another's key. Its wrong words, once in a block, are evidence; everything else that it says is refused, or
does no harm.
"""

import json

from puhui.kernel.encoding import encode
from puhui.ledger.checkpoint import Checkpoint
from puhui.ledger.engines.cometbft.cosigning import hear, say
from puhui.ledger.engines.cometbft.transactions import is_record, statements_of
from puhui.ledger.trust import witness_name
from tests.contract.consortium import ORIGIN


class Lies:
    """The lies of one node. `heard` are the words of others that it keeps, to say them again later."""

    def __init__(self, world):
        self.world = world
        self.heard = []
        honest = self._honest
        kinds = [self._wrong_root, self._beyond, self._another, self._oldest, self._nothing, self._garbage, honest]
        self._kinds = world.chance.choice([kinds, kinds, [self._oldest], [self._wrong_root]])  # one lie may be a habit

    # With its votes.

    def extension(self, honest, chain):
        """What it says with its vote in place of the honest word."""
        self._listen(chain)
        return self.world.chance.choice(self._kinds)(honest)

    def unverified(self, chain):
        """What it says with a vote that came too late to be verified."""
        self._listen(chain)
        kinds = [self._wrong_root, self._another, self._garbage]
        return self.world.chance.choice(kinds)(b"")

    def _word(self, size, root):
        liar = self.world.liar
        seconds = int(liar.clock.now().timestamp())
        return say(liar.signer, witness_name(ORIGIN, liar.org), Checkpoint(ORIGIN, size, root), seconds)

    def _wrong_root(self, _):
        size = self.world.liar.ledger.size
        return self._word(self.world.chance.randint(1, size), b"\x07" * 32) if size else b""

    def _beyond(self, _):
        return self._word(self.world.liar.ledger.size + 900, b"\x09" * 32)

    def _another(self, honest):
        return self.world.chance.choice(self.heard) if self.heard else honest

    def _oldest(self, honest):
        return self.heard[0] if self.heard else honest

    @staticmethod
    def _honest(honest):
        return honest

    @staticmethod
    def _nothing(_):
        return b""

    @staticmethod
    def _garbage(_):
        return b"\x80 not a word \n"

    def _listen(self, chain):
        if chain.blocks:
            others = chain.blocks[-1].votes.items()
            self.heard += [word for org, word in others if word and org != self.world.liar.org]
            del self.heard[6:-6]  # some old, some new

    # With its proposals.

    def proposal(self, honest, chain):
        """What it proposes in place of what the honest node within it would."""
        chance, statements = self.world.chance, [one for one in honest if not is_record(one)]
        record = [one for one in honest if is_record(one)]
        old = [one for block in chain.blocks[-4:] for one in block.transactions if not is_record(one)]
        known = [word for word in self.heard if hear(word, self._keys())]
        return chance.choice(
            [
                lambda: honest,
                lambda: statements,  # no cosignatures
                lambda: [*record],  # nobody's statements
                lambda: [*record, *reversed(statements)],
                lambda: [*honest, b"\xd2 no statement"],
                lambda: [*honest, *chance.sample(old, min(1, len(old)))],  # decided before
                lambda: [*honest, *statements[:1]],  # twice
                lambda: [*statements, *record],  # a record out of place
                lambda: [encode([self._garbage(b"")]), *statements],
                lambda: [encode([known[-1]]) if known else b"\x80", *statements],  # one word, perhaps an old one
                lambda: [*honest, self._strangers()],
                lambda: [*honest, *(raw for one in statements for raw in statements_of(one)[::-1])],  # out of bundles
            ]
        )()

    def _keys(self):
        trust = self.world.liar.ledger.trust
        return {} if trust is None else {one.name: [one.key] for one in trust.eras[-1].witnesses}

    def _strangers(self):
        city = self.world.city
        return city.statement("tax-one", "anchors", "batch", {"root": "ab" * 32}, signer=city.log_signer)

    def double_vote(self, chain):
        """Vote twice at a height, and be caught."""
        if chain.height and not self.world.double_voted:
            self.world.double_voted = True
            chain.double_votes.append((self.world.liar.address, chain.height))

    # To who restores a snapshot.

    def offer(self, snapshot):
        """A snapshot that it does not have as it says."""
        about = json.loads(snapshot.metadata)
        about["journal"] = "00" * 32
        forged = type(snapshot)()
        forged.CopyFrom(snapshot)
        forged.metadata = self.world.chance.choice([json.dumps(about).encode(), b"[]", snapshot.metadata + b" "])
        forged.chunks = max(1, forged.chunks + self.world.chance.choice([-1, 0, 1]))
        return forged

    def chunk(self, honest):
        """A chunk that was tampered with."""
        place = self.world.chance.randrange(len(honest) + 1)
        return self.world.chance.choice([b"", honest[:place], honest[:place] + b"\x00" + honest[place + 1 :], b"\x80"])
