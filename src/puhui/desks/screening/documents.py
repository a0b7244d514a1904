"""A screening as it is kept and shown: reasons with their evidence in lines, what to verify and how, and what is done.

The record alone decides; these are words about it, in both languages (`localising`).
"""

from collections.abc import Callable, Mapping
from typing import Any

from puhui.decisions import Kind, parse_rules
from puhui.desks.localising import both
from puhui.kernel import Text
from puhui.lending.screened import Screened, Step
from puhui.screening import Reason, Screening

Document = dict[str, Any]

_JOINT = Text(
    zh="{holders} 家机构的合计，隐私计算任务 {job}", en="over {holders} institutions, by the private computation {job}"
)
_LINK = Text(zh="近 {days} 天", en="within {days} days")
_PEER = Text(zh="同类中位数 {median:,.4g}", en="the peers' median is {median:,.4g}")
_LINKS = {
    "device": Text(zh="同一设备", en="one device"),
    "ip": Text(zh="同一网络地址", en="one network address"),
    "phone": Text(zh="同一电话", en="one phone"),
    "address": Text(zh="同一地址", en="one address"),
    "paper": Text(zh="同一份材料", en="one paper"),
}
_FACTORS = {
    "flag_license_no": Text(zh="统一社会信用代码", en="code"),
    "flag_name": Text(zh="企业名称", en="name"),
    "flag_legal_person": Text(zh="法定代表人姓名", en="representative"),
    "flag_legal_person_id": Text(zh="法定代表人证件号", en="representative's ID number"),
}
_SAME = {
    True: Text(zh="与登记一致", en="as registered"),
    False: Text(zh="与登记不一致", en="differs from the register"),
    None: Text(zh="未核验", en="not compared"),
}
_WHO = {
    "enterprise": Text(zh="本企业", en="the enterprise"),
    "representative": Text(zh="法定代表人", en="its representative"),
}
_LOOKED_UP = Text(zh="在名单上（{level}），隐私查询任务 {job}", en="on the list ({level}), by the private lookup {job}")


def screening_document(screening: Screening, entry: str) -> Document:
    """What a screening found, as it is kept; `entry` is its own on the ledger."""
    file = parse_rules(screening.rules)
    texts = {rule.code: rule.text for rule in file.rules}
    labels = {
        name: (Text(zh=one.label, en=one.label_en or one.label), one.kind is Kind.TEXT)
        for name, one in file.fields.items()
    }
    return {
        "application": screening.record.extra["application"],
        "outcome": screening.outcome.value,
        "at": screening.record.at.isoformat(),
        "reasons": [_reason(one, labels) for one in screening.reasons],
        "not_looked_at": [{"code": code, "text": both(texts[code])} for code in screening.not_looked_at],
        "proposed": None if screening.review is None else both(screening.review),
        "rules": screening.record.rules_version,
        "record_digest": screening.record.digest,
        "entry": entry,
    }


def with_steps(kept: Mapping[str, Any], screened: Screened) -> Document:
    """The same with what people have done: where it stands, the step of each reason, the review."""
    steps = {one.code: one.step for one in screened.signs}
    review = screened.review
    return {
        **kept,
        "standing": screened.standing.value,
        "open": list(screened.open),
        "reasons": [reason | {"step": _step(steps.get(reason["code"]))} for reason in kept["reasons"]],
        "review": review
        and {"by": review.by, "at": review.at.isoformat(), "upheld": review.upheld, "grounds": review.grounds},
    }


def _step(step: Step | None) -> Document | None:
    return None if step is None else {"by": step.by, "at": step.at.isoformat(), "seen": step.seen}


def _reason(reason: Reason, labels: Mapping[str, tuple[Text, bool]]) -> Document:
    return {
        "code": reason.code,
        "weight": reason.weight,
        "text": both(reason.text),
        "how": both(reason.how),
        "mark": reason.mark,
        "evidence": [line for one in reason.evidence for line in _lines(one, labels)],
    }


def _lines(one: Mapping[str, Any], labels: Mapping[str, tuple[Text, bool]]) -> list[Document]:
    """One piece of evidence, by its shape: a fact, a finding, a comparison, a joint count, a link, a likeness."""
    for marks, make in _SHAPES:
        if marks <= one.keys():
            return make(one)
    label, is_text = labels[one["name"]]
    value = one["value"]
    return [
        _line(
            "fact",
            both(label),
            value=None if value is None or is_text else float(value),
            text=_plain(str(value)) if is_text and value is not None else None,
            source=one["source"],
            as_of=one["as_of"],
        )
    ]


def _line(kind: str, label: Document, **told: Any) -> Document:
    return {"kind": kind, "label": label, "value": None, "text": None, "source": None, "as_of": None, **told}


def _plain(text: str) -> Document:
    return {"zh": text, "en": text}


def _finding(one: Mapping[str, Any]) -> list[Document]:
    return [_line("finding", one.get("title") or _plain(one["code"]), text=one["text"], as_of=one.get("as_of"))]


def _contradiction(one: Mapping[str, Any]) -> list[Document]:
    return [_line("contradiction", one.get("label") or _plain(one["code"]), text=one["text"])]


def _joint(one: Mapping[str, Any]) -> list[Document]:
    made = one["provenance"]
    text = both(_JOINT.fill(holders=one["holders"], job=made["job"][:12]))
    return [_line("joint", _plain(one["name"]), value=float(one["value"]), text=text, as_of=made["as_of"])]


def _link(one: Mapping[str, Any]) -> list[Document]:
    text = both(_LINK.fill(days=one["days"]))
    return [
        _line(
            "link",
            both(_LINKS[one["kind"]]),
            value=float(one["enterprises"]),
            text=text,
            source=one["source"],
            as_of=one["as_of"],
        )
    ]


def _check(one: Mapping[str, Any]) -> list[Document]:
    return [
        _line("check", both(_FACTORS[name]), text=both(_SAME[same]), source="registry", as_of=one["as_of"])
        for name, same in one.get("flags", {}).items()
    ]


def _listed(one: Mapping[str, Any]) -> list[Document]:
    made = one["provenance"]
    text = both(_LOOKED_UP.fill(level=one["level"] or "-", job=made["job"][:12]))
    return [_line("listed", both(_WHO[who]), text=text, source="police", as_of=made["as_of"]) for who in one["on"]]


def _likeness(one: Mapping[str, Any]) -> list[Document]:
    return [_line("likeness", _plain(one["name"]), value=float(one["likeness"]), text=_plain(one["other"]))]


def _anomaly(one: Mapping[str, Any]) -> list[Document]:
    return [
        _line("anomaly", part["label"], value=float(part["value"]), text=both(_PEER.fill(median=part["median"])))
        for part in one["parts"]
    ]


_Shape = tuple[frozenset[str], Callable[[Mapping[str, Any]], list[Document]]]
_SHAPES: tuple[_Shape, ...] = (
    (frozenset({"subgraph"}), _finding),
    (frozenset({"state", "severity"}), _contradiction),
    (frozenset({"holders", "provenance"}), _joint),
    (frozenset({"kind", "enterprises"}), _link),
    (frozenset({"result", "flags"}), _check),
    (frozenset({"hit", "provenance"}), _listed),
    (frozenset({"likeness"}), _likeness),
    (frozenset({"parts", "tail"}), _anomaly),
)
