"""What members may decide together, and every way in which they may not. The machine alone, over a dict."""

from datetime import timedelta

import pytest

from puhui.consent.errors import ReceiverInactive, denial
from puhui.kernel import SoftwareSigner
from puhui.kernel.ids import OrgId
from puhui.ledger import StatementNotAdmitted, parse_statement
from puhui.ledger.contracts import Contract, Contracts, governance, standard_contracts
from puhui.ledger.errors import ContractsUnknown
from puhui.ledger.machine import Machine
from puhui.ledger.model import Finality, Verdict
from puhui.ledger.trust import Trust
from tests.contract.consortium import SUITE, Consortium
from tests.contract.governing import Members, newcomer, proof


class Bench(Members):
    """A consortium's members over the machine and a dict; what is accepted takes the next index."""

    def __init__(self, contracts=None, **options):
        super().__init__(Consortium(**options), self._decide)
        self.machine = Machine(contracts or standard_contracts(), SUITE)
        self.state = {}
        self.index = 0
        assert self.submit(self.city.genesis()).reason == ""

    def _decide(self, raw):
        statement = parse_statement(raw)
        self.machine.authenticate(self.state.get, statement)
        decision = self.machine.decide(self.state.get, statement, self.index)
        if decision.reason:
            return Verdict(statement.entry, Finality.INVALID, reason=decision.reason)
        self.state |= decision.writes
        self.index += 1
        return Verdict(statement.entry, Finality.COMMITTED, self.index - 1, result=decision.result)

    @property
    def trust(self):
        return Trust.of_state(self.state, SUITE, self.city.log_signer.public_key)

    def refusal(self, change, by="operator"):
        return self.propose(change, by)[1].reason


@pytest.fixture
def bench():
    return Bench()


def promotion(org="bank-one", node=b""):
    return {"kind": "promote", "org": org, "node": node}


def test_a_newcomer_is_admitted_and_may_speak_from_then_on(bench):
    change, signer = newcomer()
    with pytest.raises(StatementNotAdmitted):
        bench.submit(bench.city.statement("bank-five", "anchors", "batch", {}, signer=signer))
    bench.decide(change)
    at = bench.index
    bench.city.signers[OrgId("bank-five")] = signer
    assert bench.submit(bench.city.batch("bank-five")).finality is Finality.COMMITTED
    member = bench.trust.members["bank-five"]
    assert (member.name_zh, member.role, member.keys) == ("第五银行", "bank", ((at, signer.public_key),))
    assert len(bench.trust.eras) == 1, "who signs heads is not affected"


def test_it_takes_more_than_two_thirds_of_the_consensus_organisations(bench):
    change, _ = newcomer()
    proposal, _ = bench.propose(change)
    for org, carried in [("operator", False), ("registry-one", False)]:
        assert bench.vote(proposal, org).result["carried"] is carried
    assert bench.vote(proposal, "social-one", approve=False).result == {"approvals": 2, "needed": 3, "carried": False}
    assert bench.enact(proposal, change)[1].reason == "not_carried"
    assert bench.vote(proposal, "registry-one").result["approvals"] == 2, "one vote an organisation"
    assert bench.vote(proposal, "social-one").result["carried"], "the last vote counts"
    assert bench.enact(proposal, change)[1].result == {"number": 1}


def test_votes_of_who_left_the_consensus_do_not_count(bench):
    change, _ = newcomer()
    proposal, _ = bench.propose(change)
    for org in ("operator", "registry-one", "tax-one"):
        bench.vote(proposal, org)
    bench.decide({"kind": "demote", "org": "tax-one"})
    assert bench.enact(proposal, change)[1].reason == "not_carried"
    bench.vote(proposal, "social-one")
    assert bench.enact(proposal, change)[1].reason == ""


def test_only_consensus_organisations_vote_and_enact_and_they_or_a_regulator_propose(bench):
    change, _ = newcomer()
    assert bench.propose(change, "bank-one")[1].reason == "not_consensus"
    proposal, _ = bench.propose(change)
    assert bench.vote(proposal, "bank-one").reason == "not_consensus"
    assert bench.enact(proposal, change, by="bank-one")[1].reason == "not_consensus"
    regulator, signer = newcomer("regulator-one", seed=91, role="regulator")
    bench.decide(regulator)
    bench.city.signers[OrgId("regulator-one")] = signer
    assert bench.propose(change, "regulator-one")[1].reason == ""


@pytest.mark.parametrize(
    ("how", "reason"),
    [
        (lambda bench, p, c: bench.enact(p, c | {"name_en": "Another"})[1], "another_change"),
        (lambda bench, p, c: bench.enact(p, c, number=2)[1], "out_of_sequence"),
        (lambda bench, p, c: bench.enact(p, c, quorum=2)[1], "wrong_quorum"),
        (lambda bench, p, c: bench.enact("00" * 32, c)[1], "no_such_proposal"),
        (lambda bench, p, c: bench.vote("no digest", "operator"), "bad_args"),
        (lambda bench, p, c: (bench.enact(p, c), bench.enact(p, c))[1][1], "already_enacted"),
        (lambda bench, p, c: (bench.enact(p, c), bench.vote(p, "operator"))[1], "already_enacted"),
        (
            lambda bench, p, c: (bench.city.clock.advance(timedelta(days=8)), bench.enact(p, c))[1][1],
            "proposal_expired",
        ),
    ],
    ids=["another_change", "number", "quorum", "no_proposal", "no_digest", "twice", "voted_after", "too_late"],
)
def test_what_was_not_voted_on_is_not_enacted(bench, how, reason):
    change, _ = newcomer()
    proposal, _ = bench.propose(change)
    for org in bench.consensus[:3]:
        bench.vote(proposal, org)
    assert how(bench, proposal, change).reason == reason


@pytest.mark.parametrize("days", [0, -1, 91])
def test_a_proposal_is_open_for_ninety_days_at_most(bench, days):
    assert bench.propose(newcomer()[0], days=days)[1].reason == "bad_expiry"


NEW = SoftwareSigner.from_seed(SUITE, bytes([77]) * 32)
BAD_CHANGES = {
    "nothing": ({}, "unknown_change"),
    "an_unknown_kind": ({"kind": "crown", "org": "bank-one"}, "unknown_change"),
    "a_kind_that_is_no_text": ({"kind": ["admit"]}, "unknown_change"),
    "a_part_too_many": (promotion() | {"also": 1}, "bad_args"),
    "a_member_admitted_again": (newcomer("bank-one")[0], "organisation_twice"),
    "a_newcomer_without_possession": (newcomer()[0] | {"proof": bytes(64)}, "bad_proof"),
    "a_proof_for_another_organisation": (newcomer()[0] | {"proof": newcomer("bank-six")[0]["proof"]}, "bad_proof"),
    "a_newcomer_with_a_members_key": (newcomer(seed=0)[0], "key_twice"),
    "an_unknown_role": (newcomer(role="emperor")[0], "unknown_role"),
    "a_key_that_is_none": (newcomer()[0] | {"key": "ed25519-sha256:AAAA"}, "bad_args"),
    "a_stranger_promoted": (promotion("nobody"), "no_such_member"),
    "a_consensus_node_promoted": (promotion("tax-one"), "already_consensus"),
    "a_node_key_of_odd_size": (promotion(node=b"short"), "bad_args"),
    "a_participant_demoted": ({"kind": "demote", "org": "bank-one"}, "not_consensus"),
    "a_member_reinstated": ({"kind": "reinstate", "org": "bank-one"}, "is_active"),
    "a_quorum_of_two_thirds_or_less": ({"kind": "quorum", "over": [1, 2]}, "below_two_thirds"),
    "a_quorum_of_more_than_all": ({"kind": "quorum", "over": [3, 3]}, "below_two_thirds"),
    "a_quorum_of_numbers_too_large": ({"kind": "quorum", "over": [900, 1001]}, "below_two_thirds"),
    "a_quorum_of_flags": ({"kind": "quorum", "over": [True, True]}, "bad_args"),
    "contracts_of_the_version_in_force": ({"kind": "upgrade", "version": 1, "from_index": 99}, "bad_upgrade"),
    "contracts_of_a_version_left_out": ({"kind": "upgrade", "version": 3, "from_index": 99}, "bad_upgrade"),
    "contracts_for_the_past": ({"kind": "upgrade", "version": 2, "from_index": 1}, "bad_upgrade"),
    "a_move_with_no_key": ({"kind": "move", "log_key": "nothing"}, "bad_args"),
    "a_key_replaced_without_possession": (
        {"kind": "replace_key", "org": "bank-one", "key": str(NEW.public_key), "proof": proof(NEW, "tax-one")},
        "bad_proof",
    ),
}


@pytest.mark.parametrize("case", BAD_CHANGES)
def test_what_cannot_be_done_is_not_even_voted_on(bench, case):
    change, reason = BAD_CHANGES[case]
    assert bench.refusal(change) == reason


def test_the_last_consensus_node_stays():
    bench = Bench(consensus=1)
    assert bench.refusal({"kind": "demote", "org": "operator"}) == "no_consensus_node"
    assert bench.refusal({"kind": "expel", "org": "operator"}) == "no_consensus_node"


def test_promoted_and_demoted_nodes_begin_eras(bench):
    bench.decide(promotion())
    assert [one.org for one in bench.trust.witnesses] == [
        "bank-one",
        "operator",
        "registry-one",
        "social-one",
        "tax-one",
    ]
    assert (bench.trust.quorum, bench.trust.latest.from_size) == (4, bench.index)
    bench.decide({"kind": "demote", "org": "operator"}, by="tax-one")
    assert "operator" not in {one.org for one in bench.trust.witnesses}
    assert (bench.trust.quorum, len(bench.trust.eras)) == (3, 3)


def test_a_node_key_belongs_to_one(bench):
    bench.decide(promotion(node=b"k" * 32))
    assert bench.refusal(promotion("power-one", b"k" * 32)) == "key_twice"


def test_the_suspended_may_sign_nothing_until_they_are_reinstated(bench):
    bench.decide({"kind": "suspend", "org": "tax-one"})
    with pytest.raises(StatementNotAdmitted) as refused:
        bench.submit(bench.city.batch("tax-one"))
    assert refused.value.reason == "suspended_issuer"
    assert "tax-one" not in {one.org for one in bench.trust.witnesses}, "nor cosign"
    assert bench.trust.members["tax-one"].key is None
    bench.decide({"kind": "reinstate", "org": "tax-one"})
    assert bench.submit(bench.city.batch("tax-one")).reason == ""
    assert "tax-one" not in {one.org for one in bench.trust.witnesses}, "it comes back as a participant"


def test_nothing_is_used_for_a_receiver_that_may_not_act(bench):
    preparation, grant = bench.city.grant_statements(5)
    for raw in preparation:
        assert bench.submit(raw).reason == ""
    assert bench.submit(bench.city.use(grant)).result["n"] == 1
    bench.decide({"kind": "suspend", "org": "bank-one"})
    refused = bench.submit(bench.city.use(grant))
    assert refused.reason == "receiver_inactive"
    assert type(denial(refused.reason, grant=grant, request="q", party="tax-one")) is ReceiverInactive
    bench.decide({"kind": "reinstate", "org": "bank-one"})
    assert bench.submit(bench.city.use(grant)).result["n"] == 2, "the refused use was not counted"


def test_the_expelled_never_come_back(bench):
    bench.decide({"kind": "suspend", "org": "bank-one"})
    bench.decide({"kind": "expel", "org": "bank-one"})
    with pytest.raises(StatementNotAdmitted) as refused:
        bench.submit(bench.city.batch("bank-one"))
    assert refused.value.reason == "expelled_issuer"
    assert bench.refusal({"kind": "reinstate", "org": "bank-one"}) == "is_expelled"
    assert bench.refusal(newcomer("bank-one")[0]) == "organisation_twice"
    assert bench.refusal(promotion()) == "is_expelled"


def test_a_key_is_rotated_by_its_holder(bench):
    old = bench.city.signers[OrgId("tax-one")]
    _, verdict = bench.rotate("tax-one", seed=70)
    assert verdict.result == {"number": 1}
    with pytest.raises(StatementNotAdmitted) as refused:
        bench.submit(bench.city.statement("tax-one", "anchors", "batch", {}, signer=old))
    assert refused.value.reason == "unknown_key"
    assert bench.submit(bench.city.batch("tax-one")).reason == ""
    assert bench.trust.latest.rotated == "tax-one"
    assert bench.rotate("tax-one", seed=2)[1].reason == "key_twice", "no key comes back"


def test_a_rotation_takes_its_turn(bench):
    bench.number = 4
    assert bench.rotate("bank-one", seed=70)[1].reason == "out_of_sequence"


def test_a_lost_key_is_replaced_by_vote(bench):
    change = {"kind": "replace_key", "org": "bank-one", "key": str(NEW.public_key), "proof": proof(NEW, "bank-one")}
    bench.decide(change)
    bench.city.signers[OrgId("bank-one")] = NEW
    assert bench.submit(bench.city.batch("bank-one")).reason == ""
    assert len(bench.trust.eras) == 1, "a participant's key signs no heads"


def test_a_higher_quorum_goes_with_the_number_of_nodes():
    bench = Bench(consensus=7)
    assert bench.trust.quorum == 5
    bench.decide({"kind": "quorum", "over": [4, 5]})
    assert bench.trust.quorum == 6
    bench.decide({"kind": "demote", "org": "bank-one"})
    assert (bench.trust.quorum, len(bench.trust.witnesses)) == (5, 6)


def test_of_four_or_more_nodes_one_may_always_be_missing(bench):
    bench.decide({"kind": "quorum", "over": [9, 10]})
    assert bench.trust.quorum == 3


def test_contracts_are_upgraded_at_the_agreed_place():
    def greet(word):
        return Contract("greeting", {"say": lambda state, entry: {"said": word}})

    contracts = Contracts([governance.CONTRACT, greet("old")], later=[[greet("new")]])
    bench = Bench(contracts)
    bench.decide({"kind": "upgrade", "version": 2, "from_index": bench.index + 8})
    said = [bench.submit(bench.city.statement("tax-one", "greeting", "say", {})).result["said"] for _ in range(6)]
    assert said == ["old"] * 3 + ["new"] * 3


def test_a_build_without_the_agreed_contracts_decides_nothing():
    bench = Bench()
    bench.decide({"kind": "upgrade", "version": 2, "from_index": bench.index + 6})
    bench.submit(bench.city.batch())
    with pytest.raises(ContractsUnknown):
        bench.submit(bench.city.batch())


def test_a_move_leaves_the_logs_key_behind(bench):
    key = bench.city.log_signer.public_key
    bench.decide({"kind": "move", "log_key": str(key)})
    size = bench.index
    assert bench.trust.era_at(size).log_key == key, "the last head covers its own end"
    assert bench.trust.era_at(size + 1).log_key is None
    assert bench.refusal({"kind": "move", "log_key": str(key)}) == "already_moved"


def test_a_change_that_was_refused_leaves_no_trace(bench):
    before = dict(bench.state)
    assert bench.refusal(promotion("nobody")) == "no_such_member"
    assert bench.state == before
