from typing import Literal

VersionBacktestState = Literal["done", "failed", "running", "waiting"]

VERSION_BACKTEST_STATE_VALUES: set[VersionBacktestState] = {
    "done",
    "failed",
    "running",
    "waiting",
}


def check_version_backtest_state(value: str) -> VersionBacktestState:
    if value in VERSION_BACKTEST_STATE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {VERSION_BACKTEST_STATE_VALUES!r}"
    )
