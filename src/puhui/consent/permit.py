"""A permit: one counted use of one grant or mandate, as a value. Whoever holds one may move exactly that data, once.

Only this room makes permits, after the ledger has counted the use. Every function that reads a custodian's data for
another organisation takes one, so a caller without a counted use cannot even be written down.

>>> Permit()
Traceback (most recent call last):
    ...
TypeError: a permit is drawn on the ledger, never constructed
"""

from typing import Any, Final, Never, Self, TypeVar

from puhui.kernel.ids import DatasetId, EntryId, GrantId, MandateId, OrgId, RequestId, SubjectId


class _Sealed:
    """Made by `_issue` alone; never changed, copied, stored or derived from."""

    __slots__ = ()

    def __new__(cls, *_: object, **__: object) -> Self:
        """Always refuses."""
        raise TypeError("a permit is drawn on the ledger, never constructed")

    def __init_subclass__(cls, **_: object) -> None:
        if cls.__module__ != __name__:
            raise TypeError("a permit has no other kinds")

    def __setattr__(self, name: str, value: object) -> Never:
        raise AttributeError(f"a permit does not change: {name}")

    def __delattr__(self, name: str) -> Never:
        raise AttributeError(f"a permit does not change: {name}")

    def __reduce__(self) -> Never:
        raise TypeError("a permit is not copied or stored; draw it again with the same request")


class Permit(_Sealed):
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

    def __repr__(self) -> str:
        return f"<Permit {self.grant} use {self.n} for {self.receiver}>"


class MandatePermit(_Sealed):
    """Use `n` of `mandate`: over `fields` of the whole `dataset`, `program` may be computed for `receiver`."""

    __slots__ = (
        "custodian", "dataset", "entry", "fields", "index", "mandate", "n", "program", "purpose", "receiver",
        "request", "seq",
    )  # fmt: skip

    mandate: Final[MandateId]  # type: ignore[misc]
    request: Final[RequestId]  # type: ignore[misc]
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

    def __repr__(self) -> str:
        return f"<MandatePermit {self.mandate} use {self.n} for {self.receiver}>"


def _issue(**values: Any) -> Permit:
    """Make a permit of a grant; for this room's desks alone."""
    return _sealed(Permit, values)


def _issue_mandate(**values: Any) -> MandatePermit:
    """Make a permit of a mandate; for this room's desks alone."""
    return _sealed(MandatePermit, values)


_Kind = TypeVar("_Kind", bound=_Sealed)


def _sealed(kind: type[_Kind], values: dict[str, Any]) -> _Kind:
    permit = object.__new__(kind)
    name: str
    for name in kind.__slots__:
        object.__setattr__(permit, name, values[name])
    return permit
