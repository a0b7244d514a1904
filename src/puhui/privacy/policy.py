"""What may be computed at all: group sizes, question sizes, protocols. Pure; every check raises, none merely warns.

The minimums are the house's and cannot be lowered by a job. A sum over fewer than three providers lets one of them
subtract its own part and see the other's; a group of fewer than five enterprises points at them. A score needs two
custodians beside its receiver, who else would see the part of the one, and three parties to compute. Bands are few and
wide: narrow ones would be the score under another name.
"""

from collections.abc import Sequence

from puhui.kernel import Text
from puhui.privacy.errors import BandsRefused, DealerRefused, GroupTooSmall, TooManyNames
from puhui.privacy.model import Scheme

PROVIDERS_MIN = 3
SUBJECTS_MIN = 5
NAMES_MAX = 100
LEVELS_MAX = 16
LIST_DAYS = 7  # a blinded list answers for so long
LIST_NAMES = 10_000  # … and for so many names
OTHERS_MIN = 2  # custodians of a score beside its receiver
COMPUTING_MIN = 3
BANDS_MAX = 10
BAND_WIDTH_MIN = 2500  # hundredths of a point
TRAINING_MIN = 100  # rows of a training
CLASS_MIN = 20  # good ones, and bad ones, of a training or a validation
HELD_MIN = 40  # rows held out of a training between nodes: what no two trainings hold out alike by chance
CELL_MIN = 5  # good rows, and bad rows, of a group of bins whose counts are shown
_HELD = Text(zh="留出检验的行数", en="rows held out")
_GOOD, _BAD = Text(zh="好样本行数", en="good rows"), Text(zh="坏样本行数", en="bad rows")
_TOO_MANY = Text(zh="须有 1 至 {most} 个分段点", en="1 to {most} thresholds")
_TOO_NARROW = Text(zh="分段点须递增且相隔至少 {width} 分", en="thresholds rise by at least {width} points")
_TOO_HIGH = Text(zh="分值上限为 {high}", en="the scale ends at {high}")
_STAGE = "privacy.policy"


def check_providers(parties: int, threshold: int) -> None:
    """At least three custodians, and a group is shown only with three of them or more; raises `GroupTooSmall`."""
    if parties < PROVIDERS_MIN:
        raise GroupTooSmall(
            what=Text(zh="数据方数目", en="custodians"), given=parties, least=PROVIDERS_MIN, stage=_STAGE
        )
    if threshold < PROVIDERS_MIN:
        raise GroupTooSmall(
            what=Text(zh="每组提供方数目", en="providers per group"), given=threshold, least=PROVIDERS_MIN, stage=_STAGE
        )


def check_subjects(threshold: int) -> None:
    """A group of several subjects is shown only with five of them or more; raises `GroupTooSmall`."""
    if threshold < SUBJECTS_MIN:
        raise GroupTooSmall(
            what=Text(zh="每组主体数目", en="subjects per group"), given=threshold, least=SUBJECTS_MIN, stage=_STAGE
        )


def check_custodians(others: int, parties: int) -> None:
    """Two custodians beside each receiver of a score, and three parties in all; raises `GroupTooSmall`."""
    if others < OTHERS_MIN:
        what = Text(zh="接收方以外的数据方数目", en="custodians beside the receiver")
        raise GroupTooSmall(what=what, given=others, least=OTHERS_MIN, stage=_STAGE)
    if parties < COMPUTING_MIN:
        raise GroupTooSmall(what=Text(zh="参与方数目", en="parties"), given=parties, least=COMPUTING_MIN, stage=_STAGE)


def check_bands(floors: Sequence[int], low: int, high: int) -> None:
    """Thresholds in hundredths of a point, within a scale from `low` to `high`; raises `BandsRefused`."""
    edges = [low, *floors]
    narrow = any(upper - lower < BAND_WIDTH_MIN for lower, upper in zip(edges, floors, strict=False))
    reasons = [
        (_TOO_MANY.fill(most=BANDS_MAX - 1), not 0 < len(floors) < BANDS_MAX),
        (_TOO_NARROW.fill(width=f"{BAND_WIDTH_MIN / 100:g}"), narrow),
        (_TOO_HIGH.fill(high=f"{high / 100:g}"), any(floor > high for floor in floors)),
    ]
    for reason, broken in reasons:
        if broken:
            bands = ", ".join(f"{floor / 100:g}" for floor in floors)
            raise BandsRefused(bands=bands, reason=reason, stage=_STAGE)


def check_names(asked: int) -> None:
    """One lookup asks for a few names: more would be reading the list out; raises `TooManyNames`."""
    if asked > NAMES_MAX:
        raise TooManyNames(asked=asked, limit=NAMES_MAX, stage=_STAGE)


def check_scheme(scheme: Scheme, *, allow_unsafe_dealer: bool = False) -> None:
    """A trusted dealer protects nothing from the dealer: it needs `allow_unsafe_dealer`, which only tests give."""
    if scheme is Scheme.UNSAFE_TRUSTED_DEALER and not allow_unsafe_dealer:
        raise DealerRefused(protocol=scheme.value, stage=_STAGE)


def check_common(rows: int, least: int, party: str) -> None:
    """A model needs `least` rows that all parties have, or the house's minimum; raises `GroupTooSmall`."""
    least = max(least, TRAINING_MIN)
    if rows < least:
        raise GroupTooSmall(
            what=Text(zh="共同行数", en="rows in common"), given=rows, least=least, party=party, stage="aligning"
        )


def check_held_out(rows: int, permille: int) -> None:
    """A training over `rows` common ones or more, of which a share is held out, holds out enough; raises
    `GroupTooSmall`."""
    if rows * permille // 1000 < HELD_MIN:
        raise GroupTooSmall(what=_HELD, given=rows * permille // 1000, least=HELD_MIN, stage=_STAGE)


def check_classes(goods: int, bads: int, party: str, stage: str) -> None:
    """A fit and a validation need so many rows of each outcome; raises `GroupTooSmall`."""
    for what, count in ((_GOOD, goods), (_BAD, bads)):
        if count < CLASS_MIN:
            raise GroupTooSmall(what=what, given=count, least=CLASS_MIN, party=party, stage=stage)
