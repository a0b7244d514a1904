"""`match` between two nodes, end to end, beside bare SPU RR22 and openmined-psi on the same keys, in the same run.

`nodes`: a bank and a bureau with desks, databases and keys of their own over one ledger. From the proposal to the
result in the bank's hands: the mandate is drawn and its use ended on the ledger, invitation and acceptances are signed
and checked, leakage is counted, the keys are read from CSV files and spelt by the rule, workers link under mutual TLS.
`command`: the same by `puhui privacy match`, without permits and ledger. `bare`: two processes that do nothing but call
SPU's library over files of keys that are ready, without TLS; `bare_lean` the same without the import of JAX, which we
leave out too. `openmined`: two processes of that library on a smaller set (it takes minutes for a million), with ours
again at that size.

Times are wall time from start to end, medians of rounds that alternate. Peak memory is the largest process's.

    python bench/privacy_match.py [--rows 1000000] [--peer-rows 20000] [--rounds 3] [--only-nodes] [--json]
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

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from puhui.kernel import SystemClock, SystemEntropy  # noqa: E402
from puhui.kernel.ports import reserved_port  # noqa: E402
from puhui.privacy import KeyKind, Scheme, evaluating, plan_match  # noqa: E402
from puhui.privacy.evaluating import Setting  # noqa: E402
from puhui.privacy.jobs import JobDesk, JobState, Place  # noqa: E402
from puhui.privacy.jobs.counting import LeakageRule  # noqa: E402
from puhui.privacy.tables import read_table  # noqa: E402
from tests.privacy.jobs.town import BANK, LISTS, TAX, Node, Town  # noqa: E402

PEERS = Path(__file__).parent / "peers"
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
    arguments.add_argument("--rows", type=int, default=1_000_000)
    arguments.add_argument("--peer-rows", type=int, default=20_000)
    arguments.add_argument("--rounds", type=int, default=3)
    arguments.add_argument("--only-nodes", action="store_true", help="no peers: how far it goes, and in what memory")
    arguments.add_argument("--json", action="store_true")
    options = arguments.parse_args()
    with tempfile.TemporaryDirectory() as name, ExitStack() as held:
        town = _town(Path(name), held)
        report = _ours_beside_bare(town, options.rows, 1 if options.only_nodes else options.rounds, options.only_nodes)
        if not options.only_nodes:
            report |= _ours_beside_openmined(town, min(options.peer_rows, options.rows))
    if options.json:
        print(json.dumps(report))
        return
    for field, value in report.items():
        print(f"{field:>24}  {value}")


def _ours_beside_bare(town: Town, rows: int, rounds: int, only_nodes: bool) -> dict[str, object]:
    files = _write(town, rows)
    times: dict[str, list[float]] = {}
    for number in range(rounds):
        times.setdefault("nodes", []).append(_between_nodes(town, rows))
        if only_nodes:
            break
        times.setdefault("command", []).append(_by_command(town.folder / f"command-{rows}-{number}", files, rows))
        for mode in ("bare", "bare_lean"):
            whole, protocol = _bare(town.folder, files, number, lean=mode == "bare_lean")
            times.setdefault(mode, []).append(whole)
        times.setdefault("bare_protocol", []).append(protocol)
    median = {name: statistics.median(each) for name, each in times.items()}
    report: dict[str, object] = {"rows": rows, **{f"{name}_s": round(value, 2) for name, value in median.items()}}
    if not only_nodes:
        report["nodes_to_bare"] = round(median["nodes"] / median["bare"], 3)
        report["nodes_to_bare_lean"] = round(median["nodes"] / median["bare_lean"], 3)
        report["aim_to_bare"] = 1.15
    report["peak_mb"] = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    return report


def _ours_beside_openmined(town: Town, rows: int) -> dict[str, object]:
    files = _write(town, rows)
    ours, theirs = _between_nodes(town, rows), _openmined(town.folder, files, rows)
    return {
        "peer_rows": rows,
        "nodes_at_peer_rows_s": round(ours, 2),
        "openmined_s": round(theirs, 2),
        "openmined_to_nodes": round(theirs / ours, 1),
    }


def _town(folder: Path, held: ExitStack) -> Town:
    """Nodes whose desks count leakage, under the shipped limits."""
    folder.mkdir(exist_ok=True)
    town = Town(folder, held)
    for org in (BANK, TAX):
        node = town.nodes[org]
        node.desk.close()
        node.desk = _counting_desk(town, node)
    return town


def _counting_desk(town: Town, node: Node) -> JobDesk:
    place = Place(node.folder, connect_s=45.0)
    rule = LeakageRule(
        node.database,
        town.clock,
        town.city.entropy,
        town.city.suite,
        place,
        lambda _, party: read_table(node.folder / f"{party.dataset.partition('/')[2]}.csv"),
    )
    return node.new_desk(rules=[rule])


def _write(town: Town, rows: int) -> list[Path]:
    """Half of the keys are common."""
    files = []
    for org, first in ((BANK, 0), (TAX, rows // 2)):
        lines = ["code", *(f"91{at:016d}" for at in range(first, first + rows))]
        town.nodes[org].files.write(LISTS, lines)
        files.append(town.folder / f"{org}.csv")
        lines[0] = "k"
        files[-1].write_text("\n".join(lines) + "\n")
    return files


def _between_nodes(town: Town, rows: int) -> float:
    under = {TAX: town.nodes[TAX].mandate()}
    spec = town.match(receivers=(BANK,))
    begun = time.perf_counter()
    job = town.nodes[BANK].desk.propose(spec, deadline=town.deadline(3600), under=under)
    ended = town.wait(job, BANK, within_s=3600)[0]
    elapsed = time.perf_counter() - begun
    assert ended.state is JobState.DONE, ended.error
    _check(town.nodes[BANK].desk.result(job) / "matched.csv", rows)
    town.wait(job, TAX, within_s=60)
    return elapsed


def _by_command(out: Path, files: list[Path], rows: int) -> float:
    begun = time.perf_counter()
    evaluating.match(
        files,
        key="k",
        kind=KeyKind.TEXT,
        plan=plan_match(rows, rows, wanted=Scheme.RR22),
        receivers=[str(BANK)],
        out=out,
        setting=Setting(SystemClock(), SystemEntropy()),
    )
    elapsed = time.perf_counter() - begun
    _check(out / BANK / "matched.csv", rows)
    return elapsed


def _check(matched: Path, rows: int) -> None:
    with matched.open() as lines:
        assert sum(1 for _ in lines) == rows - rows // 2 + 1


def _bare(folder: Path, files: list[Path], number: int, *, lean: bool) -> tuple[float, float]:
    """Seconds from start to end of both processes, and of the protocol alone."""
    begun = time.perf_counter()
    with ExitStack() as held:
        ports = ",".join(held.enter_context(reserved_port()) for _ in range(2))
        parties = [
            subprocess.Popen(
                [
                    *(sys.executable, "-c", BARE, "lean" if lean else "whole", str(rank)),
                    *(str(path), str(folder / f"bare{number}-{rank}.csv"), ports),
                ],
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                text=True,
            )
            for rank, path in enumerate(files)
        ]
        said = [party.communicate()[1] for party in parties]
    whole = time.perf_counter() - begun
    assert all(party.returncode == 0 for party in parties), said
    protocols = [float(line.split()[1]) for text in said for line in text.splitlines() if line.startswith("PROTOCOL")]
    return whole, max(protocols)


def _openmined(folder: Path, files: list[Path], rows: int) -> float:
    """Seconds of both processes, from the start of the second: the first listens by then."""
    program = [str(_openmined_python()), str(PEERS / "openmined_match.py")]
    target = folder / "openmined.csv"
    with reserved_port() as address:
        port = address.rpartition(":")[2]
        server = [*program, str(files[1]), "-", port, "listens"]
        with subprocess.Popen(server, stdout=subprocess.PIPE, text=True) as listening:
            assert listening.stdout is not None
            assert listening.stdout.readline() == "listens\n"
            begun = time.perf_counter()
            subprocess.run([*program, str(files[0]), str(target), port, "dials"], check=True)
            elapsed = time.perf_counter() - begun
    _check(target, rows)
    return elapsed


def _openmined_python() -> Path:
    """The peer's own environment, made at its first use: it wants another protobuf than we have."""
    home = ROOT / "build/peers/openmined-psi"
    uv, python = str(ROOT / ".tools/bin/uv"), home / "bin/python"
    if not python.exists():
        subprocess.run([uv, "venv", "--quiet", "--python", sys.executable, str(home)], check=True)
    lock = str(PEERS / "openmined-psi.lock")
    subprocess.run([uv, "pip", "sync", "--quiet", "--python", str(python), "--require-hashes", lock], check=True)
    return python


if __name__ == "__main__":
    main()
