"""A client that checks nothing: it uses the desk behind a node's API, past the checks that its own node makes first."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from puhui.consent.model import milliseconds
from puhui.desks.views import ComputationRequest
from puhui.kernel import PuhuiError
from puhui.kernel.ids import EntryId, OrgId
from puhui.privacy.jobs.messages import INVITE, Invitation
from tests.api.house import House, Person


def use_what_was_withdrawn(house: House, asker: str, owner: Person, mandate: str, table: str) -> str:
    """Begin a computation under a mandate that its owner takes back after the asker looked at it; the job."""
    desk = house.nodes[asker].computing_desk()
    asked = ComputationRequest.model_validate({"op": "match", "mandates": [mandate], "table": table})
    with desk._proposing:  # else the node forgets the table, which belongs to no job yet
        proposal = desk._proposer.proposal(asked)
        assert owner.post(f"/mandates/{mandate}/withdrawal").status_code == 200
        return desk._jobs.propose(proposal.spec, deadline=_soon(house, asker), under=proposal.under)


def invite_to_what_is_nowhere(house: House, asker: str, owner: str, job: str) -> str:
    """Invite the owner to a job that stands on no ledger, a copy of `job` with another purpose; the refusal's code."""
    desk = house.nodes[asker].computing_desk()._jobs
    spec = replace(desk.job(job).spec, purpose="credit_review", nonce="00" * 16)
    told = Invitation(spec, OrgId(owner), EntryId("ab" * 32), milliseconds(_soon(house, asker)), None).as_map()
    try:
        desk._neighbours.send(owner, INVITE, desk._voice.say(INVITE, told))
    except PuhuiError as refusal:
        return refusal.code
    raise AssertionError("an invitation to nothing was accepted")


def _soon(house: House, org: str) -> Any:
    return house.nodes[org].computing_desk()._clock.now() + timedelta(minutes=5)
