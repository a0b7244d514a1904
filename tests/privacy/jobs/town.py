"""A small town for tests of jobs: real desks, databases, keys and workers over one real ledger. Calls between nodes are
made in this process."""

import time
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from pathlib import Path

from puhui.consent import MandateDesk, PermitDesk
from puhui.consent.model import milliseconds
from puhui.kernel import SystemClock
from puhui.kernel.identifiers import uscc, uscc_check_character
from puhui.kernel.ids import DatasetId, GrantId, MandateId, OrgId
from puhui.kernel.subject_keys import software_signature
from puhui.ledger import Finality
from puhui.ledger.contracts.computations import computation_key, open_args
from puhui.ledger.contracts.grant_terms import GrantTerms, bundle_challenge
from puhui.ledger.contracts.mandate_terms import MandateTerms
from puhui.ledger.contracts.mandates import outcome_key, tally_key
from puhui.ledger.statement import entry_id
from puhui.parties import subject_of
from puhui.privacy import JobSpec, Op, Party, Scheme
from puhui.privacy.errors import PeerUnreachable
from puhui.privacy.jobs import GrantedRow, GrantedRows, JobDesk, Place, UnderGrants, UnderMandate, Voice
from puhui.privacy.jobs.messages import INVITE, Invitation
from puhui.privacy.jobs.model import OPEN_STATES
from puhui.privacy.jobs.offering import OFFERS
from puhui.privacy.leakage import LIMITS
from puhui.privacy.programs import program_digest
from puhui.storage import Database, Relay
from tests.contract.consortium import Consortium
from tests.privacy.words import english_in

BANK, TAX, SOCIAL, POWER = (OrgId(f"{name}-one") for name in ("bank", "tax", "social", "power"))
PURPOSE = "aml"
LISTS, TOTALS = "customers", "turnover"
SCHEMA = {LISTS: "11" * 32, TOTALS: "33" * 32}
FIELDS = {LISTS: ["code"], TOTALS: ["amount", "industry"]}
INDUSTRIES = ["FARMING", "MINING", "TRADE"]
ENTERPRISES = 4


class ShiftedClock(SystemClock):
    """The machine's clock, and ahead of it as far as a test says: workers' TLS lives by the machine's."""

    def __init__(self):
        self.ahead = timedelta(0)

    def now(self):
        return super().now() + self.ahead


class Files:
    """A custodian's source: a CSV file a dataset, and a note of every reading."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.readings = []

    def write(self, dataset, lines):
        (self.folder / f"{dataset}.csv").write_text("\n".join(lines) + "\n")

    def check(self, party):
        pass

    def count(self, dataset):
        return len((self.folder / f"{dataset.partition('/')[2]}.csv").read_text().splitlines()) - 1

    def table(self, held, spec, party, folder):
        self.readings.append((spec.nonce, held))
        dataset = party.dataset.partition("/")[2] or LISTS
        path = self.folder / f"{dataset}.csv"
        if not isinstance(held, GrantedRows):
            return path
        head, *rows = path.read_text().splitlines()
        extract = folder / "rows.csv"
        extract.write_text("\n".join([head, *(rows[enterprise_number(code)] for code in held.usccs)]) + "\n")
        return extract


class Wire:
    """Calls of one node to the others."""

    def __init__(self, town, me):
        self.town, self.me = town, me
        self.sent = []

    def send(self, org, kind, message):
        self.sent.append((org, kind))
        self.town.passing(self.me, org, kind)
        if org in self.town.down or self.me in self.town.down:
            raise PeerUnreachable(within_s=1, party=str(org), stage="wire")
        answer = self.town.nodes[org].desk.receive(str(self.me), kind, message)
        self.town.carried.append((self.me, org, kind, message, answer))
        return answer


class Node:
    """One organisation: its folder, database, permits, files and desk. `restart` makes a new desk over the same."""

    def __init__(self, town, org):
        self.town, self.org = town, org
        self.folder = town.folder / org
        self.folder.mkdir()
        self.database = Database.file(self.folder / "node.sqlite")
        self.voice = Voice(town.city.signers[org], org, town.clock, town.city.entropy)
        self.files = Files(self.folder)
        self.wire = Wire(town, org)
        common = {
            "database": self.database,
            "ledger": town.ledger,
            "signer": town.city.signers[org],
            "org": org,
            "clock": town.clock,
            "entropy": town.city.entropy,
        }
        self.permits, self.mandates = PermitDesk(**common), MandateDesk(**common)
        self.database.create()
        self.relay = Relay(self.database, town.clock, lambda message: town.submit(message.payload))
        self.desk = self.new_desk()

    def new_desk(self, jobs_max=32, rules=(), limits=LIMITS, waiting_workers=0):
        return JobDesk(
            voice=self.voice,
            ledger=self.town.ledger,
            database=self.database,
            permits=self.permits,
            mandates=self.mandates,
            source=self.files,
            neighbours=self.wire,
            rules=rules,
            place=Place(self.folder, connect_s=45.0, jobs_max=jobs_max, waiting_workers=waiting_workers),
            limits=limits,
        )

    def mandate(self, dataset=LISTS, receiver=BANK, **changed):
        now = milliseconds(self.town.clock.now())
        program = "match/1" if dataset == LISTS else "sum/1"
        terms = {
            "id": MandateId.new(self.town.clock, self.town.city.entropy),
            "custodian": self.org,
            "receiver": receiver,
            "dataset": DatasetId(f"{self.org}/{dataset}"),
            "fields": tuple(FIELDS.get(dataset, ())),
            "purpose": PURPOSE,
            "program": program,
            "uses": 3,
            "not_before": now - 1000,
            "expires": now + 90 * 86_400_000,
        } | changed
        self.mandates.open(MandateTerms(**terms))
        return UnderMandate(terms["id"])

    def party(self, dataset=LISTS, **changed):
        lines = (self.folder / f"{dataset}.csv").read_text().splitlines()
        columns = ("code",) if dataset == LISTS else ("industry", "amount")
        told = {"dataset": f"{self.org}/{dataset}", "schema": SCHEMA[dataset], "rows": len(lines) - 1} | changed
        return Party(str(self.org), told["rows"], columns, told["dataset"], told["schema"])

    def tally(self, under):
        """(uses, numbers) of a mandate, and the outcomes of its uses, after all that is owed to the ledger is paid."""
        self.relay.deliver_due()
        tally = self.town.ledger.read(tally_key(under.mandate))
        ends = [self.town.ledger.read(outcome_key(under.mandate, n)) for n in range(1, tally["n"] + 1)]
        return tally["n"], tally["seq"], [end and end["outcome"] for end in ends]


class Town:
    """Four nodes over one ledger."""

    def __init__(self, folder: Path, held: ExitStack):
        self.folder = folder
        self.clock = ShiftedClock()
        self.city = Consortium(clock=self.clock)
        self.ledger = self.city.ledger(folder)
        held.callback(self.ledger.close)
        self.submit(self.city.genesis())
        self.down = set()
        self.carried = []  # (sender, to, kind, message, answer)
        self.passing = lambda sender, to, kind: None
        self.nodes = {org: Node(self, org) for org in (BANK, TAX, SOCIAL, POWER)}
        for number, node in enumerate(self.nodes.values()):
            held.callback(node.database.close)
            held.callback(lambda node=node: node.desk.close())
            for dataset in (LISTS, TOTALS):
                self.publish(node.org, dataset)
            node.files.write(LISTS, ["code", *(f"K{at:05d}" for at in range(100 * number, 100 * number + 400))])
            rows = [f"{INDUSTRIES[at % 2]},{1000 * (number + 1) + at}" for at in range(ENTERPRISES)]
            node.files.write(TOTALS, ["industry,amount", *rows])

    def submit(self, statement):
        verdict = self.ledger.submit(statement)
        assert verdict.finality is Finality.COMMITTED, verdict
        return verdict

    def publish(self, org, dataset):
        args = {
            "dataset": f"{org}/{dataset}",
            "version": 1,
            "schema_digest": SCHEMA[dataset],
            "kind": "file",
            "fields": FIELDS[dataset],
            "terms_digest": "22" * 32,
        }
        self.submit(self.city.statement(org, "catalogue", "publish", args))

    def deadline(self, seconds=180):
        return self.clock.now() + timedelta(seconds=seconds)

    def match(self, *, receivers=(BANK,), **changed):
        parties = (self.nodes[BANK].party(), self.nodes[TAX].party())
        params = {"key": "code", "kind": "text", "curve": "curve25519"}
        spec = {"parties": parties, "receivers": tuple(map(str, receivers)), "params": params, "purpose": PURPOSE}
        return JobSpec(**{"op": Op.MATCH, "scheme": Scheme.RR22, "program": "", **spec, **changed})

    def sum(self, **changed):
        params = {
            "key": "industry",
            "kind": "text",
            "values": ["amount"],
            "decimals": 0,
            "subject": "",
            "providers_min": 3,
            "subjects_min": 1,
            "groups": INDUSTRIES,
        }
        parties = tuple(self.nodes[org].party(TOTALS) for org in (TAX, SOCIAL, POWER, BANK))
        spec = {"parties": parties, "receivers": (str(BANK),), "params": params, "purpose": PURPOSE}
        return JobSpec(**{"op": Op.SUM, "scheme": Scheme.ABY3, "program": "", **spec, **changed})

    def grants(self, org, *, uses=3, numbers=range(ENTERPRISES), **changed):
        """A grant of each enterprise on the turnover that `org` holds, as rows of a job."""
        return UnderGrants(tuple(self._grant(org, number, uses, changed) for number in numbers))

    def _grant(self, org, number, uses, changed):
        city, code, salt = self.city, enterprise(number), bytes([number + 1]) * 16
        device, subject = city._signer(200 + number % 50), subject_of(salt, code, city.suite)
        if self.ledger.read(f"subjects/{subject}") is None:
            key = f"software:{device.public_key}"
            self.submit(city.statement("registry-one", "subjects", "enrol", {"subject": str(subject), "key": key}))
        now = milliseconds(self.clock.now())
        terms = {
            "id": GrantId.new(self.clock, city.entropy),
            "subject": subject,
            "custodian": org,
            "receiver": BANK,
            "dataset": DatasetId(f"{org}/{TOTALS}"),
            "fields": tuple(FIELDS[TOTALS]),
            "purpose": PURPOSE,
            "program": "sum/1",
            "uses": uses,
            "period_days": 0,
            "uses_per_period": 0,
            "not_before": now - 1000,
            "expires": now + 90 * 86_400_000,
            "law": ("pipl-23",),
            "notice_digest": "00" * 32,
        } | changed
        granted = GrantTerms(**terms)
        bundle = [granted.digest(city.suite)]
        signature = software_signature(device, bundle_challenge(bundle, city.suite))
        opening = {"terms": granted.as_map(), "bundle": bundle, "signature": signature}
        self.submit(city.statement(BANK, "grants", "open", opening))
        return GrantedRow(granted.id, code, salt)

    def wait(self, job, *orgs, within_s=150.0):
        """The job at each node, once it is over there."""
        ends = time.monotonic() + within_s
        jobs = [self.nodes[org].desk.wait(job, ends - time.monotonic()) for org in orgs]
        assert all(one.state not in OPEN_STATES for one in jobs), [(one.me, one.state, one.stage) for one in jobs]
        for error in [one.error for one in jobs if one.error]:
            assert english_in(error.cause["zh-CN"] + error.remedy["zh-CN"]) == [], error
        return jobs

    def closed(self, job):
        """How each party closed the computation on the ledger."""
        for node in self.nodes.values():
            node.relay.deliver_due()
        closed = self.ledger.read(computation_key(job))["closed"]
        return {org: (end["outcome"], end["reason"]) for org, end in closed.items()}

    @contextmanager
    def at(self, what):
        """While it is open, `what(sender, to, kind)` is called before each message is delivered."""
        self.passing = what
        try:
            yield
        finally:
            self.passing = lambda sender, to, kind: None


class Liar:
    """A client with a member's key that checks nothing: it opens what it likes and says what it likes."""

    def __init__(self, town, org=BANK):
        self.town, self.org = town, org
        self.voice = town.nodes[org].voice

    def spec(self, spec, **changed):
        """Complete and, unless changed, consistent."""
        told = {name: getattr(spec, name) for name in JobSpec.__dataclass_fields__} | changed
        told["nonce"] = self.voice.entropy.take(16).hex()
        made = JobSpec(**told)
        if "disclosure" not in changed:
            told["disclosure"] = OFFERS[made.op].learns(made)
        if "program" not in changed:
            told["program"] = program_digest(made, self.town.city.suite)
        return JobSpec(**told)

    def open(self, spec, *, org=None, **changed):
        """Open a computation on the ledger; its entry."""
        args = open_args(
            job=spec.digest(self.town.city.suite),
            program=spec.program,
            op=spec.op.value,
            purpose=spec.purpose,
            parties=[party.name for party in spec.parties],
            receivers=list(spec.receivers),
            expires=milliseconds(self.town.deadline(600)),
        )
        statement = self.town.city.statement(org or self.org, "computations", "open", args | changed)
        self.town.submit(statement)
        return entry_id(statement, self.town.city.suite)

    def invitation(self, spec, opened, under, *, to=TAX, deadline=None, model=b""):
        when = milliseconds(deadline or self.town.deadline())
        return self.voice.say(INVITE, Invitation(spec, to, opened, when, under, model).as_map())

    def send(self, message, *, to=TAX, kind=INVITE, caller=None):
        return self.town.nodes[to].desk.receive(str(caller or self.org), kind, message)


def enterprise(number):
    body = f"91330100MA0A1B{number:03d}"
    return uscc(body + uscc_check_character(body))


def enterprise_number(code):
    return int(code[14:17])
