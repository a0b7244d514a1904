"""Tells the other parties that this node's part of a job is over, and why."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Protocol

from puhui.kernel import PuhuiError
from puhui.kernel.ids import OrgId
from puhui.privacy.jobs.messages import ENDED, Ended, Voice
from puhui.privacy.jobs.model import Job, JobError, JobState

_AT_ONCE = 16
_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789_.")


class Neighbours(Protocol):
    """The other parties' nodes. Safe from many threads."""

    def send(self, org: str, kind: str, message: bytes) -> bytes:
        """Hand a message to the door `kind` of a node; what the door answers.

        Bounded in time. Raises the node's own refusal, or a retriable `PuhuiError` when it does not answer.
        """
        ...


class LastWords:
    """Says them to each party by itself: one that does not answer keeps no other waiting. Safe from many threads."""

    def __init__(self, neighbours: Neighbours, voice: Voice, org: OrgId) -> None:
        self._neighbours, self._voice, self._org = neighbours, voice, org
        self._calls = ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="telling")

    def tell(self, job: Job, state: JobState, error: PuhuiError | JobError | None) -> None:
        """Tell all others, in the background, how the job ended here: an error by code, stage and whom it blames."""
        word = Ended(job.id, self._org, state.value)
        if error is not None:
            names = [party.name for party in job.spec.parties]
            peer = error.data.get("peer") if isinstance(error, PuhuiError) else None
            blamed = next((str(one) for one in (peer, error.party) if one in names), "")
            word = replace(word, code=_word(error.code), stage=_word(error.stage), blamed=blamed)
        message = self._voice.say(ENDED, word.as_map())
        for party in job.spec.parties:
            if party.name != job.me:
                self._calls.submit(self._tell_one, party.name, message)

    def close(self) -> None:
        """Return when all were told; nobody is told anything afterwards."""
        self._calls.shutdown(wait=True)

    def _tell_one(self, org: str, message: bytes) -> None:
        try:
            self._neighbours.send(org, ENDED, message)
        except PuhuiError:
            return  # it is down, or never had the job: its own deadline ends it


def _word(text: str) -> str:
    """A code or stage as a last word may carry it."""
    return "".join(one if one in _LETTERS else "_" for one in text.lower())[:64]
