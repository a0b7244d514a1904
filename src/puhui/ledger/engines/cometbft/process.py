"""The CometBFT process of one node: started, listened to, waited for, ended by its own id."""

import contextlib
import os
import signal
import subprocess
import threading
from collections.abc import Callable
from pathlib import Path
from typing import IO

from puhui.kernel import Text
from puhui.ledger.engines.cometbft.errors import CometMissing, CometStopped, ConsensusUnavailable
from puhui.ledger.engines.cometbft.failures import is_fatal
from puhui.ledger.engines.cometbft.rpc import Rpc

LOG = "cometbft.log"
_LOOK_EVERY_S = 0.02
_END_WITHIN_S = 10.0


class CometProcess:
    """One running CometBFT. It ends by itself when the application hangs up.

    Its consensus can end without it: then it lives on, takes part in nothing, and says so in its log alone. So the log
    passes through here.
    """

    def __init__(
        self, program: Path, home: Path, rpc_socket: Path, failed: Callable[[str], None] | None = None
    ) -> None:
        """`failed` hears the line in which it says that it takes part no more, or how it ended unasked: give it
        `CometLedger.fail`."""
        if not os.access(program, os.X_OK):
            raise CometMissing(path=program, stage="ledger.process")
        rpc_socket.unlink(missing_ok=True)  # a killed process leaves its socket, and the next would not listen
        self._log = home / LOG
        self._failed = failed
        self._ending = False
        self._process = subprocess.Popen(  # noqa: S603
            [str(program), "start", "--home", str(home)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        assert self._process.stdout is not None
        self._listener = threading.Thread(
            target=self._listen, args=(self._process.stdout,), name="comet-log", daemon=True
        )
        self._listener.start()

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
        raise CometStopped(
            reason=Text(zh=f"{within_s} 秒内未就绪", en=f"not ready within {within_s} s"),
            tail=self.tail(),
            stage="ledger.process",
        )

    def terminate(self) -> None:
        """Ask it to end, without waiting."""
        self._ending = True
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
        self._listener.join(_END_WITHIN_S)

    def kill(self) -> None:
        """End it as the loss of power would."""
        self._ending = True
        if self.runs:
            self._process.send_signal(signal.SIGKILL)
        self._process.wait()
        self._listener.join(_END_WITHIN_S)

    def tail(self) -> str:
        """The end of its log."""
        data = self._log.read_bytes() if self._log.exists() else b""
        return data[-600:].decode(errors="replace")

    def _listen(self, said: IO[bytes]) -> None:
        last = b""
        with said, self._log.open("ab", buffering=0) as log:
            for line in said:
                with contextlib.suppress(OSError):  # a full disk: what it says matters more than the copy of it
                    log.write(line)
                last = line
                if is_fatal(text := line.decode(errors="replace")):
                    self._tell(text)
        code = self._process.wait()
        self._tell(f"exit {code}: {last.decode(errors='replace')}")

    def _tell(self, said: str) -> None:
        if self._failed is not None and not self._ending:
            self._failed(said)
