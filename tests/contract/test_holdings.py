"""One suite over both kinds of custodians' data: Parquet files and a PostgreSQL of the custodian's own."""

import shutil
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import polars as pl
import psycopg
import pytest
from psycopg import sql

from puhui.assembly.errors import SettingsBroken
from puhui.assembly.reading import holdings_of, register_of
from puhui.assembly.settings import PostgresSource, Settings
from puhui.city import economy
from puhui.credit.indicator import Cause
from puhui.exchange import Dataset, datasets_of, lists_of
from puhui.exchange.connectors import VIEWS, Holdings, PostgresPlace, PostgresWarehouse, Warehouse
from puhui.exchange.errors import SourceDown
from puhui.kernel import ManualClock, PuhuiError
from puhui.kernel.identifiers import Uscc, uscc
from tests.postgres import PASSWORD, READER, Cluster

AS_OF = date(2026, 6, 30)
SOON = datetime(2026, 7, 8, tzinfo=UTC)
CUSTODIANS = {
    "tax": "tax",
    "social": "social",
    "power": "power",
    "court": "court",
    "registry": "registry",
    "bank-a": "bank",
    "data-bureau": "data_bureau",
    "pbc": "regulator",
    "platform": "operator",
}
ROLES = set(CUSTODIANS.values())
EVERY = [(custodian, one) for custodian, role in CUSTODIANS.items() for one in datasets_of(role, ROLES)]
DATASETS = [(custodian, one) for custodian, one in EVERY if one.source not in VIEWS]
VIEWED = [(custodian, one) for custodian, one in EVERY if one.source in VIEWS]
LISTS = [(custodian, one) for custodian, role in CUSTODIANS.items() for one in lists_of(role)]
# As a custodian's database might have them: not all as the files have them.
_TYPES = {pl.String: "varchar(200)", pl.Date: "timestamp", pl.Int64: "numeric(20)", pl.Float64: "double precision"}
_TYPES[pl.Datetime] = "timestamptz"

pytestmark = pytest.mark.postgres


def told_by(error: PuhuiError) -> str:
    """All that a person or a log could see of an error."""
    return f"{error!r} {error.as_dict('en')} {error.as_dict('zh')}"


def settings_of(**changed: Any) -> Settings:
    given = {
        "org": "registry", "name_zh": "市监局", "name_en": "Registry", "role": "registry", "port": 8000, "origin": "o",
        "public_url": "http://localhost:8000", "suite": "ed25519-sha256", "operator": "operator",
        "registry": "registry", "contact": "desk@registry.example",
    }  # fmt: skip
    return Settings.model_validate(given | changed)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("custodians")
    made = economy.make(seed=5, enterprises=24, as_of=AS_OF)
    made.write({name: folder / name for name in CUSTODIANS})
    return folder


@pytest.fixture(scope="module")
def database(postgres_cluster: Cluster, files: Path) -> Cluster:
    """Each custodian's files as tables of a schema of its own, which the reader may read and not write."""
    with postgres_cluster.connect() as connection:
        for custodian in CUSTODIANS:
            schema = sql.Identifier(custodian)
            connection.execute(sql.SQL("CREATE SCHEMA {}").format(schema))
            for path in sorted((files / custodian).glob("*.parquet")):
                _load(connection, custodian, path.stem, pl.read_parquet(path))
            reader = sql.Identifier(READER)
            connection.execute(sql.SQL("GRANT USAGE ON SCHEMA {} TO {}").format(schema, reader))
            connection.execute(sql.SQL("GRANT SELECT ON ALL TABLES IN SCHEMA {} TO {}").format(schema, reader))
    return postgres_cluster


def _load(connection: Any, schema: str, table: str, frame: pl.DataFrame) -> None:
    columns = [
        sql.SQL("{} {}").format(sql.Identifier(name), sql.SQL(_TYPES.get(type(kind), "text")))
        for name, kind in frame.schema.items()
    ]
    named = sql.Identifier(schema, table)
    connection.execute(sql.SQL("CREATE TABLE {} ({})").format(named, sql.SQL(", ").join(columns)))
    with connection.cursor() as cursor, cursor.copy(sql.SQL("COPY {} FROM STDIN").format(named)) as into:
        for row in frame.iter_rows():
            into.write_row(row)


@pytest.fixture
def passfile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The reader's password where libpq looks for it."""
    path = tmp_path / "pgpass"
    path.write_text(f"*:*:*:{READER}:{PASSWORD}\n", encoding="ascii")
    path.chmod(0o600)
    monkeypatch.setenv("PGPASSFILE", str(path))
    return path


def place(database: Cluster, custodian: str, **changed: Any) -> PostgresPlace:
    given = {"host": str(database.socket), "dbname": "postgres", "user": READER, "schema": custodian}
    return PostgresPlace(**(given | changed))


class Both:
    """Makes either kind of holdings over the same data."""

    def __init__(self, kind: str, files: Path, database: Cluster) -> None:
        self.kind, self.files, self.database = kind, files, database

    def of(self, custodian: str, now: datetime = SOON, *, ages: bool = True) -> Holdings:
        if self.kind == "files":
            return Warehouse(self.files / custodian, ManualClock(now), ages=ages)
        return PostgresWarehouse(place(self.database, custodian), ManualClock(now), ages=ages)


@pytest.fixture(params=["files", "postgresql"])
def both(request: Any, files: Path, database: Cluster, passfile: Path) -> Both:
    return Both(request.param, files, database)


def _everyone(files: Path) -> list[Uscc]:
    return [uscc(code) for code in pl.read_parquet(files / "registry" / "enterprises.parquet")["uscc"]]


@pytest.mark.parametrize(("custodian", "dataset"), DATASETS, ids=lambda one: getattr(one, "slug", one))
def test_both_know_the_same_of_every_enterprise(
    files: Path, database: Cluster, passfile: Path, custodian: str, dataset: Any
) -> None:
    everyone = _everyone(files)
    told = [Both(kind, files, database).of(custodian) for kind in ("files", "postgresql")]
    for holdings in told:
        holdings.check(dataset)
    first, second = (holdings.indicators(dataset, everyone) for holdings in told)
    assert first == second
    assert list(first) == everyone
    assert any(item.cause is Cause.GRANTED for held in first.values() for item in held.values())


@pytest.mark.parametrize(("custodian", "dataset"), VIEWED, ids=lambda one: getattr(one, "slug", one))
def test_both_tell_the_same_of_whole_tables(
    files: Path, database: Cluster, passfile: Path, custodian: str, dataset: Any
) -> None:
    everyone = _everyone(files)
    view_of = VIEWS[dataset.source]
    views = [view_of(Both(kind, files, database).of(custodian), dataset, SOON) for kind in ("files", "postgresql")]
    first, second = ({code: view.told(code) for code in everyone} for view in views)
    assert first == second
    known = [held for held in first.values() if any(item.cause is Cause.GRANTED for item in held.values())]
    assert known
    assert len({str(dict(held.items())) for held in known}) > 1  # it tells some apart


@pytest.mark.parametrize(("custodian", "listed"), LISTS, ids=lambda one: getattr(one, "slug", one))
def test_both_have_the_same_lists(
    files: Path, database: Cluster, passfile: Path, tmp_path: Path, custodian: str, listed: Any
) -> None:
    found = []
    for kind in ("files", "postgresql"):
        holdings = Both(kind, files, database).of(custodian)
        path = tmp_path / f"{kind}.csv"
        rows = holdings.write_list(listed, list(listed.columns), path)
        assert rows == holdings.count_list(listed)
        found.append(pl.read_csv(path, infer_schema_length=None))
        assert (found[-1].columns, found[-1].height) == (list(listed.columns), rows)
    assert found[0].rows() == found[1].rows()


def _bills() -> Dataset:
    return next(one for one in datasets_of("power") if one.source == "power")


def test_whoever_is_unknown_has_no_record(both: Both) -> None:
    dataset = _bills()
    nobody = uscc("91130200MA0A1B2C36")
    assert {item.cause for item in both.of("power").indicators(dataset, [nobody])[nobody].values()} == {Cause.NO_RECORD}


def test_old_data_are_stale_and_say_how_old(both: Both) -> None:
    dataset = _bills()
    everyone = _everyone(both.files)[:5]
    late = SOON + timedelta(days=120)
    for held in both.of("power", late).indicators(dataset, everyone).values():
        assert {(item.value, item.cause, item.as_of) for item in held.values()} == {(None, Cause.STALE, AS_OF)}
    simulated = both.of("power", late, ages=False).indicators(dataset, everyone)
    assert any(item.cause is Cause.GRANTED for held in simulated.values() for item in held.values())


def test_what_is_not_there_is_a_source_that_is_down(both: Both) -> None:
    dataset = _bills()
    holdings = both.of("court")  # which keeps no bills of electricity
    for ask in (holdings.check, lambda one: holdings.indicators(one, [])):
        with pytest.raises(SourceDown) as caught:
            ask(dataset)
        assert str(both.files) not in told_by(caught.value)


# The database alone.


def test_nothing_can_be_written(database: Cluster, passfile: Path) -> None:
    with psycopg.connect(**place(database, "tax").parameters()) as connection, pytest.raises(psycopg.Error) as caught:
        connection.execute("CREATE TABLE tax.mine (a int)")
    assert caught.value.sqlstate == "25006"  # read_only_sql_transaction


def test_a_wrong_password_says_neither_it_nor_the_host(database: Cluster, passfile: Path) -> None:
    passfile.write_text(f"*:*:*:{READER}:battery staple\n", encoding="ascii")
    dataset = _bills()
    with pytest.raises(SourceDown) as caught:
        PostgresWarehouse(place(database, "power"), ManualClock(SOON)).check(dataset)
    told = told_by(caught.value)
    assert "OperationalError" in told
    assert not any(word in told for word in ("battery", READER, str(database.socket)))


def test_a_question_that_takes_too_long_is_ended_by_the_server(database: Cluster, passfile: Path) -> None:
    dataset = _bills()
    with database.connect() as connection:
        connection.execute(
            "CREATE SCHEMA IF NOT EXISTS slow;"
            "CREATE OR REPLACE VIEW slow.consumption AS"
            " SELECT * FROM power.consumption WHERE pg_sleep(0.05) IS NOT NULL;"
            f"GRANT USAGE ON SCHEMA slow TO {READER}; GRANT SELECT ON slow.consumption TO {READER}"
        )
    slow = PostgresWarehouse(place(database, "slow", timeout_s=1), ManualClock(SOON))
    with pytest.raises(SourceDown, match="57014"):
        slow.indicators(dataset, [])


def test_a_nodes_settings_lead_to_its_database(files: Path, database: Cluster, passfile: Path, tmp_path: Path) -> None:
    source = {
        "kind": "postgresql", "host": str(database.socket), "dbname": "postgres", "user": READER, "schema": "registry",
    }  # fmt: skip
    settings_of(source=source).save(tmp_path)
    settings = Settings.load(tmp_path)
    assert isinstance(settings.source, PostgresSource)
    assert PASSWORD not in (tmp_path / "node.json").read_text(encoding="utf-8")
    dataset = datasets_of("registry")[0]
    code = _everyone(files)[0]
    known = holdings_of(settings, ManualClock(SOON)).indicators(dataset, [code])[code]
    assert known["age_m"].value > 0
    enterprise = register_of(settings).find(code)
    shutil.copytree(files / "registry", tmp_path / "data")
    assert enterprise == register_of(settings_of(folder=tmp_path)).find(code)
    assert enterprise is not None
    assert register_of(settings).find(uscc("91130200MA0A1B2C36")) is None


@pytest.mark.parametrize(
    "hidden",
    [{"password": "correct horse"}, {"dbname": "host=a password=correct"}, {"host": "postgresql://u:correct@h"}],
)
def test_a_password_has_no_place_in_settings_and_is_not_repeated(tmp_path: Path, hidden: dict[str, str]) -> None:
    settings_of().save(tmp_path)
    path = tmp_path / "node.json"
    broken = path.read_text(encoding="utf-8").replace('"kind": "files"', '"kind": "postgresql"')
    entries = ", ".join(f'"{name}": "{value}"' for name, value in hidden.items())
    path.write_text(broken.replace('"ages": true', entries), encoding="utf-8")
    with pytest.raises(SettingsBroken) as caught:
        Settings.load(tmp_path)
    assert "correct" not in told_by(caught.value)
