"""Cards and frames for tests: drawn by Hypothesis, with every kind of bin and odd value."""

from itertools import pairwise
from typing import Any

import numpy as np
from hypothesis import strategies as st
from numpy.typing import NDArray

from puhui.credit import Attribute, Bin, BinKind, Kind, Scorecard, Source
from puhui.kernel import Text

WORDS = ["a", "b", "it's", '"q"', "中文", "4"]
SOURCES = ("tax", "court")
points = st.integers(-9_000, 9_000).map(lambda hundredths: hundredths / 100)
counts = st.one_of(st.none(), st.integers(1, 500))


def words(name: str) -> Text:
    return Text(zh=f"{name}项", en=name)


@st.composite
def numeric(draw: Any, name: str) -> Attribute:
    edges = sorted(draw(st.sets(st.sampled_from([-3.5, -1.0, 0.0, 0.1, 0.3, 2.0, 1e6]), max_size=4)))
    bounds = [None, *edges, None]
    bins = [Bin(BinKind.INTERVAL, draw(points), low, high, count=draw(counts)) for low, high in pairwise(bounds)]
    if draw(st.booleans()):
        bins.append(Bin(BinKind.SPECIAL, draw(points), values=(0.0, -99.0)))
    bins.append(Bin(BinKind.MISSING, draw(points), informative=draw(st.booleans())))
    bins.append(Bin(BinKind.NOT_GRANTED, draw(points), informative=False))
    return Attribute(name, words(name), draw(st.sampled_from(SOURCES)), True, tuple(bins))


@st.composite
def categorical(draw: Any, name: str) -> Attribute:
    cut = draw(st.integers(1, len(WORDS) - 1))
    bins = [Bin(BinKind.CATEGORY, draw(points), values=tuple(WORDS[:cut]), count=draw(counts))]
    if cut < len(WORDS) - 1 and draw(st.booleans()):
        bins.append(Bin(BinKind.CATEGORY, draw(points), values=(WORDS[cut],), count=draw(counts)))
    bins.append(Bin(BinKind.OTHER, draw(points), informative=draw(st.booleans())))
    bins.append(Bin(BinKind.MISSING, draw(points), informative=draw(st.booleans())))
    bins.append(Bin(BinKind.NOT_GRANTED, draw(points), informative=False))
    return Attribute(name, words(name), draw(st.sampled_from(SOURCES)), False, tuple(bins))


@st.composite
def cards(draw: Any) -> Scorecard:
    attributes = [draw(numeric(f"n{i}")) for i in range(draw(st.integers(1, 3)))]
    attributes += [draw(categorical(f"c{i}")) for i in range(draw(st.integers(0, 2)))]
    used = {attribute.source for attribute in attributes}
    return Scorecard(
        kind=Kind.EXPERT,
        name="drawn",
        version="1",
        label=words("drawn"),
        base_points=draw(st.integers(50_000, 70_000)) / 100,
        sources=tuple(Source(s, words(s), float(draw(st.integers(1, 9)))) for s in SOURCES if s in used),
        attributes=tuple(attributes),
    )


@st.composite
def frames(draw: Any, card: Scorecard, rows: int = 12) -> dict[str, NDArray[Any]]:
    number = st.one_of(
        st.sampled_from([-99.0, -3.5, -1.0, 0.0, 0.1, 0.3, 2.0, np.nan, np.inf, -np.inf, 1e300]),
        st.floats(-5, 5),
    )
    word = st.one_of(st.none(), st.sampled_from([*WORDS, "unseen", ""]))
    frame: dict[str, NDArray[Any]] = {}
    for attribute in card.attributes:
        if attribute.numeric:
            frame[attribute.name] = np.array(draw(st.lists(number, min_size=rows, max_size=rows)))
        else:
            frame[attribute.name] = np.array(draw(st.lists(word, min_size=rows, max_size=rows)), dtype=object)
    for source in card.sources:
        frame[f"granted.{source.source}"] = np.array(draw(st.lists(st.booleans(), min_size=rows, max_size=rows)))
    return frame
