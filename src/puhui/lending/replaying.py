"""Make a decision's whole record again from what it was made with, and hold it against the one that is kept.

Not only the rules: the score comes from the card and the indicators, the conditions from the product, limit and price
from the defaults. The record that comes out must have the same canonical bytes, so the same digest, on any machine.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any

from puhui.credit import Scorecard
from puhui.credit.defaults import Defaults
from puhui.credit.limit import Exposure
from puhui.decisions import DecisionRecord, ReplayDiffers
from puhui.kernel import PuhuiError, Text, suite
from puhui.kernel.ids import ApplicationId
from puhui.lending.concluding import DERIVED, Asked, Ground, ScoredBy, conclude, score_facts
from puhui.lending.documents import from_document
from puhui.market import Product, Repayment

_STAGE = "lending.replaying"


@dataclass(frozen=True, slots=True)
class Replayed:
    """A record that came out again. `score_recomputed` is false where a private computation gave the score."""

    record: DecisionRecord
    score_recomputed: bool
    engine_differs: bool


def replay_record(data: bytes, materials: Mapping[str, bytes], *, digest: str | None = None) -> Replayed:
    """Recompute a record from its canonical bytes and the files it names; raises `ReplayDiffers`, saying what differs.

    1. The record has the digest that the ledger holds, when `digest` is given.
    2. Every file that it names is there and has its digest.
    3. The score, from the card and the recorded indicators, is the recorded one.
    4. Conditions, limit, price and rules over the recorded facts give a record of the same bytes. (Where the rules
       engine is of another version, its name alone may differ, and `engine_differs` says so.)
    """
    record = DecisionRecord.parse(data)
    # 1.
    if digest is not None and record.digest != digest:
        raise ReplayDiffers(
            what=Text(zh="记录与账本上的不是同一份", en="the record is not the one on the ledger"), stage=_STAGE
        )
    # 2.
    try:
        asked, ground = ground_of(record, materials)
    except (KeyError, TypeError, ValueError, ArithmeticError, PuhuiError) as reason:
        if isinstance(reason, ReplayDiffers):
            raise
        raise ReplayDiffers(
            what=Text(zh=f"其输入无法读取（{reason}）", en=f"its inputs cannot be read ({reason})"), stage=_STAGE
        ) from None
    # 3.
    given = {name: one for name, one in record.facts.items() if name not in DERIVED}
    recomputed = ground.scored_by is not None
    if ground.scored_by is not None:
        given |= score_facts(ground.scored_by, given, given["score"].as_of)
    # 4.
    again = conclude(given, asked, ground, id=record.id, score=record.score).record
    engine_differs = again.engine != record.engine
    if replace(again, engine=record.engine).encoded() != data:
        raise ReplayDiffers(what=_difference(record, again), stage=_STAGE)
    return Replayed(again, recomputed, engine_differs)


def ground_of(record: DecisionRecord, materials: Mapping[str, bytes]) -> tuple[Asked, Ground]:
    """What a record says was asked, and what it was decided on, from the files that it names.

    Raises `ReplayDiffers` for a file that is missing or another, and for a record from before records named them all.
    """
    extra = record.extra
    for key in ("on", "defaults_digest", "exposure"):
        if key not in extra:
            raise ReplayDiffers(
                what=Text(
                    zh="记录早于决策写明全部输入之时", en="it was recorded before decisions named all their inputs"
                ),
                stage=_STAGE,
            )

    def file(digest: str) -> bytes:
        found = materials.get(digest)
        if found is None or suite(record.suite).digest(found).hex() != digest:
            raise ReplayDiffers(
                what=Text(
                    zh=f"文件 {digest[:12]}… 不存在，或不是同一份",
                    en=f"the file {digest[:12]}… is not there, or is another",
                ),
                stage=_STAGE,
            )
        return found

    by = extra["card"]
    requested = extra["requested"]
    asked = Asked(
        application=ApplicationId(extra["application"]),
        amount_fen=requested["amount_fen"],
        term_months=requested["term_months"],
        repayment=Repayment(requested["repayment"]),
    )
    ground = Ground(
        product=_product(file(extra["product"]["digest"])),
        rules=file(record.rules_digest),
        terms=_terms(file(extra["defaults_digest"])),
        at=record.at,
        on=date.fromisoformat(extra["on"]),
        exposure=from_document(Exposure, extra["exposure"]),
        scored_by=None if by is None else ScoredBy(_card(file(by["digest"])), tuple(by["absent"])),
        suite_name=record.suite,
    )
    return asked, ground


# A city's decisions name few files: each is read once.
_product = lru_cache(maxsize=64)(Product.parse)
_terms = lru_cache(maxsize=16)(Defaults.parse)
_card = lru_cache(maxsize=16)(Scorecard.parse)


def _difference(record: DecisionRecord, again: DecisionRecord) -> str:
    """The first place where the two records differ, named without values."""
    one, other = record.document(), again.document()
    for key in one:
        if key != "engine" and one[key] != other[key]:
            inner = _first(one[key], other[key]) if isinstance(one[key], Mapping) else ""
            return f"{key}{inner} is another"
    return "the bytes are others"


def _first(one: Mapping[str, Any], other: Any) -> str:
    return next((f".{key}" for key in one if not isinstance(other, Mapping) or one[key] != other.get(key)), "")
