from typing import Literal

OpinionEventMood = Literal["bad", "good", "neutral"]

OPINION_EVENT_MOOD_VALUES: set[OpinionEventMood] = {
    "bad",
    "good",
    "neutral",
}


def check_opinion_event_mood(value: str) -> OpinionEventMood:
    if value in OPINION_EVENT_MOOD_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {OPINION_EVENT_MOOD_VALUES!r}"
    )
