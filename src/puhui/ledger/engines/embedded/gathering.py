"""Gathering cosignatures: one thread for each witness, beside the ordering and never in its way."""

import threading
from collections.abc import Callable
from typing import Protocol

from puhui.kernel import Text
from puhui.kernel.errors import Category, PuhuiError
from puhui.kernel.ids import OrgId
from puhui.ledger.checkpoint import parse_checkpoint
from puhui.ledger.engines.embedded.sequencer import Answered, SealedHead
from puhui.ledger.errors import WitnessBehind, WitnessRefused
from puhui.ledger.trust import TrustedWitness
from puhui.ledger.witness import Witness, WitnessRequest

FIRST_PAUSE_S, LONGEST_PAUSE_S = 0.05, 5.0


class Log(Protocol):
    """What a gatherer needs of the log."""

    def wait_for_head(self, above: int, timeout_s: float | None) -> SealedHead | None:
        """The newest head once it is larger than `above`, or None at the timeout or when stopping."""
        ...

    def witness_at(self, org: OrgId, size: int) -> TrustedWitness | None:
        """The organisation as it may cosign a head of that size; None when it may not."""
        ...

    def consistency(self, old: int, new: int) -> list[bytes]:
        """A consistency proof."""
        ...

    def answered(self, answer: Answered) -> None:
        """Make a verified answer durable."""
        ...

    @property
    def stopping(self) -> bool:
        """Whether to end."""
        ...


Alarm = Callable[[str, PuhuiError], None]


class Gatherer:
    """Asks one witness about each new head. An unreachable one is asked again, less and less often."""

    def __init__(self, log: Log, org: OrgId, witness: Witness, alarm: Alarm) -> None:
        self._log = log
        self._org = org
        self._witness = witness
        self._alarm = alarm
        self._known = 0  # the size that the witness last told or cosigned
        self._cosigned = 0  # the largest head that it cosigned in this run
        self.thread = threading.Thread(target=self._run, name=f"witness-{org}", daemon=True)

    def _run(self) -> None:
        pause = FIRST_PAUSE_S
        while not self._log.stopping:
            head = self._log.wait_for_head(self._cosigned, None)
            if head is None:
                continue
            trusted = self._log.witness_at(self._org, head.size)
            if trusted is None:  # not a consensus node, at this size
                self._cosigned = head.size
                continue
            if trusted.name in head.lines:
                self._known = self._cosigned = head.size
                continue
            try:
                self._ask(head, trusted)
                pause = FIRST_PAUSE_S
            except PuhuiError as error:
                self._alarm(self._org, error)
                if error.category is not Category.UNAVAILABLE:
                    return  # asking again changes nothing; the operator was told
                pause = min(2 * pause, LONGEST_PAUSE_S)
                self._log.wait_for_head(head.size, pause)  # a newer head is a reason to ask at once

    def _ask(self, head: SealedHead, trusted: TrustedWitness) -> None:
        try:
            answer = self._witness.cosign(self._request(head))
        except WitnessBehind as behind:
            self._known = behind.size
            # Larger than our own head: we lost entries that it saw. Asking from there makes it keep the evidence.
            answer = self._witness.cosign(self._request(head))
        checkpoint = parse_checkpoint(head.note).checkpoint
        if not answer.verifies(trusted.name, trusted.key, checkpoint):
            raise WitnessRefused(
                reason=Text(zh=f"{self._org} 的答复核验未通过", en=f"the answer of {self._org} does not verify"),
                stage="ledger.gathering",
            )
        self._known = self._cosigned = head.size
        self._log.answered(Answered(head.size, trusted.name, answer))

    def _request(self, head: SealedHead) -> WitnessRequest:
        path = self._log.consistency(self._known, head.size) if self._known <= head.size else []
        return WitnessRequest(self._known, tuple(path), head.note)
