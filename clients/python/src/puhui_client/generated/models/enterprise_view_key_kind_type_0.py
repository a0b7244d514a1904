from typing import Literal

EnterpriseViewKeyKindType0 = Literal["software", "webauthn"]

ENTERPRISE_VIEW_KEY_KIND_TYPE_0_VALUES: set[EnterpriseViewKeyKindType0] = {
    "software",
    "webauthn",
}


def check_enterprise_view_key_kind_type_0(value: str) -> EnterpriseViewKeyKindType0:
    if value in ENTERPRISE_VIEW_KEY_KIND_TYPE_0_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {ENTERPRISE_VIEW_KEY_KIND_TYPE_0_VALUES!r}"
    )
