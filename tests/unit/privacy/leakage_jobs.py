"""Jobs as a data owner's node is asked to take part in, for the tests of leakage and dossier."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from puhui.kernel import suite
from puhui.privacy import disclosure
from puhui.privacy.leakage import Answered, Asked
from puhui.privacy.model import JobSpec, Op, Param, Party, Scheme

SUITE = suite("ed25519-sha256")
START = datetime(2026, 3, 2, 1, tzinfo=UTC)
TAX, COURT = "tax-bureau", "court"
SALES, DEFAULTERS = "tax-bureau/sales", "court/defaulters"


def asked(spec: JobSpec, me: str, initiator: str = "bank-a", *, named: bool = False) -> Asked:
    return Asked(spec.digest(SUITE), spec, me, initiator, named, (f"{'grt' if named else 'mdt'}_1",))


def match_of(mine: int, theirs: int, *, nonce: str, bank: str = "bank-a", both: bool = False) -> Asked:
    parties = (Party(TAX, mine, ("uscc",), SALES), Party(bank, theirs, ("uscc",)))
    receivers = (bank, TAX) if both else (bank,)
    told = disclosure.of_match(parties, receivers)
    params: dict[str, Param] = {"key": "uscc", "kind": "uscc", "curve": "curve25519"}
    spec = JobSpec(Op.MATCH, Scheme.RR22, parties, receivers, "ab" * 32, params, told, "marketing", nonce)
    return asked(spec, TAX, bank)


def lookup_of(names: int, *, nonce: str, bank: str = "bank-a", declared: bool = True) -> Asked:
    parties = (Party(COURT, 90_000, ("name",), DEFAULTERS), Party(bank, names, ("name",)))
    told = disclosure.of_lookup(parties[0], parties[1], 2) if declared else ()
    params: dict[str, Param] = {"key": "name", "kind": "text", "curve": "curve25519", "level": "", "levels": ["1", "2"]}
    spec = JobSpec(Op.LOOKUP, Scheme.UNBALANCED, parties, (bank,), "cd" * 32, params, told, "pre_loan", nonce)
    return asked(spec, COURT, bank)


def sum_of(
    groups: Sequence[str],
    *,
    nonce: str,
    values: Sequence[str] = ("sales",),
    receiver: str = "regulator",
    subjects_min: int = 5,
    parties: int = 3,
    key: str = "district",
) -> Asked:
    columns = (key, "uscc", *values)
    held = (Party(TAX, 1000, columns, SALES), Party("power", 800, columns, "power/bills"), Party(receiver, 9, columns))
    told = disclosure.of_sum(held[:parties], [receiver], len(groups))
    params: dict[str, Param] = {
        "key": key,
        "kind": "text",
        "values": list(values),
        "decimals": 0,
        "subject": "uscc",
        "providers_min": 3,
        "subjects_min": subjects_min,
        "groups": list(groups),
    }
    spec = JobSpec(Op.SUM, Scheme.ABY3, held[:parties], (receiver,), "ef" * 32, params, told, "statistics", nonce)
    return asked(spec, TAX, receiver)


def model_of(
    op: Op, rows: int, columns: int, *, nonce: str, bank: str = "bank-a", common_min: int | None = None
) -> Asked:
    names = tuple(f"x{at}" for at in range(columns))
    parties = (Party(bank, rows, ("uscc", "bad")), Party(TAX, rows, ("uscc", *names), SALES), Party("power", 0, ()))
    params = {"common_min": rows if common_min is None else common_min}
    spec = JobSpec(op, Scheme.ABY3, parties, (bank,), "12" * 32, params, (), "model", nonce)
    return asked(spec, TAX, bank)


def group(members: Mapping[str, int] | Sequence[str], name: str = "g", column: str = "sales") -> Answered:
    """A group of which each member contributes what stands with it, else always the same."""
    held = members if isinstance(members, Mapping) else dict.fromkeys(members, 1)
    digest = {who: int.from_bytes(SUITE.digest(who.encode())[:8], "big") for who in held}
    at = int.from_bytes(SUITE.digest(name.encode())[:8], "big")
    return Answered(column, at, frozenset((digest[who], value) for who, value in held.items()))
