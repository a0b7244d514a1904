from typing import Literal

ReadStatisticsBy = Literal[
    "campaign", "county", "industry", "lender", "month", "segment"
]

READ_STATISTICS_BY_VALUES: set[ReadStatisticsBy] = {
    "campaign",
    "county",
    "industry",
    "lender",
    "month",
    "segment",
}


def check_read_statistics_by(value: str) -> ReadStatisticsBy:
    if value in READ_STATISTICS_BY_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {READ_STATISTICS_BY_VALUES!r}"
    )
