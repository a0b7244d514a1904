"""Made-up tables for any source, full of what goes wrong: nulls, ties, month ends, leap days, negatives, big sums."""

import random
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from puhui.credit.indicators.compiling import schemas

ENTERPRISES = ("E1", "E2", "E3", "E4", "甲企业")
QUIET, UNKNOWN = "E7", "E9"
AS_OF = (date(2024, 2, 29), date(2024, 3, 1), date(2026, 2, 28), date(2025, 12, 31), date(2026, 7, 15))
_WORDS: Mapping[str, Sequence[str]] = {
    "sales.status": ("valid", "valid", "valid", "void"),
    "purchases.status": ("valid", "valid", "void"),
    "sales.counterparty": ("B1", "b1", "乙", "甲", "B2", "B10", "é"),
    "purchases.counterparty": ("S1", "s1", "丙"),
    "declarations.tax_type": ("vat", "cit"),
    "ratings.rating": ("A", "B", "M", "C", "D"),
    "taxpayers.status": ("normal", "abnormal"),
    "enterprises.status": ("存续", "吊销", "在业"),
    "stakeholders.role": ("shareholder", "shareholder", "shareholder", "director"),
    "stakeholders.person_id": ("P1", "P2", "P3"),
    "enterprises.legal_representative_id": ("P1", "P2"),
    "changes.item": (
        "legal_representative", "shareholder", "address", "capital", "scope", "abnormal_in", "abnormal_out",
    ),
    "cases.kind": ("lawsuit", "lawsuit", "execution", "dishonest", "consumption_limit", "bankruptcy"),
    "cases.role": ("defendant", "plaintiff", "debtor"),
    "cases.cause": ("financial_loan", "private_lending", "sale", "labour", "other"),
    "encumbrances.kind": (
        "equity_pledge", "equity_freeze", "chattel_mortgage", "serious_dishonesty", "liquidation",
    ),
    "penalties.field": ("environment", "fire", "labour", "quality", "safety", "tax"),
    "penalties.kind": ("warning", "fine", "confiscation", "suspension", "revocation"),
    "trade.direction": ("export", "import"),
    "traders.grade": ("advanced", "registered", "注册"),
    "estates.kind": ("land", "factory", "shop"),
    "rights.kind": ("invention", "utility_model", "design", "trademark", "software"),
    "qualifications.kind": ("high_tech", "specialised", "tech_sme"),
    "awards.level": ("national", "province", "city"),
    "transactions.tag": (
        "trade", "trade", "trade", "loan", "repayment", "interest", "related", "self", "salary", "tax", "social",
        "utility", "rent", "cash",
    ),
    "transactions.counterparty": ("B1", "b1", "乙", "甲", "B2", "B10", "é"),
    "facilities.lender": ("bank-a", "bank-b", "小贷"),
    "facilities.lender_kind": ("bank", "nonbank"),
    "enquiries.asker_kind": ("bank", "nonbank"),
    "owner_credit.owner": ("P1", "P2"),
    "representatives.representative": ("P1", "P2"),
    "representative_cases.representative": ("P1", "P2", "P3"),
    "representative_cases.kind": ("execution", "dishonest", "consumption_limit"),
}  # fmt: skip
_ROWS = {"enterprises": 0, "taxpayers": 0, "sales": 900, "purchases": 500, "transactions": 1200, "balances": 900}
_ONE_EACH = ("enterprises", "taxpayers")
_MONTHS = ("month", "period")
_NEVER_NULL = {
    "enterprise",
    "month",
    "period",
    "on_day",
    "issued_on",
    "amount_fen",
    "tax_fen",
    "account_no",
    "reported_on",
}


def made_tables(source: str, seed: int) -> tuple[dict[str, list[dict[str, Any]]], list[dict[str, Any]]]:
    """The tables of a source, and the enterprises asked for, one of them on no record."""
    rng = random.Random(f"{source} {seed}")
    as_of = AS_OF[seed % len(AS_OF)]
    tables = {
        table: [_row(rng, as_of, table, columns, whose) for whose in _owners(rng, table)]
        for table, columns in schemas(source).items()
    }
    if source == "meter":
        tables["readings"] = _readings(rng, as_of)
    for table, make in _REGULAR.items():
        if table in tables:
            tables[table] += make(rng, as_of)
    for rows in tables.values():  # some things are delivered twice
        if rows and len(rows) > len(ENTERPRISES):
            rows.extend(rows[:5])
    return tables, [{"enterprise": whose, "as_of": as_of} for whose in (*ENTERPRISES, QUIET, UNKNOWN)]


def _owners(rng: random.Random, table: str) -> list[str]:
    if table in _ONE_EACH:
        return list(ENTERPRISES[1:])
    return [rng.choice(ENTERPRISES) for _ in range(_ROWS.get(table, 250))]


def _row(rng: random.Random, as_of: date, table: str, columns: Mapping[str, str], whose: str) -> dict[str, Any]:
    row = {name: _cell(rng, as_of, table, name, kind) for name, kind in columns.items()}
    return row | {"enterprise": whose}


def _cell(rng: random.Random, as_of: date, table: str, name: str, kind: str) -> Any:
    if name not in _NEVER_NULL and rng.random() < 0.06:
        return None
    if kind == "date":
        return _day(rng, as_of, name)
    if kind == "int64":
        return _number(rng, name)
    if kind == "float64":
        return rng.choice([0.0, 0.1, 1 / 3, 1234.5, rng.random() * 1e4, 1e7, float("nan")])
    return rng.choice(_WORDS.get(f"{table}.{name}", ("1", "2", "01", "1a")))


def _day(rng: random.Random, as_of: date, name: str) -> date:
    if name in _MONTHS:
        at = as_of.year * 12 + as_of.month - 1 - rng.randrange(-2, 40)
        return date(at // 12, at % 12 + 1, 1)
    if name == "born_on":
        return rng.choice([date(1960, 2, 29), date(1980, as_of.month, as_of.day if as_of.day < 29 else 28)])
    edges = [as_of, as_of + timedelta(days=1), as_of.replace(day=1), as_of.replace(day=1) - timedelta(days=1)]
    edges += [date(2024, 2, 29), date(2023, 2, 28), date(2025, 3, 31)]
    return rng.choice(edges) if rng.random() < 0.15 else as_of - timedelta(days=rng.randrange(-40, 1100))


def _number(rng: random.Random, name: str) -> int:
    if name == "year":
        return rng.randrange(2018, 2027)
    if name in ("won", "disconnections", "cuts", "days_past_due", "lenders", "period_months"):
        return rng.choice([0, 0, 1, 2, 61])
    pot = [0, 1, 100_000, 5_000_000, 50_000_000, 50_000_000, 300_000_000, rng.randrange(10**9), rng.randrange(10**12)]
    number = rng.choice([*pot, rng.randrange(10**7)])
    return -number if rng.random() < 0.25 and name in ("amount_fen", "tax_fen", "end_fen") else number


def _readings(rng: random.Random, as_of: date) -> list[dict[str, Any]]:
    """A meter a day: full, with gaps, one that fell, and one that stopped."""
    rows = []
    for number, whose in enumerate(ENTERPRISES):
        for back in range(130):
            fell = number == 1 and back < 12
            if (number == 2 and back % 7 == 0) or (number == 3 and back < 20):
                continue
            kwh = (20.0 if fell else 100.0) + rng.random() * (number + 1)
            rows.append({"enterprise": whose, "account_no": "1", "on_day": as_of - timedelta(days=back), "kwh": kwh})
    return rows


def _months(as_of: date, count: int) -> list[date]:
    numbers = [as_of.year * 12 + as_of.month - 1 - ago for ago in range(count)]
    return [date(at // 12, at % 12 + 1, 1) for at in numbers]


def _bills(rng: random.Random, as_of: date) -> list[dict[str, Any]]:
    """An account that has a bill every month."""
    bill = {"enterprise": "E2", "account_no": "9", "capacity_kva": 315.0, "fee_fen": 10_000, "disconnections": 0}
    return [
        bill | {"month": month, "kwh": 1000 + rng.random(), "due_on": month + timedelta(days=45), "paid_on": month}
        for month in _months(as_of, 30)
    ]


def _private_loan(_rng: random.Random, as_of: date) -> list[dict[str, Any]]:
    """The same sum to the same person month after month."""
    entry = {"enterprise": "E2", "account_no": "1", "counterparty": "丁", "amount_fen": -1_234_500, "tag": "other"}
    return [
        entry | {"entry_no": f"p{number}", "on_day": month.replace(day=11 + number % 3)}
        for number, month in enumerate(_months(as_of, 12))
    ]


def _customers(rng: random.Random, as_of: date) -> list[dict[str, Any]]:
    """A buyer every month, with a season; and an enterprise that sold its last to one new buyer, six weeks ago."""
    invoice = {"enterprise": "E2", "counterparty": "戊", "status": "valid", "tax_fen": 300}
    rows = [
        invoice
        | {"invoice_no": f"c{at}", "issued_on": month, "amount_fen": 10**12 * month.month + rng.randrange(10**6)}
        for at, month in enumerate(_months(as_of, 36))
    ]
    last = {"enterprise": QUIET, "amount_fen": 10**9 + 7, "invoice_no": "n", "issued_on": as_of - timedelta(days=42)}
    few = [row | {"enterprise": QUIET, "amount_fen": 10**6 + at} for at, row in enumerate(rows[2:])]
    return [*rows, *few, invoice | last | {"counterparty": "己"}]


_REGULAR = {"consumption": _bills, "transactions": _private_loan, "sales": _customers}
