from typing import Literal

AppealAnswerRequestOutcome = Literal["reopened", "upheld"]

APPEAL_ANSWER_REQUEST_OUTCOME_VALUES: set[AppealAnswerRequestOutcome] = {
    "reopened",
    "upheld",
}


def check_appeal_answer_request_outcome(value: str) -> AppealAnswerRequestOutcome:
    if value in APPEAL_ANSWER_REQUEST_OUTCOME_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {APPEAL_ANSWER_REQUEST_OUTCOME_VALUES!r}"
    )
