"""Begin a keyed call, note its step, keep its answer."""

from dataclasses import dataclass, replace
from datetime import timedelta

from sqlalchemy.engine import Connection

from puhui.desks.keyed_calls import store
from puhui.desks.keyed_calls.errors import CallCutOff, CallUnderWay, KeyMalformed, KeyOfAnotherCall
from puhui.desks.keyed_calls.store import KeptCall, State
from puhui.kernel import Clock, Entropy, Suite
from puhui.storage import Database

KEY_CHARS_MAX = 255
_STAGE = "desks.keyed_calls"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a call was answered."""

    status: int
    media_type: str
    body: bytes


@dataclass(frozen=True, slots=True)
class KeyedCall:
    """A call that is under way."""

    account: str
    key: str

    def note(self, connection: Connection) -> None:
        """For `storage.noting`: says in the step's own transaction that there was a step."""
        store.step(connection, self.account, self.key)


class KeyedCalls:
    """One node's. Safe from many threads, not from two programs: a node is run by one at a time."""

    def __init__(self, database: Database, *, suite: Suite, clock: Clock, entropy: Entropy, kept: timedelta) -> None:
        self._database = database
        self._suite = suite
        self._clock = clock
        self._kept = kept
        self._run = entropy.take(8).hex()

    def begin(self, account: str, key: str, said: bytes) -> KeyedCall | Answer:
        """A call that is to be made now, or what the same call was answered; `said` is all that makes it this call.

        Raises `KeyMalformed`, `KeyOfAnotherCall`, `CallUnderWay`, `CallCutOff`.
        """
        if not 0 < len(key) <= KEY_CHARS_MAX or not all("!" <= sign <= "~" for sign in key):
            raise KeyMalformed(most=KEY_CHARS_MAX, stage=_STAGE)
        digest, now = self._suite.digest(said), self._clock.now()
        with self._database.transaction() as connection:
            found = store.call(connection, account, key)
            if found is not None and found.at + self._kept > now:
                if found.digest != digest:
                    raise KeyOfAnotherCall(stage=_STAGE)
                if found.state is State.ANSWERED:
                    return Answer(found.status, found.media_type, found.body)
                if found.run == self._run:
                    raise CallUnderWay(stage=_STAGE)
                if found.state is State.STEPPED:
                    raise CallCutOff(stage=_STAGE)
                # The run that began it died before it committed anything: whoever sends it again makes it.
            store.put(connection, account, key, KeptCall(digest, State.BEGUN, self._run, now, 0, "", b""))
        return KeyedCall(account, key)

    def settle(self, call: KeyedCall, answer: Answer) -> None:
        """Keep the answer; of an error before any step nothing is kept."""
        with self._database.transaction() as connection:
            found = store.call(connection, call.account, call.key)
            if found is None:
                return
            if answer.status >= 400 and found.state is State.BEGUN:
                store.drop(connection, call.account, call.key)
                return
            kept = replace(
                found, state=State.ANSWERED, status=answer.status, media_type=answer.media_type, body=answer.body
            )
            store.put(connection, call.account, call.key, kept)

    def forget(self) -> int:
        """Forget what was kept long enough; how many."""
        with self._database.transaction() as connection:
            return store.forget_before(connection, self._clock.now() - self._kept)
