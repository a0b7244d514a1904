"""Which protocol a match takes, why, and what it, a score or a model will cost: told before anything runs. Pure.

The figures of matches were measured with separate processes on loopback, one million keys a side, two cores: seconds
and bytes a key of the larger side, peak memory of one party. All figures bound the order of magnitude, not the second.
"""

from dataclasses import asdict, dataclass
from typing import Any

from puhui.kernel.text import Text
from puhui.privacy.errors import WouldNotFit
from puhui.privacy.model import Scheme
from puhui.privacy.programs.validating import bands_for

_MB = 1_000_000
_START_S = 1.0  # two processes, their link, their files


@dataclass(frozen=True, slots=True)
class Cost:
    """What one protocol takes for each key: microseconds, bytes sent in all, bytes of memory at a party."""

    us: float
    sent: float
    memory: float
    rounds: int


COSTS = {
    Scheme.RR22: Cost(us=6.8, sent=33, memory=500, rounds=12),
    Scheme.KKRT: Cost(us=13, sent=116, memory=600, rounds=12),
    Scheme.ECDH: Cost(us=23, sent=76, memory=330, rounds=4),
}
_SM2 = Cost(us=1790, sent=76, memory=330, rounds=4)  # ECDH on the SM2 curve, the only one a suite of SM2 allows
_SCORE = Cost(us=20, sent=1470, memory=1600, rounds=80)  # an enterprise
_RANK = Cost(us=25, sent=1400, memory=1300, rounds=80)
_BAND = Cost(us=2, sent=270, memory=400, rounds=0)  # more for each threshold: they are compared side by side
_SHARED = 200  # bytes sent by each custodian for an enterprise
_LINK_SENT = 140_000
_WORKER_MEMORY = 240 * _MB
_SCORE_START_S = 2.0  # three processes, two links, the compiler
_TRAIN_START_S = 18.0  # three processes, four links, a dozen programs to compile
_TRAIN_STEPS = 10  # of a fit; those seen took 4 to 13
_TRAIN_ROUNDS, _STEP_ROUNDS = 600, 300  # by the programs' length; not measured
_TRAIN_MEMORY = 332 * _MB
_VALIDATE_START_S = 4.5  # three processes, four links, two programs
_VALIDATE_SENT, _VALIDATE_MEMORY = 3 * _MB, 360 * _MB
_VALIDATE_ROUNDS = 160  # by the program's length; not measured
_BASE_MEMORY = 150 * _MB
_FILE_MEMORY = 250  # bytes a row for reading, spelling and writing the parties' own tables


@dataclass(frozen=True, slots=True)
class Network:
    """The link between the parties. The default is one machine's loopback."""

    mbit_per_s: float = 10_000
    round_trip_ms: float = 0.1


@dataclass(frozen=True, slots=True)
class Estimate:
    """What a computation by three parties takes: seconds, bytes sent in all, bytes of memory at a computing party."""

    seconds: float
    sent_bytes: int
    memory_bytes: int

    def as_map(self) -> dict[str, Any]:
        """The estimate as reports have it."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Plan:
    """A choice with its reason, and estimates for one party: seconds, bytes sent in all, bytes of memory."""

    scheme: Scheme
    curve: str
    seconds: float
    sent_bytes: int
    memory_bytes: int
    why: Text

    def as_map(self) -> dict[str, Any]:
        """The plan as reports have it."""
        return {**asdict(self), "scheme": self.scheme.value, "why": {"zh": self.why.zh, "en": self.why.en}}


def plan_score(
    enterprises: int,
    custodians: int,
    *,
    bands: int = 0,
    network: Network | None = None,
    memory_bytes: int | None = None,
) -> Estimate:
    """What a score takes, or with `bands` a rank of so many thresholds; raises `WouldNotFit`.

    Measured with 1, 10,000 and 100,000 enterprises at three custodians with five attributes each, two cores.
    """
    link = network or Network()
    opened = _RANK if bands else _SCORE
    each = (opened.sent + _BAND.sent * bands, opened.memory + _BAND.memory * bands, opened.us + _BAND.us * bands)
    sent = int(_LINK_SENT + enterprises * (each[0] + _SHARED * custodians))
    memory = int(_WORKER_MEMORY + enterprises * each[1])
    seconds = _SCORE_START_S + enterprises * each[2] / 1e6 + sent * 8 / (link.mbit_per_s * 1e6)
    seconds += opened.rounds * link.round_trip_ms / 1e3
    if memory_bytes is not None and memory > memory_bytes:
        raise WouldNotFit(needed_mb=memory // _MB, available_mb=memory_bytes // _MB, stage="privacy.planner")
    return Estimate(round(seconds, 2), sent, memory)


def plan_train(
    rows: int,
    columns: int,
    *,
    network: Network | None = None,
    memory_bytes: int | None = None,
) -> Estimate:
    """What a training takes over so many common rows, held out or not, and attributes of all parties together; raises
    `WouldNotFit`.

    Measured with 1,000 to 30,000 rows of 8 to 42 columns at two and at four custodians, on two cores that others used
    too: bytes and memory came within a seventh of it; times are on the high side.
    """
    link = network or Network()
    once = 43e6 + rows * (12_500 + 880 * columns) + 380_000 * columns
    step = rows * (3_900 + 40 * columns) + 245_000 * columns
    sent = int(once + _TRAIN_STEPS * step)
    memory = int(_TRAIN_MEMORY + rows * (10_800 + 760 * columns))
    seconds = _TRAIN_START_S + 0.1 * columns + rows * (1e-3 + 1.7e-4 * _TRAIN_STEPS)
    seconds += sent * 8 / (link.mbit_per_s * 1e6)
    seconds += (_TRAIN_ROUNDS + _TRAIN_STEPS * _STEP_ROUNDS) * link.round_trip_ms / 1e3
    if memory_bytes is not None and memory > memory_bytes:
        raise WouldNotFit(needed_mb=memory // _MB, available_mb=memory_bytes // _MB, stage="privacy.planner")
    return Estimate(round(seconds, 2), sent, memory)


def plan_validate(rows: int, *, network: Network | None = None, memory_bytes: int | None = None) -> Estimate:
    """What a validation over so many common rows takes; raises `WouldNotFit`.

    It goes by comparisons, of every row with every band of score, and hardly by columns or custodians. Measured with
    200 to 100,000 rows at two and at four custodians (`bench/privacy_validate.py`), on two cores that others used too:
    bytes came within a twelfth of it, memory within a fifth; times are on the high side.
    """
    link = network or Network()
    compared = rows * bands_for(rows)
    sent = int(_VALIDATE_SENT + 339 * compared)
    memory = int(_VALIDATE_MEMORY + 391 * compared)
    seconds = _VALIDATE_START_S + 7.2e-6 * compared + sent * 8 / (link.mbit_per_s * 1e6)
    seconds += _VALIDATE_ROUNDS * link.round_trip_ms / 1e3
    if memory_bytes is not None and memory > memory_bytes:
        raise WouldNotFit(needed_mb=memory // _MB, available_mb=memory_bytes // _MB, stage="privacy.planner")
    return Estimate(round(seconds, 2), sent, memory)


def plan_match(
    rows: int,
    other_rows: int,
    *,
    wanted: Scheme | None = None,
    suite: str = "ed25519-sha256",
    network: Network | None = None,
    memory_bytes: int | None = None,
) -> Plan:
    """The cheapest protocol by time for these sizes on this network, or `wanted`; raises `WouldNotFit`.

    A consortium under `sm2-sm3` gets ECDH on the SM2 curve: slow, and the only one of its suite.
    """
    link = network or Network()
    if suite == "sm2-sm3":
        plans = [_estimate(Scheme.ECDH, _SM2, "sm2", (rows, other_rows), link, why=_BY_SUITE)]
    else:
        why = _BY_COST if wanted is None else _BY_WISH
        asked = [wanted] if wanted is not None else list(COSTS)
        plans = [_estimate(one, COSTS[one], "curve25519", (rows, other_rows), link, why=why) for one in asked]
    plan = min(plans, key=lambda one: one.seconds)
    if memory_bytes is not None and plan.memory_bytes > memory_bytes:
        raise WouldNotFit(needed_mb=plan.memory_bytes // _MB, available_mb=memory_bytes // _MB, stage="privacy.planner")
    return plan


_BY_COST = Text(
    zh="{scheme} 预计 {seconds} 秒，在 {mbit} Mbit/s、往返 {rtt} ms 的网络上最快",
    en="{scheme} is the fastest on {mbit} Mbit/s with {rtt} ms round trips: about {seconds} s",
)
_BY_WISH = Text(
    zh="按指定使用 {scheme}，预计 {seconds} 秒（{mbit} Mbit/s，往返 {rtt} ms）",
    en="{scheme} as asked: about {seconds} s on {mbit} Mbit/s with {rtt} ms round trips",
)
_BY_SUITE = Text(
    zh="套件 sm2-sm3 只允许 SM2 曲线上的 {scheme}，预计 {seconds} 秒（{mbit} Mbit/s，往返 {rtt} ms）",
    en="the suite sm2-sm3 allows {scheme} on the SM2 curve only: about {seconds} s on {mbit} Mbit/s, {rtt} ms",
)


def _estimate(scheme: Scheme, cost: Cost, curve: str, sizes: tuple[int, int], link: Network, *, why: Text) -> Plan:
    most = max(sizes)
    sent = int(cost.sent * sum(sizes) / 2)
    seconds = _START_S + most * cost.us / 1e6 + sent * 8 / (link.mbit_per_s * 1e6)
    seconds += cost.rounds * link.round_trip_ms / 1e3
    return Plan(
        scheme=scheme,
        curve=curve,
        seconds=round(seconds, 2),
        sent_bytes=sent,
        memory_bytes=int(_BASE_MEMORY + most * (cost.memory + _FILE_MEMORY)),
        why=why.fill(
            scheme=scheme.value, seconds=round(seconds, 1), mbit=f"{link.mbit_per_s:g}", rtt=f"{link.round_trip_ms:g}"
        ),
    )
