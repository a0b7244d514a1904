"""What a dossier says of operations, protocols and facts: data files, so that a lawyer can correct them."""

import json
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

from puhui.kernel import Language, Text
from puhui.privacy.disclosure import SENTENCES
from puhui.privacy.dossier.deed import End
from puhui.privacy.model import Op, Scheme

ENDS = {
    End.UNDER_WAY: Text(zh="进行中", en="under way"),
    End.DONE: Text(zh="完成", en="done"),
    End.CANCELLED: Text(zh="取消", en="cancelled"),
    End.FAILED: Text(zh="失败", en="failed"),
    End.REFUSED: Text(zh="本机构拒绝", en="refused by us"),
    End.REFUSED_ELSEWHERE: Text(zh="被他方拒绝", en="refused by another"),
}


@cache
def _file(name: str) -> Any:
    return json.loads(resources.files(__package__).joinpath(f"{name}.json").read_text(encoding="utf-8"))


def sentence(name: str) -> Text:
    """A sentence of the document, with placeholders."""
    return Text(**_file("sentences")[name])


def of_reason(code: str) -> Text:
    """Why a job was refused or ended, in words; the code where there are none."""
    said = _file("reasons").get(code)
    return Text(zh=code, en=code) if said is None else Text(zh=said["zh"], en=said["en"])


def advice_on(code: str) -> Text | None:
    """What this institution might do about it, where there is something to do."""
    said = _file("reasons").get(code, {}).get("do")
    return None if said is None else Text(**said)


def is_grave(code: str) -> bool:
    """Whether somebody should ask who was behind it, rather than try again."""
    return bool(_file("reasons").get(code, {}).get("grave"))


def of_fact(code: str, of: str) -> Text:
    """What somebody learns by a fact of this code about `of`."""
    said = _file("learnt").get(code, {}).get("what")
    text = Text(**said) if said else SENTENCES.get(code, Text(zh=code, en=code))
    return text.fill(of=of)


def most_of_fact(code: str) -> Text | None:
    """The same as an amount, with `{n}`; None for facts that are no amount of single things."""
    said = _file("learnt").get(code, {}).get("most")
    return None if said is None else Text(**said)


def of_op(op: Op, part: str) -> Text:
    """`name` or `what` of an operation."""
    said = _file("threats")["ops"][op.value][part]
    return Text(zh=said["zh"], en=said["en"])


def points_of_op(op: Op, part: str, language: Language) -> tuple[str, ...]:
    """What `breaks` an operation, what the house `adds`, what `remains`."""
    return tuple(_file("threats")["ops"][op.value][part][_short(language)])


def of_scheme(scheme: Scheme) -> tuple[Text, Text, Text]:
    """A protocol's name with its paper, what it does in plain words, and whom it protects against."""
    said = _file("threats")["schemes"][scheme.value]
    return Text(zh=said["zh"], en=said["en"]), Text(**said["plain"]), Text(**said["against"])


def standard() -> tuple[Text, list[Text], list[Mapping[str, Any]]]:
    """The standard's name, how far its headings were checked, and the headings with our answers."""
    said = _file("standard")
    return Text(**said["standard"]), [Text(**note) for note in said["notes"]], said["headings"]


def basis(name: str) -> Text:
    """Where a heading was found, as the table says it."""
    return Text(**_file("standard")["bases"][name])


def glossary(language: Language) -> list[tuple[str, str]]:
    """Words and what they mean."""
    return [(one[_short(language)][0], one[_short(language)][1]) for one in _file("glossary")]


def _short(language: Language) -> str:
    return "zh" if language is Language.ZH_CN else "en"
