"""What may be told: the threshold, dominance, and what must go with what is withheld.

A number stands on the enterprises that contribute to it. Below the threshold it is withheld; so is an amount of which
one enterprise has more than the share. Where a single group of a total is withheld, it would be the total less the
others: the next smallest group goes with it (secondary suppression), and where there is none, all the empty ones.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

_FILE = resources.files("puhui.statistics") / "defaults.json"


@dataclass(frozen=True, slots=True)
class Disclosure:
    """Enterprises that a number must stand on, and the share of an amount that one of them may have at most."""

    enterprises_min: int
    largest_share_max: float

    def counts(self, enterprises: Sequence[int]) -> list[bool]:
        """Which groups of one total may be counted, by how many enterprises stand in each; nobody may be told."""
        return self._with_company([0 < n < self.enterprises_min for n in enterprises], enterprises)

    def amounts(self, enterprises: Sequence[int], largest_shares: Sequence[float]) -> list[bool]:
        """Which groups' amounts may be told, by each one's enterprises and the share of the largest."""
        alone = [
            0 < n < self.enterprises_min or (n > 0 and share > self.largest_share_max)
            for n, share in zip(enterprises, largest_shares, strict=True)
        ]
        return self._with_company(alone, enterprises)

    def parts(self, parts: Sequence[tuple[int, int]]) -> list[bool]:
        """In which groups of one total a part of those who stand there may be counted, by how many stand in the part
        and in the rest: neither may be few."""
        few = [any(0 < n < self.enterprises_min for n in both) for both in parts]
        return self._with_company(few, [part for part, _ in parts])

    def _with_company(self, withheld: list[bool], enterprises: Sequence[int]) -> list[bool]:
        """Answers what may be told. A group that is withheld alone takes the smallest other one along."""
        if sum(withheld) != 1:
            return [not one for one in withheld]
        others = [(n, at) for at, n in enumerate(enterprises) if n > 0 and not withheld[at]]
        if not others:
            return [False] * len(withheld)
        withheld[min(others)[1]] = True
        return [not one for one in withheld]


@cache
def disclosure() -> Disclosure:
    """The shipped rules."""
    told = json.loads(_FILE.read_text(encoding="utf-8"))
    return Disclosure(int(told["enterprises_min"]["value"]), float(told["largest_share_max"]["value"]))
