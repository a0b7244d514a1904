"""What may be computed at all: group sizes, question sizes, protocols. Pure; every check raises, none merely warns.

The minimums are the house's and cannot be lowered by a job. A sum over fewer than three providers lets one of them
subtract its own part and see the other's; a group of fewer than five enterprises points at them.
"""

from puhui.privacy.errors import DealerRefused, GroupTooSmall, TooManyNames
from puhui.privacy.model import Scheme

PROVIDERS_MIN = 3
SUBJECTS_MIN = 5
NAMES_MAX = 100
LEVELS_MAX = 16
TRAINING_MIN = 100  # rows of a training
CLASS_MIN = 20  # good ones, and bad ones, of a training or a validation
CELL_MIN = 5  # good rows, and bad rows, of a group of bins whose counts are shown
_STAGE = "privacy.policy"


def check_providers(parties: int, threshold: int) -> None:
    """At least three custodians, and a group is shown only with three of them or more; raises `GroupTooSmall`."""
    if parties < PROVIDERS_MIN:
        raise GroupTooSmall(what="the number of custodians", given=parties, least=PROVIDERS_MIN, stage=_STAGE)
    if threshold < PROVIDERS_MIN:
        raise GroupTooSmall(what="providers per group", given=threshold, least=PROVIDERS_MIN, stage=_STAGE)


def check_subjects(threshold: int) -> None:
    """A group of several subjects is shown only with five of them or more; raises `GroupTooSmall`."""
    if threshold < SUBJECTS_MIN:
        raise GroupTooSmall(what="subjects per group", given=threshold, least=SUBJECTS_MIN, stage=_STAGE)


def check_names(asked: int) -> None:
    """One lookup asks for a few names: more would be reading the list out; raises `TooManyNames`."""
    if asked > NAMES_MAX:
        raise TooManyNames(asked=asked, limit=NAMES_MAX, stage=_STAGE)


def check_scheme(scheme: Scheme, *, allow_unsafe_dealer: bool = False) -> None:
    """A trusted dealer protects nothing from the dealer: it needs `allow_unsafe_dealer`, which only tests give."""
    if scheme is Scheme.UNSAFE_TRUSTED_DEALER and not allow_unsafe_dealer:
        raise DealerRefused(protocol=scheme.value, stage=_STAGE)


def check_common(rows: int, party: str) -> None:
    """A model needs so many rows that all parties have; raises `GroupTooSmall`."""
    if rows < TRAINING_MIN:
        raise GroupTooSmall(what="rows in common", given=rows, least=TRAINING_MIN, party=party, stage="aligning")


def check_classes(goods: int, bads: int, party: str, stage: str) -> None:
    """A fit and a validation need so many rows of each outcome; raises `GroupTooSmall`."""
    for what, count in (("good rows", goods), ("bad rows", bads)):
        if count < CLASS_MIN:
            raise GroupTooSmall(what=what, given=count, least=CLASS_MIN, party=party, stage=stage)
