"""A simulated city in which every enterprise applies: facts, products and decisions in bulk, by the rooms' own calls.

Shared by the benches and tests of decisions; not a command.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import polars as pl

from puhui.assembly.wiring import simulated_answers
from puhui.city import economy
from puhui.credit.defaults import LENDING
from puhui.credit.indicator import Cause, IndicatorSet
from puhui.credit.limit import Exposure, ExposureSource
from puhui.decisions import Fact, fact, shipped
from puhui.desks.cards import city_card
from puhui.exchange.catalogue import datasets_of
from puhui.exchange.connectors import Warehouse
from puhui.kernel import ManualClock, SeededEntropy
from puhui.kernel.identifiers import Uscc
from puhui.kernel.ids import ApplicationId, DecisionId
from puhui.lending import stranger
from puhui.lending.concluding import Asked, Conclusion, Ground, ScoredBy, conclude, score_facts
from puhui.market import Product, build_facts, shipped_products

AS_OF = date(2026, 6, 30)
AT = datetime(2026, 7, 1, 2, 0, tzinfo=UTC)
ROLES = {"registry": "registry", "tax": "tax", "social": "social", "power": "power", "court": "court", "bank-b": "bank"}
STYLES = ("standard", "cautious")


@dataclass(frozen=True, slots=True)
class Applicant:
    """One enterprise of the city with all that a bank may know of it, and what really becomes of it."""

    uscc: str
    given: dict[str, Fact]
    absent: tuple[str, ...]
    asked: Asked
    product: Product
    rules: bytes
    bad: bool

    def ground(self) -> Ground:
        """What its application is decided on."""
        exposure = Exposure(
            *((5_000_000, 1) if self.bad else (0, 0)),
            source=ExposureSource.SECURE_SUM,
            proof="made-up",
            as_of=AS_OF,
        )
        return Ground(
            product=self.product,
            rules=self.rules,
            terms=LENDING,
            at=AT,
            on=AT.date(),
            exposure=exposure,
            scored_by=ScoredBy(city_card(), self.absent),
        )


def applicants(folder: Path, enterprises: int, *, seed: int = 1) -> list[Applicant]:
    """Make an economy in `folder` and let every enterprise apply for a product of its segment; every third one does
    not grant its court and power data."""
    made = economy.make(seed=seed, enterprises=enterprises, as_of=AS_OF)
    made.write({name: folder / name for name in ROLES})
    truth = {row["uscc"]: row for row in made.truth.to_dicts()}
    sets = _indicators(folder, made.enterprises)
    entropy, clock = SeededEntropy(seed), ManualClock(AT)
    products = shipped_products()
    found = []
    for number, (uscc, parts) in enumerate(sets.items()):
        hidden = {"court", "power"} if number % 3 == 2 else set()
        known = {source: one for source, one in parts.items() if source not in hidden}
        segment = truth[uscc]["segment"]
        fitting = [one for one in products if not one.segments or segment in one.segments]
        product = fitting[number % len(fitting)]
        absent = tuple(sorted({source.source for source in city_card().sources} - set(known)))
        facts = build_facts(known.values(), as_of=AT.date()) | stranger(AT.date()).facts()
        facts["segment"] = fact(segment, source="portal", as_of=AT.date())
        asked = Asked(
            application=ApplicationId.new(clock, entropy),
            amount_fen=product.amount_min_fen + (number % 7) * 1_000_000,
            term_months=product.term_min_months,
            repayment=product.repayment[0],
        )
        defaulted = truth[uscc]["defaulted_on"]
        bad = defaulted is not None and AS_OF < defaulted <= AS_OF + timedelta(days=365)
        rules = shipped(STYLES[number % 2])
        found.append(Applicant(uscc, facts, absent, asked, product, rules, bad))
    return found


def decided(one: Applicant, id: DecisionId) -> Conclusion:
    """The decision on one application, scored by the city's card."""
    ground = one.ground()
    by = ground.scored_by
    assert by is not None
    scores = score_facts(by, one.given, ground.on)
    shown = {name: scores[name].value for name in ("score", "pd", "grade")}
    return conclude(one.given | scores, one.asked, ground, id=id, score=shown)


def decisions(found: list[Applicant], *, seed: int = 1) -> Iterator[tuple[Applicant, Conclusion]]:
    """Each applicant with its decision, ids drawn from the seed."""
    entropy, clock = SeededEntropy(seed), ManualClock(AT)
    for one in found:
        yield one, decided(one, DecisionId.new(clock, entropy))


def _indicators(folder: Path, register: pl.DataFrame) -> dict[str, dict[str, IndicatorSet]]:
    """By enterprise and source: what each custodian answers for everybody, where it has a record at all."""
    usccs = [Uscc(one) for one in register["uscc"].to_list()]
    sets: dict[str, dict[str, IndicatorSet]] = {str(uscc): {} for uscc in usccs}
    for name, role in ROLES.items():
        clock = ManualClock(AT)
        warehouse = Warehouse(folder / name, clock)
        for dataset in datasets_of(role):
            for uscc, held in simulated_answers(warehouse, dataset, usccs, clock).items():
                if any(item.cause is Cause.GRANTED for item in held.values()):
                    sets[str(uscc)][_card_source(dataset.source)] = held
    return sets


def _card_source(source: str) -> str:
    return "tax" if source == "vat" else source
