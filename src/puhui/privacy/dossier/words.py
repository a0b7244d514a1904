"""What a dossier says of operations, protocols and the standard: data files, so that a lawyer can correct them."""

import json
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

from puhui.kernel import Language, Text
from puhui.privacy.leakage import Standing
from puhui.privacy.model import Op, Scheme

STANDINGS = {
    Standing.ACCEPTED: Text(zh="进行中", en="under way"),
    Standing.LEARNT: Text(zh="完成", en="done"),
    Standing.FAILED: Text(zh="失败（仍计入）", en="failed (counted all the same)"),
    Standing.VOID: Text(zh="未启动", en="never started"),
    Standing.REFUSED: Text(zh="拒绝", en="refused"),
}
UNITS = {
    "matched_keys": Text(zh="个键", en="keys"),
    "on_list": Text(zh="个名称", en="names"),
    "group_sums": Text(zh="个合计", en="sums"),
    "small_groups": Text(zh="个分组", en="groups"),
    "groups": Text(zh="个分组", en="groups"),
    "levels": Text(zh="个等级", en="levels"),
    "common_keys": Text(zh="个键", en="keys"),
    "points": Text(zh="户", en="enterprises"),
    "coverage": Text(zh="户", en="enterprises"),
    "rest": Text(zh="户", en="enterprises"),
    "bands": Text(zh="户", en="enterprises"),
    "enterprises": Text(zh="户", en="enterprises"),
    "attributes": Text(zh="个属性", en="attributes"),
}


@cache
def _file(name: str) -> Any:
    return json.loads(resources.files(__package__).joinpath(f"{name}.json").read_text(encoding="utf-8"))


def sentence(name: str) -> Text:
    """A sentence of the document, with placeholders."""
    return Text(**_file("sentences")[name])


def of_reason(code: str) -> Text:
    """Why a job was refused or ended, in words and with the error's code; the code alone where there are no words."""
    said = _file("reasons").get(code)
    return Text(zh=code, en=code) if said is None else Text(zh=f"{said['zh']}（{code}）", en=f"{said['en']} ({code})")


def of_op(op: Op, part: str) -> Text:
    """`name` or `what` of an operation."""
    said = _file("threats")["ops"][op.value][part]
    return Text(zh=said["zh"], en=said["en"])


def points_of_op(op: Op, part: str, language: Language) -> tuple[str, ...]:
    """What `breaks` an operation, what the house `adds`, what `remains`."""
    return tuple(_file("threats")["ops"][op.value][part][_short(language)])


def of_scheme(scheme: Scheme) -> tuple[Text, Text]:
    """A protocol's name with its paper, and whom it protects against."""
    said = _file("threats")["schemes"][scheme.value]
    return Text(zh=said["zh"], en=said["en"]), Text(**said["against"])


def standard() -> tuple[Text, Text, list[Mapping[str, Any]]]:
    """The standard's name, how far its headings were checked, and the headings with our answers."""
    said = _file("standard")
    return Text(**said["standard"]), Text(**said["note"]), said["headings"]


def glossary(language: Language) -> list[tuple[str, str]]:
    """Words and what they mean."""
    return [(one[_short(language)][0], one[_short(language)][1]) for one in _file("glossary")]


def _short(language: Language) -> str:
    return "zh" if language is Language.ZH_CN else "en"
