"""`validate`: AUC and KS of a scorecard that all parties hold, over rows whose columns lie with several of them.

Party 0 knows the outcomes and learns the two figures. Every party with columns gives its rows the points of its own
attributes and shares them out; scores exist in secret shares only.
"""

import json
from pathlib import Path

import numpy as np
import polars as pl

from puhui.credit.scorecard import Scorecard
from puhui.kernel import PuhuiError, Text
from puhui.privacy.cards import MODEL, is_validated
from puhui.privacy.engine import COMPUTING, Channel, Engine
from puhui.privacy.errors import ModelDiffers, SchemaDiffers
from puhui.privacy.modelling import bands, points_of
from puhui.privacy.ops.aligning import OWNER, align, connect_pairs
from puhui.privacy.ops.joining import Input
from puhui.privacy.order import Order
from puhui.privacy.policy import check_classes
from puhui.privacy.programs.validating import bands_for, measures_of, validating_programs
from puhui.privacy.reporting import Teller, write_report

MEASURES = "measures.json"


class Validate:
    """The steps of a validation at one party: its table is read before any link exists."""

    def __init__(self, order: Order) -> None:
        self._order = order
        self._card = _card(order)
        self._input = Input.of(order) if order.me.columns else None

    def run(self, engine: Engine, channel: Channel, teller: Teller, target: Path) -> None:
        """Take part; party 0 has the figures."""
        order, card, mine = self._order, self._card, self._input
        givers = [rank for rank, party in enumerate(order.spec.parties) if party.columns]
        teller.stage("aligning")
        nodes = engine.connect(1, COMPUTING) if order.rank < COMPUTING else None
        pairs = connect_pairs(engine, order)
        common = align(engine, order, mine.usable, pairs) if mine else pl.Series([], dtype=pl.String)
        rows = int(channel.exchange(str(len(common)).encode())[OWNER])
        points = self._points(mine, common) if mine else None
        good = mine.good(common) if mine and order.rank == OWNER else None
        if good is not None:
            check_classes(int(good.sum()), int((~good).sum()), order.me.name, teller.at)
        teller.stage("sharing")
        computation = engine.computation(channel, nodes)
        names = [f"p{rank}" for rank in givers]
        for rank, name in zip(givers, names, strict=True):
            computation.share(rank, name, points if rank == order.rank else None)
        computation.share(OWNER, "good", None if good is None else good.astype(np.int64))
        computation.share(OWNER, "edges", None if good is None else bands(card, bands_for(rows)))
        teller.stage("validating")
        programs = validating_programs(rows, len(givers))
        computation.run(programs["add"], names, ["scores"])
        computation.run(programs["measure"], ["scores", "good", "edges"], ["measures"])
        opened = computation.open("measures", OWNER)
        found = {}
        if opened is not None and good is not None:
            teller.stage("output")
            found = {"bands": bands_for(rows), **measures_of(opened.astype(np.int64), good)}
            (target / MEASURES).write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
        write_report(target, order, {"input": mine.report() if mine else {}, "result": {"rows": rows, **found}})

    def _points(self, mine: Input, common: pl.Series) -> "np.ndarray[tuple[int], np.dtype[np.int64]]":
        """The points of this party's attributes, at party 0 with those that every row has; raises `SchemaDiffers`."""
        order, card = self._order, self._card
        try:
            points = points_of(card, order.me.name, mine.columns(common), len(common))
        except PuhuiError:  # its words quote a value
            reason = Text(
                zh="评分卡视为数值的列含有其他内容", en="a column that the card takes for numbers holds others"
            )
            raise SchemaDiffers(reason=reason, party=order.me.name, stage="inputs") from None
        return points + round(card.base_points * 100) if order.rank == OWNER else points


def _card(order: Order) -> Scorecard:
    """The card in this party's folder, which must be the one that the job pins; raises `ModelDiffers`."""
    card = Scorecard.parse(order.place(MODEL).read_bytes())
    if not is_validated(card, order.spec, order.hashing):
        raise ModelDiffers(party=order.me.name, stage="inputs")
    return card
