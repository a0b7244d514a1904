"""A training and a validation between nodes in which each party has values that no other may see anywhere.

Outcomes and bins are small numbers that stand in any memory: they are looked for as a series, in the order that the
computation has them. What only the label party may learn of a training, coefficients and weights of evidence, is not
known before it runs, and is read from the card once there is one.
"""

import json
import struct
from dataclasses import replace
from pathlib import Path

import numpy as np

from puhui.credit import Scorecard
from puhui.credit.counted import FineBins
from puhui.privacy.ops.training import split
from tests.privacy.jobs import modelling
from tests.privacy.jobs.canaries import Case
from tests.privacy.jobs.modelling import CUSTODIANS, DATASET, mandate
from tests.privacy.jobs.town import BANK, POWER, TAX
from tests.privacy.made_up import numbers, series, texts

PLACES = (BANK, TAX, POWER)
KNOWN = 520  # to all, of 500 that a training needs; each party knows 20 more borrowers that nobody else has
IN_A_ROW = 64  # of a series: long enough that no other memory has it by chance
BASE = 600  # points, which the label party adds to its own
_EDGE = 700_000_000


def train(town, seed):
    """The label party learns the card; values, outcomes, bins by row and everything about who is unknown to the others
    are secrets."""
    told = _Borrowers(seed)
    unders = told.lay_out(town)
    spec = modelling.training(town)
    spec = replace(spec, params={**spec.params, "common_min": 500})
    return Case(spec, unders, told.secrets(), b'"coefficient"', made=_of_the_model, drawn=told.drawn, also_at="fitting")


def validate(town, seed):
    """The label party learns AUC and KS; values, outcomes and the points that each row gets are secrets."""
    told = _Borrowers(seed)
    unders = told.lay_out(town, "validate")
    card = _card(told.quantities)
    secrets = told.secrets(points={org: _points(place) for place, org in enumerate(PLACES)})
    return Case(modelling.validation(town, card), unders, secrets, b'"auc"', card.dump(), also_at="validating")


CASES = {"train": train, "validate": validate}


class _Borrowers:
    """Borrowers as each party has them: quantities around hundreds of millions, and at the bureau a rating, too."""

    def __init__(self, seed: int) -> None:
        rng = np.random.default_rng(11)  # not of the seed: another seed has other values in the same bins
        self.seed = seed
        spread = rng.normal(size=(3, KNOWN))
        steps = (spread * 4_000).astype(np.int64) * 10_007
        self.quantities = {org: steps[place] + _EDGE + 1_009 * place + 7 * seed for place, org in enumerate(PLACES)}
        self.good = rng.random(KNOWN) < 1 / (1 + np.exp(-1 - 1.2 * spread.sum(axis=0)))
        self.ratings = [f"{letter}{seed}" for letter in rng.choice(["A", "B", "C"], KNOWN)]
        self.ratings[7] = f"RARE{seed}RATING"  # one of fewer than 20 rows has no bin of its own

    def lay_out(self, town, op: str = "train") -> dict:
        """Write each party's file, in another order each; the mandates."""
        rng = np.random.default_rng(self.seed)
        for org in PLACES:
            rows = [*(f"{self._key(row)},{self._told(org, row)}" for row in range(KNOWN)), *self._unknown(org)]
            shuffled = [rows[at] for at in rng.permutation(len(rows))]
            town.nodes[org].files.write(DATASET, [",".join(modelling.COLUMNS[org]), *shuffled])
        return {org: mandate(town, org, op) for org in CUSTODIANS}

    def secrets(self, points: dict | None = None) -> dict[str, list[bytes]]:
        """Each party's: a borrower whom nobody else knows, a value that is no edge of a bin, and what a row is in."""
        found = {}
        for place, org in enumerate(PLACES):
            values = self.quantities[org]
            found[org] = texts(f"ONLY{place}{self.seed}-007") + numbers(int(values.max()))  # the largest is no edge
            found[f"{org}: rows"] = [values[:IN_A_ROW].astype(float).tobytes()]
            if points:
                low, high = (one + BASE * 100 * (org == BANK) for one in points[org])
                found[f"{org}: rows"] += series(*np.where(values >= _EDGE, high, low)[:IN_A_ROW].tolist())
        found[f"{BANK}: outcomes"] = _as_shared(self.good)
        found[TAX] += texts(self.ratings[7])
        return found

    def drawn(self, job: str) -> dict[str, list[bytes]]:
        """More forms of rows and outcomes: of the rows that a training is fitted to, which its job draws."""
        rows, _ = split(KNOWN, 300, 3, job)
        found = {f"{BANK}: outcomes": _as_shared(self.good[rows])}
        for org in PLACES:
            values = self.quantities[org][rows].astype(float)
            found[f"{org}: rows"] = series(*FineBins.cut("x", values).place(values)[:IN_A_ROW].tolist())
        return found

    def _told(self, org: str, row: int) -> str:
        status = "paid" if self.good[row] else "default"
        quantity = self.quantities[org][row]
        return {BANK: f"{status},{quantity}", TAX: f"{quantity},{self.ratings[row]}", POWER: f"{quantity}"}[org]

    def _unknown(self, org: str) -> list[str]:
        place = PLACES.index(org)
        kept = [f"ONLY{place}{self.seed}-{row:03d}" for row in range(20)]
        return [f"{key},{self._told(org, row)}" for row, key in enumerate(kept)]

    def _key(self, row: int) -> str:
        return f"COMMON{row:06d}"


def _of_the_model(folder: Path) -> dict[str, list[bytes]]:
    """What a card says that rests on outcomes: coefficients, weights of evidence and bad rates, as numbers, and as the
    card spells them. `folder` is the node's whose card it is."""
    (path,) = folder.glob("work/**/model.json")
    card = json.loads(path.read_bytes())
    figures = [one["coefficient"] for one in card["attributes"]]
    figures += [item.get(name) for one in card["attributes"] for item in one["bins"] for name in ("woe", "bad_rate")]
    unmistakable = [figure for figure in figures if figure and len(repr(figure)) >= 8]
    assert len(unmistakable) > len(card["attributes"])
    return {f"{BANK}: model": [form for one in unmistakable for form in (repr(one).encode(), struct.pack("<d", one))]}


def _as_shared(outcomes):
    some = outcomes[:IN_A_ROW]
    return [*series(*some.astype(int).tolist()), some.tobytes()]


def _points(place: int) -> tuple[int, int]:
    """Hundredths of a point below and from the edge on, another pair for each party."""
    return -71_317 - 11_003 * place, 73_529 + 11_003 * place


def _card(quantities: dict) -> Scorecard:
    """One attribute of each party, cut once."""
    attributes = []
    for place, org in enumerate(quantities):
        low, high = (points / 100 for points in _points(place))
        name = modelling.COLUMNS[org][2 if org == BANK else 1]
        bins = [
            {"kind": "interval", "from": None, "to": _EDGE, "points": low},
            {"kind": "interval", "from": _EDGE, "to": None, "points": high},
            {"kind": "missing", "points": 0},
            {"kind": "not_granted", "points": 0},
        ]
        attributes.append(
            {"name": name, "label": {"zh": name, "en": name}, "source": org, "type": "numeric", "bins": bins}
        )
    raw = {
        "format": "puhui-scorecard/1",
        "kind": "expert",
        "name": "canaries",
        "version": "1",
        "label": {"zh": "测试", "en": "test"},
        "base_points": BASE,
        "sources": [{"source": org, "label": {"zh": org, "en": org}, "weight": 1} for org in quantities],
        "attributes": attributes,
    }
    return Scorecard.parse(json.dumps(raw).encode())
