"""Errors at the edge: one shape, the right status, the reader's language, nothing of the inside."""

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from puhui.api.errors import tell_errors
from puhui.kernel import Category, PuhuiError, Text


class _Fact(PuhuiError):
    cause = Text(zh="额度 {amount} 已用完", en="limit {amount} is used up")
    remedy = Text(zh="请等待", en="wait")


def _client(error: Exception) -> TestClient:
    app = FastAPI()
    tell_errors(app)

    @app.get("/thing/{number}")
    def _thing(number: int) -> int:
        raise error

    return TestClient(app, raise_server_exceptions=False)


def _fact(category: Category, *, retriable: bool = False) -> PuhuiError:
    kind = type("LimitUsedUp", (_Fact,), {"category": category, "retriable": retriable})
    made: PuhuiError = kind(amount=5, party="bank-a", stage="lending")
    return made


@pytest.mark.parametrize(
    ("category", "retriable", "status"),
    [
        (Category.INVALID, False, 400),
        (Category.UNAUTHENTICATED, False, 401),
        (Category.FORBIDDEN, False, 403),
        (Category.NOT_FOUND, False, 404),
        (Category.CONFLICT, False, 409),
        (Category.EXHAUSTED, False, 410),
        (Category.EXHAUSTED, True, 429),
        (Category.UNAVAILABLE, True, 503),
        (Category.INTEGRITY, False, 500),
        (Category.INTERNAL, False, 500),
    ],
)
def test_each_category_has_its_status(category: Category, retriable: bool, status: int) -> None:
    answer = _client(_fact(category, retriable=retriable)).get("/thing/1")
    assert answer.status_code == status
    assert ("Retry-After" in answer.headers) is retriable
    assert answer.json()["error"] == {
        "code": "limit_used_up",
        "category": category.value,
        "party": "bank-a",
        "stage": "lending",
        "cause": "额度 5 已用完",
        "remedy": "请等待",
        "retriable": retriable,
    }


def test_every_category_has_a_status() -> None:
    for category in Category:
        assert _client(_fact(category)).get("/thing/1").status_code >= 400


@pytest.mark.parametrize(
    ("wanted", "cause"),
    [
        (None, "额度 5 已用完"),
        ("en", "limit 5 is used up"),
        ("en-GB,en;q=0.9", "limit 5 is used up"),
        ("zh-CN,en;q=0.9", "额度 5 已用完"),
        ("zh;q=0.2, en;q=0.8", "limit 5 is used up"),
        ("fr, de;q=0.7", "额度 5 已用完"),
        ("en;q=0", "额度 5 已用完"),
        (";;;q=,=", "额度 5 已用完"),
        ("en;q=1" + ",xx" * 5000, "limit 5 is used up"),
    ],
)
def test_the_reader_chooses_the_language(wanted: str | None, cause: str) -> None:
    headers = {"Accept-Language": wanted} if wanted else {}
    assert _client(_fact(Category.CONFLICT)).get("/thing/1", headers=headers).json()["error"]["cause"] == cause


def test_a_malformed_request_says_where() -> None:
    answer = _client(_fact(Category.CONFLICT)).get("/thing/one", headers={"Accept-Language": "en"})
    assert answer.status_code == 422
    told = answer.json()["error"]
    assert (told["code"], told["details"][0]["where"]) == ("malformed_request", "path.number")


def test_what_nobody_foresaw_tells_nothing_of_the_inside() -> None:
    answer = _client(RuntimeError("password=hunter2 at /secret/path")).get("/thing/1")
    assert answer.status_code == 500
    assert "hunter2" not in answer.text
    assert answer.json()["error"]["code"] == "unforeseen"


def test_an_unknown_address_and_a_wrong_method_have_the_one_shape() -> None:
    client = _client(_fact(Category.CONFLICT))
    assert client.get("/nowhere").json()["error"]["code"] == "no_such_address"
    assert client.post("/thing/1").status_code == 405
    assert client.post("/thing/1").json()["error"]["code"] == "no_such_address"
