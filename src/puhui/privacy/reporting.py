"""What a worker tells: stages and bytes to its supervisor over a pipe, and a report into its party's own folder."""

import json
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from puhui.kernel import Language, PuhuiError, Text
from puhui.privacy.disclosure import SENTENCES
from puhui.privacy.order import Order

REPORT = "report.json"


class Teller:
    """Writes one JSON line an event: `{stage, sent, received}` or `{error}`. Never a value of the data."""

    def __init__(self, descriptor: int, traffic: Callable[[], tuple[int, int]] = lambda: (0, 0)) -> None:
        self._descriptor = descriptor
        self.traffic = traffic
        self.at = "start"

    def stage(self, name: str) -> None:
        """This stage begins."""
        self.at = name
        sent, received = self.traffic()
        self._tell({"stage": name, "sent": sent, "received": received})

    def error(self, error: PuhuiError) -> None:
        """The worker ends with this error."""
        told = {language.value: error.as_dict(language) for language in Language}
        data = {name: {"zh": v.zh, "en": v.en} if isinstance(v, Text) else str(v) for name, v in error.data.items()}
        self._tell({"error": told, "class": type(error).__name__, "data": data})

    def _tell(self, event: Mapping[str, Any]) -> None:
        os.write(self._descriptor, (json.dumps(event, ensure_ascii=False) + "\n").encode())


def write_report(target: Path, order: Order, facts: Mapping[str, Any]) -> None:
    """The party's own report: the job, what became of its rows, and what it has learnt of the others."""
    spec = order.spec
    learnt = [
        {**fact.as_map(), "zh": said.zh, "en": said.en}
        for fact in spec.disclosure
        if fact.party == order.me.name
        for said in [SENTENCES[fact.code].fill(of=fact.of)]
    ]
    document = {
        "job": order.digest,
        "op": spec.op.value,
        "protocol": spec.scheme.value,
        "program": spec.program,
        "party": order.me.name,
        "receivers": list(spec.receivers),
        **facts,
        "disclosed": learnt,
    }
    (target / REPORT).write_text(json.dumps(document, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
