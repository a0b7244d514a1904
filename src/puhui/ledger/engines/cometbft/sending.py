"""Handing statements to consensus: those that wait while a call is under way share the next one's transactions."""

import threading
from collections import deque
from collections.abc import Sequence

from puhui.kernel.errors import PuhuiError
from puhui.ledger.engines.cometbft.rpc import Rpc
from puhui.ledger.engines.cometbft.transactions import bundle, bundles
from puhui.ledger.errors import LedgerStopped, QueueFull

MAX_QUEUED = 10_000


class _Parcel:
    """One caller's statements, on their way."""

    __slots__ = ("done", "error", "statements", "together")

    def __init__(self, statements: Sequence[bytes], together: bool) -> None:
        self.statements = statements
        self.together = together
        self.error: PuhuiError | None = None
        self.done = threading.Event()


class Sender:
    """One thread that speaks to CometBFT; callers wait until theirs was handed over."""

    def __init__(self, rpc: Rpc) -> None:
        self._rpc = rpc
        self._change = threading.Condition()  # guards all below
        self._parcels: deque[_Parcel] = deque()
        self._queued = 0
        self._stopped = False
        self._thread = threading.Thread(target=self._run, name="sender", daemon=True)
        self._thread.start()

    def send(self, statements: Sequence[bytes]) -> None:
        """Return when the statements are in the mempool; raises what kept them out of it, `QueueFull` among it."""
        if not statements:
            return
        parcel = self._put(statements, together=True)
        parcel.done.wait()
        if parcel.error is not None:
            raise parcel.error

    def send_apart(self, statements: Sequence[bytes]) -> None:
        """Send each as a transaction of its own, and do not wait: a bundle was refused for one of them."""
        if statements:
            self._put(statements, together=False)

    def close(self) -> None:
        """Send no more; who waits is told."""
        with self._change:
            self._stopped = True
            self._change.notify_all()
        self._thread.join()

    def _put(self, statements: Sequence[bytes], *, together: bool) -> _Parcel:
        parcel = _Parcel(statements, together)
        with self._change:
            if self._stopped:
                raise LedgerStopped(reason="closed", stage="ledger.submit")
            if self._queued + len(statements) > MAX_QUEUED:
                raise QueueFull(limit=MAX_QUEUED, stage="ledger.submit")
            self._queued += len(statements)
            self._parcels.append(parcel)
            self._change.notify_all()
        return parcel

    def _run(self) -> None:
        while True:
            with self._change:
                self._change.wait_for(lambda: self._parcels or self._stopped)
                parcels, self._parcels = list(self._parcels), deque()
                self._queued = 0
                if self._stopped:
                    break
            error = self._hand_over(parcels)
            for parcel in parcels:
                parcel.error = error
                parcel.done.set()
        for parcel in parcels:
            parcel.error = LedgerStopped(reason="closed", stage="ledger.submit")
            parcel.done.set()

    def _hand_over(self, parcels: Sequence[_Parcel]) -> PuhuiError | None:
        together = [raw for parcel in parcels if parcel.together for raw in parcel.statements]
        apart = [raw for parcel in parcels if not parcel.together for raw in parcel.statements]
        try:
            self._rpc.hand_over([*map(bundle, bundles(list(dict.fromkeys(together)))), *apart])
        except PuhuiError as error:
            return error
        return None
