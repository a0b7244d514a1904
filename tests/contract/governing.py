"""Members that decide together, for tests: propose, vote and enact as organisations of a `Consortium` would."""

from puhui.kernel import SoftwareSigner
from puhui.kernel.ids import OrgId
from puhui.ledger import parse_statement
from puhui.ledger.contracts.membership import possession_challenge, quorum_of
from tests.contract.consortium import ORIGIN, SUITE

DAY_MS = 86_400_000


def proof(signer, org):
    """The holder's signature that this key is to be that organisation's."""
    return signer.sign(possession_challenge(ORIGIN, org, str(signer.public_key)))


def newcomer(org="bank-five", *, seed=90, role="bank", of=SUITE):
    """The change that admits an organisation with a key of that seed, and its signer."""
    signer = SoftwareSigner.from_seed(of, bytes([seed]) * 32)
    change = {
        "kind": "admit",
        "id": org,
        "name_zh": "第五银行",
        "name_en": "Fifth Bank",
        "role": role,
        "key": str(signer.public_key),
        "proof": proof(signer, org),
    }
    return change, signer


class Members:
    """Speaks to a ledger in the members' names. `submit` takes a statement and answers its verdict."""

    def __init__(self, city, submit):
        self.city = city
        self.submit = submit
        self.number = 0
        self.consensus = list(city.consensus)
        self.over = (2, 3)

    def propose(self, change, by="operator", days=7):
        args = {"change": change, "expires": int(self.city.clock.now().timestamp() * 1000) + days * DAY_MS}
        raw = self.city.statement(by, "membership", "propose", args)
        return parse_statement(raw).entry, self.submit(raw)

    def vote(self, proposal, by, approve=True):
        args = {"proposal": str(proposal), "approve": approve}
        return self.submit(self.city.statement(by, "membership", "vote", args))

    def enact(self, proposal, change, *, by="operator", number=None, quorum=None):
        args = {
            "proposal": str(proposal),
            "number": self.number + 1 if number is None else number,
            "change": change,
            "quorum": self.quorum_after(change) if quorum is None else quorum,
        }
        raw = self.city.statement(by, "membership", "enact", args)
        verdict = self.submit(raw)
        if not verdict.reason:
            self.number += 1
            self._take_note(change)
        return raw, verdict

    def decide(self, change, *, by=None):
        """Propose, have as many approve as must, enact; the enacting statement. Everything must be accepted."""
        by = by or self.consensus[0]
        proposal, verdict = self.propose(change, by)
        assert verdict.reason == "", verdict
        for org in self.consensus[: quorum_of(len(self.consensus))]:
            assert self.vote(proposal, org).reason == ""
        raw, verdict = self.enact(proposal, change, by=by)
        assert verdict.reason == "", verdict
        return raw

    def admit(self, org="bank-five", *, seed=90):
        """Admit an organisation, which may issue statements from then on."""
        change, signer = newcomer(org, seed=seed, of=self.city.suite)
        raw = self.decide(change)
        self.city.signers[OrgId(org)] = signer
        return raw

    def rotate(self, org, *, seed):
        """The organisation changes its own key to that of the seed; its statement and the verdict on it."""
        new = SoftwareSigner.from_seed(self.city.suite, bytes([seed]) * 32)
        args = {"number": self.number + 1, "key": str(new.public_key), "proof": proof(new, org)}
        raw = self.city.statement(org, "membership", "rotate", args)
        verdict = self.submit(raw)
        if not verdict.reason:
            self.number += 1
            self.city.signers[OrgId(org)] = new
        return raw, verdict

    def quorum_after(self, change):
        after = set(self.consensus)
        if change["kind"] == "promote":
            after.add(OrgId(change["org"]))
        elif change["kind"] in {"demote", "suspend", "expel"}:
            after.discard(change["org"])
        over = tuple(change["over"]) if change["kind"] == "quorum" else self.over
        return quorum_of(len(after), over)

    def _take_note(self, change):
        if change["kind"] == "promote":
            self.consensus.append(OrgId(change["org"]))
        elif change["kind"] in {"demote", "suspend", "expel"} and change["org"] in self.consensus:
            self.consensus.remove(change["org"])
        elif change["kind"] == "quorum":
            self.over = tuple(change["over"])
