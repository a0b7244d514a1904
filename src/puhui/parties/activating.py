"""Activation: the registry's secret with the enterprise, by which no portal can enrol a key in its name.

The registry hands a code to the enterprise at its own desk (with the licence, by letter), never through the platform.
Whoever enrols a key authorises *that key* with a MAC under the code: the portal that relays it can neither read the
code nor put another key in its place. A code is good for one key; a lost device takes a new code.

>>> from puhui.kernel import SeededEntropy, suite
>>> code = new_code(SeededEntropy(1))
>>> len(code), code == normalised(f" {code[:4].lower()}-{code[4:]} ")
(16, True)
"""

import base64
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from puhui.kernel import Entropy, Suite, suite
from puhui.kernel.identifiers import Uscc
from puhui.kernel.suites import BROWSER_SUITE, same_bytes
from puhui.parties import store
from puhui.parties.errors import KeyNotProven, NotActivated
from puhui.storage import Database

_CODE_BYTES = 10  # 80 random bits: nobody who sees a MAC can search for the code


def new_code(entropy: Entropy) -> str:
    """A fresh code of 16 characters (RFC 4648 base 32)."""
    return base64.b32encode(entropy.take(_CODE_BYTES)).decode()


def normalised(code: str) -> str:
    """A code as a person typed it, without blanks and dashes, in upper case."""
    return "".join(code.split()).replace("-", "").upper()


def activation_mac(code: str, uscc: str, what: bytes, of: Suite) -> bytes:
    """What authorises an enrolment: a MAC under the code over the enterprise and the new key's own bytes.

    `what` is the UTF-8 of a software key's text, or a passkey's attestation object as the browser returned it. A
    software key's MAC is of the ledger's suite `of`; a passkey's is computed in a browser, and of `BROWSER_SUITE`.
    """
    return of.mac(normalised(code).encode(), b"puhui activation\n" + uscc.encode() + b"\n" + what)


class Activations:
    """The registry's codes: one open code an enterprise, which the next one replaces."""

    def __init__(self, database: Database, suite: Suite) -> None:
        self._database = database
        self._suite = suite

    def issue(self, uscc: Uscc, now: datetime, entropy: Entropy) -> str:
        """A new code for the enterprise. It is to be handed over in person or by letter; it is not shown again."""
        code = new_code(entropy)
        with self._database.transaction() as connection:
            store.put_activation(connection, uscc, code, now)
        return code

    def check(self, uscc: Uscc, proof: Mapping[str, Any], activation: bytes) -> None:
        """Raises `NotActivated` unless `activation` is the open code's MAC over the proof's own key."""
        with self._database.transaction() as connection:
            code = store.open_activation(connection, uscc)
        # The same work whether a code is open or not: an answer's time does not tell which enterprise has one.
        of = self._suite if proof.get("kind") == "software" else suite(BROWSER_SUITE)
        expected = activation_mac(code or "", str(uscc), _new_key_bytes(proof), of)
        if code is None or not same_bytes(expected, activation):
            raise NotActivated(stage="parties.activating")


def _new_key_bytes(proof: Mapping[str, Any]) -> bytes:
    try:
        if proof["kind"] == "software":
            return str(proof["key"]).encode()
        text = str(proof["credential"]["response"]["attestationObject"])
        return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except (KeyError, TypeError, ValueError):
        raise KeyNotProven(reason="shape", stage="parties.activating") from None
