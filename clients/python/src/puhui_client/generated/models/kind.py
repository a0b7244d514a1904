from typing import Literal

Kind = Literal[
    "appeal_upheld",
    "application_appealed",
    "application_approved",
    "application_assessed",
    "application_declined",
    "application_received",
    "application_reopened",
    "application_supplemented",
    "application_withdrawn",
    "clock_running_out",
    "contract_signed",
    "grant_used",
    "instalment_due",
    "list_objected",
    "loan_disbursed",
    "loan_overdue",
    "loan_settled",
    "message_received",
    "new_device",
    "objection_answered",
    "objection_waits",
    "people_change_proposed",
    "repayment_received",
    "role_changed",
    "support_waits",
    "warning_late",
    "warning_raised",
]

KIND_VALUES: set[Kind] = {
    "appeal_upheld",
    "application_appealed",
    "application_approved",
    "application_assessed",
    "application_declined",
    "application_received",
    "application_reopened",
    "application_supplemented",
    "application_withdrawn",
    "clock_running_out",
    "contract_signed",
    "grant_used",
    "instalment_due",
    "list_objected",
    "loan_disbursed",
    "loan_overdue",
    "loan_settled",
    "message_received",
    "new_device",
    "objection_answered",
    "objection_waits",
    "people_change_proposed",
    "repayment_received",
    "role_changed",
    "support_waits",
    "warning_late",
    "warning_raised",
}


def check_kind(value: str) -> Kind:
    if value in KIND_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {KIND_VALUES!r}")
