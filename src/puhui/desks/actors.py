"""Who asks: the signed-in person, as the rooms' joins and the policies need them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Actor:
    """A person, or a program by its token, with one role at one organisation, and for owners their enterprise."""

    person: str
    name: str
    role: str
    org: str
    uscc: str | None = None
    is_fresh: bool = False  # whether they have just shown who they are
    is_program: bool = False


NOBODY = Actor(person="nobody", name="", role="anonymous", org="")
