"""A bank of the town that models: its loans with their outcomes, and what bureau and utility know of borrowers."""

from dataclasses import replace

import numpy as np

from puhui.privacy import JobSpec, KeyKind, Op, Party, Scheme
from puhui.privacy.cards import card_digest
from puhui.privacy.evaluating import TrainTerms
from tests.privacy.jobs.town import BANK, POWER, PURPOSE, TAX

DATASET, SCHEMA = "borrowers", "55" * 32
COLUMNS = {BANK: ("code", "status", "years"), TAX: ("code", "sales", "rating"), POWER: ("code", "kwh")}
CUSTODIANS = (TAX, POWER)
ROWS, COMMON_MIN = 500, 400
TERMS = TrainTerms("code", KeyKind.TEXT, "status", bad=("default",), seed=3, name="town")
CANARIES = {BANK: "424242.4242", TAX: "515151.5151", POWER: "616161.6161"}


def lay_out(town):
    """Write the files of each, keys in another order each and one row that nobody else knows; publish what they are."""
    rng = np.random.default_rng(11)
    years, sales, kwh = rng.normal(size=ROWS).round(3), rng.gamma(2, 10, ROWS).round(2), rng.normal(size=ROWS).round(3)
    ratings = rng.choice(["A", "B", "C"], ROWS, p=[0.4, 0.4, 0.2])
    odds = 0.9 * years + 0.06 * (sales - 20) + 0.7 * kwh + np.select([ratings == "A", ratings == "C"], [0.9, -0.9], 0)
    status = np.where(rng.random(ROWS) < 1 / (1 + np.exp(-odds)), "paid", "default")
    told = {BANK: [status, years], TAX: [sales, ratings], POWER: [kwh]}
    for at, (org, columns) in enumerate(told.items()):
        rows = [",".join([f"B{row:04d}", *(str(column[row]) for column in columns)]) for row in range(ROWS)]
        gone = 20 * at  # not every borrower is known to everybody
        rows = [rows[row] for row in rng.permutation(ROWS - gone)]
        mine = ["paid"] if org == BANK else []
        canary = ",".join([f"X{at}", *mine, CANARIES[org], *["A"] * (len(columns) - 1 - len(mine))])
        town.nodes[org].files.write(DATASET, [",".join(COLUMNS[org]), *rows, canary])
    publish(town)


def publish(town):
    """The dataset of each, in the catalogue."""
    for org, columns in COLUMNS.items():
        fields = sorted(columns)
        args = {"dataset": f"{org}/{DATASET}", "version": 1, "schema_digest": SCHEMA, "kind": "query", "fields": fields}
        town.submit(town.city.statement(org, "catalogue", "publish", args | {"terms_digest": "22" * 32}))


def mandate(town, org, op="train", **changed):
    """The mandate of a custodian for the bank."""
    return town.nodes[org].mandate(DATASET, **{"fields": tuple(sorted(COLUMNS[org])), "program": f"{op}/1"} | changed)


def party(town, org, columns=None):
    """What a party says of its table."""
    rows = len((town.nodes[org].folder / f"{DATASET}.csv").read_text().splitlines()) - 1
    return Party(str(org), rows, columns or COLUMNS[org], f"{org}/{DATASET}", SCHEMA)


def training(town, **changed):
    """A training over all three."""
    parties = tuple(party(town, org) for org in COLUMNS)
    params = {
        "key": "code",
        "kind": "text",
        "psi": "rr22",
        "curve": "curve25519",
        "target": "status",
        "bad": ["default"],
        "categories": [],
        "common_min": COMMON_MIN,
        "holdout_permille": 300,
        "seed": 3,
        "ridge_thousandths": 1000,
        "name": "town",
    }
    told = {"parties": parties, "receivers": (str(BANK),), "params": params, "purpose": PURPOSE} | changed
    return JobSpec(op=Op.TRAIN, scheme=Scheme.ABY3, program="", **told)


def validation(town, card, **changed):
    """A validation of a card, each party with the attributes that the card has of it."""
    first = {BANK: ("code", "status")}
    parties = []
    for org in COLUMNS:
        mine = [one.name for one in card.attributes if one.source == org]
        parties.append(party(town, org, (*first.get(org, ("code",)), *mine)))
    spec = training(town, parties=tuple(parties))
    kept = ("key", "kind", "psi", "curve", "target", "bad", "common_min")
    categories = [one.name for one in card.attributes if not one.numeric]
    params = {name: spec.params[name] for name in kept} | {
        "categories": categories,
        "model": card_digest(card, town.city.suite),
    }
    return replace(spec, op=Op.VALIDATE, params=params, **changed)
