"""Questions under grants: what is answered, what is refused, what is believed."""

import inspect
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

import puhui.exchange
from puhui.consent import (
    DrawDenied,
    GrantExhausted,
    GrantNotOpen,
    LedgerUnsure,
    Outcome,
    WrongFields,
    WrongReceiver,
    WrongSubject,
    find_grant,
    uses_of,
)
from puhui.credit.indicator import Cause
from puhui.exchange import (
    AnswerRefused,
    Custodian,
    MalformedAnswer,
    MalformedQuestion,
    PermitDoesNotCover,
    Question,
    SourceDown,
    UnknownDataset,
    absent,
    answer,
    described,
    indicators_from_bytes,
    indicators_to_bytes,
)
from puhui.kernel.ids import DatasetId, GrantId, OrgId, RequestId
from puhui.kernel.subject_keys import software_signature
from puhui.ledger import ReceiptNotReady, build_statement, parse_statement
from puhui.parties import subject_of
from tests.vectors.grants_bench import SUITE, signer_of
from tests.vectors.grants_house import SALT, SUBJECT, USCC
from tests.vectors.grants_shop import END_OF_DATA, OTHER, TAX

GRANTED = ("rev12_fen", "void_rate12", "rev_yoy")


def _used(shop, terms):
    return find_grant(shop.house.ledger, terms.id, shop.house.clock.now()).used


def test_an_answer_holds_the_granted_fields_with_source_date_coverage_and_cause(shop):
    received = shop.put(shop.question(shop.grant(*GRANTED)))
    assert set(received.indicators) == set(GRANTED)
    revenue, growth = received.indicators["rev12_fen"], received.indicators["rev_yoy"]
    assert (revenue.value, revenue.source, revenue.as_of, revenue.coverage) == (1_200_000, "tax", END_OF_DATA, 1.0)
    assert (growth.value, growth.cause) == (None, Cause.NO_RECORD)  # sixteen months are no two years
    assert (received.n, received.outcome) == (1, Outcome.ANSWERED)
    assert received.use.entry == received.entry


def test_two_datasets_of_one_custodian(shop):
    received = shop.put(shop.question(shop.grant("rating_last", "late_decl12", slug=1)))
    assert received.indicators.row() == {"late_decl12": 0, "rating_last": "B"}


def test_the_same_request_is_the_same_use_and_the_same_bytes(shop):
    terms = shop.grant(*GRANTED)
    question = shop.question(terms)
    first = shop.put(question)
    (shop.data / "sales.parquet").write_bytes((shop.data / "purchases.parquet").read_bytes())  # the data changes
    assert shop.put(question) == first
    assert _used(shop, terms) == 1
    assert shop.put(shop.question(terms)).indicators.value("rev12_fen") is None


def test_an_answer_that_was_given_can_be_had_again_while_the_source_is_down(shop):
    question = shop.question(shop.grant(*GRANTED))
    first = shop.put(question)
    (shop.data / "sales.parquet").unlink()
    assert shop.put(question) == first


def test_an_enterprise_without_a_record_is_told_as_such_and_counts(shop):
    subject = subject_of(SALT, OTHER, SUITE)
    key = f"software:{shop.house.device.public_key}"
    shop.house.say("registry", "subjects", "enrol", {"subject": str(subject), "key": key})
    terms = shop.grant(*GRANTED, subject=subject)
    received = shop.put(shop.question(terms, uscc=OTHER))
    assert received.outcome is Outcome.NO_RECORD
    assert {item.cause for item in received.indicators.values()} == {Cause.NO_RECORD}
    shop.house.outbox().deliver_due()
    assert [use.outcome for use in uses_of(shop.house.ledger, subject, shop.house.clock.now()).uses] == ["no_record"]


def test_a_question_about_another_enterprise_spends_no_use_and_is_on_record(shop):
    terms = shop.grant(*GRANTED)
    for changed in ({"uscc": OTHER}, {"salt": b"x" * 16}, {"salt": b"short"}):
        with pytest.raises(WrongSubject):
            shop.put(shop.question(terms, **changed))
    assert _used(shop, terms) == 0
    shop.house.outbox().deliver_due()
    history = uses_of(shop.house.ledger, SUBJECT, shop.house.clock.now())
    assert [use.reason for use in history.uses] == ["wrong_subject"] * 3


def test_another_bank_cannot_use_the_grant(shop):
    terms = shop.grant(*GRANTED)
    shop.asker = OrgId("bank-b")
    with pytest.raises(WrongReceiver):
        shop.put(shop.question(terms))
    assert _used(shop, terms) == 0


def test_fields_beyond_the_grant_are_not_answered(shop):
    terms = shop.grant(*GRANTED)
    with pytest.raises(WrongFields):
        shop.put(shop.question(terms, fields=("rev12_fen", "vat12_fen")))


def test_a_grant_of_nobody_is_not_open(shop):
    question = Question(GrantId.new(shop.house.clock, shop.house.entropy), shop.house.request(), USCC, "application",
                        "indicators/1", GRANTED, SALT)  # fmt: skip
    with pytest.raises(GrantNotOpen):
        shop.custodian.serve(question, OrgId("bank-a"))


def test_uses_run_out(shop):
    terms = shop.grant("rev12_fen")
    for _ in range(terms.uses):
        shop.put(shop.question(terms))
    with pytest.raises(GrantExhausted):
        shop.put(shop.question(terms))


@pytest.mark.parametrize("break_it", [lambda path: path.unlink(), lambda path: path.write_bytes(b"PAR1 rubbish PAR1")])
def test_a_source_that_is_down_costs_no_use(shop, break_it):
    terms = shop.grant(*GRANTED)
    sales, question = shop.data / "sales.parquet", shop.question(terms)
    whole = sales.read_bytes()
    break_it(sales)
    with pytest.raises(SourceDown) as down:
        shop.put(question)
    assert down.value.retriable
    assert str(shop.data) not in str(down.value)
    assert _used(shop, terms) == 0
    sales.write_bytes(whole)
    assert shop.put(question).n == 1


def test_a_source_that_breaks_after_the_count_keeps_the_use_open(shop):
    class Breaks:
        def __init__(self, connector):
            self.connector, self.broken = connector, True

        def check(self):
            self.connector.check()

        def fetch(self, permit, uscc, fields):
            if self.broken:
                raise SourceDown(dataset="x", reason="y", stage="t")
            return self.connector.fetch(permit, uscc, fields)

    connectors = {id_: Breaks(connector) for id_, connector in shop.connectors.items()}
    shop.custodian = Custodian(shop.house.desk, connectors, suite=SUITE)
    terms = shop.grant(*GRANTED)
    question = shop.question(terms)
    with pytest.raises(SourceDown):
        shop.put(question)
    assert _used(shop, terms) == 1
    for connector in connectors.values():
        connector.broken = False
    assert shop.put(question).n == 1
    assert _used(shop, terms) == 1


def test_data_that_has_not_reached_today_gives_old_indicators_not_zeros(shop):
    shop.house.clock.advance(timedelta(days=60))
    received = shop.put(shop.question(shop.grant(*GRANTED)))
    assert received.indicators["rev12_fen"].as_of == END_OF_DATA
    assert received.indicators.value("rev12_fen") == 1_200_000


# what a receiver believes


def _lie(**changed):
    return lambda told: told | changed


def _another_payload(told):
    return told | {"payload": told["payload"].replace(b"1200000", b"9900000")}


def _statement_by(shop, issuer, **changed):
    def bend(told):
        args = dict(parse_statement(told["statement"]).args) | changed
        house = shop.house
        statement = build_statement(
            signer_of(issuer), TAX, "grants", "outcome", args, clock=house.clock, entropy=house.entropy
        )
        return told | {"statement": statement}

    return bend


def _resigned_payload(shop, issuer):
    """A man in the middle changes the numbers and signs the outcome again with a key of its own."""

    def bend(told):
        told = _another_payload(told)
        return _statement_by(shop, issuer, answer_digest=SUITE.digest(told["payload"]).hex())(told)

    return bend


@pytest.mark.parametrize(
    ("name", "lie", "step"),
    [
        ("answers_another_request", lambda shop: _lie(request="req_00000000000000000000000000"), 1),
        ("answers_another_grant", lambda shop: _lie(grant="grt_00000000000000000000000000"), 1),
        ("names_an_entry_that_is_no_use", lambda shop: _lie(entry=_genesis(shop)), 2),
        ("outcome_is_rubbish", lambda shop: _lie(statement=b"rubbish"), 3),
        ("outcome_signed_by_another", lambda shop: _resigned_payload(shop, "bank-b"), 3),
        ("outcome_of_another_use", lambda shop: _lie(n=2), 3),
        ("outcome_says_otherwise", lambda shop: _lie(outcome="no_record"), 3),
        ("outcome_of_another_grant", lambda shop: _statement_by(shop, TAX, grant="grt_" + "0" * 26), 3),
        ("payload_changed", lambda shop: _another_payload, 4),
        ("payload_emptied", lambda shop: _lie(payload=b""), 4),
        ("custodian_signs_rubbish", lambda shop: _signed_rubbish(shop, b"{}"), 5),
        ("custodian_signs_other_fields", lambda shop: _signed_rubbish(shop, _other_fields()), 5),
    ],
)
def test_an_answer_that_does_not_prove_itself_is_not_believed(shop, name, lie, step):
    question = shop.question(shop.grant(*GRANTED))
    shop.bend = lie(shop)
    with pytest.raises(AnswerRefused) as refused:
        shop.put(question)
    assert refused.value.data["step"] == step
    shop.bend = lambda told: told
    assert shop.put(question).n == 1


def _genesis(shop):
    return str(parse_statement(shop.house.ledger.entries(0, 1)[0]).entry)


def _other_fields():
    dataset = DatasetId("tax-bureau/vat-invoices")
    definitions = described(dataset).definitions
    return indicators_to_bytes(dataset, absent(definitions, ["hhi"], Cause.NO_RECORD))


def _signed_rubbish(shop, payload):
    bend = _statement_by(shop, TAX, answer_digest=SUITE.digest(payload).hex())
    return lambda told: bend(told | {"payload": payload})


@pytest.mark.parametrize("told", [None, [], {}, {"v": 1}, "x"])
def test_an_answer_of_another_shape_is_refused(shop, told):
    shop.bend = lambda _: told
    with pytest.raises(MalformedAnswer):
        shop.put(shop.question(shop.grant(*GRANTED)))


def test_without_the_receipt_nothing_is_believed_and_later_it_is(shop):
    def not_ready(entry):
        raise ReceiptNotReady(entry=entry, quorum=3, have=0, stage="t")

    terms = shop.grant(*GRANTED)
    question = shop.question(terms)
    with pytest.raises(ReceiptNotReady):
        shop.put(shop.question(terms, request=question.request, receipt_of=not_ready))
    assert shop.put(question).n == 1


# permits are values


def test_everything_that_moves_data_takes_a_permit():
    takers = {answer: "permit", puhui.exchange.Connector.fetch: "permit"}
    for function, name in takers.items():
        assert name in inspect.signature(function).parameters


def _counted(shop, terms, request=None):
    return shop.house.desk.draw_permit(
        grant=terms.id, request=request or shop.house.request(), receiver=OrgId("bank-a"), purpose=terms.purpose,
        program=terms.program, fields=terms.fields,
    )  # fmt: skip


def test_a_permit_covers_its_own_question_only(shop):
    terms = shop.grant(*GRANTED)
    permit = _counted(shop, terms)
    mine = Question(permit.grant, permit.request, USCC, permit.purpose, permit.program, permit.fields, SALT)
    assert answer(permit, mine, shop.connectors, SUITE).outcome is Outcome.ANSWERED
    other_request = RequestId.new(shop.house.clock, shop.house.entropy)
    for changed in ({"uscc": OTHER}, {"request": other_request}, {"fields": ("hhi",)}, {"purpose": "score"}):
        question = Question(**{name: getattr(mine, name) for name in Question.__slots__} | changed)
        with pytest.raises(PermitDoesNotCover):
            answer(permit, question, shop.connectors, SUITE)
    with pytest.raises(UnknownDataset):
        answer(permit, mine, {}, SUITE)


def test_a_connector_reads_nothing_without_its_permit(shop):
    connector, other, *_ = shop.connectors.values()
    permit = _counted(shop, shop.grant(*GRANTED))
    assert connector.fetch(permit, USCC, ["rev12_fen"]).value("rev12_fen") == 1_200_000
    for where, allowed, fields in (
        (other, permit, ["rating_last"]),
        (connector, permit, ["hhi"]),
        (connector, None, ["rev12_fen"]),
    ):
        with pytest.raises(PermitDoesNotCover):
            where.fetch(allowed, USCC, fields)


# questions, payloads, catalogue


@pytest.mark.parametrize(
    "changed",
    [
        {"v": 2}, {"uscc": "91110000600037341M"}, {"grant": "1"}, {"request": None}, {"fields": "rev"}, {"fields": [1]},
        {"fields": [""]}, {"salt": "text"}, {"purpose": 3}, {"program": "x" * 201}, {"extra": 1},
    ],
)  # fmt: skip
def test_a_malformed_question_is_refused(shop, changed):
    question = Question(GrantId.new(shop.house.clock, shop.house.entropy), shop.house.request(), USCC, "score", "p/1",
                        ("a",), SALT)  # fmt: skip
    assert Question.parse(question.as_map()) == question
    with pytest.raises(MalformedQuestion):
        Question.parse(question.as_map() | changed)
    assert SALT.hex() not in repr(question)


def test_indicators_survive_the_wire_digit_by_digit(shop):
    received = shop.warehouse.indicators(shop.datasets[0], [USCC])[USCC]
    id_ = DatasetId("tax-bureau/vat-invoices")
    assert indicators_from_bytes(indicators_to_bytes(id_, received), id_) == received
    with pytest.raises(MalformedAnswer):
        indicators_from_bytes(indicators_to_bytes(id_, received), DatasetId("tax-bureau/tax-filings"))


@pytest.mark.parametrize(
    "payload", [b"", b"[]", b"\xff", b'{"v":1,"dataset":"tax-bureau/vat-invoices","indicators":[{}]}']
)
def test_rubbish_is_no_indicators(payload):
    with pytest.raises(MalformedAnswer):
        indicators_from_bytes(payload, DatasetId("tax-bureau/vat-invoices"))


def test_the_catalogue_is_published_once_and_again_when_a_meaning_changes(shop):
    assert shop.publish() == []
    held = shop.house.ledger.read("catalogue/tax-bureau/tax-filings")
    assert (held["version"], held["fields"]) == (1, list(shop.datasets[1].fields))
    changed = shop.datasets[1].definitions["late_decl12"]
    shop.datasets[1] = _with_formula(shop.datasets[1], changed.name, "another formula")
    assert len(shop.publish()) == 1
    assert shop.house.ledger.read("catalogue/tax-bureau/tax-filings")["version"] == 2


def _with_formula(dataset, name, formula):
    from dataclasses import replace

    class Changed(type(dataset)):
        @property
        def definitions(self):
            held = dict(dataset.definitions)
            held[name] = replace(held[name], formula=formula)
            return held

    return Changed(**{field: getattr(dataset, field) for field in type(dataset).__slots__})


def test_a_dataset_that_nobody_described_is_unknown():
    with pytest.raises(UnknownDataset):
        described(DatasetId("tax-bureau/gossip"))


def test_a_ledger_that_is_not_sure_gives_no_data(shop, monkeypatch):
    terms = shop.grant(*GRANTED)
    monkeypatch.setattr(shop.house.ledger, "submit", _times_out)
    with pytest.raises(LedgerUnsure):
        shop.put(shop.question(terms))


def _times_out(_):
    raise TimeoutError


def test_denials_are_errors_a_bank_can_tell_apart(shop):
    assert issubclass(WrongSubject, DrawDenied)
    assert not WrongSubject(grant="g", request="r", reason="wrong_subject").retriable


def test_a_forged_grant_gets_no_data(shop):
    from puhui.consent import GrantRefusedByLedger

    drafts = shop.house.drafts()
    with pytest.raises(GrantRefusedByLedger):
        shop.house.relay.open_grants(drafts, software_signature(signer_of("bank-a"), b"made up"))
    with pytest.raises(GrantNotOpen):
        shop.put(shop.question(drafts[0].terms))


def test_many_threads_read_one_warehouse(shop):
    with ThreadPoolExecutor(8) as pool:
        codes = [USCC, OTHER] * 8
        read = list(pool.map(lambda code: shop.warehouse.indicators(shop.datasets[0], [code])[code], codes))
    assert [one.value("rev12_fen") for one in read] == [1_200_000, None] * 8
