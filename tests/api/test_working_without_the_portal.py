"""A bank without the portal: its programs are let in by tokens, and take a loan from the inbox to its statement.

The enterprise is accounts("owner")[-10]; its side is played over its own API. The bank is whichever offers it a loan.
It is the story's, so this module comes last: a relief of one loan changes the class of all that a debtor has.
"""

import csv
import io
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from typing import Any

import httpx
import pytest
from python_calamine import CalamineWorkbook

from puhui.city.accounts import load_accounts
from puhui.city.awaiting import awaited
from puhui.city.desk import Person as Owner
from puhui.city.story import Chapter
from puhui_client import Refused, connect, expect
from puhui_client.generated.api.lending import (
    assess,
    decide,
    disburse,
    list_applications,
    read_application,
    read_loan,
    read_screening,
    record_verification,
    repay,
)
from puhui_client.generated.api.portraits import print_portrait, read_portrait
from puhui_client.generated.api.receipts import verify_receipt
from puhui_client.generated.api.servicing import (
    confirm_relief,
    export_statement,
    print_statement,
    propose_relief,
    read_relief,
    read_statement,
)
from puhui_client.generated.api.session import list_sessions, read_session
from puhui_client.generated.api.studio import (
    approve_version,
    backtest_version,
    draft_rules,
    publish_version,
    read_version,
    save_version,
    test_version,
)
from puhui_client.generated.api.tables import export_table
from puhui_client.generated.api.tokens import list_tokens
from puhui_client.generated.client import AuthenticatedClient
from puhui_client.generated.models import (
    DecisionRequest,
    ReliefAnswer,
    ReliefProposal,
    RepaymentRequest,
    RulesOpening,
    VerificationRequest,
    VersionSaving,
    VersionStepping,
)
from tests.api.house import House, Person

BANK = "bank-a"
WORDED = "by program: state the use of the loan in the application"


def token_for(house: House, bank: str, name: str, role: str, days: int = 30) -> str:
    """The secret of a fresh token, with as many administrators as its role takes."""
    first, second = (house.person(one) for one in house.accounts("administrator", bank))
    issued = first.post("/tokens", json={"name": name, "role": role, "days": days})
    assert issued.status_code == 201, issued.text
    told = issued.json()
    if told["secret"] is None:
        told = second.post(f"/tokens/{told['token']['id']}/confirmation").json()
    return str(told["secret"])


def program(house: House, bank: str, secret: str) -> AuthenticatedClient:
    """A bank's program at its node."""
    return connect("http://bank.test", secret, english=True, transport=house.transport(bank))


# Tokens.


def test_power_takes_two_and_the_secret_is_shown_once(house: House) -> None:
    first, second = (house.person(one) for one in house.accounts("administrator", BANK))
    asked = {"name": "two-eyes", "role": "approver", "days": 30}
    proposed = first.post("/tokens", json=asked).json()
    assert (proposed["token"]["state"], proposed["secret"]) == ("waiting", None)
    at = f"/tokens/{proposed['token']['id']}"
    alone = first.post(f"{at}/confirmation")
    assert (alone.status_code, alone.json()["error"]["code"]) == (403, "second_administrator_needed")
    confirmed = second.post(f"{at}/confirmation").json()
    assert confirmed["token"]["state"] == "live"
    again = second.post(f"{at}/confirmation")
    assert (again.status_code, again.json()["error"]["code"]) == (409, "change_closed")
    twice = first.post("/tokens", json=asked)
    assert (twice.status_code, twice.json()["error"]["code"]) == (409, "token_name_taken")
    assert confirmed["secret"] not in first.get("/tokens").text
    steps = [one for one in first.get("/people/trail").json()["items"] if one["login"] == "program:two-eyes"]
    assert [(one["action"], one["what"]) for one in steps] == [
        ("issue_token", "confirmed"),
        ("issue_token", "proposed"),
    ]
    with program(house, BANK, confirmed["secret"]) as bank:
        assert expect(read_session.sync(client=bank)).person.role == "approver"


def test_revoking_holds_at_once_and_takes_one(house: House) -> None:
    secret = token_for(house, BANK, "leaving", "officer")
    administrator = house.person(house.accounts("administrator", BANK)[0])
    with program(house, BANK, secret) as bank:
        assert expect(read_session.sync(client=bank)).person.name == "program:leaving"
        (id_,) = [one["id"] for one in administrator.get("/tokens").json()["items"] if one["name"] == "leaving"]
        assert administrator.delete(f"/tokens/{id_}").status_code == 204
        with pytest.raises(Refused, match="sign_in_first"):
            expect(list_applications.sync(client=bank))
        gone = administrator.delete(f"/tokens/{id_}")
        assert (gone.status_code, gone.json()["error"]["code"]) == (409, "change_closed")


def test_who_may_not_is_told_so_and_a_token_opens_one_house(house: House) -> None:
    nobody, officer = house.anonymous(BANK), house.person(house.accounts("officer", BANK)[0])
    administrator = house.person(house.accounts("administrator", BANK)[0])
    asked = {"name": "x-1", "role": "officer", "days": 1}
    assert nobody.post("/tokens", json=asked).status_code == 401
    assert officer.post("/tokens", json=asked).status_code == 403
    assert administrator.post("/tokens", json=asked | {"role": "administrator"}).status_code == 422
    too_long = administrator.post("/tokens", json=asked | {"days": 366})
    assert (too_long.status_code, too_long.json()["error"]["code"]) == (400, "token_lasts_too_long")
    assert administrator.delete("/tokens/tok_00000000000000000000000000").status_code == 404
    secret = token_for(house, BANK, "one-house", "officer")
    with program(house, "bank-b", secret) as elsewhere, pytest.raises(Refused, match="sign_in_first"):
        expect(list_applications.sync(client=elsewhere))
    with program(house, BANK, secret) as bank:
        for forbidden in (list_tokens, list_sessions):
            with pytest.raises(Refused, match="role_may_not"):
                expect(forbidden.sync(client=bank))
        with pytest.raises(Refused, match="role_may_not"):
            expect(decide.sync("app_00000000000000000000000000", client=bank, body=DecisionRequest("decline")))


def test_a_cookie_beside_a_bad_token_counts_for_nothing(house: House) -> None:
    officer = house.person(house.accounts("officer", BANK)[0])
    assert officer.get("/applications").status_code == 200
    assert officer.get("/applications", headers={"Authorization": "Bearer puhui_x"}).status_code == 401
    assert officer.get("/applications", headers={"Authorization": "Basic eDp5"}).status_code == 200


# A whole loan.


@dataclass
class _Bank:
    """Two programs of one bank: no role does both."""

    officer: AuthenticatedClient
    approver: AuthenticatedClient


class _Borrower(Chapter):
    """An enterprise that asks for a loan over its own API, at a bank that has programs only."""

    house: House
    seen: dict[str, Any]

    def _borrow(self, owner: Owner, product: dict[str, Any], stack: ExitStack) -> str | None:
        at, name = product["lender"], product["lender"].replace("bank-", "core-")
        officer, approver = (
            stack.enter_context(program(self.house, at, token_for(self.house, at, f"{name}-{role}", role)))
            for role in ("officer", "approver")
        )
        bank = _Bank(officer, approver)
        rules = _new_rules(bank)
        application = self._apply(owner, product)
        id_, path = application["id"], f"/applications/{application['id']}"
        assert id_ in [one.id for one in expect(list_applications.sync(client=officer)).items]

        recommended = expect(assess.sync(id_, client=officer))
        assert recommended.limit
        assert recommended.price
        portrait = expect(read_portrait.sync(id_, client=officer))
        assert owner.account["enterprise"]["name"] in str(portrait)
        assert print_portrait.sync_detailed(id_, client=officer).content[:5] == b"%PDF-"
        screening = expect(read_screening.sync(id_, client=officer))
        for code in screening.open_:
            expect(record_verification.sync(id_, client=officer, body=VerificationRequest(code, "已核对原件")))

        terms = DecisionRequest(
            outcome="approve",
            amount_fen=min(application["amount_fen"], recommended.limit.amount_fen),
            annual_rate=recommended.price.annual_rate,
            term_months=application["term_months"],
            repayment=application["repayment"],
        )
        decision = _decided_once(self.house, at, bank, id_, terms)
        self._sign_contract(owner, path)
        expect(awaited(lambda: _in_state(bank, id_, "contracted"), AssertionError("no contract")))  # type: ignore[arg-type]

        loan = expect(disburse.sync(id_, client=approver, idempotency_key=f"{id_}-out"))
        again = disburse.sync_detailed(id_, client=approver, idempotency_key=f"{id_}-out")
        assert (expect(again.parsed).id, again.headers["Idempotent-Replayed"]) == (loan.id, "true")
        due = loan.schedule[0].total_fen
        paid = expect(repay.sync(loan.id, client=officer, body=RepaymentRequest(due), idempotency_key="core-4711"))
        repay.sync(loan.id, client=officer, body=RepaymentRequest(due), idempotency_key="core-4711")
        assert expect(read_loan.sync(loan.id, client=officer)).outstanding_fen == paid.outstanding_fen

        relieved = self._relieved(owner, loan.id, bank)
        statement = expect(read_statement.sync(loan.id, client=officer))
        assert [one.kind for one in statement.movements].count("repaid") == 1
        table = export_statement.sync_detailed(loan.id, client=officer).content
        assert len(table.decode("utf-8-sig").splitlines()) == 1 + len(statement.movements)
        assert print_statement.sync_detailed(loan.id, client=officer).content[:5] == b"%PDF-"
        _tables_tell_it(bank, id_, loan.id)
        self.seen = {"rules": rules, "decision": decision, "loan": loan, "relief": relieved, "bank": at}
        entry = next(step.entry for step in expect(read_loan.sync(loan.id, client=officer)).history)
        proved = awaited(
            lambda: _verified(officer, entry),
            AssertionError("the receipt never verifies"),  # type: ignore[arg-type]
        )
        assert all(step.ok for step in proved.steps)
        return None

    def _relieved(self, owner: Owner, loan: str, bank: _Bank) -> Any:
        awaited(lambda: owner.find(f"/loans/{loan}"), AssertionError("the portal never hears of the loan"))
        options = owner.get(f"/loans/{loan}/reliefs/options")["items"]
        until = next(one for one in options if one["kind"] == "deferral")["latest_day"]
        asked = {"kind": "deferral", "programme": "bank-own", "reason": "暂时困难", "parts": "both", "until": until}
        id_ = owner.post(f"/loans/{loan}/reliefs", asked)["id"]
        case = expect(read_relief.sync(id_, client=bank.officer))
        asking = [one.code for one in case.conditions if one.verdict == "ask"]
        answers = [ReliefAnswer(code=code, holds=True, seen="已实地查看") for code in asking]
        proposed = expect(propose_relief.sync(id_, client=bank.officer, body=ReliefProposal(answers=answers)))
        return expect(confirm_relief.sync(id_, client=bank.approver)) if proposed.needs_second else proposed


def _tables_tell_it(bank: _Bank, application: str, loan: str) -> None:
    """Every table has it, in both forms, and the two forms say the same."""
    for table, id_ in (("applications", application), ("decisions", application), ("loans", loan)):
        told = export_table.sync_detailed(table, client=bank.officer)
        (row,) = [one for one in csv.reader(io.StringIO(told.content.decode("utf-8-sig"))) if id_ in one]
        book = export_table.sync_detailed(table, client=bank.officer, format_="xlsx").content
        sheet = CalamineWorkbook.from_filelike(io.BytesIO(book)).get_sheet_by_index(0).to_python()
        (same,) = [one for one in sheet if id_ in one]
        assert [str(cell) for cell in same if isinstance(cell, str)] == [
            cell for cell, other in zip(row, same, strict=True) if isinstance(other, str)
        ]
    portfolio = export_table.sync_detailed("portfolio", client=bank.approver).content.decode("utf-8-sig")
    assert portfolio.splitlines()[0] == "product,state,loans,principal_yuan,outstanding_yuan"
    future = export_table.sync_detailed("loans", client=bank.officer, since=date(2100, 1, 1)).content
    assert len(future.splitlines()) == 1


def _new_rules(bank: _Bank) -> Any:
    """A version of the bank's rules that says one cure in other words: drafted, tested, backtested, published."""
    draft = expect(draft_rules.sync(client=bank.officer, body=RulesOpening()))
    assert draft.sheet
    draft.sheet.rules[-1].cure_en = WORDED
    saving = VersionSaving(revision=draft.revision, sheet=draft.sheet)
    saved = expect(save_version.sync(draft.id, client=bank.officer, body=saving))
    tried = expect(test_version.sync(draft.id, client=bank.officer, body=VersionStepping(saved.revision)))
    expect(backtest_version.sync(draft.id, client=bank.officer, body=VersionStepping(tried.revision)))

    def tested() -> Any:
        found = expect(read_version.sync(draft.id, client=bank.officer))
        return found if found.state == "backtested" else None

    done = awaited(tested, AssertionError("the backtest never ends"), seconds_max=120)  # type: ignore[arg-type]
    own = publish_version.sync(draft.id, client=bank.officer, body=VersionStepping(done.revision))
    with pytest.raises(Refused, match="role_may_not"):
        expect(own)
    let = expect(approve_version.sync(draft.id, client=bank.approver, body=VersionStepping(done.revision, "同意")))
    return expect(publish_version.sync(draft.id, client=bank.approver, body=VersionStepping(let.revision)))


def _decided_once(house: House, at: str, bank: _Bank, id_: str, terms: DecisionRequest) -> Any:
    """Eight at once under one key: one decision, one answer. Another body under it is refused."""
    gate = threading.Barrier(8)

    def one(_: int) -> Any:
        gate.wait(30)
        return expect(decide.sync(id_, client=bank.approver, body=terms, idempotency_key="decide-once"))

    with ThreadPoolExecutor(8) as pool:
        told = list(pool.map(one, range(8)))
    assert len({answer.id for answer in told}) == 1
    history = expect(read_application.sync(id_, client=bank.officer)).history
    assert [step.state for step in history].count("approved") == 1
    other = DecisionRequest(outcome="decline", comment="x")
    with pytest.raises(Refused, match="key_of_another_call"):
        expect(decide.sync(id_, client=bank.approver, body=other, idempotency_key="decide-once"))
    with pytest.raises(Refused) as refused:
        expect(decide.sync(id_, client=bank.approver, body=terms, idempotency_key="decide-anew"))
    assert refused.value.code != "key_of_another_call"
    return told[0]


def _in_state(bank: _Bank, id_: str, state: str) -> Any:
    found = expect(read_application.sync(id_, client=bank.officer))
    return found if found.state == state else None


def _verified(client: AuthenticatedClient, entry: str) -> Any:
    try:
        return expect(verify_receipt.sync(entry, client=client))
    except Refused as refused:
        if not refused.retriable:
            raise
        return None


def test_a_bank_takes_a_loan_from_inbox_to_statement_by_programs_alone(house: House) -> None:
    urls = {one.org: "http://node.test" for one in house.settings}
    borrower = _Borrower(
        house.folder,
        urls=urls,
        accounts=load_accounts(house.folder),
        owner=house.accounts("owner")[-10],
        language="en",
        tell=None,
        transport=house.transport,
    )
    borrower.house = house
    assert borrower.play() is None
    seen = borrower.seen
    assert seen["rules"].state == "published"
    assert seen["relief"].state == "granted"
    auditor: Person = house.person(house.accounts("auditor", seen["bank"])[0])
    record = auditor.get(f"/decisions/{seen['decision'].id}").json()
    assert (record["decided_by"], auditor.post(f"/decisions/{record['id']}/replay").json()["identical"]) == (
        f"program:{seen['bank'].replace('bank-', 'core-')}-approver",
        True,
    )


# Tables.


def test_own_ratings_come_in_whole_or_not_at_all_and_stand_beside_the_portrait(house: House) -> None:
    steward = house.person(house.accounts("steward", BANK)[0])
    officer = house.person(house.accounts("officer", BANK)[0])
    uscc = house.accounts("owner")[-10]["enterprise"]["uscc"]
    heads = "uscc,as_of,rating,limit_yuan,watched,note\r\n"
    good = f"{uscc},2026-11-01,A2,300000.50,no,老客户\r\n"
    at = "/own/customers"
    assert house.anonymous(BANK).post(at, content=heads.encode()).status_code == 401
    assert officer.post(at, content=heads.encode()).status_code == 403
    bad = steward.post(at, content=(heads + good + "91110000600037341M,x,,-1,maybe,=1+1\r\n").encode()).json()
    assert (bad["kept"], [(one["line"], one["column"]) for one in bad["faults"]]) == (
        False,
        [(3, name) for name in ("uscc", "as_of", "rating", "limit_yuan", "watched", "note")],
    )
    assert all(one["cause"] and one["remedy"] for one in bad["faults"])
    looked = steward.post(at, params={"only_look": True}, content=(heads + good).encode()).json()
    assert (looked["kept"], looked["rows"]) == (False, 1)
    assert steward.post(at, content=(heads + good).encode()).json() == {"kept": True, "rows": 1, "faults": []}
    hostile = steward.post(at, content=b"PK\x03\x04" + bytes(100))
    assert (hostile.status_code, hostile.json()["error"]["code"]) == (400, "file_not_read")
    mine = [one for one in officer.get("/applications").json()["items"] if one["enterprise"]["uscc"] == uscc]
    if mine:  # the whole loan above may have been at another bank
        told = officer.get(f"/applications/{mine[0]['id']}/own").json()
        assert (told["customer"]["rating"], told["customer"]["limit_fen"]) == ("A2", 30_000_050)
        stranger = house.person(house.accounts("officer", "bank-b")[0])
        assert stranger.get(f"/applications/{mine[0]['id']}/own").status_code == 404
    assert steward.get("/exports/loans").status_code == 403
    assert officer.get("/exports/people").status_code == 422


# Keys.


def test_a_key_is_refused_where_the_answer_is_shown_once(house: House) -> None:
    administrator = house.person(house.accounts("administrator", BANK)[0])
    asked = {"name": "kept-where", "role": "officer", "days": 1}
    refused = administrator.post("/tokens", json=asked, headers={"Idempotency-Key": "k"})
    assert (refused.status_code, refused.json()["error"]["code"]) == (400, "key_not_taken_here")
    assert "kept-where" not in administrator.get("/tokens").text


def test_an_error_frees_its_key_and_a_malformed_key_is_told(house: House) -> None:
    officer = house.person(house.accounts("officer", BANK)[0])
    missing = "/applications/app_00000000000000000000000000/assessment"
    for _ in range(2):
        answer = officer.post(missing, headers={"Idempotency-Key": "k-404"})
        assert (answer.status_code, answer.headers.get("Idempotent-Replayed")) == (404, None)
    bad = officer.post(missing, headers={"Idempotency-Key": "x" * 256})
    assert (bad.status_code, bad.json()["error"]["code"]) == (400, "key_malformed")
    stranger = house.anonymous(BANK).post(missing, headers={"Idempotency-Key": "k-404"})
    assert stranger.status_code == 401


def test_a_draft_is_made_once_however_often_it_is_sent(house: House) -> None:
    officer = house.person(house.accounts("officer", BANK)[0])
    told: list[httpx.Response] = [
        officer.post("/studio/rules", json={}, headers={"Idempotency-Key": "draft-1"}) for _ in range(2)
    ]
    assert [one.status_code for one in told] == [201, 201]
    assert told[0].json() == told[1].json()
    assert "Idempotent-Replayed" not in told[0].headers
    assert told[1].headers["Idempotent-Replayed"] == "true"
    other = officer.post("/studio/rules", json={}, headers={"Idempotency-Key": "draft-2"}).json()
    assert other["id"] != told[0].json()["id"]
    for one in (told[0].json(), other):
        gone = officer.post(f"/studio/versions/{one['id']}/deletion", json={"revision": one["revision"]})
        assert gone.status_code == 204
