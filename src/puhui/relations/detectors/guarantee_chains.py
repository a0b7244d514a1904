"""CHAIN: guarantees that tie many, or somebody in default, but never come back to who gave them: chains and stars.

Parents guarantee for subsidiaries and guarantee companies for clients, so a chain is no pattern of fraud. Its risk is
the guarantor's: judged as a circle's, by defaults and by guarantees per net assets.
"""

from collections.abc import Iterator

from puhui.kernel import Text
from puhui.relations.circles import guarantee_circles
from puhui.relations.detectors.guarantee_circles import finding
from puhui.relations.findings import Finding
from puhui.relations.graph import Graph
from puhui.relations.thresholds import Thresholds

CODE = "CHAIN"
TITLE = Text(zh="担保链", en="guarantee chain")


def find(graph: Graph, thresholds: Thresholds) -> Iterator[Finding]:
    """A finding a chain."""
    for circle in guarantee_circles(graph, thresholds=thresholds):
        if not circle.closed:
            yield finding(graph.now, circle, thresholds, code=CODE, title=TITLE)
