"""How odd an application looks beside its peers: robust, explained feature by feature, with a tail that means
something.

Each feature is put on a scale that suits it (`log` for amounts, `rank` never) and measured in robust standard
deviations from the peers' median: `z = (x − median) / s`, `s` the largest of 1.4826·MAD, IQR / 1.349 and a floor, so
that a feature which is constant for half of the peers does not divide by nothing. What counts is the excess beyond
`z_free`, at most `z_cap` a feature, squared and averaged over the features that are known: `D = mean(min(max(0, |z| −
z_free), z_cap)²)`.

`tail` is the share of peers at least as odd, `(1 + #{D_peer ≥ D}) / (1 + n)`: for an application like its peers it is
at most t in t of all cases, whatever the features' distributions (a conformal p-value). A peer is compared on the
same known features. The score refuses nobody; beside a threshold it asks for verification, and its parts say what to
look at.

>>> import numpy as np
>>> rng = np.random.default_rng(7)
>>> peers = {"rev12_fen": rng.lognormal(18, 1, 400), "void_rate12": rng.beta(1, 20, 400)}
>>> found = Peers(peers, FEATURES).judge({"rev12_fen": 6e7, "void_rate12": 0.6})
>>> found.tail < 0.01, found.parts[0].name, found.known
(True, 'void_rate12', 2)
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from typing import Any

import numpy as np
from numpy.typing import NDArray

from puhui.kernel import Text, suite
from puhui.kernel.suites import DEFAULT_SUITE
from puhui.screening.errors import PeersDiffer

Floats = NDArray[np.float64]
_STAGE = "screening.anomaly"
_TO_SD, _IQR_TO_SD = 1.4826, 1.349


@dataclass(frozen=True, slots=True)
class Feature:
    """One feature: its label, whether it is compared by its logarithm (of 1 + x), which side is odd, and the least
    spread that is believed."""

    name: str
    label: Text
    log: bool
    side: str  # "both", "high", "low"
    spread_min: float


@dataclass(frozen=True, slots=True)
class Features:
    """The features and settings of `anomaly.json`."""

    version: str
    mark: str
    z_free: float
    z_cap: float
    peers_min: int
    features: tuple[Feature, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """One feature's part: how many robust standard deviations off, and its share of the whole (0 to 1)."""

    name: str
    label: Text
    value: float
    median: float
    z: float
    share: float


@dataclass(frozen=True, slots=True)
class Anomaly:
    """How odd an application is. `tail` (0 to 1) is small where few peers are as odd; `parts` the largest first."""

    score: float
    tail: float
    known: int
    peers: int
    peers_digest: str
    parts: tuple[Part, ...]

    def document(self) -> dict[str, Any]:
        """As a decision record keeps it."""
        return {
            "score": round(self.score, 6),
            "tail": round(self.tail, 6),
            "known": self.known,
            "peers": self.peers,
            "peers_digest": self.peers_digest,
            "parts": [
                {
                    "name": part.name,
                    "label": {"zh": part.label.zh, "en": part.label.en},
                    "value": part.value,
                    "median": round(part.median, 6),
                    "z": round(part.z, 4),
                    "share": round(part.share, 4),
                }
                for part in self.parts
            ],
        }


class Peers:
    """The peers of one group (segment × industry section × region): their features, ranked once."""

    def __init__(self, columns: Mapping[str, Floats], features: Features, *, digest_suite: str = DEFAULT_SUITE) -> None:
        """`columns` are by feature, NaN where not known; features without a column are not looked at.

        Raises `PeersDiffer` where lengths differ.
        """
        self._features = [item for item in features.features if item.name in columns]
        self._settings = features
        lengths = {len(columns[item.name]) for item in self._features}
        if len(lengths) > 1:
            raise PeersDiffer(name=", ".join(item.name for item in self._features), stage=_STAGE)
        self.size = lengths.pop() if lengths else 0
        raw = [np.asarray(columns[item.name], dtype=np.float64) for item in self._features]
        scaled = [_scale(values, item) for values, item in zip(raw, self._features, strict=True)]
        self._matrix = np.array(scaled).T if scaled else np.empty((0, 0))
        self._median, self._spread = self._centre()
        z = (self._matrix - self._median) / self._spread if self.size else self._matrix
        self._excess = self._excesses(z)
        parts = [item.name.encode() + values.tobytes() for item, values in zip(self._features, raw, strict=True)]
        self.digest = suite(digest_suite).digest(b"\0".join(parts)).hex()

    def judge(self, row: Mapping[str, float | None]) -> Anomaly | None:
        """How odd one application is; None with fewer than `peers_min` peers, or where no feature is known."""
        values = np.array([_number(row.get(item.name)) for item in self._features], dtype=np.float64)
        known = np.isfinite(values) & np.isfinite(self._median)  # none of the peers may have it
        if self.size < self._settings.peers_min or not known.any():
            return None
        scaled = np.array([_scale(values[k : k + 1], item)[0] for k, item in enumerate(self._features)])
        z = (scaled - self._median) / self._spread
        excess = self._excesses(z[None])[0]
        score = float(excess[known].mean())
        theirs = self._excess[:, known]
        there = np.isfinite(theirs)
        counted = there.sum(axis=1)
        peers = np.where(there, theirs, 0.0).sum(axis=1)[counted > 0] / counted[counted > 0]
        tail = (1 + int((peers >= score).sum())) / (1 + len(peers))
        whole = float(excess[known].sum())
        order = sorted(np.flatnonzero(known & (excess > 0)).tolist(), key=lambda k: (-excess[k], k))
        parts = tuple(
            Part(
                name=self._features[k].name,
                label=self._features[k].label,
                value=float(values[k]),
                median=_unscale(float(self._median[k]), self._features[k]),
                z=float(z[k]),
                share=float(excess[k]) / whole,
            )
            for k in order
        )
        return Anomaly(score, tail, int(known.sum()), len(peers), self.digest, parts)

    def _centre(self) -> tuple[Floats, Floats]:
        medians, spreads = [], []
        for column, item in zip(self._matrix.T, self._features, strict=True):
            known = column[np.isfinite(column)]
            if not len(known):
                medians.append(np.nan)
                spreads.append(np.nan)
                continue
            low, middle, high = np.quantile(known, [0.25, 0.5, 0.75])
            mad = float(np.median(np.abs(known - middle)))
            medians.append(float(middle))
            spreads.append(max(_TO_SD * mad, float(high - low) / _IQR_TO_SD, item.spread_min))
        return np.array(medians), np.array(spreads)

    def _excesses(self, z: Floats) -> Floats:
        """Squared excess of each z on its odd side, NaN where the feature is not known."""
        sides = [item.side for item in self._features]
        turned = np.array(
            [np.abs(c) if s == "both" else c if s == "high" else -c for c, s in zip(z.T, sides, strict=True)]
        )
        excess: Floats = np.square(np.clip(turned.T - self._settings.z_free, 0.0, self._settings.z_cap))
        return excess


def _scale(values: Floats, item: Feature) -> Floats:
    if not item.log:
        return values
    scaled: Floats = np.sign(values) * np.log1p(np.abs(values))
    return scaled


def _unscale(value: float, item: Feature) -> float:
    return float(np.sign(value) * np.expm1(abs(value))) if item.log else value


def _number(value: float | None) -> float:
    return float("nan") if value is None else float(value)


def parse_features(data: bytes) -> Features:
    """Read `anomaly.json`'s shape."""
    raw = json.loads(data)
    return Features(
        version=raw["version"],
        mark=raw["mark"],
        z_free=raw["z_free"],
        z_cap=raw["z_cap"],
        peers_min=raw["peers_min"],
        features=tuple(
            Feature(item["name"], Text(**item["label"]), item["log"], item["side"], item["spread_min"])
            for item in raw["features"]
        ),
    )


FEATURES = parse_features(resources.files("puhui.screening").joinpath("anomaly.json").read_bytes())
