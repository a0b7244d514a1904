"""Jobs between nodes of every operation, in which each party has values that no other may see anywhere."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from puhui.credit import Scorecard
from puhui.kernel.ids import DatasetId
from puhui.privacy import JobSpec, KeyKind, Op, Party, Scheme
from puhui.privacy.cards import card_digest, limits_of
from tests.privacy.jobs.town import (
    BANK,
    ENTERPRISES,
    INDUSTRIES,
    LISTS,
    POWER,
    PURPOSE,
    SCHEMA,
    SOCIAL,
    TAX,
    enterprise,
)
from tests.privacy.made_up import numbers, series, texts

WATCHED, BOOKS, INDICATORS = "watched", "books", "indicators"
HELD = {TAX: ("sales", "arrears"), SOCIAL: ("insured", "late"), POWER: ("kwh", "cuts")}
CUSTODIANS = tuple(HELD)
ROWS = 400


@dataclass(frozen=True)
class Case:
    """A job to propose at the bank. `learnt` is what the receiver's output must hold.

    `secrets` are each party's, under its name: what lies in its files; and, under its name and what it is ("bank-one:
    outcomes"), what only its worker has. `drawn` are more forms of those that depend on the job's digest; `made` those
    that the job itself makes, read where its result lies. Where workers forget some of them before they are through,
    they are looked into at the stage `also_at` too.
    """

    spec: JobSpec
    unders: dict
    secrets: dict[str, list[bytes]]
    learnt: bytes
    model: bytes = b""
    made: Callable[[Path], dict[str, list[bytes]]] = lambda _: {}
    drawn: Callable[[str], dict[str, list[bytes]]] = lambda _: {}
    also_at: str = ""
    orgs: tuple = field(init=False)

    def __post_init__(self):
        object.__setattr__(self, "orgs", tuple(party.name for party in self.spec.parties))


def owner(whose):
    """Whose a secret is."""
    return whose.partition(":")[0]


def publish(town):
    """The datasets of these jobs, in the catalogue."""
    fields = {(TAX, WATCHED): ["code", "level"]}
    for org, names in HELD.items():
        fields |= {(org, BOOKS): ["amount", "code", "industry"], (org, INDICATORS): list(names)}
    for (org, dataset), named in fields.items():
        args = {
            "dataset": f"{org}/{dataset}",
            "version": 1,
            "schema_digest": _schema(dataset),
            "kind": "file",
            "fields": sorted(named),
            "terms_digest": "22" * 32,
        }
        town.submit(town.city.statement(org, "catalogue", "publish", args))


def match(town, seed):
    """The receiver learns the common keys: what only one side has, and all notes, are the secrets."""
    secrets = {}
    for org in (BANK, TAX):
        mark = f"{org[:4].upper()}ONLY{seed}"
        rows = [f"COMMON{at:06d},{org}-note{seed}-{at:06d}" for at in range(ROWS // 2)]
        rows += [f"{mark}{at:06d},{org}-note{seed}-{at:06d}" for at in range(ROWS // 2)]
        town.nodes[org].files.write(LISTS, ["code,note", *rows])
        secrets[org] = texts(f"{mark}000007", f"{org}-note{seed}-000007")
    return Case(town.match(), {TAX: town.nodes[TAX].mandate()}, secrets, b"COMMON000007")


def lookup(town, seed):
    """The asker learns of its own names; the list, the reasons and the names asked are secrets."""
    tax, bank = town.nodes[TAX], town.nodes[BANK]
    tax.files.write(
        WATCHED, ["code,level,why", *(f"LISTED{seed}{at:06d},red,why{seed}-{at:06d}" for at in range(ROWS))]
    )
    bank.files.write(LISTS, ["code,loan", f"LISTED{seed}000001,7", f"NOBODY{seed}000009,loan-of-nobody{seed}"])
    parties = (
        Party(str(TAX), ROWS, ("code", "level"), f"{TAX}/{WATCHED}", _schema(WATCHED)),
        Party(str(BANK), 2, ("code",)),
    )
    params = {"key": "code", "kind": "text", "curve": "fourq", "level": "level", "levels": ["red"]}
    spec = JobSpec(Op.LOOKUP, Scheme.UNBALANCED, parties, (str(BANK),), "", params, purpose=PURPOSE)
    under = tax.mandate(WATCHED, program="lookup/1", fields=("code", "level"))
    secrets = {
        TAX: texts(f"LISTED{seed}000007", f"why{seed}-000001"),
        BANK: texts(f"NOBODY{seed}000009", f"loan-of-nobody{seed}"),
    }
    return Case(spec, {TAX: under}, secrets, f"LISTED{seed}000001,7,yes,red".encode())


def total(town, seed):
    """The receiver learns totals over all owners; whom an owner counts, with what, and its own totals are secrets."""
    secrets, unders, parties = {}, {}, []
    for place, org in enumerate((*CUSTODIANS, BANK)):
        firms = [f"FIRM{place}{seed}{at:06d}" for at in range(12)]
        amounts = [73_100_000_003 + 1_000_000_007 * place + 11 * seed + 1_003 * at for at in range(12)]
        rows = [
            f"{firm},{INDUSTRIES[at % 2]},{amount}"
            for at, (firm, amount) in enumerate(zip(firms, amounts, strict=True))
        ]
        town.nodes[org].files.write(BOOKS, ["code,industry,amount", *rows])
        secrets[org] = texts(firms[7]) + numbers(amounts[7], sum(amounts[::2]))
        bank = org == BANK
        named = {} if bank else {"dataset": f"{org}/{BOOKS}", "schema": _schema(BOOKS)}
        parties.append(Party(str(org), 12, ("industry", "code", "amount"), **named))
        if not bank:
            unders[org] = town.nodes[org].mandate(BOOKS, fields=("amount", "code", "industry"))
    town.nodes[BANK].files.write(LISTS, (town.nodes[BANK].folder / f"{BOOKS}.csv").read_text().splitlines())
    subjects = {"subject": "code", "providers_min": 3, "subjects_min": 5}
    spec = town.sum(parties=tuple(parties))
    spec = JobSpec(Op.SUM, Scheme.ABY3, tuple(parties), (str(BANK),), "", {**spec.params, **subjects}, purpose=PURPOSE)
    learnt = sum(
        73_100_000_003 + 1_000_000_007 * place + 11 * seed + 1_003 * at for place in range(4) for at in range(0, 12, 2)
    )
    return Case(spec, unders, secrets, str(learnt).encode())


def score(town, seed, op=Op.SCORE, **params):
    """The receiver learns the score; the indicators are secrets, and so is the part that each custodian gives."""
    card, unders, secrets, parties = _card(seed), {}, {}, []
    enterprises = [str(enterprise(at)) for at in range(ENTERPRISES)]
    for place, (org, names) in enumerate(HELD.items()):
        values = [[_value(seed, place, column, at) for column in range(2)] for at in range(ENTERPRISES)]
        rows = [f"{code},{one},{other}" for code, (one, other) in zip(enterprises, values, strict=True)]
        town.nodes[org].files.write(INDICATORS, [",".join(["code", *names]), *rows])
        parts = [sum(_points(place, column, value >= _EDGE) for column, value in enumerate(one)) for one in values]
        secrets[org] = numbers(*values[0]) + series(*parts)
        unders[org] = town.grants(
            org,
            dataset=DatasetId(f"{org}/{INDICATORS}"),
            fields=tuple(sorted(names)),
            program=f"{op.value}/1/{card_digest(card, town.city.suite)}",
        )
        parties.append(Party(str(org), ENTERPRISES, ("code", *names), f"{org}/{INDICATORS}", _schema(INDICATORS)))
    parties.append(Party(str(BANK), ENTERPRISES, ("code",)))
    limits = limits_of(card, [])
    told = {
        "key": "code",
        "kind": KeyKind.USCC.value,
        "model": card_digest(card, town.city.suite),
        "enterprises": enterprises,
        **{name: getattr(limits, name) for name in limits.__dataclass_fields__},
        **params,
    }
    spec = JobSpec(op, Scheme.ABY3, tuple(parties), (str(BANK),), "", told, purpose=PURPOSE)
    return Case(spec, unders, secrets, enterprises[0].encode(), card.dump())


def rank(town, seed):
    """As a score, of which the receiver learns the band alone."""
    floors = ["50000", "60000", "70000"]
    return score(town, seed, Op.RANK, bands="points", floors=floors, uncapped_min=0, cap=len(floors) + 1)


CASES = {"match": match, "lookup": lookup, "sum": total, "score": score, "rank": rank}
_EDGE = 700_000_000


def _value(seed, place, column, at):
    return (
        610_000_007 + 100_000_000 * ((place + column + at) % 3) + 1_000_003 * place + 10_007 * column + 101 * at + seed
    )


def _points(place, column, high):
    """Hundredths of a point; different for every bin, so that no part is a number of the card."""
    return (-1 if high else 1) * (71_317 + 11_003 * place + 3_001 * column + (517 if high else 0))


def _card(seed):
    def attribute(place, column, name):
        return {
            "name": name,
            "label": {"zh": name, "en": name},
            "source": name,
            "type": "numeric",
            "bins": [
                {"kind": "interval", "from": None, "to": _EDGE, "points": _points(place, column, False) / 100},
                {"kind": "interval", "from": _EDGE, "to": None, "points": _points(place, column, True) / 100},
                {"kind": "missing", "points": 0},
                {"kind": "not_granted", "points": 0},
            ],
        }

    held = [(place, column, name) for place, names in enumerate(HELD.values()) for column, name in enumerate(names)]
    raw = {
        "format": "puhui-scorecard/1",
        "kind": "expert",
        "name": "canaries",
        "version": str(seed),
        "label": {"zh": "测试", "en": "test"},
        "base_points": 600,
        "sources": [{"source": name, "label": {"zh": name, "en": name}, "weight": 1} for _, _, name in held],
        "attributes": [attribute(*one) for one in held],
    }
    return Scorecard.parse(json.dumps(raw).encode())


def _schema(dataset):
    return SCHEMA.get(dataset) or f"{len(dataset):02x}" * 32
