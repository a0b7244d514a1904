"""Calls that carry a key: made once, and answered the same however often they are sent (`Idempotency-Key`).

The room promises, for one account, while a key is kept:

1. The same call under the same key is made once; each repetition has the first one's answer. Two at once: one is made,
   the other is told to come again.
2. Another call under the same key is refused.
3. The program may die at any moment. Either nothing was committed, and the repetition makes the call; or something
   was, and the repetition is answered, or, where death came between the commit and the keeping of the answer, told
   that the call was made and its answer was lost (`CallCutOff`). It is never made twice.
4. An error is kept like any answer if something had been committed before it; otherwise the key is free again.

After draft-ietf-httpapi-idempotency-key-header.
"""

from puhui.desks.keyed_calls.desk import KEY_CHARS_MAX, Answer, KeyedCall, KeyedCalls
from puhui.desks.keyed_calls.errors import CallCutOff, CallUnderWay, KeyMalformed, KeyNotTakenHere, KeyOfAnotherCall

__all__ = [
    "KEY_CHARS_MAX",
    "Answer",
    "CallCutOff",
    "CallUnderWay",
    "KeyMalformed",
    "KeyNotTakenHere",
    "KeyOfAnotherCall",
    "KeyedCall",
    "KeyedCalls",
]
