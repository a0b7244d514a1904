"""What a CometBFT transaction holds: one statement, a bundle of statements, or a record of cosignatures. Pure.

Statements that wait together travel together: CometBFT's work is by the transaction. Each statement of a bundle is
admitted, decided and answered as if it had come alone. The three are told apart by their first byte.
"""

from collections.abc import Sequence

from puhui.kernel.encoding import NotCanonical, decode, encode

MAX_BUNDLE = 128
MAX_BUNDLE_BYTES = 256 * 1024
MAX_TRANSACTION_BYTES = MAX_BUNDLE_BYTES + 128 * 1024  # a bundle is closed after the statement that fills it
_ARRAY, _MAP = 0x80, 0xA0  # a record is an array, a bundle a map, a statement a tag
_KEY = "statements"


def is_record(transaction: bytes) -> bool:
    """Whether the transaction is a record of cosignatures."""
    return bool(transaction) and transaction[0] & 0xE0 == _ARRAY


def bundle(statements: Sequence[bytes]) -> bytes:
    """One transaction of these statements; a single one is its own transaction."""
    return statements[0] if len(statements) == 1 else encode({_KEY: list(statements)})


def bundles(statements: Sequence[bytes]) -> list[list[bytes]]:
    """The statements in order, in groups that each fit a transaction."""
    groups: list[list[bytes]] = []
    size = MAX_BUNDLE_BYTES
    for raw in statements:
        if size >= MAX_BUNDLE_BYTES or len(groups[-1]) == MAX_BUNDLE:
            groups.append([])
            size = 0
        groups[-1].append(raw)
        size += len(raw)
    return groups


def statements_of(transaction: bytes) -> list[bytes]:
    """The statements of a transaction, not yet read; none when it is a bundle in no spelling of ours."""
    if not transaction or transaction[0] & 0xE0 != _MAP:
        return [transaction]
    try:
        value = decode(transaction)
    except NotCanonical:
        return []
    inside = value.get(_KEY) if len(value) == 1 else None
    if type(inside) is not list or not 2 <= len(inside) <= MAX_BUNDLE or not all(type(raw) is bytes for raw in inside):
        return []
    return inside
