"""Members come and go, and whoever trusted the first of them follows to the last: handovers, on both engines."""

import base64
import contextlib
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from puhui.kernel.ids import OrgId
from puhui.ledger import parse_statement
from puhui.ledger.check import check_ledger
from puhui.ledger.engines.cometbft.validators import address_of
from puhui.ledger.engines.store import Reader
from puhui.ledger.errors import HandoverRefused, MalformedTrust, ReceiptNotReady, ReceiptRefused
from puhui.ledger.handover import History, follow
from puhui.ledger.receipt import parse_receipt
from puhui.ledger.trust import Trust
from puhui.ledger.verify import verify_receipt
from tests.contract.consortium import ORIGIN, SUITE, Consortium
from tests.contract.governing import Members, newcomer
from tests.unit.ledger.test_comet_replica import Chain

NODE = b"n" * 32


class GovernedChain(Chain):
    """A replica whose every block is cosigned, in the block after it, by all organisations but those `away`."""

    def __init__(self, folder, city=None):
        super().__init__(folder, city)
        self.members = Members(self.city, self.submit)
        self.away = set()
        self.updates = []
        self.replica.found({org: base64.b64encode(org.encode().ljust(32)).decode() for org in self.city.consensus})
        self.submit(self.city.genesis())
        self.first_trust = Trust.parse(self.replica.trust.to_bytes())

    def submit(self, raw):
        (_, verdict), *_ = self.add(raw).answers
        self.settle()
        return verdict

    def settle(self):
        """The blocks after one, until all that must cosign did, or nothing moves any more."""
        for _ in range(6):
            head = self.replica.head_to_cosign()
            if head is None:
                return
            words = [
                self.word(org)
                for org, signer in self.city.signers.items()
                if org not in self.away and self.replica.voice(org, signer.public_key, head.size)
            ]
            executed = self.add(self.record(*words)) if words else self.add()
            self.updates += executed.updates

    @contextlib.contextmanager
    def reader(self):
        reader = Reader(self.path, SUITE.digest)
        yield reader
        reader.close()

    def handovers(self):
        trust = self.replica.trust
        with self.reader() as reader:
            return [reader.handover(number, trust) for number in range(1, trust.changes + 1)]

    def receipts(self):
        with self.reader() as reader:
            return [reader.receipt(parse_statement(raw).entry, self.replica.trust) for raw in reader.entries(0, 1000)]


@pytest.fixture
def chain(tmp_path):
    chain = GovernedChain(tmp_path)
    yield chain
    chain.replica.close()


def promote(chain, org="bank-one", node=NODE):
    chain.members.decide({"kind": "promote", "org": org, "node": node})


def demote(chain, org):
    by = next(one for one in chain.members.consensus if one != org)
    chain.members.decide({"kind": "demote", "org": org}, by=by)


def test_an_old_trust_file_follows_a_whole_life(chain):
    chain.members.admit()
    promote(chain, "bank-five")
    chain.members.rotate("bank-five", seed=71)
    chain.members.rotate("tax-one", seed=72)
    chain.members.decide({"kind": "quorum", "over": [3, 4]})
    chain.members.decide({"kind": "suspend", "org": "social-one"})
    chain.members.decide({"kind": "reinstate", "org": "social-one"})
    chain.members.decide({"kind": "upgrade", "version": 2, "from_index": 10_000})
    demote(chain, "bank-five")
    chain.members.decide({"kind": "expel", "org": "bank-five"})
    new = chain.replica.trust
    assert follow(chain.first_trust, chain.handovers()) == new
    halfway = follow(chain.first_trust, chain.handovers()[:4])
    assert halfway.changes == 4
    assert follow(halfway, chain.handovers()) == new, "from wherever one stands"
    for receipt in chain.receipts():
        verify_receipt(receipt, new)
    assert check_ledger(chain.path, trust=chain.first_trust).findings == []
    assert check_ledger(chain.path, trust=new).findings == []


def test_receipts_of_every_era_verify_in_their_own_era_only(chain):
    before = chain.receipts()[0]
    chain.members.admit()
    promote(chain, "bank-five")
    raw = chain.city.batch()
    chain.submit(raw)
    after = chain.receipts()[-1]
    new = chain.replica.trust
    assert verify_receipt(before, new).quorum == 3
    assert verify_receipt(after, new).quorum == 4
    with pytest.raises(ReceiptRefused):
        verify_receipt(after, chain.first_trust)


def test_the_handover_of_a_new_era_stands_in_no_ordinary_receipt(chain):
    demote(chain, "tax-one")
    (handover,) = chain.handovers()
    assert "tax-one" in handover.decode(), "the node that leaves hands over, too"
    with pytest.raises(ReceiptRefused) as refused:
        verify_receipt(handover, chain.replica.trust)
    assert refused.value.step == 4


def test_validators_change_only_once_the_change_was_handed_over(chain):
    chain.members.admit()
    chain.away = set(chain.city.signers)
    promote(chain, "bank-five")
    assert chain.replica.position.handed == 0
    assert chain.updates == []
    chain.away -= set(chain.city.consensus[:2])
    chain.settle()
    assert chain.updates == [], "two of four are no quorum"
    with pytest.raises(ReceiptNotReady):
        chain.handovers()
    chain.away = set()
    chain.settle()
    assert [(one.key, one.power) for one in chain.updates] == [(NODE, 10)]
    assert chain.replica.position.handed == 1


def test_a_node_that_left_is_no_validator_and_its_address_stays_known(chain):
    chain.members.admit()
    promote(chain, "bank-five")
    demote(chain, "bank-five")
    assert [(one.key, one.power) for one in chain.updates] == [(NODE, 10), (NODE, 0)]
    assert set(chain.replica.validators.active) == set(chain.city.consensus)
    assert chain.replica.validators.org_of(address_of(NODE)) == "bank-five"


def test_a_node_whose_key_changed_is_heard_under_the_new_one_alone(chain):
    old = chain.city.signers[OrgId("tax-one")]
    chain.members.rotate("tax-one", seed=70)
    chain.add(chain.city.batch())
    assert chain.replica.hear(chain.word("tax-one", signer=old)) is None
    assert chain.replica.hear(chain.word("tax-one")) is not None
    assert follow(chain.first_trust, chain.handovers()) == chain.replica.trust


def test_a_restart_within_a_handover_goes_on_where_it_was(chain):
    chain.members.admit()
    chain.away = set(chain.city.signers)
    promote(chain, "bank-five")
    chain.restart()
    chain.away = set()
    chain.settle()
    assert chain.replica.position.handed == 1
    assert "bank-five" in chain.replica.validators.active


def test_two_changes_in_one_block_are_handed_over_one_after_the_other(chain):
    chain.members.admit()
    enacting = []
    chain.members.submit = enacting.append  # gathered, not sent
    for change in ({"kind": "promote", "org": "bank-five", "node": NODE}, {"kind": "demote", "org": "tax-one"}):
        chain.members.submit = chain.submit
        proposal, _ = chain.members.propose(change)
        for org in chain.members.consensus[:4]:
            chain.members.vote(proposal, org)
        chain.members.submit = lambda raw: (enacting.append(raw), parse_statement(raw))[1]
        args = {"proposal": str(proposal), "number": 2 + len(enacting), "change": change, "quorum": 4 - len(enacting)}
        enacting.append(chain.city.statement("operator", "membership", "enact", args))
    verdicts = [verdict.reason for _, verdict in chain.add(*enacting).answers]
    assert verdicts == ["", ""]
    assert len(chain.replica.trust.eras) == 3
    chain.settle()
    assert chain.replica.position.handed == 2
    assert follow(chain.first_trust, chain.handovers()) == chain.replica.trust


def history(chain):
    chain.members.admit()
    promote(chain, "bank-five")
    demote(chain, "tax-one")
    return chain.handovers()


def of_lines(receipt, keep):
    read = parse_receipt(receipt)
    lines = tuple(line for line in read.head.lines if keep(line.name))
    return replace(read, head=replace(read.head, lines=lines)).to_bytes()


HISTORY_ATTACKS = {
    "a_change_left_out": lambda told: [told[0], told[2]],
    "two_changes_swapped": lambda told: [told[1], told[0], told[2]],
    "a_change_twice": lambda told: [told[0], told[0], told[2]],
    "a_change_handed_over_by_too_few": lambda told: [
        told[0],
        of_lines(told[1], lambda name: name[-12:] in ("registry-one", "est-city/tax-one")),
        told[2],
    ],
    "a_change_signed_by_those_of_after": lambda told: [
        told[0],
        told[1],
        of_lines(told[2], lambda name: not name.endswith(("operator", "tax-one"))),
    ],
    "no_receipt": lambda told: [told[0], b"believe me", told[2]],
}


@pytest.mark.parametrize("attack", HISTORY_ATTACKS)
def test_a_history_that_does_not_follow_is_refused(chain, attack):
    told = HISTORY_ATTACKS[attack](history(chain))
    with pytest.raises(HandoverRefused):
        follow(chain.first_trust, told)


def test_an_entry_that_changes_no_member_is_no_change(chain):
    chain.submit(chain.city.batch())
    with pytest.raises(HandoverRefused):
        follow(chain.first_trust, [chain.receipts()[-1]])


def test_a_history_that_stops_early_is_only_older(chain):
    told = history(chain)
    assert follow(chain.first_trust, told[:2]).changes == 2
    assert follow(chain.first_trust, []) == chain.first_trust


def test_a_history_is_a_file(chain):
    told = History(ORIGIN, tuple(history(chain)))
    assert History.parse(told.to_bytes()) == told
    for broken in (
        b"",
        b"[]",
        b'{"v": 2, "origin": "x", "handovers": []}',
        b'{"v": 1, "origin": "x", "handovers": [7]}',
    ):
        with pytest.raises(MalformedTrust):
            History.parse(broken)


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["admit", "promote", "demote", "suspend", "reinstate", "expel", "rotate", "quorum"]),
        st.integers(0, 9),
        st.booleans(),
    ),
    max_size=14,
)


@settings(max_examples=40, deadline=None)
@given(steps=STEPS)
def test_whatever_members_decide_the_first_trust_file_follows(tmp_path_factory, steps):
    chain = GovernedChain(tmp_path_factory.mktemp("life"), Consortium(consensus=4))
    orgs = [*chain.city.signers, *(OrgId(f"bank-{n}") for n in range(3))]
    for number, (kind, pick, away) in enumerate(steps):
        org = orgs[pick % len(orgs)]
        nodes = chain.members.consensus
        chain.away = {nodes[pick % len(nodes)]} if away and len(nodes) > 3 else set()
        if kind == "rotate":
            with contextlib.suppress(KeyError):  # no member: it has no key
                if chain.replica.trust.members[org].key is not None:
                    chain.members.rotate(org, seed=100 + number)
            continue
        change = {
            "admit": lambda org=org, number=number: newcomer(org, seed=150 + number)[0],
            "promote": lambda org=org: {"kind": "promote", "org": org, "node": org.encode().ljust(32)},
            "quorum": lambda pick=pick: {"kind": "quorum", "over": [[2, 3], [3, 4], [4, 5]][pick % 3]},
        }.get(kind, lambda org=org, kind=kind: {"kind": kind, "org": org})()
        by = next((one for one in nodes if one != org), None)
        if by is None or (kind in {"demote", "suspend", "expel"} and org in nodes and len(nodes) == 1):
            continue
        proposal, verdict = chain.members.propose(change, by)
        if verdict.reason:
            continue
        for one in nodes:
            chain.members.vote(proposal, one)
        assert chain.members.enact(proposal, change, by=by)[1].reason == ""
        if kind == "admit":
            chain.city.signers[OrgId(org)] = newcomer(org, seed=150 + number)[1]
    chain.away = set()
    chain.add(chain.city.batch(chain.members.consensus[0]))
    chain.settle()
    trust = chain.replica.trust
    assert chain.replica.head_to_cosign() is None, "everything was cosigned and handed over in the end"
    assert follow(chain.first_trust, chain.handovers()) == trust
    for receipt in chain.receipts():
        verify_receipt(receipt, trust)
    assert set(chain.replica.validators.active) == {one.org for one in trust.witnesses}
    chain.replica.close()
    assert check_ledger(chain.path, trust=chain.first_trust).findings == []


def test_the_embedded_engine_hands_over_as_well(tmp_path):
    city = Consortium()
    witnesses = {org: city.witness(tmp_path, org) for org in [*city.consensus, OrgId("bank-one")]}
    with city.ledger(tmp_path, witnesses=witnesses) as ledger:
        genesis = city.genesis()
        ledger.submit(genesis)
        first = Trust.parse(ledger.trust.to_bytes())
        members = Members(city, ledger.submit)
        before = ledger.receipt(parse_statement(genesis).entry)
        members.decide({"kind": "promote", "org": "bank-one", "node": b""})
        between = city.batch()
        ledger.submit(between)
        shown = verify_receipt(ledger.receipt(parse_statement(between).entry), ledger.trust)
        assert shown.quorum == 4
        members.decide({"kind": "demote", "org": "operator"}, by="tax-one")
        after = ledger.submit(city.batch()).entry
        receipt = ledger.receipt(after)
        trust = ledger.trust
        assert follow(first, ledger.handovers()) == trust
        for one in (before, receipt):
            verify_receipt(one, trust)
        assert "operator" not in {one.org for one in verify_receipt(receipt, trust).cosigned_by}
    with city.ledger(tmp_path, witnesses=witnesses) as again:
        assert again.trust == trust
        assert again.submit(city.batch()).reason == ""
    assert check_ledger(tmp_path / "ledger.sqlite", trust=first).findings == []
