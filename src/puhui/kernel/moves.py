"""State machines as tables of moves: what is allowed, and the picture that the documents show. Pure.

>>> door = {"make": Move("us", (), "shut"), "open": Move("you", ("shut",), "open"), "knock": Move("you", ("shut",))}
>>> moved(door, "open", "shut"), moved(door, "knock", "shut"), moved(door, "open", "open")
('open', 'shut', None)
>>> sorted(leading_to(door, "shut"))
['shut']
>>> print(picture(door))
stateDiagram-v2
    [*] --> shut: make (us)
    shut --> open: open (you)
    shut --> shut: knock (you)
    open --> [*]
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Move:
    """A step: who does it, from which states, to which; without `to` the state stays.

    No `origins` means that it begins the machine; with `begins` it may do so, too.
    """

    by: str
    origins: tuple[str, ...]
    to: str = ""
    begins: bool = False

    def after(self, state: str) -> str:
        """The state that follows `state`."""
        return self.to or state


Moves = Mapping[str, Move]


def moved(moves: Moves, step: str, state: str | None) -> str | None:
    """The state after a step, None where the step is not allowed there."""
    move = moves[step]
    if state is None:
        return move.to if move.begins or not move.origins else None
    return move.after(state) if state in move.origins else None


def leading_to(moves: Moves, state: str) -> frozenset[str]:
    """The states from which some step leads to `state`."""
    return frozenset(origin for move in moves.values() for origin in move.origins if move.after(origin) == state)


def picture(moves: Moves) -> str:
    """A machine as a Mermaid state diagram: every allowed step with who does it, begins and ends."""
    lines = ["stateDiagram-v2"]
    for step, move in moves.items():
        ways = [("[*]", move.to)] if move.begins or not move.origins else []
        ways += [(origin, move.after(origin)) for origin in move.origins]
        lines += [f"    {origin} --> {to}: {step} ({move.by})" for origin, to in ways]
    leaves = {origin for move in moves.values() for origin in move.origins if origin != move.after(origin)}
    ends = {move.to for move in moves.values() if move.to} - leaves
    return "\n".join([*lines, *(f"    {end} --> [*]" for end in sorted(ends))])
