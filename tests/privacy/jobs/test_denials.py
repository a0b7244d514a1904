"""An invitation that is refused before a draw leaves one denial on each grant or mandate of ours that it names."""

from datetime import timedelta

import pytest

from puhui.kernel import PuhuiError
from puhui.kernel.ids import MandateId
from puhui.ledger.contracts import grants, mandates
from puhui.privacy import Scheme
from puhui.privacy.errors import DealerRefused, PeerUnreachable, SchemaDiffers
from puhui.privacy.jobs import UnderMandate
from puhui.privacy.jobs.errors import JobNotThere, PermitDiffers
from puhui.privacy.leakage import LIMITS
from tests.privacy.jobs.town import BANK, SOCIAL, TAX, TOTALS, Liar

pytestmark = pytest.mark.spu


class Refused(PuhuiError):
    """What a rule of the node says."""


@pytest.fixture
def liar(town):
    return Liar(town)


@pytest.fixture
def tax(town):
    """The tax bureau, whose own rule refuses every job."""
    node = town.nodes[TAX]
    plain, node.desk = node.desk, node.new_desk(rules=[_no], limits=LIMITS.changed({"denials_agreement_max": 2}))
    yield node
    node.desk.close()
    node.desk = plain


def _no(checked):
    raise Refused(party=checked.me.name, stage="test")


def invite(liar, spec, under, refusal=Refused):
    """A new job, invited and refused; the message, to send it again."""
    message = liar.invitation(spec, liar.open(spec), under)
    with pytest.raises(refusal):
        liar.send(message)
    return message


def on_mandate(node, under):
    """The denials of a mandate: (reason, who asked)."""
    node.relay.deliver_due()
    tally = node.town.ledger.read(mandates.tally_key(under.mandate))
    found = [node.town.ledger.read(mandates.number_key(under.mandate, seq)) for seq in range(1, tally["seq"] + 1)]
    assert tally["n"] == 0
    return [(one["reason"], one["receiver"]) for one in found if one["kind"] == "denied"]


def test_a_nodes_own_rule_leaves_one_denial_however_often_the_same_invitation_comes(town, liar, tax):
    under = tax.mandate()
    message = invite(liar, liar.spec(town.match()), under)
    assert on_mandate(tax, under) == [("refused", BANK)]
    for _ in range(3):
        with pytest.raises(JobNotThere):
            liar.send(message)
    assert on_mandate(tax, under) == [("refused", BANK)]


def test_it_names_who_asked_and_not_whom_that_one_named(town, tax):
    """The social bureau begins a job from which the bank is to receive: the bank has asked for nothing."""
    stranger, under = Liar(town, SOCIAL), tax.mandate()
    spec = town.match(parties=(town.nodes[SOCIAL].party(), tax.party()), receivers=(SOCIAL,))
    invite(stranger, stranger.spec(spec), under)
    assert on_mandate(tax, under) == [("refused", SOCIAL)]


def test_so_does_each_check_of_the_job(town, liar, tax):
    under = tax.mandate()
    invite(liar, liar.spec(town.match(), scheme=Scheme.UNSAFE_TRUSTED_DEALER, program="ab" * 32), under, DealerRefused)
    other = town.match(parties=(town.nodes[BANK].party(), tax.party(schema="77" * 32)))
    invite(liar, liar.spec(other), under, SchemaDiffers)
    assert on_mandate(tax, under) == [("dealer_refused", BANK), ("schema_differs", BANK)]


def test_a_mandate_that_is_about_something_else_has_its_denial_too(town, liar):
    tax = town.nodes[TAX]
    under = tax.mandate(TOTALS, program="match/1")
    invite(liar, liar.spec(town.match()), under, PermitDiffers)
    assert on_mandate(tax, under) == [("permit_differs", BANK)]


def test_a_member_can_fill_neither_a_mandate_nor_the_ledger(town, liar, tax):
    under, other = tax.mandate(), tax.mandate()
    for _ in range(4):
        invite(liar, liar.spec(town.match()), under)
    assert len(on_mandate(tax, under)) == 2
    tax.desk.close()
    tax.desk = tax.new_desk(rules=[_no], limits=LIMITS.changed({"denials_caller_max": 0}))
    invite(liar, liar.spec(town.match()), other)
    assert on_mandate(tax, other) == []
    town.clock.ahead += timedelta(days=1)
    tax.desk.close()
    tax.desk = tax.new_desk(rules=[_no], limits=LIMITS.changed({"denials_caller_max": 1}))
    for _ in range(2):
        invite(liar, liar.spec(town.match()), other)
    assert len(on_mandate(tax, other)) == 1


def test_of_a_batch_each_grant_has_its_own(town, liar, tax):
    under = town.grants(TAX)
    parties = (tax.party(TOTALS), town.nodes[SOCIAL].party(TOTALS), town.nodes[BANK].party(TOTALS))
    message = invite(liar, liar.spec(town.sum(parties=parties)), under)
    with pytest.raises(JobNotThere):
        liar.send(message)
    tax.relay.deliver_due()
    for row in under.rows:
        assert town.ledger.read(grants.tally_key(row.grant))["seq"] == 1
        denied = town.ledger.read(grants.number_key(row.grant, 1))
        assert (denied["kind"], denied["reason"], denied["receiver"]) == ("denied", "refused", BANK)


def test_nothing_is_put_where_nothing_of_ours_was_named_or_the_same_may_come_again(town, liar, tax, monkeypatch):
    social = town.nodes[SOCIAL].mandate()
    for under in (social, UnderMandate(MandateId.new(town.clock, town.city.entropy)), None):
        invite(liar, liar.spec(town.match()), under, PuhuiError)
    assert on_mandate(town.nodes[SOCIAL], social) == []
    own = tax.mandate()
    tax.desk.close()
    tax.desk = tax.new_desk()

    def down(party):
        raise PeerUnreachable(within_s=1, party=str(TAX), stage="source")

    monkeypatch.setattr(tax.files, "check", down)
    invite(liar, liar.spec(town.match()), own, PeerUnreachable)
    assert on_mandate(tax, own) == []
