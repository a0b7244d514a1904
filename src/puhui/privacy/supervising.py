"""Starts a party's worker, hears it, bounds its time, and ends it by its own id.

A worker may abort without a word when a peer dies: whatever happens to it becomes one `PuhuiError` that names the party
whose fault came first, the stage, the cause and what to do. Deadlines are held here, outside the engine.
"""

import json
import os
import selectors
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from signal import Signals
from typing import Any, Self

from puhui.kernel import PuhuiError, Text
from puhui.privacy import errors
from puhui.privacy.errors import PartyLost, TimedOut
from puhui.privacy.order import Order
from puhui.privacy.starting import Waiting, start_worker

DONE = "done"
_BLAME_WITHIN_S = 0.5  # after the first worker ends badly: whoever ended for a reason of its own has told it by then
_HANG_UP_WITHIN_S = 5.0  # a finished worker still owes its peers what it said last
_ENGINE_ENDS = frozenset({"SIGABRT", "SIGSEGV", "exit 255"})  # how the engine ends a worker whose peer has gone
_LINES = 64 * 1024


@dataclass(frozen=True, slots=True)
class Progress:
    """A stage of a party's worker began; bytes on its connections until then."""

    party: str
    stage: str
    sent_bytes: int
    received_bytes: int


class Worker:
    """One party's worker process."""

    def __init__(self, order: Order, waiting: Waiting | None = None) -> None:
        self.party = order.me.name
        self.stage = "start"
        self.traffic = (0, 0)
        self.error: PuhuiError | None = None
        self.silent = False  # its end of the pipe is closed, and all that it said was heard
        self._rest = b""
        folder = Path(order.folder)
        (folder / "tmp").mkdir()
        started = start_worker(folder) if waiting is None else waiting.begin(folder)
        self.process, self.events = started.process, started.events
        os.set_blocking(self.events, False)

    def hear(self) -> list[Progress]:
        """What it told since the last time."""
        data = self._rest
        while True:
            try:
                more = os.read(self.events, _LINES)
            except BlockingIOError:
                break
            if not more:
                break
            data += more
        *lines, self._rest = data.split(b"\n")
        return [told for line in lines if (told := self._take(json.loads(line)))]

    def kill(self) -> None:
        """Kill it if it runs, without waiting until it is gone."""
        if self.process.poll() is None:
            self.process.kill()

    def end(self) -> None:
        """Kill it if it runs, and forget it."""
        self.kill()
        self.process.wait()
        if self.process.stdin:
            self.process.stdin.close()

    def close(self) -> None:
        """End it, and give the pipe back."""
        self.end()
        os.close(self.events)

    @property
    def failed(self) -> bool:
        """Whether it ended before it was done. Once done, its output has its name; how it hangs up changes nothing.

        Judged when all that it said was heard: a process may be gone while its last word still lies in the pipe.
        """
        return self.silent and self.stage != DONE

    @property
    def how(self) -> str:
        """How it ended: an exit code or a signal's name."""
        code = self.process.poll() or 0
        return Signals(-code).name if code < 0 else f"exit {code}"

    def _take(self, event: dict[str, Any]) -> Progress | None:
        if "error" in event:
            self.error = _told(event)
            return None
        self.stage = event["stage"]
        self.traffic = (event["sent"], event["received"])
        return Progress(self.party, self.stage, *self.traffic)


class Supervisor:
    """Runs the workers of the parties that are this node's: one in a city, all of them in an evaluation."""

    def __init__(self, orders: Sequence[Order], waiting: Waiting | None = None) -> None:
        self.workers: list[Worker] = []
        self._orders = orders
        self._reason: PuhuiError | None = None
        self._woken, self._waker = os.pipe()
        self._waiting = waiting
        self._gone: list[Worker] = []  # in the order in which they fell silent

    def __enter__(self) -> Self:
        for order in self._orders:
            self.workers.append(Worker(order, self._waiting))
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self.workers:  # all at once: a process of the engine takes a while to be gone
            worker.kill()
        for worker in self.workers:
            worker.close()
        os.close(self._woken)
        os.close(self._waker)

    def stop(self, reason: PuhuiError) -> None:
        """From another thread, while the context is open: `run` ends all workers at once and raises `reason`."""
        self._reason = self._reason or reason
        os.write(self._waker, b".")

    def run(self, within_s: float, told: Callable[[Progress], None] = lambda _: None) -> None:
        """Return when all workers are done; else end them all and raise why.

        Raises the error of the party that failed first for a reason of its own, `PartyLost` when a worker ended
        without a word, `TimedOut`, and what `stop` was given.
        """
        ends = time.monotonic() + within_s
        with selectors.DefaultSelector() as selector:
            selector.register(self._woken, selectors.EVENT_READ)
            for worker in self.workers:
                selector.register(worker.events, selectors.EVENT_READ, worker)
            while len(selector.get_map()) > 1:
                left = ends - time.monotonic()
                ready = selector.select(max(0.0, left))
                if self._reason is not None:
                    raise self._reason
                for key, _ in ready:
                    self._hear(selector, key.data, told)
                if any(worker.failed for worker in self.workers):
                    self._hear_the_rest(selector, told)
                    raise self._reason or self._blame()
                if all(worker.stage == DONE for worker in self.workers):
                    if len(self.workers) == len(self._orders[0].spec.parties):
                        return  # all parties are ours and have heard each other: nobody owes anybody a word
                    ends = min(ends, time.monotonic() + _HANG_UP_WITHIN_S)
                if not ready and left <= 0:
                    slowest = next((worker for worker in self.workers if worker.stage != DONE), None)
                    if slowest is None:
                        return
                    raise TimedOut(within_s=round(within_s), party=slowest.party, stage=slowest.stage)

    def _hear(self, selector: selectors.BaseSelector, worker: Worker, told: Callable[[Progress], None]) -> None:
        heard = worker.hear()
        for progress in heard:
            told(progress)
        if not heard:  # readable with nothing to read: the worker's end of the pipe closed
            worker.process.wait()
            worker.silent = True
            self._gone.append(worker)
            selector.unregister(worker.events)

    def _hear_the_rest(self, selector: selectors.BaseSelector, told: Callable[[Progress], None]) -> None:
        """Peers of a dead worker abort by themselves: hear whether one of them had a reason of its own."""
        ends = time.monotonic() + _BLAME_WITHIN_S
        while len(selector.get_map()) > 1 and (left := ends - time.monotonic()) > 0:
            for key, _ in selector.select(left):
                if key.data is None:
                    return  # stopped
                self._hear(selector, key.data, told)

    def _blame(self) -> PuhuiError:
        """Why it ended: a reason of somebody's own, else the death of the first that was not the engine's own ending.

        The engine ends a worker whose peer is gone, now one way and now another: such an end names nobody.
        """
        failed = [worker for worker in self._gone if worker.failed]
        reasons = [worker.error for worker in failed if worker.error and not isinstance(worker.error, _FOLLOWS)]
        if reasons:
            return reasons[0]
        dead = [worker for worker in failed if worker.error is None]
        lost = min(dead, key=lambda one: one.how in _ENGINE_ENDS, default=None)
        if lost is not None:
            return PartyLost(peer=lost.party, how=lost.how, party=lost.party, stage=lost.stage)
        error = failed[0].error
        assert error is not None
        return error


_FOLLOWS = (errors.EngineFailed, errors.PeerUnreachable)  # what a worker sees when another one is the cause


def follows(error: PuhuiError) -> bool:
    """Whether a party's own worker ends like this when another party is the cause, and cannot tell which."""
    return isinstance(error, _FOLLOWS) or (isinstance(error, PartyLost) and error.data["how"] in _ENGINE_ENDS)


def _told(event: dict[str, Any]) -> PuhuiError:
    kind = getattr(errors, event["class"], None)
    told = event["error"]["en"]
    if isinstance(kind, type) and issubclass(kind, PuhuiError):
        data = {name: Text(**v) if isinstance(v, dict) else v for name, v in event["data"].items()}
        return kind(party=told["party"], stage=told["stage"], **data)
    return PartyLost(peer=told["party"], how=told["code"], party=told["party"], stage=told["stage"])
