"""The CometBFT process of one node: started, waited for, ended by its own id."""

import contextlib
import os
import signal
import subprocess
import threading
from pathlib import Path

from puhui.ledger.engines.cometbft.errors import CometMissing, CometStopped, ConsensusUnavailable
from puhui.ledger.engines.cometbft.rpc import Rpc

LOG = "cometbft.log"
_LOOK_EVERY_S = 0.02
_END_WITHIN_S = 10.0


class CometProcess:
    """One running CometBFT. It ends by itself when the application hangs up."""

    def __init__(self, program: Path, home: Path, rpc_socket: Path) -> None:
        if not os.access(program, os.X_OK):
            raise CometMissing(path=program, stage="ledger.process")
        rpc_socket.unlink(missing_ok=True)  # a killed process leaves its socket, and the next would not listen
        self._log = home / LOG
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(  # noqa: S603
                [str(program), "start", "--home", str(home)], stdin=subprocess.DEVNULL, stdout=log, stderr=log
            )

    @property
    def pid(self) -> int:
        """The process's id."""
        return self._process.pid

    @property
    def runs(self) -> bool:
        """Whether it has not ended."""
        return self._process.poll() is None

    def wait_until(self, rpc: Rpc, *, peers: int = 0, within_s: float = 60.0) -> None:
        """Return when it takes part in consensus, connected with so many peers; raises `CometStopped` if it does
        not."""
        never = threading.Event()
        for _ in range(int(within_s / _LOOK_EVERY_S)):
            if not self.runs:
                raise CometStopped(reason=f"exit {self._process.returncode}", tail=self.tail(), stage="ledger.process")
            with contextlib.suppress(ConsensusUnavailable):
                if not rpc.status()["sync_info"]["catching_up"] and rpc.peers() >= peers:
                    return
            never.wait(_LOOK_EVERY_S)
        raise CometStopped(reason=f"not ready within {within_s} s", tail=self.tail(), stage="ledger.process")

    def terminate(self) -> None:
        """Ask it to end, without waiting."""
        if self.runs:
            self._process.terminate()

    def stop(self) -> None:
        """End it: politely, and if it does not listen, at once. Neither loses what it had acknowledged."""
        self.terminate()
        if self.runs:
            try:
                self._process.wait(_END_WITHIN_S)
            except subprocess.TimeoutExpired:
                self._process.kill()
        self._process.wait()

    def kill(self) -> None:
        """End it as the loss of power would."""
        if self.runs:
            self._process.send_signal(signal.SIGKILL)
        self._process.wait()

    def tail(self) -> str:
        """The end of its log."""
        data = self._log.read_bytes() if self._log.exists() else b""
        return data[-600:].decode(errors="replace")
