"""A bank's programs in a sandbox: a whole loan through the typed client alone, the cases, and what keeps it apart.

The sandbox is this module's own, made by what `puhui sandbox new` calls. Its nodes run in this process.
"""

import json
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from puhui.city.errors import NoSandboxThere, NoSuchBank
from puhui.city.sandbox import issue_tokens, make_sandbox, sandbox_nodes
from puhui.city.sandbox_cases import cases
from puhui.city.street import with_street
from puhui_client import Refused, connect, expect
from puhui_client.generated.api.lending import (
    answer_appeal,
    assess,
    decide,
    disburse,
    list_applications,
    read_loan,
)
from puhui_client.generated.api.sandbox import (
    enterprise_appeals,
    enterprise_applies,
    enterprise_asks_relief,
    enterprise_pays,
    enterprise_signs,
    enterprise_supplements,
    enterprise_takes_back,
    enterprise_withdraws,
    enterprise_withdraws_relief,
    move_clock,
    read_sandbox,
)
from puhui_client.generated.api.servicing import quote_loan, read_quality, read_statement
from puhui_client.generated.api.session import read_session
from puhui_client.generated.client import AuthenticatedClient
from puhui_client.generated.models import (
    AppealAnswerRequest,
    DecisionRequest,
    SandboxApplicationRequest,
    SandboxMove,
    SandboxPayment,
    SandboxReliefRequest,
)
from tests.api.house import House
from tests.policy.matrix import actions

BANK = "bank-a"


@dataclass
class Sandbox:
    """A running sandbox and the clients of its bank's programs."""

    house: House
    secrets: dict[str, str]
    officer: AuthenticatedClient
    approver: AuthenticatedClient
    second: AuthenticatedClient

    def applies(self, case: str) -> str:
        """An application of that case."""
        return expect(enterprise_applies.sync(client=self.officer, body=SandboxApplicationRequest(case))).application

    def moves(self, days: int) -> None:
        """So many days pass, at every node."""
        before = expect(read_sandbox.sync(client=self.officer)).now
        for step in [31] * (days // 31) + [days % 31] * (days % 31 > 0):
            moved = expect(move_clock.sync(client=self.officer, body=SandboxMove(step)))
            assert (moved.moved_days, moved.waits_for) == (step, [])
        assert expect(read_sandbox.sync(client=self.officer)).now - before >= timedelta(days=days)


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    folder = tmp_path_factory.mktemp("sandbox") / "box"
    made = make_sandbox(folder, bank=BANK, base_port=21_400)
    house = House(folder).open()
    for node in house.nodes.values():
        with_street(node, house.transport)
    with ExitStack() as stack:
        stack.callback(house.close)
        officer, approver, second = (
            stack.enter_context(
                connect("http://bank.test", made["tokens"][role], english=True, transport=house.transport(BANK))
            )
            for role in ("officer", "approver", "approver2")
        )
        yield Sandbox(house, made["tokens"], officer, approver, second)


def test_a_real_nodes_token_is_refused_here_and_a_sandboxs_there(sandbox: Sandbox, house: House) -> None:
    for at, secret, code in (
        (sandbox.house, "puhui_" + "x" * 43, "token_of_real_node"),
        (house, sandbox.secrets["officer"], "token_of_sandbox"),
    ):
        with connect("http://bank.test", secret, english=True, transport=at.transport(BANK)) as program:
            for call in (read_session, read_sandbox, list_applications):
                with pytest.raises(Refused) as refused:
                    expect(call.sync(client=program))
                assert refused.value.code == code
            assert program.get_httpx_client().get("/api/v1/applications").status_code == 401
            with pytest.raises(Refused) as refused:  # before the key of a repeated call is looked at
                expect(move_clock.sync(client=program, body=SandboxMove(1)))
            assert refused.value.code == code


def test_every_answer_of_a_sandbox_says_so_and_none_of_a_real_node(sandbox: Sandbox, house: House) -> None:
    for path in ("/node", "/applications", "/no-such-page", "/sandbox"):
        assert sandbox.house.anonymous(BANK).get(path).headers["Puhui-Environment"] == "sandbox"
        assert "Puhui-Environment" not in house.anonymous(BANK).get(path).headers
    for one in sandbox.house.settings:
        told = sandbox.house.anonymous(one.org).get("/node").json()
        assert (told["environment"], told["ledger"]["origin"][:8]) == ("sandbox", "sandbox.")
    real = house.anonymous(BANK).get("/node").json()
    assert (real["environment"], real["settled"]) == ("real", None)


def test_nobody_is_told_to_sign_in_and_a_real_bank_has_no_sandbox(sandbox: Sandbox, house: House) -> None:
    paths = [(method, path) for method, path, _ in actions() if "/sandbox" in path]
    assert len(paths) == 11
    bodies = {"/api/v1/sandbox/applications": {"case": "approved"}, "/api/v1/sandbox/clock": {"days": 1}}
    officer = house.person(house.accounts("officer", BANK)[0])
    steward = sandbox.house.person(sandbox.house.accounts("steward", BANK)[0])
    for method, path in paths:
        at = path.removeprefix("/api/v1").replace("{id}", "app_00000000000000000000000000")
        for nobody in (sandbox.house.anonymous(BANK), house.anonymous(BANK)):
            assert nobody.request(method, at, json=bodies.get(path, {})).status_code == 401
        assert steward.request(method, at, json=bodies.get(path, {})).status_code == 403
        real = officer.request(method, at, json=bodies.get(path, {}) if method == "POST" else None)
        assert (real.status_code, real.json()["error"]["code"]) == (404, "not_a_sandbox")


def test_another_banks_application_and_an_unknown_case_are_not_played(sandbox: Sandbox) -> None:
    application = sandbox.applies("refused")
    other = sandbox.house.person(sandbox.house.accounts("officer", "bank-b")[0])
    assert other.post(f"/sandbox/applications/{application}/contract").status_code == 404
    with pytest.raises(Refused) as refused:
        sandbox.applies("bribed")
    assert refused.value.code == "no_such_case"
    assert "approved" in refused.value.remedy


@pytest.mark.parametrize(
    ("case", "outcome", "signs"),
    [("approved", "approve", []), ("referred", "refer", []), ("refused", "decline", []),
     ("contradiction", "refer", ["CONTRADICTION_HIGH"])],
)  # fmt: skip
@pytest.mark.parametrize("bank", ["bank-a", "bank-b"])
def test_a_case_plays_as_it_says(sandbox: Sandbox, bank: str, case: str, outcome: str, signs: list[str]) -> None:
    officer = sandbox.house.person(sandbox.house.accounts("officer", bank)[0])
    (told,) = [one for one in cases() if one.code == case]
    for _ in told.players[bank]:
        applied = officer.post("/sandbox/applications", json={"case": case})
        assert applied.status_code == 201, applied.text
        path = f"/applications/{applied.json()['application']}"
        assert officer.post(f"{path}/assessment").json()["outcome"] == outcome, applied.text
        assert officer.get(f"{path}/screening").json()["open"] == signs


def test_grants_that_are_taken_back_are_not_used(sandbox: Sandbox) -> None:
    application = sandbox.applies("grants_run_out")
    taken = expect(enterprise_takes_back.sync(application, client=sandbox.officer))
    assert taken.grants
    told = expect(assess.sync(application, client=sandbox.officer))
    assert (told.outcome, told.score.score) == ("refer", None)
    assert {one.cause for one in told.score.sources} == {"not_granted"}
    expect(enterprise_supplements.sync(application, client=sandbox.officer))
    assert expect(assess.sync(application, client=sandbox.officer)).score.score is not None
    assert expect(enterprise_withdraws.sync(application, client=sandbox.officer)).state == "withdrawn"
    with pytest.raises(Refused):
        expect(assess.sync(application, client=sandbox.officer))


def test_a_refusal_is_appealed_against_and_answered_by_another_program(sandbox: Sandbox) -> None:
    application = sandbox.applies("refused")
    assert expect(assess.sync(application, client=sandbox.officer)).outcome == "decline"
    expect(decide.sync(application, client=sandbox.approver, body=DecisionRequest("decline", comment="规则不通过")))
    assert expect(enterprise_appeals.sync(application, client=sandbox.officer)).state == "appealed"
    answer = AppealAnswerRequest("upheld", "已核对，欠税未清")
    with pytest.raises(Refused, match="own_decline_to_review"):
        expect(answer_appeal.sync(application, client=sandbox.approver, body=answer))
    told = expect(answer_appeal.sync(application, client=sandbox.second, body=answer))
    assert (told.state, told.appeal and told.appeal.outcome) == ("declined", "upheld")
    with pytest.raises(Refused, match="appealed against once already"):
        expect(enterprise_appeals.sync(application, client=sandbox.officer))


def test_a_loan_from_application_to_a_late_repayment_through_the_client_alone(sandbox: Sandbox) -> None:
    officer, approver = sandbox.officer, sandbox.approver
    running_out = expect(enterprise_applies.sync(client=officer, body=SandboxApplicationRequest("grants_run_out")))
    began = expect(read_sandbox.sync(client=officer))
    assert {one.code for one in began.cases} == {"approved", "referred", "refused", "contradiction", "grants_run_out"}

    applied = expect(enterprise_applies.sync(client=officer, body=SandboxApplicationRequest("approved")))
    id_ = applied.application
    recommended = expect(assess.sync(id_, client=officer))
    assert recommended.outcome == "approve"
    assert recommended.limit
    assert recommended.price
    with pytest.raises(Refused):  # nobody signs before the bank has approved
        expect(enterprise_signs.sync(id_, client=officer))
    terms = DecisionRequest(
        outcome="approve",
        amount_fen=min(applied.amount_fen, recommended.limit.amount_fen),
        annual_rate=recommended.price.annual_rate,
        term_months=12,
        repayment="equal_instalments",
    )
    expect(decide.sync(id_, client=approver, body=terms))
    assert expect(enterprise_signs.sync(id_, client=officer)).state == "contracted"
    loan = expect(disburse.sync(id_, client=approver)).id

    first = expect(read_loan.sync(loan, client=officer)).schedule[0]
    sandbox.moves((first.due_on - began.now.date()).days + 12)
    late = expect(quote_loan.sync(loan, client=officer))
    assert late.days_past_due > 5
    assert late.due.penalty_fen > 0
    assert expect(read_loan.sync(loan, client=officer)).state == "overdue"
    assert expect(read_quality.sync(loan, client=officer))

    paid = expect(enterprise_pays.sync(loan, client=officer, body=SandboxPayment()))
    assert paid.state == "active"
    assert expect(quote_loan.sync(loan, client=officer)).days_past_due == 0
    statement = expect(read_statement.sync(loan, client=officer))
    assert [one.kind for one in statement.movements].count("repaid") == 1

    relief = expect(enterprise_asks_relief.sync(loan, client=officer, body=SandboxReliefRequest()))
    assert expect(enterprise_withdraws_relief.sync(relief.id, client=officer)).state == "withdrawn"

    now = expect(read_sandbox.sync(client=officer)).now
    sandbox.moves((running_out.grants_until - now).days + 1)
    with pytest.raises(Refused, match="grants_no_longer_valid"):
        expect(assess.sync(running_out.application, client=officer))
    expect(enterprise_supplements.sync(running_out.application, client=officer))
    assert expect(assess.sync(running_out.application, client=officer)).score.score is not None


def test_a_move_that_is_sent_again_is_made_once_though_its_key_is_a_day_old_by_then(sandbox: Sandbox) -> None:
    before = expect(read_sandbox.sync(client=sandbox.officer)).now
    for _ in range(2):
        moved = expect(move_clock.sync(client=sandbox.officer, body=SandboxMove(2), idempotency_key="two-days"))
        assert moved.moved_days == 2
    assert expect(read_sandbox.sync(client=sandbox.officer)).now - before < timedelta(days=3)


def test_new_tokens_take_the_place_of_the_old_ones(sandbox: Sandbox) -> None:
    house, old = sandbox.house, sandbox.secrets["officer"]
    house.stop(BANK)
    fresh = issue_tokens(house.folder, BANK)
    house.start(BANK)
    with_street(house.nodes[BANK], house.transport)
    kept = house.folder / "tokens.json"
    assert (kept.stat().st_mode & 0o777, json.loads(kept.read_text())["tokens"]) == (0o600, fresh["tokens"])
    assert set(fresh["tokens"]) == {"officer", "approver", "approver2", "auditor", "steward"}
    for secret, good in ((old, False), (fresh["tokens"]["officer"], True)):
        with connect("http://bank.test", secret, english=True, transport=house.transport(BANK)) as program:
            if good:
                assert expect(read_session.sync(client=program)).person.name == "program:sandbox-officer"
            else:
                with pytest.raises(Refused, match="sign_in_first"):
                    expect(read_session.sync(client=program))


def test_a_real_city_is_no_sandbox_and_a_bank_without_cases_has_none(house: House, tmp_path: Path) -> None:
    with pytest.raises(NoSandboxThere):
        sandbox_nodes(house.folder)
    with pytest.raises(NoSandboxThere):
        issue_tokens(house.folder, BANK)
    with pytest.raises(NoSuchBank, match="bank-a, bank-b"):
        make_sandbox(tmp_path / "box", bank="bank-c", base_port=21_500)
    assert not (tmp_path / "box").exists()
