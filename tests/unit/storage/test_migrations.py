"""The tables' history: it leads to what the rooms declare, and back, with data in them, on both databases."""

import threading

import pytest
import sqlalchemy as sa

from puhui.storage import Database, metadata, migrating
from puhui.storage.errors import DatabaseForeign, DatabaseNewer, DatabaseOlder, DatabaseUnfit, NoSuchRevision
from puhui.storage.migrating import BASE, differences, head, history, migrate, require_current, revision
from tests.databases import contents, fill, sibling
from tools.add_migration import all_tables

REVISIONS = [one for one, _ in history()]
FORGETS = {  # what a revision drops for good: nobody misses it
    "ff02db4a4aa4": {"sessions", "sign_in_throttles"},  # everybody signs in again
}


def test_one_line_of_revisions_leads_to_the_newest():
    assert REVISIONS[0] == "baseline"
    assert REVISIONS[-1] == head()
    assert len(set(REVISIONS)) == len(REVISIONS)


def test_the_newest_revision_is_what_the_rooms_declare(empty_database):
    """Where this fails: python tools/add_migration.py "what changed" (docs/guides/change-the-tables.md)."""
    migrate(empty_database)
    assert differences(empty_database, all_tables()) == []
    require_current(empty_database)


def test_a_table_without_a_revision_is_seen(empty_database):
    migrate(empty_database)
    target = sa.MetaData(naming_convention=metadata.naming_convention)
    for table in all_tables().tables.values():
        table.to_metadata(target)
    sa.Table("campaigns", target, sa.Column("id", sa.Text, primary_key=True))
    (found,) = differences(empty_database, target)
    assert (found[0], found[1].name) == ("add_table", "campaigns")


@pytest.mark.parametrize("step", range(len(REVISIONS)), ids=REVISIONS)
def test_each_revision_goes_up_and_back_with_data(empty_database, step):
    before = REVISIONS[step - 1] if step else BASE
    migrate(empty_database, before)
    with empty_database.transaction() as connection:
        fill(connection)
        older = contents(connection)
    migrate(empty_database, REVISIONS[step])
    with empty_database.transaction() as connection:
        upgraded = contents(connection)
    _agree(older, upgraded)
    migrate(empty_database, before)
    with empty_database.transaction() as connection:
        assert contents(connection) == older | {table: [] for table in FORGETS.get(REVISIONS[step], ())}
    migrate(empty_database, REVISIONS[step])
    with empty_database.transaction() as connection:
        assert contents(connection) == upgraded
    assert revision(empty_database) == REVISIONS[step]


def _agree(older, newer):
    """What is in both is the same in both: no row is lost, no value changed."""
    for table in older.keys() & newer.keys():
        assert len(older[table]) == len(newer[table]), table
        shared = older[table][0].keys() & newer[table][0].keys() if older[table] else set()
        assert [{key: row[key] for key in shared} for row in older[table]] == [
            {key: row[key] for key in shared} for row in newer[table]
        ], table


def test_a_newest_database_with_data_goes_all_the_way_down_and_up_again(empty_database):
    migrate(empty_database)
    with empty_database.transaction() as connection:
        fill(connection)
    assert migrate(empty_database, BASE).after == BASE
    with empty_database.transaction() as connection:
        assert contents(connection) == {}
    migrate(empty_database)
    assert differences(empty_database, all_tables()) == []


def test_a_database_from_before_the_history_is_taken_up_as_it_is(empty_database):
    migrate(empty_database, "baseline")
    with empty_database.transaction() as connection:
        connection.execute(sa.text("DROP TABLE alembic_version"))
        connection.execute(sa.text("DROP TABLE model_reports"))  # of a program older still
        fill(connection)
        older = contents(connection)
    done = migrate(empty_database)
    assert (done.before, done.after, done.adopted) == (BASE, head(), True)
    with empty_database.transaction() as connection:
        newer = contents(connection)
    assert newer["model_reports"] == []
    _agree(older, newer)
    assert differences(empty_database, all_tables()) == []


def test_somebody_elses_tables_are_left_alone(empty_database):
    with empty_database.transaction() as connection:
        connection.execute(sa.text("CREATE TABLE outbox (id integer, subject text)"))
    with pytest.raises(DatabaseForeign, match="outbox"):
        migrate(empty_database)
    with empty_database.transaction() as connection:
        assert list(contents(connection)) == ["outbox"]
    assert revision(empty_database) is None


def test_a_database_newer_than_the_program_is_refused(empty_database):
    migrate(empty_database)
    with empty_database.transaction() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = 'of tomorrow'"))
    for refused in (migrate, require_current):
        with pytest.raises(DatabaseNewer, match="of tomorrow"):
            refused(empty_database)


def test_a_database_older_than_the_program_is_not_used_as_it_is(empty_database):
    with pytest.raises(DatabaseOlder, match=BASE):
        require_current(empty_database)


def test_an_unknown_revision_is_refused(empty_database):
    with pytest.raises(NoSuchRevision, match="baseline"):
        migrate(empty_database, "yesterday")


def test_a_step_that_fails_leaves_the_revision_before(empty_database, monkeypatch):
    def dies(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr("alembic.runtime.migration.HeadMaintainer.update_to_step", dies)
    with pytest.raises(KeyboardInterrupt):
        migrate(empty_database)
    monkeypatch.undo()
    with empty_database.transaction() as connection:
        assert contents(connection) == {}
    migrate(empty_database)


def test_a_new_file_is_what_migrating_makes_and_one_that_is_there_keeps_its_rows(empty_database, tmp_path):
    migrate(empty_database)
    path = tmp_path / "node.sqlite"
    for _ in range(2):
        migrating.new_file(path)
        made = Database.file(path)
        require_current(made)
        assert differences(made, all_tables()) == []
        with made.transaction() as connection:
            if not sum(len(rows) for rows in contents(connection).values()):
                fill(connection)
            kept = contents(connection)
        made.close()
    assert all(kept.values())
    assert sorted(one.name for one in tmp_path.iterdir()) == ["node.sqlite"]


def test_who_starts_while_another_migrates_waits_and_finds_nothing_to_do(kept_database, tmp_path):
    migrate(kept_database)
    other = sibling(kept_database, tmp_path)
    began, done = threading.Event(), []

    def start():
        began.set()
        done.append(migrate(other))

    with kept_database.migrating() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = 'half way'"))
        thread = threading.Thread(target=start)
        thread.start()
        began.wait()
        thread.join(0.3)
        assert thread.is_alive()
        connection.execute(sa.text("UPDATE alembic_version SET version_num = :head"), {"head": head()})
    thread.join()
    other.close()
    assert [(one.before, one.after) for one in done] == [(head(), head())]


@pytest.mark.postgres
@pytest.mark.parametrize(
    "made_of",
    ["TEMPLATE template0 ENCODING 'UTF8' LOCALE_PROVIDER icu ICU_LOCALE 'zh-Hans-CN' LOCALE 'C.UTF-8'",
     "TEMPLATE template0 ENCODING 'SQL_ASCII' LOCALE_PROVIDER libc LOCALE 'C'"],
    ids=["by-language", "any-bytes"],
)  # fmt: skip
def test_a_database_that_orders_or_encodes_text_in_another_way_is_refused(database_server, made_of):
    with database_server.empty(made_of) as url:
        database = Database.server(url)
        with pytest.raises(DatabaseUnfit, match="template0"):
            migrate(database)
        assert revision(database) is None
        database.close()


def test_writing_a_revision_where_nothing_changed_writes_nothing(tmp_path):
    database = Database.in_memory()
    migrate(database)
    assert migrating.write_revision(database, all_tables(), "nothing") == []
    database.close()
