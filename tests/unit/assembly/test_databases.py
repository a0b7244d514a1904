"""Where a node's rows lie: the settings, their password's place, and the command that migrates."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from puhui.assembly.databases import (
    database_at,
    existing_database,
    migrated_database,
    prepared_database,
    running_database,
)
from puhui.assembly.errors import NodeAlreadyRuns, SettingsBroken
from puhui.assembly.settings import Settings
from puhui.cli import app
from puhui.storage.errors import DatabaseOlder
from puhui.storage.migrating import BASE, head, history
from tests.databases import Server

NODE = {
    "org": "bank-a", "name_zh": "甲", "name_en": "A", "role": "bank", "port": 8100, "public_url": "http://localhost:8100",
    "origin": "puhui.example/test", "suite": "ed25519-sha256", "operator": "platform", "registry": "registry",
    "contact": "people@bank-a.example",
}  # fmt: skip


@pytest.fixture
def node(tmp_path: Path):
    """A folder's settings, told where its rows lie."""

    def made(**database: str) -> Settings:
        Settings.model_validate(NODE | ({"database": database} if database else {})).save(tmp_path)
        return Settings.load(tmp_path)

    return made


def _migrate(folder: Path, *words: str) -> tuple[int, dict]:
    result = CliRunner().invoke(app, ["node", "migrate", str(folder), "--json", *words])
    return result.exit_code, json.loads(result.stdout) if result.stdout else {}


def test_a_node_without_a_word_of_it_has_a_file(node):
    settings = node()
    prepared_database(settings).close()
    assert (settings.folder / "node.sqlite").is_file()


@pytest.mark.parametrize(
    "told",
    [
        {"kind": "postgresql", "url": "postgresql://a:secret@host/name"},
        {"kind": "postgresql", "url": "postgresql://a@host"},
        {"kind": "postgresql", "url": "postgresql://a@host/name", "password": "secret"},
        {"kind": "postgresql", "url": "postgresql://a@host/name", "password_env": "secret or not"},
        {"kind": "mysql", "url": "mysql://a@host/name"},
    ],
)
def test_settings_that_hold_a_password_or_no_database_are_refused_without_telling_it(tmp_path, told):
    (tmp_path / "node.json").write_text(json.dumps(NODE | {"database": told}), encoding="utf-8")
    with pytest.raises(SettingsBroken) as refused:
        Settings.load(tmp_path)
    assert "secret" not in str(refused.value)


def test_a_password_is_read_from_where_the_settings_say(node, monkeypatch):
    url = "postgresql://a@host/name"
    settings = node(kind="postgresql", url=url, password_env="PUHUI_TEST_PASSWORD")
    with pytest.raises(SettingsBroken, match="PUHUI_TEST_PASSWORD"):
        database_at(settings.database, settings.folder)
    monkeypatch.setenv("PUHUI_TEST_PASSWORD", "correct horse")
    assert "correct horse" not in repr(database_at(settings.database, settings.folder).engine)

    settings = node(kind="postgresql", url=url, password_file="password")
    with pytest.raises(SettingsBroken, match="password"):
        database_at(settings.database, settings.folder)
    secret = settings.folder / "password"
    secret.write_text("correct horse\n", encoding="utf-8")
    secret.chmod(0o644)
    with pytest.raises(SettingsBroken, match="others can read"):
        database_at(settings.database, settings.folder)
    secret.chmod(0o600)
    database_at(settings.database, settings.folder).close()


@pytest.mark.postgres
def test_the_password_of_the_file_is_the_one_that_opens(node, database_server: Server, postgres_cluster):
    with database_server.empty() as url, postgres_cluster.connect() as connection:
        name = url.partition("@/")[2].partition("?")[0]
        connection.execute(f"ALTER DATABASE {name} OWNER TO puhui_reader".encode())
        settings = node(
            kind="postgresql",
            url=url.replace("postgresql://postgres@", "postgresql://puhui_reader@"),
            password_file="password",
        )
        secret = settings.folder / "password"
        secret.touch(mode=0o600)
        secret.write_text("correct horse\n", encoding="utf-8")
        prepared_database(settings).close()
        with existing_database(settings) as database:
            assert "correct horse" not in str(database.engine.url)
        secret.write_text("wrong\n", encoding="utf-8")
        with pytest.raises(Exception, match="does not answer"):
            prepared_database(settings)


@pytest.mark.postgres
def test_two_nodes_on_one_database_do_not_run(node, database_server: Server):
    with database_server.empty() as url:
        settings = node(kind="postgresql", url=url)
        runs = running_database(settings)
        with pytest.raises(NodeAlreadyRuns):
            running_database(settings)
        with pytest.raises(NodeAlreadyRuns):
            migrated_database(settings, "head")
        runs.close()
        assert _migrate(settings.folder) == (0, {"before": head(), "after": head(), "adopted": False})


def test_the_command_migrates_up_and_down_and_says_where_it_is(node):
    folder = node().folder
    known = [name for name, _ in history()]
    assert _migrate(folder, "--check") == (1, {"revision": None, "head": head(), "known": known})
    assert not (folder / "node.sqlite").exists(), "looking makes nothing"
    assert _migrate(folder) == (0, {"before": BASE, "after": head(), "adopted": False})
    assert _migrate(folder, "--check")[0] == 0
    assert _migrate(folder, "--to", BASE)[1]["after"] == BASE
    with pytest.raises(DatabaseOlder), existing_database(Settings.load(folder)):
        pass
    assert _migrate(folder, "--to", "yesterday")[0] != 0
