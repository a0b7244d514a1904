"""The checks that a data owner's node makes before it draws a permit, let alone reads its data.

Nothing here trusts that the initiator has checked anything. An invitation is held to these, in this order, and the
first that fails is told; the sixth, the permits themselves, is `permitting`'s.

1. An active member that takes part signed it, sent it itself, and means us; there is time left, and not too much.
2. It opened exactly this job on the ledger.
3. The job is one of an operation that we offer, and pins the program that we would run, and the model that came along.
4. At most one other organisation would receive anything of ours, and the job truly says what each party learns.
5. What it says of our input is what our catalogue says on the ledger.
"""

from dataclasses import dataclass, field, replace
from datetime import timedelta

from puhui.consent import milliseconds
from puhui.kernel import Clock, Suite, Text
from puhui.kernel.ids import EntryId, OrgId
from puhui.kernel.tls import read_certificate
from puhui.ledger import Finality, Ledger, parse_statement
from puhui.ledger.contracts.catalogue import dataset_key
from puhui.ledger.contracts.computations import computation_key
from puhui.privacy.errors import SchemaDiffers
from puhui.privacy.jobs.errors import (
    AcceptanceDiffers,
    ComputationDiffers,
    ComputationNotOpen,
    InvitationExpired,
    JobUnsound,
    MessageNotSigned,
    NotForUs,
    PermitNeeded,
)
from puhui.privacy.jobs.messages import ACCEPT, INVITE, Acceptance, Invitation, hear
from puhui.privacy.jobs.model import others_who_receive, permit_fields, request_of
from puhui.privacy.jobs.offering import check_disclosure, check_model, check_program, check_shape
from puhui.privacy.model import JobSpec, Party

LONGEST = timedelta(hours=12)  # a job's certificates hold for a day
_USES = frozenset({("grants", "use_many"), ("mandates", "use")})
_PINNED = {
    "program": "程序",
    "op": "运算",
    "purpose": "用途",
    "parties": "参与方",
    "receivers": "接收方",
    "expires": "时限",
}
_STAGE = "privacy.jobs.checking"


@dataclass(frozen=True, slots=True)
class House:
    """Whose node this is, and what it reads the shared state from."""

    org: OrgId
    ledger: Ledger
    clock: Clock
    suite: Suite


@dataclass(frozen=True, slots=True)
class Checked:
    """An invitation that passed. `receiver` is who else would have something of our data: None needs no permit."""

    initiator: OrgId
    job: str
    rank: int
    receiver: OrgId | None
    invitation: Invitation = field(repr=False)

    @property
    def spec(self) -> JobSpec:
        """The job."""
        return self.invitation.spec

    @property
    def me(self) -> Party:
        """What the job says of this party."""
        return self.spec.parties[self.rank]


def check_sender(raw: bytes, caller: str, house: House) -> Checked:
    """Checks 1 and 2: whoever passes is the one that opened this job, so its state here is this invitation's."""
    # 1.
    issuer, body = hear(raw, INVITE, house.ledger)
    if issuer != caller:
        raise MessageNotSigned(
            issuer=caller, reason=Text(zh=f"签名者是 {issuer}", en=f"{issuer} signed it"), party=caller, stage=_STAGE
        )
    invitation = Invitation.parse(body)
    spec = invitation.spec
    names = [party.name for party in spec.parties]
    if invitation.to != house.org or house.org not in names:
        raise NotForUs(
            reason=Text(zh=f"它邀请的是 {invitation.to}", en=f"it invites {invitation.to}"), party=issuer, stage=_STAGE
        )
    if issuer not in names:
        raise NotForUs(
            reason=Text(zh=f"{issuer} 自己并不参与", en=f"{issuer} takes no part itself"), party=issuer, stage=_STAGE
        )
    now = house.clock.now()
    if invitation.deadline_ms <= milliseconds(now):
        raise InvitationExpired(reason=Text(zh="已过期", en="it is over"), party=issuer, stage=_STAGE)
    if invitation.deadline_ms > milliseconds(now + LONGEST):
        raise InvitationExpired(
            reason=Text(zh=f"距今超过 {LONGEST}", en=f"more than {LONGEST} from now"), party=issuer, stage=_STAGE
        )
    # 2.
    job = spec.digest(house.suite)
    opened = house.ledger.read(computation_key(job))
    if opened is None or opened["by"] != issuer or opened["entry"] != invitation.opened:
        raise ComputationNotOpen(initiator=issuer, party=issuer, stage=_STAGE)
    said = {
        "program": spec.program,
        "op": spec.op.value,
        "purpose": spec.purpose,
        "parties": names,
        "receivers": list(spec.receivers),
    }
    differs = [name for name, value in said.items() if opened[name] != value]
    if invitation.deadline_ms > opened["expires"]:
        differs.append("expires")
    if differs:
        zh, en = "、".join(_PINNED[name] for name in differs), ", ".join(differs)
        raise ComputationDiffers(reason=Text(zh=zh, en=en), party=issuer, stage=_STAGE)
    rank = names.index(house.org)
    others = others_who_receive(spec, house.org)
    return Checked(issuer, job, rank, OrgId(others[0]) if others else None, invitation)


def check_job(checked: Checked, house: House) -> None:
    """Checks 3 to 5."""
    spec, me = checked.spec, checked.me
    # 3.
    check_shape(spec, house.suite)
    check_program(spec, house.suite)
    check_model(spec, checked.invitation.model, house.suite)
    # 4.
    if len(others_who_receive(spec, me.name)) > 1:
        reason = Text(zh=f"{house.org} 的数据会到达多家其他机构", en=f"several others would receive of {house.org}")
        raise JobUnsound(reason=reason, party=house.org, stage=_STAGE)
    check_disclosure(spec)
    # 5.
    if checked.receiver is not None:
        under = checked.invitation.under
        if under is None:
            raise PermitNeeded(owner=house.org, receiver=checked.receiver, party=house.org, stage=_STAGE)
        _check_input(me, permit_fields(spec, me.name, under), house)
    elif me.dataset:
        if checked.initiator != house.org:
            # Nobody else would receive a value; but a stranger would learn how much there is, and we would compute.
            raise PermitNeeded(owner=house.org, receiver=checked.initiator, party=house.org, stage=_STAGE)
        _check_input(me, me.columns, house)


def check_acceptance(raw: bytes, job: str, spec: JobSpec, rank: int, house: House) -> Acceptance:
    """The acceptance of the party of that rank, its certificate spelt anew; raises a signature's error or
    `AcceptanceDiffers`.

    Where that party's data reaches another, each of its entries must be its own use on the ledger, for this job.
    """
    party = spec.parties[rank].name
    issuer, body = hear(raw, ACCEPT, house.ledger)
    said = Acceptance.parse(body)
    if (issuer, said.party, said.job) != (party, party, job):
        raise _refused(party, Text(zh="它属于另一参与方或另一任务", en="it is of another party or another job"))
    if len(said.addresses) != spec.links:
        links = Text(zh="{links} 条连接对应 {given} 个地址", en="{given} addresses for {links} links")
        raise _refused(party, links.fill(given=len(said.addresses), links=spec.links))
    certificate = read_certificate(said.certificate, job, party, house.clock)
    if others_who_receive(spec, party):
        if not said.entries:
            raise _refused(
                party, Text(zh="未列出计数其授权的账本条目", en="it names no entry that counted its permits")
            )
        for entry in said.entries:
            _check_use(entry, party, job, house)
    return replace(said, certificate=certificate)


def _check_use(entry: EntryId, party: str, job: str, house: House) -> None:
    verdict = house.ledger.verdict(entry)
    if verdict.finality is not Finality.COMMITTED or verdict.index is None:
        raise _refused(party, Text(zh="所列条目不在账本上", en="an entry that it names is not on the ledger"))
    (raw,) = house.ledger.entries(verdict.index, 1)
    use = parse_statement(raw, house.suite)
    what = (use.issuer, (use.contract, use.action) in _USES, use.args.get("request"))
    if use.entry != entry or what != (party, True, request_of(job)):
        raise _refused(party, Text(zh="所列条目计的是别的使用", en="an entry that it names counted something else"))


def _refused(party: str, reason: Text) -> AcceptanceDiffers:
    return AcceptanceDiffers(peer=party, reason=reason, party=party, stage=_STAGE)


def _check_input(me: Party, fields: tuple[str, ...], house: House) -> None:
    listed = house.ledger.read(dataset_key(me.dataset)) if me.dataset else None
    if listed is None:
        named = me.dataset or "-"
        reason = Text(zh=f"目录中没有数据资源 {named}", en=f"no dataset {named} in the catalogue")
    elif me.schema != listed["schema_digest"]:
        version = f"{me.dataset} v{listed['version']}"
        reason = Text(zh=f"数据结构与 {version} 不同", en=f"another schema than {version}")
    elif absent := sorted(set(fields) - set(listed["fields"])):
        names = ", ".join(absent)
        reason = Text(zh=f"{me.dataset} 没有字段 {names}", en=f"no field {names} in {me.dataset}")
    else:
        return
    raise SchemaDiffers(reason=reason, party=house.org, stage=_STAGE)
