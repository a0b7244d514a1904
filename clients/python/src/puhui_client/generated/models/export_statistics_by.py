from typing import Literal

ExportStatisticsBy = Literal[
    "campaign", "county", "industry", "lender", "month", "segment"
]

EXPORT_STATISTICS_BY_VALUES: set[ExportStatisticsBy] = {
    "campaign",
    "county",
    "industry",
    "lender",
    "month",
    "segment",
}


def check_export_statistics_by(value: str) -> ExportStatisticsBy:
    if value in EXPORT_STATISTICS_BY_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {EXPORT_STATISTICS_BY_VALUES!r}"
    )
