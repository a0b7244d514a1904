"""One name against a list of a million: a whole lookup beside bare unbalanced PSI online, in the same run.

Ours: two party processes with a job, mutual TLS and checks on both sides, from the call to the delivered answer; the
list was blinded and handed over by the first question (told apart). Bare: two processes that do nothing but call the
library's online step without TLS over a cache that is ready, timed from their start, and the step alone. `protocol_s`
is our online step alone, as the asker's worker tells its stages. Rounds alternate; medians.

    python bench/privacy_lookup.py [--rows 1000000] [--rounds 7] [--json]
"""

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

from puhui.kernel import SystemClock, SystemEntropy
from puhui.privacy import KeyKind, evaluating
from puhui.privacy.evaluating import Setting, reserved_port
from puhui.privacy.supervising import Progress

BARE = """
import importlib.util, sys, time, types
rank, mode, source, target, cache, secret = int(sys.argv[1]), *sys.argv[2:7]
spec = importlib.util.find_spec("spu"); bare = types.ModuleType("spu")
bare.__path__ = list(spec.submodule_search_locations); bare.__spec__ = spec; sys.modules["spu"] = bare
from spu import libpsi as psi, libspu
options = libspu.logging.LogOptions(); options.enable_console_logger = False; libspu.logging.setup_logging(options)
desc = libspu.link.Desc(); desc.id = "bare"; desc.recv_timeout_ms = 600_000; desc.brpc_channel_protocol = "baidu_std"
desc.connect_retry_times = 500; desc.connect_retry_interval_ms = 10
for number, port in enumerate(sys.argv[7].split(",")): desc.add_party(str(number), port)
alone = mode == "MODE_OFFLINE_GEN_CACHE"
if alone:
    desc = libspu.link.Desc(); desc.id = "alone"; desc.add_party("alone", "thread_0")
link = libspu.link.create_mem(desc, 0) if alone else libspu.link.create_brpc(desc, rank)
begun = time.perf_counter()
psi.ub_psi_execute(psi.UbPsiExecuteConfig(
    mode=getattr(psi.UbPsiMode, mode), role=psi.UbPsiRole.ROLE_CLIENT if rank else psi.UbPsiRole.ROLE_SERVER,
    client_receive_result=True, cache_path=cache,
    input_params=psi.InputParams(path=source, selected_keys=["k"], keys_unique=True) if source else psi.InputParams(),
    output_params=psi.OutputParams(path=target) if target else psi.OutputParams(),
    server_params=psi.UbPsiServerParams(secret_key_path=secret) if secret else psi.UbPsiServerParams()), link)
print("PROTOCOL", time.perf_counter() - begun, file=sys.stderr)
link.stop_link()
"""


def main() -> None:
    """Run all and print."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--rows", type=int, default=1_000_000)
    arguments.add_argument("--rounds", type=int, default=7)
    arguments.add_argument("--json", action="store_true")
    options = arguments.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "list.csv").write_text("k\n" + "\n".join(f"91{at:016d}" for at in range(options.rows)) + "\n")
        (folder / "q.csv").write_text(f"k\n91{options.rows // 2:016d}\n")
        (folder / "bare.key").write_bytes(SystemEntropy().take(32))
        first_s, _, first = _ours(folder, "first")
        _prepare_bare(folder)
        whole, protocol, bare, bare_protocol = [], [], [], []
        for number in range(options.rounds):
            seconds, stage_s, traffic = _ours(folder, str(number))
            whole.append(seconds)
            protocol.append(stage_s)
            seconds, stage_s = _bare_online(folder)
            bare.append(seconds)
            bare_protocol.append(stage_s)
    median = statistics.median
    report = {
        "rows": options.rows,
        "first_question_s": round(first_s, 2),
        "first_question_bytes": sum(sent for sent, _ in first.values()),
        "p50_s": round(median(whole), 3),
        "protocol_s": round(median(protocol), 3),
        "bytes": sum(sent for sent, _ in traffic.values()),
        "bare_s": round(median(bare), 3),
        "bare_protocol_s": round(median(bare_protocol), 3),
        "ratio_whole": round(median(whole) / median(bare), 2),
        "ratio_protocol": round(median(protocol) / median(bare_protocol), 2),
        "aim_ratio_protocol": 1.5,
    }
    if options.json:
        print(json.dumps(report))
        return
    for field, value in report.items():
        print(f"{field:>20}  {value}")


def _ours(folder: Path, name: str) -> tuple[float, float, dict[str, tuple[int, int]]]:
    """Seconds of the whole and of the protocol, bytes of each party."""
    begins: dict[str, float] = {}

    def told(progress: Progress) -> None:
        if progress.party == "q":
            begins[progress.stage] = time.perf_counter()

    begun = time.perf_counter()
    done = evaluating.lookup(
        folder / "list.csv",
        folder / "q.csv",
        key="k",
        kind=KeyKind.TEXT,
        level="",
        out=folder / name,
        setting=Setting(SystemClock(), SystemEntropy(), told=told, cache=folder / "cache"),
    )
    seconds = time.perf_counter() - begun
    assert "yes" in (folder / name / "q/answers.csv").read_text()
    return seconds, begins["output"] - begins["protocol"], dict(done.traffic)


def _prepare_bare(folder: Path) -> None:
    keys = (folder / "list.csv").read_text().split()[1:]
    (folder / "hex.csv").write_text("k\n" + "\n".join(key.encode().hex() for key in keys) + "\n")
    (folder / "hex-q.csv").write_text(f"k\n{keys[len(keys) // 2].encode().hex()}\n")
    secret, owner, asker = (str(folder / part) for part in ("bare.key", "owner", "asker"))
    _bare(["0", "MODE_OFFLINE_GEN_CACHE", str(folder / "hex.csv"), "", owner, secret])
    mode = "MODE_OFFLINE_TRANSFER_CACHE"
    _bare(["0", mode, "", "", owner, ""], ["1", mode, "", "", asker, ""])


def _bare_online(folder: Path) -> tuple[float, float]:
    owner = ["0", "MODE_ONLINE", "", "", str(folder / "owner"), str(folder / "bare.key")]
    hits = folder / "hits.csv"
    told = _bare(owner, ["1", "MODE_ONLINE", str(folder / "hex-q.csv"), str(hits), str(folder / "asker"), ""])
    assert len(hits.read_text().split()) == 2
    return told


def _bare(*parties: list[str]) -> tuple[float, float]:
    """Seconds from start to end of all processes, and of the step alone."""
    begun = time.perf_counter()
    with ExitStack() as held:
        ports = ",".join(held.enter_context(reserved_port()) for _ in parties)
        running = [
            subprocess.Popen(
                [sys.executable, "-c", BARE, *party, ports],
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                text=True,
            )
            for party in parties
        ]
        said = [process.communicate()[1] for process in running]
    whole = time.perf_counter() - begun
    assert all(process.returncode == 0 for process in running), said
    steps = [float(line.split()[1]) for text in said for line in text.splitlines() if line.startswith("PROTOCOL")]
    return whole, max(steps)


if __name__ == "__main__":
    main()
