"""CometBFT's part between the nodes: rounds, votes and blocks, in every order that ABCI 2.0 allows, chosen by a seed.

What is modelled: proposers take turns, and fail; a proposal that more than two thirds accept may still miss its
precommits, is locked then, and comes again in the next round, alone; a vote counts when its extension was verified;
a block carries the last commit as its proposer saw it, which is any part above two thirds, and evidence of double
votes; validator updates of a block count two blocks later; nobody proposes when no transaction waits and the app hash
stands still, but for a heartbeat. Consensus itself is not under test: one block is decided a height, by construction.
What the application answers is: honest nodes must answer alike, and take what honest nodes make.
"""

import base64
import json
from dataclasses import dataclass, field

from puhui.ledger.engines.cometbft import abci_pb2 as abci
from puhui.ledger.engines.cometbft.validators import POWER

MAX_BLOCK_BYTES = 1 << 20
_ACCEPT = 1
_ABSENT, _VOTED = 1, 2
_DOUBLE_VOTE = 1


@dataclass(frozen=True)
class Proposal:
    """What a proposer proposes at a height. `last` are the addresses whose votes for the block before it names."""

    height: int
    time_ms: int
    transactions: tuple
    last: tuple  # (address, whether it voted)
    double_votes: tuple = ()  # (address, height)


@dataclass
class Decided:
    """A block of the chain, with the precommits that decided it, and what the nodes made of it."""

    proposal: Proposal
    votes: dict  # extension by organisation
    app_hash: bytes = b""
    codes: tuple = ()
    size: int | None = None  # of the log, after it
    _request: object = field(default=None, repr=False)

    @property
    def height(self):
        return self.proposal.height

    @property
    def transactions(self):
        return self.proposal.transactions

    def request(self):
        """`finalize_block` for it, made once for all nodes."""
        if self._request is None:
            proposal = self.proposal
            votes = [
                abci.Vote(validator=abci.Validator(address=address, power=1), block_id_flag=_flag(voted))
                for address, voted in proposal.last
            ]
            caught = [
                abci.Misbehavior(type=_DOUBLE_VOTE, validator=abci.Validator(address=address), height=height)
                for address, height in proposal.double_votes
            ]
            self._request = abci.Request(
                finalize_block=abci.FinalizeBlockRequest(
                    txs=proposal.transactions,
                    decided_last_commit=abci.Votes(votes=votes),
                    misbehavior=caught,
                    height=proposal.height,
                    time=timestamp(proposal.time_ms),
                )
            )
        return self._request


class Chain:
    """The one chain of the world's members."""

    def __init__(self, world):
        self.world = world
        self.members = world.members
        self.blocks = []
        self.round = 0
        self.locked = None
        self.double_votes = []  # to be put into the next block
        self.heartbeats = 0
        self.nodes = {str(one.org): base64.b64encode(one.public_key).decode() for one in self.members}
        self.founding = json.dumps({"nodes": self.nodes}).encode()
        self._founded = None
        self._sets = {1: {member.public_key: POWER for member in self.members}}  # power by key, from a height on

    # What every node must agree with.

    def block(self, height):
        return self.blocks[height - 1]

    @property
    def height(self):
        return len(self.blocks)

    def app_hash(self, height):
        """The app hash after a block; of height 0, that of the chain's founding."""
        if height:
            return self.block(height).app_hash
        if self._founded is None:
            self._founded = self.members[0].ledger._replica.found(self.nodes)  # the others are held to it
        return self._founded

    def agree(self, block, answer):
        """Hold one node's execution of a block to that of the others."""
        codes = tuple(result.code for result in answer.tx_results)
        if not block.app_hash:
            block.app_hash, block.codes = answer.app_hash, codes
            self._update_validators(block.height, answer.validator_updates)
        assert (answer.app_hash, codes) == (block.app_hash, block.codes), f"consensus fails at {block.height}"

    def grew(self, member):
        """Hold the log's size after a block to that of the others."""
        block = self.block(member.height)
        if block.size is None:
            block.size = member.ledger.size
        assert member.ledger.size == block.size

    def _update_validators(self, height, updates):
        if not updates:
            return
        powers = dict(self._sets[max(self._sets)])
        for update in updates:
            powers[update.pub_key_bytes] = update.power
        self._sets[height + 2] = {key: power for key, power in powers.items() if power}

    def powers(self, height):
        """The validators of a height and their power, by key."""
        return self._sets[max(since for since in self._sets if since <= height)]

    def validators(self, height):
        """The members that vote at a height."""
        powers = self.powers(height)
        return [member for member in self.members if member.public_key in powers]

    def enough(self, members, height):
        """Whether they are more than two thirds of the power."""
        powers = self.powers(height)
        return 3 * sum(powers.get(member.public_key, 0) for member in members) > 2 * sum(powers.values())

    # One round.

    def can_go_on(self):
        """Whether more than two thirds stand at the head and are up."""
        return self.enough(self._present(), self.height + 1)

    def _present(self):
        at = self.height
        return [one for one in self.validators(at + 1) if one.up and one.height == at and not one.syncing]

    def is_wanted(self):
        """Whether the nodes would make a block though nothing happens: a transaction waits, or the app hash moved."""
        return any(one.mempool for one in self._present()) or self._must_prove()

    def _must_prove(self):
        return self.height < 1 or self.app_hash(self.height) != self.app_hash(self.height - 1)

    def go_on(self):
        """Try one round at the next height; whether a block was decided."""
        world, height, present = self.world, self.height + 1, self._present()
        validators = self.validators(height)
        proposer = validators[(height + self.round + world.offset) % len(validators)]
        self.round += 1
        if proposer not in present or (world.faulty and world.chance.random() < 0.06):
            return False
        proposal = self.locked or self._propose(proposer, height)
        if proposal is None:
            return False
        voters = self._accepting(present, proposer, proposal)
        if not self.enough(voters, height):
            return False
        votes = self._precommits(voters, present, height)
        if not self.enough([one for one in validators if one.org in votes], height):
            self.locked = proposal
            return False
        self.blocks.append(Decided(proposal, votes))
        self.round, self.locked = 0, None
        if proposal.double_votes:
            self.double_votes = []
        return True

    def _propose(self, proposer, height):
        waiting = [*proposer.mempool]
        if not waiting and not self._must_prove() and self.round == 1 and not self.heartbeats:
            return None  # it waits for a transaction while the others lose patience with it
        self.heartbeats = 0
        world = self.world
        last_ms = self.blocks[-1].proposal.time_ms if self.blocks else 0
        time_ms = max(last_ms + 1, int(proposer.clock.now().timestamp() * 1000))
        seen = self._seen_commit(height - 1)
        answer = world.attempt(
            proposer,
            lambda: proposer.ask(
                "prepare_proposal",
                max_tx_bytes=MAX_BLOCK_BYTES,
                txs=waiting,
                local_last_commit=abci.ExtendedVotes(
                    votes=[
                        abci.ExtendedVote(
                            validator=abci.Validator(address=one.address, power=1),
                            vote_extension=seen.get(one.org, b""),
                            block_id_flag=_flag(one.org in seen),
                        )
                        for one in (self.validators(height - 1) if seen else [])
                    ]
                ),
                height=height,
                time=timestamp(time_ms),
            ),
        )
        if answer is None:
            return None
        transactions = tuple(answer.txs)
        if proposer is world.liar:
            transactions = tuple(world.lies.proposal(transactions, self))
        last = tuple((one.address, one.org in seen) for one in (self.validators(height - 1) if seen else []))
        return Proposal(height, time_ms, transactions, last, tuple(self.double_votes))

    def _seen_commit(self, height):
        """The precommits of a height as a proposer saw them: any that are enough; late ones were never verified."""
        if not height:
            return {}
        chance, votes = self.world.chance, dict(self.block(height).votes)
        orgs = list(votes)
        chance.shuffle(orgs)
        if self.world.faulty:
            for org in orgs:
                rest = [one for one in self.validators(height) if one.org in votes and one.org != org]
                if chance.random() < 0.15 and self.enough(rest, height):
                    del votes[org]
        liar = self.world.liar
        if liar is not None and liar.org not in votes and chance.random() < 0.5:
            votes[liar.org] = self.world.lies.unverified(self)
        return votes

    def _accepting(self, present, proposer, proposal):
        world, liar = self.world, self.world.liar
        answers = {}
        for one in present:
            answer = world.attempt(
                one,
                lambda one=one: one.ask(
                    "process_proposal",
                    txs=proposal.transactions,
                    height=proposal.height,
                    time=timestamp(proposal.time_ms),
                    proposer_address=proposer.address,
                ),
            )
            if answer is not None:
                answers[one] = answer.status == _ACCEPT
        honest = {answer for one, answer in answers.items() if one is not liar}
        assert len(honest) < 2, "honest nodes answer alike"
        assert honest != {False} or proposer is liar, "what an honest node proposes is accepted"
        late = 0.08 if world.faulty else 0
        return [one for one, fine in answers.items() if (fine or one is liar) and world.chance.random() >= late]

    def _precommits(self, voters, present, height):
        world, votes = self.world, {}
        for one in voters:
            if world.faulty and world.chance.random() < 0.08:
                continue  # too late for this round
            answer = world.attempt(one, lambda one=one: one.ask("extend_vote", height=height))
            if answer is None:
                continue
            word = world.lies.extension(answer.vote_extension, self) if one is world.liar else answer.vote_extension
            judges = [other for other in present if other not in (one, world.liar) and other.up]
            if judges and not self._verified(world.chance.choice(judges), one, word, height):
                assert one is world.liar, "an honest word is accepted"
                continue
            votes[one.org] = word
        return votes

    def _verified(self, judge, voter, word, height):
        answer = self.world.attempt(
            judge,
            lambda: judge.ask(
                "verify_vote_extension", validator_address=voter.address, height=height, vote_extension=word
            ),
        )
        return answer is None or answer.status == _ACCEPT


def timestamp(milliseconds):
    return abci.Timestamp(seconds=milliseconds // 1000, nanos=milliseconds % 1000 * 1_000_000)


def _flag(voted):
    return _VOTED if voted else _ABSENT
