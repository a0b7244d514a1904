"""The portal's files, and the headers of every answer."""

from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from puhui.api import portal
from puhui.api.errors import tell_errors


def _client(folder: Path) -> TestClient:
    app = FastAPI()
    tell_errors(app)
    portal.serve(app, folder)
    return TestClient(app)


@pytest.fixture
def built(tmp_path: Path) -> TestClient:
    (tmp_path / "secret.txt").write_text("not for you")
    root = tmp_path / "static"
    (root / "assets").mkdir(parents=True)
    (root / "index.html").write_text("<html>first page</html>")
    (root / "assets" / "app-1a2b.js").write_text("run()")
    (root / "favicon.svg").write_text("<svg/>")
    (root / "verifier.html").write_text("<html>verify</html>")
    return _client(root)


def test_files_are_served_and_hashed_ones_are_kept(built: TestClient) -> None:
    asset = built.get("/assets/app-1a2b.js")
    assert asset.text == "run()"
    assert "immutable" in asset.headers["cache-control"]
    assert built.get("/favicon.svg").headers["cache-control"] == "no-cache"


@pytest.mark.parametrize("path", ["/", "/score", "/applications/app_1", "/index.html"])
def test_every_other_path_is_the_first_page(built: TestClient, path: str) -> None:
    answer = built.get(path)
    assert answer.text == "<html>first page</html>"
    assert answer.headers["cache-control"] == "no-cache"


@pytest.mark.parametrize("path", ["/../secret.txt", "/assets/../../secret.txt", "/%2e%2e/secret.txt", "//etc/passwd"])
def test_no_path_leads_out_of_the_folder(built: TestClient, path: str) -> None:
    assert "not for you" not in built.get(path).text
    assert "root:" not in built.get(path).text


def test_an_unknown_api_path_is_an_error_and_not_a_page(built: TestClient) -> None:
    answer = built.get("/api/v1/nothing")
    assert answer.status_code == 404
    assert answer.json()["error"]["code"] == "no_such_address"


def test_every_answer_wears_the_headers(built: TestClient) -> None:
    for path in ("/", "/assets/app-1a2b.js", "/api/v1/nothing"):
        headers = built.get(path).headers
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert "'unsafe-inline'" not in headers["content-security-policy"].split("style-src")[0]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
    assert built.get("/api/v1/nothing").headers["cache-control"] == "no-store"


def test_the_verifier_runs_its_own_script_and_may_ask_nobody(built: TestClient) -> None:
    answer = built.get("/verifier.html")
    assert answer.text == "<html>verify</html>"
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "connect-src" not in policy
    assert "frame-ancestors 'none'" in policy


def test_without_a_build_the_page_says_what_to_do(tmp_path: Path) -> None:
    answer = _client(tmp_path / "none").get("/")
    assert answer.status_code == 200
    assert "make portal" in answer.text
