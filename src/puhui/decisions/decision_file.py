"""A decision file: GoRules JDM, in the one shape that can be checked completely.

The file is what bank officers edit in the JDM editor: an input node whose JSON Schema declares the facts, one decision
table that collects every row that hits, an output node. Each row is a rule. Its condition is one free expression that
is true where the rule is **broken**; its outputs say what that means.

| output | what it holds |
|---|---|
| `code` | the rule's code, unique in the file |
| `severity` | `KO` (knock-out) or `REFER` (an officer looks) |
| `if_absent` | `ASK` (an officer must find out; the default) or `NOTE` (shown, does not stop an approval) |
| `evidence` | the fact that is shown as the reason |
| `mark` | how sure the rule is: `S` law or standard, `S-` secondary source, `C` seen in code, `J` judgement |
| `zh`, `en` | what the enterprise reads when it is broken |
| `cure_zh`, `cure_en` | how it is cured |
| `clears` | how it ends: by `itself` once its source deletes the entry, by an `action` of the enterprise, only by `time`, or `never`; optional |
| `basis` | the law, standard or page that it rests on; optional |
| `level` | of a warning after lending: `red`, `orange` or `yellow`; files of applications have none |

The schema's `x-style`, `x-version` and `x-valid-from` name the file; a property's `x-source` says where a fact is from;
`x-thresholds` holds the values that conditions name as `at.NAME` (`thresholds`).

Why so narrow: `linting` says. `evaluate` asks the engine about every rule, and silence is never taken for an answer.
"""  # noqa: E501 - a table's row is one line

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

import zen

from puhui.decisions.errors import RulesRefused
from puhui.decisions.jdm import Document, Field, facts_in
from puhui.decisions.linting import lint
from puhui.decisions.thresholds import Threshold, words_of
from puhui.kernel import MapShape, Text, encode

_STAGE = "decisions.decision_file"


@dataclass(frozen=True)
class Rule:
    """One row. `broken_when` is the expression, thresholds spelt out; `needs` are the facts that it names; `label` is
    what people call the fact that it shows as evidence."""

    code: str
    broken_when: str
    needs: tuple[str, ...]
    evidence: str
    knock_out: bool
    ask_if_absent: bool
    mark: str
    text: Text
    cure: Text
    label: Text
    clears: str = ""
    basis: str = ""
    level: str = ""

    @cached_property
    def told(self) -> Mapping[str, str]:
        """What every finding says of its rule. What a file does not say has no key: records of older files keep
        their bytes."""
        said = {"clears": self.clears, "basis": self.basis, "level": self.level}
        return {
            "code": self.code,
            "zh": self.text.zh,
            "en": self.text.en,
            "cure_zh": self.cure.zh,
            "cure_en": self.cure.en,
            "mark": self.mark,
            "evidence": self.evidence,
        } | {key: value for key, value in said.items() if value}

    @cached_property
    def finding_shape(self) -> MapShape:
        """A finding's canonical bytes but for its facts and severity."""
        return MapShape({key: encode(value) for key, value in self.told.items()} | {"facts": None, "severity": None})

    @cached_property
    def facts_shape(self) -> MapShape:
        """The canonical bytes of the facts that a finding shows, but for the facts."""
        return MapShape(dict.fromkeys(self.needs))


@dataclass(frozen=True)
class Rules:
    """A decision file that passed `lint`, ready for the engine.

    `together` answers every rule at once: a list of yes and no in the order of `rules`.
    """

    style: str
    version: str
    valid_from: str
    fields: Mapping[str, Field]
    thresholds: Mapping[str, Threshold]
    rules: tuple[Rule, ...]
    together: Any


@lru_cache(maxsize=64)
def parse(rules: bytes) -> Rules:
    """The rules of a decision file; raises `RulesRefused` with every fault that `lint` finds."""
    faults = lint(rules)
    if faults:
        raise RulesRefused(count=len(faults), faults="; ".join(faults[:20]), stage=_STAGE)
    document = Document.read(rules)
    parsed = tuple(_rule(document, row) for row in document.table["rules"])
    return Rules(
        style=document.schema["x-style"],
        version=document.schema["x-version"],
        valid_from=document.schema["x-valid-from"],
        fields=document.fields,
        thresholds=document.thresholds,
        rules=parsed,
        together=zen.compile_expression(f"[{', '.join(f'({rule.broken_when})' for rule in parsed)}]"),
    )


def _label(document: Document, name: str) -> Text:
    field = document.fields[name]
    return Text(zh=field.label or name, en=field.label_en or name)


def _rule(document: Document, row: Mapping[str, Any]) -> Rule:
    values = {name: text or "" for name, text in document.cells(row).items()}
    condition = document.condition(row).strip()
    words = words_of(document.thresholds)

    def told(name: str) -> Text:
        text = Text(zh=values[f"{name}zh"], en=values[f"{name}en"])
        return text.fill(**words) if words else text

    return Rule(
        code=values["code"],
        broken_when=document.spelt_out(condition),
        needs=facts_in(condition),
        evidence=values["evidence"],
        knock_out=values["severity"] == "KO",
        ask_if_absent=values.get("if_absent", "") != "NOTE",
        mark=values["mark"],
        text=told(""),
        cure=told("cure_"),
        label=_label(document, values["evidence"]),
        clears=values.get("clears", ""),
        basis=values.get("basis", ""),
        level=values.get("level", ""),
    )
