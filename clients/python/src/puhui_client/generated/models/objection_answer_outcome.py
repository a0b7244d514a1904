from typing import Literal

ObjectionAnswerOutcome = Literal["dismissed", "upheld"]

OBJECTION_ANSWER_OUTCOME_VALUES: set[ObjectionAnswerOutcome] = {
    "dismissed",
    "upheld",
}


def check_objection_answer_outcome(value: str) -> ObjectionAnswerOutcome:
    if value in OBJECTION_ANSWER_OUTCOME_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {OBJECTION_ANSWER_OUTCOME_VALUES!r}"
    )
