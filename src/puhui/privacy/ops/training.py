"""`train`: a scorecard over the columns of several parties, fitted to outcomes that one of them alone knows.

Party 0 knows the outcomes and has the model; the others that have columns are custodians, and a party without any
only computes. The first three parties compute. In order: the rows are aligned (`aligning.py`); every custodian cuts its
columns into fine bins without outcomes and shares out which row is in which bin; counts of good and bad rows are
made secretly and shown to party 0, for groups of bins with at least five of each; party 0 makes weights of evidence
of them and shares those out again; the regression runs on secret columns with secret coefficients, which party 0 sees
after every step; and rows that were held out are scored secretly, of which party 0 sees AUC and KS.

Custodians learn which keys are common, how many bins take part and how many steps the fit took: no outcome, no rate,
no weight, no coefficient.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from puhui.credit.counted import FineBins
from puhui.credit.fit import Recipe, unfit
from puhui.credit.scorecard import Scorecard
from puhui.credit.selection import Excluded
from puhui.kernel import Text, encode
from puhui.privacy.engine import COMPUTING, Channel, Computation, Engine, Matrix, Reals
from puhui.privacy.errors import JobDiffers, NothingToTrain
from puhui.privacy.modelling import CURVE, DONE, PRUNE, STEP, Given, Modeller, bands, points_of
from puhui.privacy.ops.aligning import OWNER, align, connect_pairs
from puhui.privacy.ops.joining import Input
from puhui.privacy.order import Order
from puhui.privacy.policy import CELL_MIN, check_classes
from puhui.privacy.programs.training import Shape, training_programs
from puhui.privacy.programs.validating import bands_for, measures_of
from puhui.privacy.reporting import Teller, write_report

MODEL = "model.json"
FITTED, HELD = "fitted", "held"
_NO_COLUMN = Text(zh="各数据方均无可用的列", en="no custodian has a usable column")
_UNSETTLED = Text(zh="没有能区分好坏的列，或拟合不收敛", en="no column tells good from bad, or the fit does not settle")
Frame = Mapping[str, NDArray[Any]]


class Train:
    """The steps of a training at one party: its table is read before any link exists."""

    def __init__(self, order: Order) -> None:
        self._order = order
        self._input = Input.of(order) if order.me.columns else None

    def run(self, engine: Engine, channel: Channel, teller: Teller, target: Path) -> None:
        """Take part; party 0 has the model."""
        order, spec, mine = self._order, self._order.spec, self._input
        teller.stage("aligning")
        nodes = engine.connect(1, COMPUTING) if order.rank < COMPUTING else None
        pairs = connect_pairs(engine, order)
        common = align(engine, order, mine.usable, pairs) if mine else pl.Series([], dtype=pl.String)
        rows = int(channel.exchange(str(len(common)).encode())[OWNER])
        job = order.digest if spec.nonce else ""
        fitted, held = split(rows, spec.number("holdout_permille"), spec.number("seed"), job)
        teller.stage("binning")
        frame = mine.columns(common) if mine else {}
        walk = _Walk(order, teller, channel, engine.computation(channel, nodes), (fitted, held))
        facts = walk.cut(frame, mine.good(common) if mine and order.rank == OWNER else None, pairs)
        walk.count()
        walk.encode()
        steps = walk.fit()
        card = walk.card()
        measured = walk.validate(frame, card) if len(held) else {}
        if card is not None:
            teller.stage("output")
            metrics = {"of": "rows held out of the fit", **measured} if measured else {}
            (target / MODEL).write_bytes(replace(card, metrics=metrics).dump())
            facts |= {
                "attributes": len(card.attributes),
                "excluded": len(card.excluded),
                **{name: value for name, value in measured.items() if name in ("auc", "ks")},
            }
        result = {"rows": rows, "fitted": len(fitted), "held_out": len(held), "steps": steps, **facts}
        write_report(target, order, {"input": mine.report() if mine else {}, "result": result})


def split(rows: int, permille: int, seed: int, job: str = "") -> tuple[Matrix, Matrix]:
    """Which of the aligned rows are fitted on and which held out: the same at every party, blind to outcomes.

    Between nodes `job`, its digest, draws with the seed: two trainings that differ in one row, one outcome or one word
    of their terms are fitted to rows that have nothing to do with each other, so that nobody reads one row off what one
    tells and the other does not.
    """
    drawn = np.random.default_rng([seed, int(job, 16)] if job else seed).permutation(rows)
    held = rows * permille // 1000
    return np.sort(drawn[held:]), np.sort(drawn[:held])


class _Walk:
    """One training on aligned rows. All parties walk through the same lines in step; party 0 alone has a modeller."""

    def __init__(
        self, order: Order, teller: Teller, channel: Channel, computation: Computation, rows: tuple[Matrix, Matrix]
    ) -> None:
        self._order, self._teller, self._channel, self._computation = order, teller, channel, computation
        self._fitted, self._held = rows
        self._modeller: Modeller | None = None
        self._good: NDArray[np.bool_] = np.empty(0, dtype=np.bool_)
        self._programs: Mapping[str, str] = {}
        self._indicators: dict[str, list[str]] = {FITTED: [], HELD: []}

    def cut(self, frame: Frame, good: NDArray[np.bool_] | None, pairs: Mapping[int, Channel]) -> dict[str, Any]:
        """Every custodian cuts its columns, tells party 0 its bins, and shares out which row is in which."""
        fine: list[FineBins] = []
        if good is not None:
            self._good = good
            self._modeller = self._hear_bins(frame, pairs)
        elif pairs:
            fine, left = _fine_bins(frame, self._fitted)
            said = {"bins": [one.as_map() for one in fine], "left": left}
            pairs[self._order.rank].exchange(json.dumps(said, ensure_ascii=False).encode())
        givers = self._agree(fine)
        self._teller.stage("sharing")
        for part, rows in ((FITTED, self._fitted), (HELD, self._held)):
            for rank in givers if len(rows) else ():
                mine = _indicators(fine, frame, rows) if rank == self._order.rank else None
                self._computation.share(rank, f"{part}{rank}", mine)
                self._indicators[part].append(f"{part}{rank}")
        return {} if good is not None else {"attributes": len(fine), "bins": sum(one.bins for one in fine)}

    def count(self) -> None:
        """Good and bad rows of every fine bin, secretly; party 0 sees those of groups that have enough of both."""
        self._teller.stage("counting")
        modeller = self._modeller
        self._share("good", self._good[self._fitted].astype(np.int64) if modeller else None)
        self._run("count", [*self._indicators[FITTED], "good"], ["counts"])
        for wanted in ("enough", "enough", "shown"):
            self._share("groups", modeller.groups() if modeller else None)
            self._run("group", ["counts", "groups"], ["enough", "shown"])
            opened = self._open(wanted)
            if modeller is not None:
                assert opened is not None
                modeller.take(opened.astype(np.int64))

    def encode(self) -> None:
        """The regression's columns, secretly, from the bins and the weights that party 0 shares out."""
        self._teller.stage("encoding")
        modeller = self._modeller
        inputs = [*self._indicators[FITTED], "values"]
        if self._shape.owned:
            self._share("owned", modeller.columns() if modeller else None)
            inputs = ["owned", *inputs]
        self._share("values", modeller.values() if modeller else None)
        self._run("encode", inputs, ["columns"])
        self._computation.drop([*inputs, "good", "counts", "groups"])

    def fit(self) -> int:
        """Step until party 0 is content; how often that was. Raises `NothingToTrain` there when nothing comes of it."""
        modeller, strength = self._modeller, self._strength
        self._teller.stage("pruning")
        self._share("outcomes", self._good[self._fitted].astype(np.float64) if modeller else None)
        self._share("ridge", modeller.ridge(strength) if modeller else None)
        self._share("coefficients", modeller.start() if modeller else None)
        self._share("kept", modeller.kept if modeller else None)
        self._run("chance", ["columns", "coefficients"], ["chance"])
        self._run("curve", ["columns", "chance"], ["curve"])
        word = PRUNE
        while word == PRUNE:
            self._run("inflation", ["curve", "kept", "ridge"], ["inflation"])
            opened = self._open("inflation")
            word = self._tell(modeller.prune(opened.astype(np.float64)) if modeller and opened is not None else b"")
            self._share("kept", modeller.kept if modeller else None)
        steps = 0
        while word in (CURVE, STEP):
            steps += 1
            self._teller.stage(f"fitting {steps}")
            if steps > 1:
                self._share("kept", modeller.kept if modeller else None)
                self._run("chance", ["columns", "coefficients"], ["chance"])
            if word == CURVE and steps > 1:
                self._run("curve", ["columns", "chance"], ["curve"])
            told = ["columns", "outcomes", "chance", "coefficients", "curve", "kept", "ridge"]
            self._run("step", told, ["coefficients", "change"])
            coefficients, change = self._open("coefficients"), self._open("change")
            if modeller is not None:
                assert coefficients is not None
                assert change is not None
                word = modeller.hear(coefficients.astype(np.float64), float(change[0]), steps)
            word = self._tell(word)
        if word != DONE and modeller is not None:
            raise NothingToTrain(reason=_UNSETTLED, party=self._order.me.name, stage=self._teller.at)
        return steps

    def card(self) -> Scorecard | None:
        """The card, at party 0."""
        if self._modeller is None:
            return None
        order, spec = self._order, self._order.spec
        good = self._good[self._fitted]
        training = {
            "rows": len(good),
            "bads": int((~good).sum()),
            "held_out": len(self._held),
            "seed": spec.number("seed"),
            "penalty": self._strength,
            "job": order.digest,
            "program": spec.program,
            "parties": [party.name for party in spec.parties],
            "key": spec.word("key"),
        }
        card = self._modeller.card(self._strength)
        return replace(card, training=training, target={"column": spec.word("target")})

    def validate(self, frame: Frame, card: Scorecard | None) -> dict[str, Any]:
        """AUC and KS of the rows held out, at party 0: scored secretly by the very points of the card."""
        self._teller.stage("validating")
        order, modeller, at = self._order, self._modeller, self._held
        points = owned = good = edges = None
        if modeller is not None and card is not None:
            own = {name: values[at] for name, values in frame.items()}
            base = round(card.base_points * 100)
            owned, points = points_of(card, order.me.name, own, len(at)) + base, modeller.points(card)
            good, edges = self._good[at].astype(np.int64), bands(card, bands_for(len(at)))
        for name, mine in (("points", points), ("owned", owned), ("good", good), ("edges", edges)):
            self._share(name, mine)
        self._run("score", [*self._indicators[HELD], "points", "owned"], ["scores"])
        self._run("measure", ["scores", "good", "edges"], ["measures"])
        opened = self._open("measures")
        if opened is None:
            return {}
        return {"bands": bands_for(len(at)), **measures_of(opened.astype(np.int64), self._good[at])}

    def _hear_bins(self, frame: Frame, pairs: Mapping[int, Channel]) -> Modeller:
        order, spec = self._order, self._order.spec
        for at in (self._fitted, self._held):
            if len(at):
                good = int(self._good[at].sum())
                check_classes(good, len(at) - good, order.me.name, "binning")
        given: list[Given] = []
        left: list[Excluded] = []
        for rank, pair in pairs.items():
            said = json.loads(pair.exchange(b"")[1])
            given += [Given(spec.parties[rank].name, FineBins.of_map(one)) for one in said["bins"]]
            left += [Excluded(str(one["column"]), str(one["reason"])) for one in said["left"]]
        if not given:
            raise NothingToTrain(reason=_NO_COLUMN, party=order.me.name, stage="binning")
        owned = {name: values[self._fitted] for name, values in frame.items()}
        recipe = Recipe(name=spec.word("name"), seed=spec.number("seed"))
        modeller = Modeller(order.me.name, self._good[self._fitted], owned, given, recipe)
        modeller.excluded[:0] = left
        return modeller

    def _agree(self, fine: Sequence[FineBins]) -> list[int]:
        """The sizes, which all tell all, and the programs for them, which must be the same everywhere."""
        order = self._order
        said = {"owned": self._modeller.owned if self._modeller else 0, "bins": [one.bins for one in fine]}
        heard = [json.loads(word) for word in self._channel.exchange(json.dumps(said).encode())]
        givers = [rank for rank, word in enumerate(heard) if word["bins"]]
        bins = tuple(tuple(heard[rank]["bins"]) for rank in givers)
        self._shape = Shape(len(self._fitted), len(self._held), heard[OWNER]["owned"], bins)
        self._programs = training_programs(self._shape, CELL_MIN)
        mine = order.hashing.digest(encode(dict(self._programs)))
        for party, theirs in zip(order.spec.parties, self._channel.exchange(mine), strict=True):
            if theirs != mine:
                raise JobDiffers(peer=party.name, party=order.me.name, stage=self._teller.at)
        return givers

    def _tell(self, word: bytes) -> bytes:
        """What party 0 says comes next."""
        return self._channel.exchange(word)[OWNER]

    @property
    def _strength(self) -> float:
        return self._order.spec.number("ridge_thousandths") / 1000

    def _share(self, name: str, mine: Matrix | Reals | None) -> None:
        self._computation.share(OWNER, name, mine)

    def _run(self, program: str, inputs: Sequence[str], outputs: Sequence[str]) -> None:
        self._computation.run(self._programs[program], inputs, outputs)

    def _open(self, name: str) -> Matrix | Reals | None:
        return self._computation.open(name, OWNER)


def _fine_bins(frame: Frame, rows: Matrix) -> tuple[list[FineBins], list[dict[str, str]]]:
    """A custodian's columns in fine bins, and which cannot serve and why."""
    fine, left = [], []
    for name, values in frame.items():
        reason = unfit(values[rows])
        if reason:
            left.append({"column": name, "reason": reason})
        else:
            fine.append(FineBins.cut(name, values[rows]))
    return fine, left


def _indicators(fine: Sequence[FineBins], frame: Frame, rows: Matrix) -> Matrix:
    """Which row is in which bin (rows, bins), as 0 and 1."""
    parts = []
    for one in fine:
        chosen = np.zeros((len(rows), one.bins), dtype=np.int64)
        chosen[np.arange(len(rows)), one.place(frame[one.name][rows])] = 1
        parts.append(chosen)
    return np.hstack(parts)
