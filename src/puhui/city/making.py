"""Make a city: draw its economy, found its ledger, and give every institution its folder.

All is made in a folder beside the wanted one and renamed at the end: a city is there whole, or not at all.
"""

import json
import shutil
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from datetime import date, datetime, timedelta
from importlib import resources
from itertools import cycle
from pathlib import Path
from typing import Any

from puhui.assembly.database_places import FileDatabase, ServerDatabase
from puhui.assembly.founding import Founder, Staffing
from puhui.assembly.sandbox import Mode, start_clock
from puhui.assembly.settings import Comet, Engine, FileSource, Peer, Settings, write_key
from puhui.city.accounts import new_password, save_accounts
from puhui.city.counties import counties
from puhui.city.databases import databases_on
from puhui.city.economy import CUSTODIANS, Economy, make
from puhui.city.errors import CityExists
from puhui.city.peers import write_peers
from puhui.city.plan import GUARANTOR, INSTITUTIONS, OPERATOR, ORIGIN, REGISTRY, SANDBOX_ORIGIN, Institution
from puhui.decisions import SHIPPED, shipped
from puhui.kernel import Clock, Entropy, ManualClock, SeededEntropy, SystemClock, SystemEntropy, suite
from puhui.kernel.suites import DEFAULT_SUITE, SEED_SIZE

OWNERS = 12  # enterprises with a demo account
_OWNER_MONTHS_MIN = 36
CONSENSUS_PORTS_AFTER = 100  # a node's CometBFT listens so many ports after the node

Progress = Callable[[str, int, int], None]


def make_city(
    city: Path,
    *,
    enterprises: int,
    seed: int,
    base_port: int,
    engine: Engine = "embedded",
    as_of: date | None = None,
    suite_name: str = DEFAULT_SUITE,
    database: str | None = None,
    progress: Progress | None = None,
    mode: Mode = "real",
    start: datetime | None = None,
    owners: int = OWNERS,
) -> dict[str, Any]:
    """Make a city in `city`, which must not exist or be empty; raises `CityExists`, `UnknownSuite`.

    Every key, hash and signature of its institutions is of the suite. With the engine `cometbft` its consensus
    organisations are CometBFT's validators; raises `CometMissing`. With the URL of a PostgreSQL server as `database`
    each node has a database of its own there; raises `DatabaseTaken`, `DatabaseDown`. Answers what was made.

    With `mode` sandbox it is a sandbox, whose time begins at `start`; `owners` is how many enterprises have an account.
    """
    suite(suite_name)
    if city.exists() and (not city.is_dir() or any(city.iterdir())):
        raise CityExists(folder=city, stage="city")
    tell = progress or (lambda *_: None)
    entropy = SystemEntropy()
    clock: Clock = SystemClock() if start is None else ManualClock(start)
    day = as_of or clock.now().date().replace(day=1) - timedelta(days=1)
    building = city.with_name(city.name + ".building")
    shutil.rmtree(building, ignore_errors=True)  # what a run that died left behind
    building.mkdir(parents=True)
    with ExitStack() as undoing:
        undoing.callback(shutil.rmtree, building, ignore_errors=True)
        places = undoing.enter_context(databases_on(database, city.name)) if database else {}
        economy = make(seed=seed, enterprises=enterprises, as_of=day, progress=progress)
        nodes = _make_nodes(building, base_port, suite_name, engine, entropy, databases=places, mode=mode)
        rows = economy.write(_folders(building), progress=progress)
        _write_books(building, nodes)
        tell("peers", 0, 1)
        _write_peers(building, economy, clock, SeededEntropy(seed))
        tell("peers", 1, 1)
        founder = Founder(nodes, clock, entropy)
        tell("ledger", 0, 1)
        founder.found_ledger()
        tell("ledger", 1, 1)
        accounts = _make_accounts(founder, _owners(economy, owners), entropy, tell)
        founder.close()
        (building / "trust.json").write_bytes((building / "nodes" / OPERATOR / "trust.json").read_bytes())
        save_accounts(building, accounts)
        if start is not None:
            start_clock(building, start, SystemClock())
        if city.exists():
            city.rmdir()
        building.rename(city)
    return {
        "city": str(city),
        "enterprises": economy.enterprises.height,
        "nodes": len(nodes),
        "engine": engine,
        "rows": sum(rows.values()),
        "as_of": day.isoformat(),
        "suite": suite_name,
        "accounts": str(city / "accounts.json"),
    }


def _make_nodes(
    city: Path,
    base_port: int,
    suite_name: str,
    engine: Engine,
    entropy: Entropy,
    *,
    databases: Mapping[str, ServerDatabase],
    mode: Mode,
) -> list[Settings]:
    peers = [_peer(institution, base_port + at) for at, institution in enumerate(INSTITUTIONS)]
    made = []
    for at, institution in enumerate(INSTITUTIONS):
        folder = city / "nodes" / institution.org
        (folder / "data").mkdir(parents=True, mode=0o700)
        settings = Settings(
            org=institution.org,
            name_zh=institution.name_zh,
            name_en=institution.name_en,
            role=institution.role,
            port=base_port + at,
            public_url=f"http://localhost:{base_port + at}",
            origin=SANDBOX_ORIGIN if mode == "sandbox" else ORIGIN,
            mode=mode,
            suite=suite_name,
            operator=OPERATOR,
            registry=REGISTRY,
            contact=institution.contact,
            engine=engine,
            database=databases.get(institution.org, FileDatabase()),
            comet=_comet(base_port + at) if engine == "cometbft" and institution.consensus else None,
            witness=institution.consensus,
            custodian=institution.custodian,
            source=FileSource(ages=False),
            peers=[peer for peer in peers if peer.org != institution.org],
        )
        settings.save(folder)
        write_key(folder, suite_name, entropy.take(SEED_SIZE))
        made.append(settings.model_copy(update={"folder": folder}))
    return made


def _comet(port: int) -> Comet:
    return Comet(port=port + CONSENSUS_PORTS_AFTER, pace="machine")


def _peer(institution: Institution, port: int) -> Peer:
    return Peer(
        org=institution.org,
        name_zh=institution.name_zh,
        name_en=institution.name_en,
        role=institution.role,
        url=f"http://127.0.0.1:{port}",
        contact=institution.contact,
    )


def _folders(city: Path) -> dict[str, Path]:
    folders = {name: city / "nodes" / name / "data" for name in CUSTODIANS if name != "city"}
    return folders | {"city": city / "simulator"}


def _write_books(city: Path, nodes: list[Settings]) -> None:
    """Each bank's products and rules into its folder, and all banks' products into the market's."""
    offered = {one.org: _shipped_products(one.org) for one in INSTITUTIONS if one.role == "bank"}
    styles = dict(zip(sorted(offered), cycle(SHIPPED), strict=False))
    for bank, products in offered.items():
        folder = city / "nodes" / bank
        (folder / "products.json").write_text(_json({"products": products}), encoding="utf-8")
        (folder / "rules.json").write_bytes(shipped(styles[bank]))
    everything = [product for products in offered.values() for product in products]
    market = next(node.folder for node in nodes if node.org == OPERATOR)
    (market / "products.json").write_text(_json({"products": everything}), encoding="utf-8")
    (market / "counties.json").write_text(_json(counties()), encoding="utf-8")
    for one in INSTITUTIONS:
        if one.role == "regulator":
            text = _json(GUARANTOR.document())
            (city / "nodes" / one.org / "guarantor.json").write_text(text, encoding="utf-8")


def _shipped_products(bank: str) -> list[dict[str, Any]]:
    text = resources.files("puhui.market").joinpath("products", f"{bank}.json").read_text(encoding="utf-8")
    products: list[dict[str, Any]] = json.loads(text)["products"]
    return products


def _write_peers(city: Path, economy: Economy, clock: Clock, entropy: Entropy) -> None:
    custodians = {one.org: (one.role, city / "nodes" / one.org / "data") for one in INSTITUTIONS if one.custodian}
    readers = [city / "nodes" / one.org for one in INSTITUTIONS if one.role in ("operator", "bank")]
    operating = economy.enterprises.filter(economy.enterprises["status"] == "存续")
    told = operating.select("uscc", "segment", "industry_section", region="region_code")
    register = {row.pop("uscc"): row for row in told.to_dicts()}
    write_peers(custodians, register, readers, clock, entropy)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def _make_accounts(
    founder: Founder, owners: list[dict[str, Any]], entropy: Entropy, tell: Progress
) -> list[dict[str, Any]]:
    count = len(owners) + sum(len(institution.staff) for institution in INSTITUTIONS)
    accounts: list[dict[str, Any]] = []

    def add(org: str, staffing: Staffing, enterprise: Mapping[str, Any] | None = None) -> None:
        url = founder.add_person(org, staffing)
        account: dict[str, Any] = {
            "org": org,
            "url": url,
            "login": staffing.login,
            "password": staffing.password,
            "name": staffing.name,
            "role": staffing.role,
        }
        if enterprise:
            account["enterprise"] = {"uscc": enterprise["uscc"], "name": enterprise["name"]}
            account["activation"] = founder.issue_activation(enterprise["uscc"])
        accounts.append(account)
        tell("accounts", len(accounts), count)

    founder.register_enterprises(owners)
    for number, owner in enumerate(owners, start=1):
        person = Staffing(
            f"owner{number}", new_password(entropy), owner["legal_representative"], "owner", owner["uscc"]
        )
        add(OPERATOR, person, owner)
    for institution in INSTITUTIONS:
        for staff in institution.staff:
            add(institution.org, Staffing(staff.login, new_password(entropy), staff.name, staff.role, None))
    return accounts


def _owners(economy: Economy, count: int) -> list[dict[str, Any]]:
    """The cast first, then active enterprises old enough to borrow, as the registry lists them."""
    rows = {row["uscc"]: row for row in economy.enterprises.to_dicts()}
    cast = list(economy.cast.values())
    oldest = economy.as_of - timedelta(days=31 * _OWNER_MONTHS_MIN)
    others = [
        uscc
        for uscc, row in rows.items()
        if uscc not in cast
        and row["status"] == "存续"
        and row["established_on"] <= oldest
        and row["segment"] in ("small_micro", "sole_proprietor", "medium")
    ]
    return [rows[uscc] for uscc in (cast + others)[:count]]
