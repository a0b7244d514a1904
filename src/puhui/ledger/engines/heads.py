"""Which stored cosignatures make a head good: those of its era's consensus nodes, under the keys that they had. Pure.

Signatures were verified when they came in; what is asked here is only whose they are. A head may also carry those of
nodes that were consensus nodes until just before it: they hand over to the next era, and stand in no other receipt.
"""

from collections.abc import Mapping

from puhui.kernel.suites import PublicKey
from puhui.ledger.checkpoint import LineKind, NoteKey, parse_lines
from puhui.ledger.trust import Era, Trust


def of_era(lines: Mapping[str, bytes], era: Era, *, new_key: tuple[str, PublicKey] | None = None) -> dict[str, bytes]:
    """The lines that count in that era, by name in order. `new_key`: who just changed its key, and to what."""
    keys: dict[str, list[PublicKey]] = {one.name: [one.key] for one in era.witnesses}
    if new_key is not None and new_key[0] in keys:
        keys[new_key[0]].append(new_key[1])
    return {
        name: lines[name]
        for name in sorted(keys.keys() & lines.keys())
        if any(is_by(lines[name], name, key) for key in keys[name])
    }


def is_by(raw: bytes, name: str, key: PublicKey) -> bool:
    """Whether the stored lines name that key."""
    return parse_lines(raw)[0].key_id == NoteKey(name, key, LineKind.COSIGNATURE).key_id


def before(trust: Trust, number: int) -> tuple[Era, tuple[str, PublicKey] | None]:
    """Who hands over to era `number`: the era before it; and the node whose own new key began it, if one did."""
    new = next((one for one in trust.eras[number].witnesses if one.org == trust.eras[number].rotated), None)
    return trust.eras[number - 1], None if new is None else (new.name, new.key)


def hands_over(lines: Mapping[str, bytes], trust: Trust, number: int) -> bool:
    """Whether the lines of a head, which era `number` judges, hold a quorum of the era before it."""
    era, new_key = before(trust, number)
    return len(of_era(lines, era, new_key=new_key)) >= era.quorum


def is_good(lines: Mapping[str, bytes], era: Era) -> bool:
    """Whether the lines of a head hold a quorum of the era that judges it."""
    return len(of_era(lines, era)) >= era.quorum
