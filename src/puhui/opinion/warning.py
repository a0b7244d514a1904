"""Early warnings: rules of `warnings.json` over an enterprise's events, each finding with the reports that it rests on.

A rule is one small operator with its thresholds. None can fire without events: the absence of news warns of nothing.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

from puhui.kernel import Text
from puhui.opinion.errors import MalformedRules
from puhui.opinion.events import Event
from puhui.opinion.measuring import bad_share, within
from puhui.opinion.topics import shipped_topics

LEVELS = ("watch", "alert")


@dataclass(frozen=True)
class Finding:
    """A rule that fired. `evidence` are the events it rests on, newest first, each with title, source, address and
    day.
    """

    code: str
    level: str
    text: Text
    advice: Text
    rules: str
    evidence: tuple[Event, ...]

    def as_dict(self) -> dict[str, object]:
        """The finding as documents carry it."""
        return {
            "code": self.code, "level": self.level, "rules": self.rules,
            "text": {"zh": self.text.zh, "en": self.text.en}, "advice": {"zh": self.advice.zh, "en": self.advice.en},
            "evidence": [event.as_dict() for event in self.evidence],
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class ShareLine:
    """The share of bad events of the last `months`, and the share from which it warns: what was usual, and a rise.

    `share`, `usual` and `warns_from` are None where there are too few events to say.
    """

    months: int
    before_months: int
    share: float | None
    usual: float | None
    warns_from: float | None


_Fired = tuple[Sequence[Event], dict[str, object]] | None
_Operator = Callable[[Mapping[str, Any], Sequence[Event], date], _Fired]


def _severe_event(rule: Mapping[str, Any], events: Sequence[Event], as_of: date) -> _Fired:
    found = [
        event
        for event in within(events, as_of, rule["months"])
        if event.severity >= rule["severity_from"] and event.p_bad >= rule["p_bad_from"]
    ]
    worst = max(found, key=lambda event: (event.severity, event.p_bad), default=None)
    return (found, {"topic": _label(worst)}) if worst and len(found) >= rule["events_from"] else None


def _burst(rule: Mapping[str, Any], events: Sequence[Event], as_of: date) -> _Fired:
    inside = within(events, as_of, rule["months"])
    bad = [event for event in inside if event.is_bad]
    fired = len(bad) >= rule["events_from"] and (bad_share(inside) or 0.0) >= rule["share_from"]
    return (bad, {"count": len(bad)}) if fired else None


def _share_rise(rule: Mapping[str, Any], events: Sequence[Event], as_of: date) -> _Fired:
    line = _share_line(rule, events, as_of)
    if line.share is None or line.usual is None or line.share - line.usual < rule["rise_from"]:
        return None
    bad = [event for event in within(events, as_of, rule["months"]) if event.is_bad]
    return bad, {"rise": round(100 * (line.share - line.usual))}


def _share_line(rule: Mapping[str, Any], events: Sequence[Event], as_of: date) -> ShareLine:
    recent = within(events, as_of, rule["months"])
    before = within(events, as_of, rule["before_months"], skip=rule["months"])
    now, then = bad_share(recent), bad_share(before)
    if now is None or then is None or min(len(recent), len(before)) < rule["events_from"]:
        return ShareLine(rule["months"], rule["before_months"], None, None, None)
    return ShareLine(rule["months"], rule["before_months"], now, then, then + rule["rise_from"])


def _repeated_topic(rule: Mapping[str, Any], events: Sequence[Event], as_of: date) -> _Fired:
    by_topic: dict[str, list[Event]] = {}
    for event in within(events, as_of, rule["months"]):
        if event.is_bad and event.topic and event.severity >= rule["severity_from"]:
            by_topic.setdefault(event.topic.code, []).append(event)
    most = max(by_topic.values(), key=lambda found: (len(found), found[0].severity), default=[])
    return (most, {"topic": _label(most[0]), "count": len(most)}) if len(most) >= rule["events_from"] else None


def _many_sources(rule: Mapping[str, Any], events: Sequence[Event], as_of: date) -> _Fired:
    wide = [
        event
        for event in within(events, as_of, rule["months"])
        if event.p_bad >= rule["p_bad_from"] and len(event.sources) >= rule["sources_from"]
    ]
    return (wide, {"count": max(len(event.sources) for event in wide)}) if wide else None


def _topic_count(rule: Mapping[str, Any], events: Sequence[Event], as_of: date) -> _Fired:
    found = [
        event
        for event in within(events, as_of, rule["months"])
        if event.topic and event.topic.code == rule["topic"]
    ]  # fmt: skip
    return (found, {"count": len(found)}) if len(found) >= rule["events_from"] else None


_OPERATORS: dict[str, tuple[_Operator, frozenset[str]]] = {
    "severe_event": (_severe_event, frozenset({"months", "severity_from", "p_bad_from", "events_from"})),
    "burst": (_burst, frozenset({"months", "events_from", "share_from"})),
    "share_rise": (_share_rise, frozenset({"months", "before_months", "events_from", "rise_from"})),
    "repeated_topic": (_repeated_topic, frozenset({"months", "severity_from", "events_from"})),
    "many_sources": (_many_sources, frozenset({"months", "sources_from", "p_bad_from"})),
    "topic_count": (_topic_count, frozenset({"months", "topic", "events_from"})),
}


def _label(event: Event | None) -> Text:
    return event.topic.label if event and event.topic else Text(zh="未分类", en="no topic")


@dataclass(frozen=True)
class WarningRules:
    """A versioned list of rules."""

    version: str
    rules: tuple[Mapping[str, Any], ...]

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> "WarningRules":
        """Read a list; raises `MalformedRules`: an unknown operator, a missing threshold, a topic that is not there."""
        topics = {item.code for item in shipped_topics().items}
        codes: set[str] = set()
        for at, rule in enumerate(raw.get("rules", ())):
            kind = str(rule.get("kind"))
            where = str(rule.get("code", f"rules[{at}]"))
            if kind not in _OPERATORS:
                raise _malformed(where, Text(zh=f"未知类型 {kind}", en=f"unknown kind {kind}"))
            lacking = (_OPERATORS[kind][1] | {"code", "level", "mark", "text", "advice"}) - set(rule)
            if lacking:
                raise _malformed(where, "it lacks " + ", ".join(sorted(lacking)))
            if rule["level"] not in LEVELS or where in codes or rule.get("topic", "executive") not in topics:
                raise _malformed(where, Text(zh="级别、代码或主题有误", en="level, code or topic"))
            if any(isinstance(rule[name], int | float) and rule[name] <= 0 for name in _OPERATORS[kind][1]):
                raise _malformed(where, Text(zh="阈值须大于 0", en="a threshold is not above 0"))
            codes.add(where)
        return cls(str(raw["version"]), tuple(raw["rules"]))

    def findings(self, events: Sequence[Event], as_of: date) -> tuple[Finding, ...]:
        """What the rules find in one enterprise's events up to `as_of`: alerts first, then in the rules' order."""
        found = []
        for rule in self.rules:
            fired = _OPERATORS[rule["kind"]][0](rule, events, as_of)
            if fired:
                evidence, values = fired
                told: dict[str, object] = {"months": rule["months"], **values}
                newest = sorted(evidence, key=lambda event: (event.day, event.title), reverse=True)
                found.append(
                    Finding(
                        rule["code"], rule["level"], Text(**rule["text"]).fill(**told), Text(**rule["advice"]),
                        self.version, tuple(newest),
                    )
                )  # fmt: skip
        return tuple(sorted(found, key=lambda finding: -LEVELS.index(finding.level)))

    def line(self, events: Sequence[Event], as_of: date) -> ShareLine | None:
        """Where the share of bad events stands, and from where it warns; None where no rule looks at it."""
        rule = next((one for one in self.rules if one["kind"] == "share_rise"), None)
        return None if rule is None else _share_line(rule, events, as_of)


def _malformed(where: str, reason: str | Text) -> MalformedRules:
    return MalformedRules(where=where, reason=reason, stage="opinion.warnings")


@cache
def shipped_rules() -> WarningRules:
    """The rules that come with this build."""
    return WarningRules.parse(json.loads(resources.files("puhui.opinion").joinpath("warnings.json").read_text("utf-8")))
