"""A permit: one counted use of one grant, as a value. Whoever holds one may move exactly that data, once.

Only `puhui.consent.permits` makes permits, after the ledger has counted the use. Every function that reads a
custodian's data for another organisation takes one, so a caller without a counted use cannot even be written down.

>>> Permit()
Traceback (most recent call last):
    ...
TypeError: a permit is drawn from a grant, never constructed
"""

from typing import Any, Final, Never, Self

from puhui.kernel.ids import DatasetId, EntryId, GrantId, OrgId, RequestId, SubjectId


class Permit:
    """Use `n` of `grant`: over `fields` of `dataset` about `subject`, `program` may be computed for `receiver`."""

    __slots__ = (
        "custodian", "dataset", "entry", "fields", "grant", "index", "n", "program", "purpose", "receiver", "request",
        "seq", "subject",
    )  # fmt: skip

    grant: Final[GrantId]  # type: ignore[misc]
    request: Final[RequestId]  # type: ignore[misc]
    subject: Final[SubjectId]  # type: ignore[misc]
    custodian: Final[OrgId]  # type: ignore[misc]
    receiver: Final[OrgId]  # type: ignore[misc]
    dataset: Final[DatasetId]  # type: ignore[misc]
    fields: Final[tuple[str, ...]]  # type: ignore[misc]
    purpose: Final[str]  # type: ignore[misc]
    program: Final[str]  # type: ignore[misc]
    n: Final[int]  # type: ignore[misc]
    seq: Final[int]  # type: ignore[misc]
    entry: Final[EntryId]  # type: ignore[misc]
    index: Final[int]  # type: ignore[misc]

    def __new__(cls, *_: object, **__: object) -> Self:
        """Always refuses."""
        raise TypeError("a permit is drawn from a grant, never constructed")

    def __init_subclass__(cls, **_: object) -> None:
        raise TypeError("a permit has no other kinds")

    def __setattr__(self, name: str, value: object) -> Never:
        raise AttributeError(f"a permit does not change: {name}")

    def __delattr__(self, name: str) -> Never:
        raise AttributeError(f"a permit does not change: {name}")

    def __reduce__(self) -> Never:
        raise TypeError("a permit is not copied or stored; draw it again with the same request")

    def __repr__(self) -> str:
        return f"<Permit {self.grant} use {self.n} for {self.receiver}>"


def _issue(**values: Any) -> Permit:
    """Make a permit; for `puhui.consent.permits` alone."""
    permit = object.__new__(Permit)
    for name in Permit.__slots__:
        object.__setattr__(permit, name, values[name])
    return permit
