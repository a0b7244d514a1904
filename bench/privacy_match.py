"""`match` end to end beside bare SPU RR22 on the same keys, in the same run.

Ours: two party processes with a job, mutual TLS, the parties' own CSV files read, keys spelt by the rule, results
written and delivered. Bare: two processes that do nothing but call the library over files of keys that are ready,
without TLS; timed from their start, as ours is, and once more without `import spu`'s JAX, which we leave out too.
Rounds alternate; medians. Peak memory is the largest process's.

    python bench/privacy_match.py [--rows 100000] [--rounds 3] [--json]
"""

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

from puhui.kernel import SystemClock, SystemEntropy
from puhui.privacy import KeyKind, Scheme, evaluating, plan_match
from puhui.privacy.evaluating import Setting, reserved_port

BARE = """
import sys, time
lean, rank, source, target = sys.argv[1] == "lean", int(sys.argv[2]), sys.argv[3], sys.argv[4]
ports = sys.argv[5].split(",")
if lean:
    import importlib.util, types
    spec = importlib.util.find_spec("spu"); bare = types.ModuleType("spu")
    bare.__path__ = list(spec.submodule_search_locations); bare.__spec__ = spec; sys.modules["spu"] = bare
from spu import libpsi as psi, libspu
desc = libspu.link.Desc(); desc.id = "bare"; desc.recv_timeout_ms = 600_000; desc.brpc_channel_protocol = "baidu_std"
desc.connect_retry_times = 100; desc.connect_retry_interval_ms = 100
for number, port in enumerate(ports): desc.add_party(str(number), port)
link = libspu.link.create_brpc(desc, rank)
begun = time.perf_counter()
psi.psi_execute(psi.PsiExecuteConfig(
    protocol_conf=psi.PsiProtocolConfig(protocol=psi.PsiProtocol.PROTOCOL_RR22, receiver_rank=0, broadcast_result=True),
    input_params=psi.InputParams(path=source, selected_keys=["k"], keys_unique=True),
    output_params=psi.OutputParams(path=target, disable_alignment=True)), link)
print("PROTOCOL", time.perf_counter() - begun, file=sys.stderr)
link.stop_link()
"""


def main() -> None:
    """Run all and print."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--rows", type=int, default=100_000)
    arguments.add_argument("--rounds", type=int, default=3)
    arguments.add_argument("--json", action="store_true")
    options = arguments.parse_args()
    times: dict[str, list[float]] = {"ours": [], "bare": [], "bare_lean": [], "bare_protocol": []}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        half = options.rows // 2
        for party, first in (("bank", 0), ("tax", half)):
            keys = [f"91{at:016d}" for at in range(first, first + options.rows)]
            (folder / f"{party}.csv").write_text("k\n" + "\n".join(keys) + "\n")
        for number in range(options.rounds):
            times["ours"].append(_ours(folder, number, options.rows))
            for mode in ("bare", "bare_lean"):
                whole, protocol = _bare(folder, number, lean=mode == "bare_lean")
                times[mode].append(whole)
            times["bare_protocol"].append(protocol)
            with (folder / f"out{number}/bank/matched.csv").open() as matched:
                assert sum(1 for _ in matched) == options.rows - half + 1
    median = {name: statistics.median(each) for name, each in times.items()}
    report = {
        "rows": options.rows,
        **{f"{name}_s": round(value, 2) for name, value in median.items()},
        "ratio_to_bare": round(median["ours"] / median["bare"], 3),
        "ratio_to_bare_lean": round(median["ours"] / median["bare_lean"], 3),
        "aim_ratio": 1.15,
        "peak_mb": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024,
    }
    if options.json:
        print(json.dumps(report))
        return
    for field, value in report.items():
        print(f"{field:>20}  {value}")


def _ours(folder: Path, number: int, rows: int) -> float:
    begun = time.perf_counter()
    evaluating.match(
        [folder / "bank.csv", folder / "tax.csv"],
        key="k",
        kind=KeyKind.TEXT,
        plan=plan_match(rows, rows, wanted=Scheme.RR22),
        receivers=["bank", "tax"],
        out=folder / f"out{number}",
        setting=Setting(SystemClock(), SystemEntropy()),
    )
    return time.perf_counter() - begun


def _bare(folder: Path, number: int, *, lean: bool) -> tuple[float, float]:
    """Seconds from start to end of both processes, and of the protocol alone."""
    begun = time.perf_counter()
    with ExitStack() as held:
        ports = ",".join(held.enter_context(reserved_port()) for _ in range(2))
        parties = [
            subprocess.Popen(
                [
                    *(sys.executable, "-c", BARE, "lean" if lean else "whole", str(rank)),
                    *(str(folder / f"{name}.csv"), str(folder / f"bare{number}-{rank}.csv"), ports),
                ],
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                text=True,
            )
            for rank, name in enumerate(("bank", "tax"))
        ]
        said = [party.communicate()[1] for party in parties]
    whole = time.perf_counter() - begun
    assert all(party.returncode == 0 for party in parties), said
    protocols = [float(line.split()[1]) for text in said for line in text.splitlines() if line.startswith("PROTOCOL")]
    return whole, max(protocols)


if __name__ == "__main__":
    main()
