"""A mixed day over HTTP: sign-ins, scores, matches, applications, decisions, portraits against real node processes.

    python -m bench.mixed_day [--database sqlite|postgresql] [--rounds 3] [--seconds 20] [--clients 4] [--json]

A city is made and its nodes run as `puhui city run` runs them, one process each; the market has `--products` products
(the shipped ones and variants of them). Owners enrol, grant and get a score first, which is not measured. Then

* `alone`: one caller, one question after the other: the portrait of the owner's page, the portrait at a bank, the match
  of one enterprise among all products; with the CPU time of all node processes for each question;
* `mixed`: `--clients` callers in a closed loop (each asks again as soon as it is answered) for `--seconds`, drawn by
  the weights of `DAY`; as many rounds, of which each figure is the median.

Latencies are what a caller on loopback sees. Callers and nodes share the machine's cores: with two of them a caller
takes its share from the nodes it waits for, and so does whoever else uses the machine. CPU times do not wait.
PostgreSQL is a private cluster, durable (fsync), on a Unix socket; SQLite commits with synchronous=FULL.
"""

import argparse
import json
import random
import statistics
import tempfile
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import psutil

from bench.matching_batch import made_products
from puhui.city.accounts import load_accounts
from puhui.city.awaiting import awaited
from puhui.city.desk import Person, RefusedByNode
from puhui.city.errors import StoryStuck
from puhui.city.making import make_city
from puhui.city.running import NodeProcess, local_url, nodes_of, running
from puhui.city.story import Chapter
from puhui.market import product_document, shipped_products
from tests.postgres import cluster

NEED = {"amount_fen": 30_000_000, "term_months": 12, "purpose": "采购原材料"}
DAY = {  # of a hundred questions
    "sign in": 12,
    "match": 25,
    "open a match": 6,
    "own portrait": 14,
    "portrait at a bank": 14,
    "score": 4,
    "list": 18,
    "apply": 3,
    "assess and decide": 4,
}
_AGAIN = 100


class Owner(Chapter):
    """An enterprise with its key, grants and a score. Its steps wait for no receipt: the day does not."""

    def __init__(self, city: Path, urls: dict[str, str], accounts: list[dict[str, Any]], owner: dict[str, Any]) -> None:
        super().__init__(city, urls=urls, accounts=accounts, owner=owner, language="zh-CN", tell=None, transport=None)
        self.account = owner
        self.person = self._person(owner)

    def _step(self, name: str, room: str, text: str, person: Person, entry: str) -> None:
        """Nothing: receipts are another bench's."""

    def prepare(self) -> bool:
        """Whether it has a score and a product of an unchanged kind that may be applied for."""
        self._enrol(self.person)
        self._open_grants(self.person, {"purpose": "score"}, "score")
        if self.person.post("/scores")["score"] is None:
            return False
        found = self.person.get("/matches", **NEED)["items"]
        shipped = {one.code for one in shipped_products() if one.evidence.shown.value == "indicators"}
        self.products = [one["product"] for one in found if one["product"]["code"] in shipped]
        return bool(self.products)

    def apply(self) -> dict[str, Any]:
        """Grants for a bank, signed, and an application to it."""
        return self._apply(self.person, self.products[0])

    def _entry_of(self, person: Person, path: str, state: str) -> str:
        return ""


class Street:
    """Everybody who asks, and what they ask; answers how long each question took, by kind. Safe from many threads."""

    def __init__(self, city: Path, owners: list[Owner], accounts: list[dict[str, Any]], urls: dict[str, str]) -> None:
        self._owners = owners
        self._urls = urls
        self._accounts = accounts
        self._staff: dict[tuple[str, str], Person] = {}
        self._busy = {owner.account["login"]: threading.Lock() for owner in owners}
        self._waiting: list[dict[str, Any]] = []
        self._assessed: list[dict[str, Any]] = []
        self._lock = threading.Lock()
        self.refused: Counter[str] = Counter()

    def staff(self, org: str, role: str) -> Person:
        """One session for each of a bank's people."""
        with self._lock:
            if (org, role) not in self._staff:
                account = next(one for one in self._accounts if (one["org"], one["role"]) == (org, role))
                self._staff[org, role] = Person(self._urls[org], account, "zh-CN")
            return self._staff[org, role]

    def ask(self, kind: str, dice: random.Random) -> None:
        """One question of that kind, by whoever it falls to."""
        owner = dice.choice(self._owners)
        match kind:
            case "sign in":
                with Person(self._urls[owner.account["org"]], owner.account, "zh-CN"):
                    pass
            case "match":
                owner.person.get("/matches", **NEED | {"amount_fen": dice.randrange(1, 90) * 1_000_000})
            case "open a match":
                owner.person.post("/matches/choices", NEED | {"product": owner.products[0]["code"]})
            case "own portrait":
                owner.person.get("/enterprise/portrait")
            case "portrait at a bank":
                seen = dice.choice(self._assessed)
                self.staff(seen["product"]["lender"], "officer").get(f"/applications/{seen['id']}/portrait")
            case "score":
                owner.person.post("/scores")
            case "list":
                owner.person.get(dice.choice(["/applications", "/grants", "/scores", "/loans", "/notifications"]))
            case "apply":
                with self._busy[owner.account["login"]]:
                    made = owner.apply()
                with self._lock:
                    self._waiting.append(made)
            case "assess and decide":
                self.decide()

    def decide(self) -> bool:
        """A bank assesses the application that waits longest and declines or refers it by its rules."""
        with self._lock:
            if not self._waiting:
                return False
            made = self._waiting.pop(0)
        path, bank = f"/applications/{made['id']}", made["product"]["lender"]
        officer, approver = self.staff(bank, "officer"), self.staff(bank, "approver")
        stuck = StoryStuck(step="apply", reason="its bank never hears of it", advice="read its log", stage="bench")
        awaited(lambda: officer.find(path), stuck)
        officer.post(f"{path}/assessment")
        approver.post(f"{path}/decision", {"outcome": "decline", "comment": "规则不通过"})
        with self._lock:
            self._assessed.append(made)
        return True


def main() -> None:
    """Make the city, play, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--database", choices=["sqlite", "postgresql"], default="sqlite")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--clients", type=int, default=4)
    parser.add_argument("--products", type=int, default=1_000)
    parser.add_argument("--enterprises", type=int, default=60)
    parser.add_argument("--port", type=int, default=23_000)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        url = stack.enter_context(_server(asked.database))
        make_city(folder / "city", enterprises=asked.enterprises, seed=7, base_port=asked.port, database=url)
        _offer(folder / "city", asked.products)
        nodes = stack.enter_context(running(nodes_of(folder / "city")))
        street = _open(folder / "city", nodes)
        told = {
            "database": asked.database,
            "products": asked.products,
            "clients": asked.clients,
            "alone": _alone(street, nodes),
            "mixed": _mixed(street, nodes, asked.rounds, asked.seconds, asked.clients),
            "refused": dict(street.refused),
        }
    print(json.dumps(told, ensure_ascii=False) if asked.json else _text(told))


@contextmanager
def _server(kind: str) -> Iterator[str | None]:
    if kind == "sqlite":
        yield None
        return
    with cluster(durable=True) as made:
        yield f"postgresql://{made.owner}@/?host={made.socket}"


def _offer(city: Path, count: int) -> None:
    """Variants of the shipped products beside them on the market's shelf."""
    variants = made_products(max(0, count - len(shipped_products())), np.random.default_rng(1))
    documents = [product_document(one) for one in [*shipped_products(), *variants]]
    path = city / "nodes" / "platform" / "products.json"
    path.write_text(json.dumps({"products": documents}, ensure_ascii=False), encoding="utf-8")


def _open(city: Path, nodes: list[NodeProcess]) -> Street:
    accounts, urls = load_accounts(city), {one.settings.org: local_url(one.settings) for one in nodes}
    owners = [Owner(city, urls, accounts, one) for one in accounts if one["role"] == "owner"]
    street = Street(city, [one for one in owners if one.prepare()], accounts, urls)
    dice = random.Random(1)
    for _ in range(3):
        street.ask("apply", dice)
        street.decide()
    return street


def _alone(street: Street, nodes: list[NodeProcess]) -> dict[str, Any]:
    told = {}
    for kind in ("own portrait", "portrait at a bank", "match"):
        dice, times = random.Random(2), []
        street.ask(kind, dice)
        before = _cpu(nodes)
        for _ in range(_AGAIN):
            times.append(_timed(lambda kind=kind, dice=dice: street.ask(kind, dice)))
        cpu = (_cpu(nodes) - before) / _AGAIN
        told[kind] = _spread(times) | {"node_cpu_ms": round(cpu * 1000, 1)}
    return told


def _mixed(street: Street, nodes: list[NodeProcess], rounds: int, seconds: float, clients: int) -> dict[str, Any]:
    per_second, by_kind, shares = [], defaultdict(list), []
    for number in range(rounds):
        times: dict[str, list[float]] = defaultdict(list)
        until, own, theirs = time.monotonic() + seconds, time.process_time(), _cpu(nodes)

        def play(caller: int, until: float = until, times: dict[str, list[float]] = times) -> None:
            dice = random.Random(f"{number} {caller}")  # noqa: B023 - it is played out within the round
            while time.monotonic() < until:
                kind = dice.choices([*DAY], [*DAY.values()])[0]
                try:
                    times[kind].append(_timed(lambda kind=kind: street.ask(kind, dice)))
                except RefusedByNode as refused:
                    street.refused[f"{kind}: {refused.cause_text.zh}"] += 1

        began = time.monotonic()
        threads = [threading.Thread(target=play, args=(caller,)) for caller in range(clients)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        lasted = time.monotonic() - began
        per_second.append(sum(map(len, times.values())) / lasted)
        shares.append(((_cpu(nodes) - theirs) / lasted, (time.process_time() - own) / lasted))
        for kind, found in times.items():
            by_kind[kind].append(_spread(found))
    return {
        "questions_a_second": round(statistics.median(per_second), 1),
        "cores_of_nodes": round(statistics.median(one for one, _ in shares), 2),
        "cores_of_callers": round(statistics.median(one for _, one in shares), 2),
        "by_kind": {
            kind: {name: round(statistics.median(one[name] for one in found), 1) for name in found[0]}
            for kind, found in sorted(by_kind.items())
        },
    }


def _spread(times: list[float]) -> dict[str, float]:
    p50, p95, p99 = np.percentile(np.array(times) * 1000, [50, 95, 99])
    return {"count": len(times), "p50_ms": round(p50, 1), "p95_ms": round(p95, 1), "p99_ms": round(p99, 1)}


def _cpu(nodes: list[NodeProcess]) -> float:
    """CPU seconds of all node processes so far. PostgreSQL's own processes are not among them."""
    used = [psutil.Process(one.process.pid).cpu_times() for one in nodes]
    return sum(one.user + one.system for one in used)


def _timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _text(told: dict[str, Any]) -> str:
    mixed = told["mixed"]
    lines = [f"{told['database']}, {told['products']} products, {told['clients']} callers", "alone"]
    lines += [f"  {kind:<20} {_row(one)}  {one['node_cpu_ms']:>7} ms CPU" for kind, one in told["alone"].items()]
    lines += [
        f"mixed: {mixed['questions_a_second']} questions a second; nodes {mixed['cores_of_nodes']} cores, "
        f"callers {mixed['cores_of_callers']}"
    ]
    lines += [f"  {kind:<20} {_row(one)}" for kind, one in mixed["by_kind"].items()]
    lines += [f"  refused {count:>6}  {why}" for why, count in told["refused"].items()]
    return "\n".join(lines)


def _row(one: dict[str, float]) -> str:
    return f"{one['count']:>6}  p50 {one['p50_ms']:>8}  p95 {one['p95_ms']:>8}  p99 {one['p99_ms']:>8} ms"


if __name__ == "__main__":
    main()
