"""Which key signs for which enterprise. Only a registry may say so, having seen who the enterprise is.

State: `subjects/<subject>` = `{key, kind, registry, entry, at, replaced}`. A second enrolment replaces the first, says
so and counts it in `replaced`: from then on the old key opens and revokes nothing.
"""

from collections.abc import Mapping
from typing import Any

from puhui.kernel.ids import NotAnId, SubjectId
from puhui.kernel.subject_keys import MalformedSubjectKey, subject_key
from puhui.ledger.contracts import Contract, Entry, Refusal, State
from puhui.ledger.contracts.shapes import BAD_ARGS, Args

NAME, ENROL = "subjects", "enrol"
REGISTRY = "registry"
_KEY_CHARS_MAX = 1024


def subject_state_key(subject: str) -> str:
    """The state key of an enterprise's key."""
    return f"subjects/{subject}"


def _enrol(state: State, entry: Entry) -> Mapping[str, Any]:
    if entry.role != REGISTRY:
        raise Refusal("not_registry")
    args = Args(entry.args, "subject", "key")
    try:
        subject = SubjectId(args.text("subject"))
        key = subject_key(args.text("key", longest=_KEY_CHARS_MAX))
    except NotAnId:
        raise Refusal(BAD_ARGS) from None
    except MalformedSubjectKey:
        raise Refusal("bad_key") from None
    before = state.get(subject_state_key(subject))
    replaced = 0 if before is None else before["replaced"] + 1
    state.put(
        subject_state_key(subject),
        {
            "key": str(key),
            "kind": key.kind,
            "registry": str(entry.issuer),
            "entry": str(entry.id),
            "at": entry.time_ms,
            "replaced": replaced,
        },
    )
    return {"replaced": replaced}


CONTRACT = Contract(NAME, {ENROL: _enrol})
