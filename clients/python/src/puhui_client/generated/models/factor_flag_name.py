from typing import Literal

FactorFlagName = Literal[
    "flag_legal_person", "flag_legal_person_id", "flag_license_no", "flag_name"
]

FACTOR_FLAG_NAME_VALUES: set[FactorFlagName] = {
    "flag_legal_person",
    "flag_legal_person_id",
    "flag_license_no",
    "flag_name",
}


def check_factor_flag_name(value: str) -> FactorFlagName:
    if value in FACTOR_FLAG_NAME_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {FACTOR_FLAG_NAME_VALUES!r}"
    )
