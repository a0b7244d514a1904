"""Stored documents keep every text in both languages; a reader gets one.

>>> from puhui.kernel import Language
>>> localised({"label": {"zh": "信用分", "en": "score"}, "points": [1]}, Language.EN)
{'label': 'score', 'points': [1]}
"""

from typing import Any

from puhui.kernel import Language, Text

_BOTH = {"zh", "en"}


def both(text: Text) -> dict[str, str]:
    """A text as documents store it."""
    return {"zh": text.zh, "en": text.en}


def localised(value: Any, language: Language) -> Any:
    """The document with every stored text in one language."""
    if isinstance(value, dict):
        if value.keys() == _BOTH:
            return value["zh" if language is Language.ZH_CN else "en"]
        return {key: localised(item, language) for key, item in value.items()}
    if isinstance(value, list):
        return [localised(item, language) for item in value]
    return value
