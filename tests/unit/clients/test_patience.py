"""The banks' client: a call is made once, and sent again only where that helps."""

import httpx
import pytest

from puhui.api import keyed_calls
from puhui_client.patience import KEY, REPLAYED, Patient, takes_key

_RETRIABLE = {"error": {"code": "database_busy", "retriable": True}}
_FINAL = {"error": {"code": "thing_not_found", "retriable": False}}


class _Node(httpx.BaseTransport):
    """Answers what it was told to, in order; None is no answer."""

    def __init__(self, *answers: httpx.Response | None) -> None:
        self.answers = list(answers)
        self.heard: list[httpx.Request] = []

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        self.heard.append(request)
        answer = self.answers.pop(0)
        if answer is None:
            raise httpx.ReadTimeout("no answer", request=request)
        return answer


def call(node: _Node, method: str = "POST", path: str = "/api/v1/loans/x/repayments", **headers: str):
    pauses: list[float] = []
    patient = Patient(node, attempts=3, pause=pauses.append, draw_key=lambda: "drawn")
    with httpx.Client(transport=patient, base_url="http://node.test") as client:
        answer = client.request(method, path, json={"amount_fen": 1} if method == "POST" else None, headers=headers)
    return answer, pauses


def told(status: int, body: dict, **headers: str) -> httpx.Response:
    return httpx.Response(status, json=body, headers=headers)


def test_a_call_that_got_no_answer_is_sent_again_under_the_same_key_with_the_same_body():
    node = _Node(None, told(201, {}))
    answer, pauses = call(node)
    assert (answer.status_code, len(pauses)) == (201, 1)
    assert [one.headers[KEY] for one in node.heard] == ["drawn", "drawn"]
    assert node.heard[0].content == node.heard[1].content == b'{"amount_fen":1}'


def test_the_callers_own_key_stands():
    node = _Node(told(201, {}))
    call(node, **{KEY: "mine"})
    assert node.heard[0].headers[KEY] == "mine"


def test_it_waits_as_long_as_the_node_says():
    answer, pauses = call(_Node(told(503, _RETRIABLE, **{"Retry-After": "7"}), told(201, {})))
    assert (answer.status_code, pauses) == (201, [7.0])


def test_what_does_not_help_is_told_at_once():
    for answer in (told(404, _FINAL), told(503, _RETRIABLE, **{REPLAYED: "true"}), httpx.Response(502, text="<html>")):
        node = _Node(answer)
        assert call(node)[0].status_code == answer.status_code
        assert len(node.heard) == 1


def test_patience_ends():
    node = _Node(*(told(503, _RETRIABLE) for _ in range(3)))
    assert call(node)[0].status_code == 503
    assert len(node.heard) == 3
    with pytest.raises(httpx.ReadTimeout):
        call(_Node(None, None, None))


def test_without_a_key_only_what_is_safe_is_sent_again():
    assert call(_Node(None, told(200, {})), "GET", "/api/v1/loans")[0].status_code == 200
    for method, path in (("DELETE", "/api/v1/tokens/x"), ("PUT", "/api/v1/x"), ("POST", "/api/v1/session")):
        node = _Node(None)
        with pytest.raises(httpx.ReadTimeout):
            call(node, method, path)
        assert KEY not in node.heard[0].headers


@pytest.mark.parametrize(
    "path", ["/session", "/sessions/x", "/people/x/changes", "/invitations", "/tokens", "/loans/x/closing"]
)
def test_client_and_node_agree_on_where_a_key_is_taken(path):
    assert takes_key(f"/api/v1{path}") == keyed_calls.takes_key(path)
