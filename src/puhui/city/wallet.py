"""An enterprise's software key, kept outside every node's folder: no institution can sign for the enterprise."""

import base64
from pathlib import Path

from puhui.kernel import Entropy, SoftwareSigner, Suite
from puhui.kernel.suites import SEED_SIZE
from puhui.parties import activation_mac


class Wallet:
    """The key in one file (mode 0600), made on first use: of the ledger's suite `of`."""

    def __init__(self, folder: Path, uscc: str, entropy: Entropy, of: Suite) -> None:
        path = folder / f"{uscc}.key"
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.fresh = not path.exists()
        if self.fresh:
            path.touch(mode=0o600)
            path.write_text(base64.b64encode(entropy.take(SEED_SIZE)).decode(), encoding="ascii")
        self._signer = SoftwareSigner.from_seed(of, base64.b64decode(path.read_text("ascii")))

    @property
    def key(self) -> str:
        """The subject key's text."""
        return f"software:{self._signer.public_key}"

    def activation(self, code: str, uscc: str) -> str:
        """What authorises this wallet's key under the registry's code, as base64url."""
        mac = activation_mac(code, uscc, self.key.encode(), self._signer.public_key.suite)
        return base64.urlsafe_b64encode(mac).decode().rstrip("=")

    def sign(self, challenge: str) -> str:
        """The signature over a base64url challenge, as base64url."""
        raw = base64.urlsafe_b64decode(challenge + "=" * (-len(challenge) % 4))
        return base64.urlsafe_b64encode(self._signer.sign(raw)).decode().rstrip("=")

    def signature(self, challenge: str) -> dict[str, str]:
        """The signature as the API takes it."""
        return {"kind": "software", "signature": self.sign(challenge)}
