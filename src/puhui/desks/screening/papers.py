"""Papers that came with an application: their dates, and a digest by which one that is used twice is known.

The paper itself stays with the applicant until an officer asks to see it; of its file only the digest is handed over.

>>> from datetime import date
>>> told = {"kind": "business_licence", "digest": "ab" * 32, "issued_on": "2020-03-01", "expires_on": "2026-07-10"}
>>> (paper,) = read_papers([told, {"kind": "diploma"}])
>>> paper.found(date(2026, 7, 20)).text.en
'business licence: expired 10 days ago'
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from puhui.parties.verifying import DocumentFinding, DocumentKind, ShownDocument, document_state

PAPERS_MAX = 10
"""With one form."""
KEPT_MAX = 60
"""Of one application, with everything that was added to it."""
_DIGEST = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper: its kind, its dates as the applicant stated them (None: not stated, or 长期), its file's digest."""

    shown: ShownDocument
    digest: str

    @classmethod
    def read(cls, told: Mapping[str, Any]) -> Self:
        """The paper of its map; raises `ValueError`, `KeyError` or `TypeError` for what is none."""
        if not _DIGEST.fullmatch(told["digest"]):
            raise ValueError("digest")
        issued, expires = (told[name] and date.fromisoformat(told[name]) for name in ("issued_on", "expires_on"))
        return cls(ShownDocument(DocumentKind(told["kind"]), issued or None, expires or None), told["digest"])

    def document(self) -> dict[str, Any]:
        """Its map, as `read` takes it."""
        dates = {"issued_on": self.shown.issued_on, "expires_on": self.shown.expires_on}
        told = {name: None if day is None else day.isoformat() for name, day in dates.items()}
        return {"kind": self.shown.kind.value, "digest": self.digest, **told}

    def run_out(self, on: date) -> bool:
        """Whether its last day has passed."""
        return self.shown.expires_on is not None and self.shown.expires_on < on

    def found(self, on: date) -> DocumentFinding:
        """What its dates say on a day."""
        return document_state(self.shown, on)


def read_papers(told: Sequence[Any]) -> tuple[Paper, ...]:
    """Of what a portal handed over, the papers that are sound; others are not used."""
    papers = []
    for one in told[:KEPT_MAX]:
        try:
            papers.append(Paper.read(one))
        except (ValueError, KeyError, TypeError):
            continue
    return tuple(papers)


def with_added(papers: Sequence[Paper], added: Sequence[Paper], on: date) -> list[Paper]:
    """Papers with those that were added later: one that has run out by `on` gives way to an added one of its kind.

    >>> old = {"kind": "business_licence", "digest": "ab" * 32, "issued_on": None, "expires_on": "2026-07-10"}
    >>> papers = read_papers([old, old | {"digest": "cd" * 32, "expires_on": "2031-07-10"}])
    >>> [one.digest[:2] for one in with_added(papers[:1], papers[1:], date(2026, 7, 20))]
    ['cd']
    >>> [one.digest[:2] for one in with_added(papers[:1], papers[1:], date(2026, 7, 1))]
    ['ab', 'cd']
    """
    kinds, digests = {one.shown.kind for one in added}, {one.digest for one in added}
    stands = (one for one in papers if one.digest not in digests)
    kept = [one for one in stands if one.shown.kind not in kinds or not one.run_out(on)]
    return [*kept, *added]
