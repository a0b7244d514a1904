"""For each kind of job of the period: the protocol, whom it protects against, what breaks it, what remains."""

from collections.abc import Iterator

from puhui.privacy.dossier import words
from puhui.privacy.dossier.blocks import Block, Heading, Items, Table, Words
from puhui.privacy.dossier.writing import Writing
from puhui.privacy.model import Op

_PARTS = (
    ("breaks", "防不住什么", "What breaks it"),
    ("adds", "平台为此另加的限制", "What the platform adds"),
    ("remains", "仍然存在的风险", "What remains"),
)


def blocks(w: Writing) -> Iterator[Block]:
    """The section."""
    used = dict.fromkeys((deed.spec.op, deed.spec.scheme) for deed in w.dossier.deeds)
    if not used:
        yield Words(w.say("本期没有使用任何协议。", "No protocol was used."))
        return
    yield Words(w.told("protocols"), "dim")
    for op in dict.fromkeys(op for op, _ in used):
        yield Heading(3, w.op(op), f"op-{op.value}")
        yield Words(w.in_(words.of_op(op, "what")) + w.say("。", "."))
        rows = tuple(tuple(w.in_(said) for said in words.of_scheme(scheme)) for one, scheme in used if one is op)
        yield Table(w.head("protocols_head"), rows)
        yield Items(tuple(_points(w, op)))
        ours = [deed for deed in w.dossier.of_us() if deed.spec.op is op]
        if op is Op.MATCH and ours and not any(w.dossier.me in deed.spec.receivers for deed in ours):
            yield Words(w.told("hits_unseen"), "note")


def _points(w: Writing, op: Op) -> Iterator[str]:
    for part, zh, en in _PARTS:
        points = words.points_of_op(op, part, w.language)
        yield w.say(f"{zh}：{'；'.join(points)}。", f"{en}: {'; '.join(points)}.")
