"""Notices: told once, to those they are for, and owed outside only to those who want them there."""

import json
import threading
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from puhui.kernel import Language, ManualClock, SeededEntropy, Text
from puhui.notifications import (
    AddressMalformed,
    Audience,
    Bell,
    Crier,
    Kind,
    Medium,
    Notice,
    Reader,
    Recipient,
    TooManyListeners,
    forget_before,
    mark_all_read,
    mark_read,
    put_address,
    put_wish,
    told,
    unread,
)
from puhui.notifications.bell import LISTENERS_MAX
from puhui.storage import Database, metadata

OFFICER = Reader(person="psn_officer", role="officer")
OWNER = Reader(person="psn_owner", role="owner", uscc="91110000600037341L")
STRANGER = Reader(person="psn_other", role="owner", uscc="91130200MA0A1B2C36")


@pytest.fixture
def clock():
    return ManualClock(datetime(2026, 3, 1, tzinfo=UTC))


@pytest.fixture
def database():
    made = Database.in_memory()
    made.create()
    return made


def _crier(clock, **more):
    return Crier(clock, SeededEntropy(1), **more)


def _notice(key="app:1", audience=None, kind=Kind.APPLICATION_RECEIVED, **values):
    values = values or {"enterprise": "明澄机械"}
    return Notice(kind, audience or Audience.of_role("officer"), key=key, page="/applications/app", values=values)


def _tell(database, crier, *notices):
    with database.transaction() as connection:
        return [crier.tell(connection, one) for one in notices]


def _read(database, reader, language=Language.EN):
    with database.transaction() as connection:
        return [one.text.in_(language) for one in told(connection, reader)]


def _outbox(database):
    with database.transaction() as connection:
        return list(connection.execute(sa.select(metadata.tables["outbox"])))


def test_a_key_is_told_once_whatever_is_done_again(database, clock):
    crier = _crier(clock)
    assert _tell(database, crier, _notice(), _notice(), _notice(key="app:2")) == [True, False, True]
    assert len(_read(database, OFFICER)) == 2


def test_what_a_change_tells_is_gone_with_the_change(database, clock):
    class Broken(Exception):
        pass

    def change():
        with database.transaction() as connection:
            _crier(clock).tell(connection, _notice())
            raise Broken

    with pytest.raises(Broken):
        change()
    assert _read(database, OFFICER) == []


def test_a_reader_is_told_what_is_for_the_person_the_role_or_the_enterprise(database, clock):
    declined = {"kind": Kind.APPLICATION_DECLINED, "lender": Text(zh="甲银行", en="Bank A")}
    _tell(
        database,
        _crier(clock),
        _notice(key="1"),
        _notice(key="2", audience=Audience.of_enterprise(OWNER.uscc), **declined),
        _notice(key="3", audience=Audience.of_person(STRANGER.person), kind=Kind.NEW_DEVICE, device="Firefox"),
    )
    assert _read(database, OFFICER) == ["明澄机械 applied for a loan"]
    assert _read(database, OWNER, Language.ZH_CN) == ["甲银行 未批准您的申请，请查看理由与改进办法"]
    assert _read(database, STRANGER) == ["Your account was used on a new device: Firefox"]
    assert _read(database, Reader(person="psn_approver", role="approver")) == []


def test_people_without_an_enterprise_are_not_the_people_of_no_enterprise(database, clock):
    """Absent enterprises are equal texts; a notice for an enterprise must not reach those who have none."""
    _tell(database, _crier(clock), _notice(audience=Audience.of_person("psn_x")))
    assert _read(database, Reader(person="psn_y", role="", uscc="")) == []
    with pytest.raises(ValueError, match="an audience is"):
        Audience()


def test_reading_is_each_readers_own(database, clock):
    _tell(database, _crier(clock), _notice(key="1"), _notice(key="2"))
    colleague = Reader(person="psn_colleague", role="officer")
    with database.transaction() as connection:
        first = told(connection, OFFICER)[0]
        assert mark_read(connection, OFFICER, str(first.id))
        assert mark_read(connection, OFFICER, str(first.id)), "a double click changes nothing"
        assert not mark_read(connection, OWNER, str(first.id)), "it is not theirs, and not there for them"
        assert (unread(connection, OFFICER), unread(connection, colleague)) == (1, 2)
        assert [one.read for one in told(connection, OFFICER)] == [True, False]
        assert (mark_all_read(connection, OFFICER), mark_all_read(connection, OFFICER)) == (1, 0)
        assert (unread(connection, OFFICER), unread(connection, colleague)) == (0, 2)


def test_what_is_old_is_forgotten_and_its_number_never_given_again(database, clock):
    _tell(database, _crier(clock), _notice(key="1"))
    with database.transaction() as connection:
        (first,) = told(connection, OFFICER)
        mark_all_read(connection, OFFICER)
        assert forget_before(connection, clock.now() + timedelta(seconds=1)) == 1
    _tell(database, _crier(clock), _notice(key="2"))
    with database.transaction() as connection:
        assert told(connection, OFFICER, after=first.seq), "whoever saw the first still hears of the second"


def test_only_those_who_want_it_are_told_outside_and_by_id_alone(database, clock):
    def everybody(_connection, _audience):
        return [Recipient(one) for one in ("psn_a", "psn_b", "psn_c")]

    crier = _crier(clock, recipients=everybody, media=[Medium.EMAIL, Medium.SMS])
    with database.transaction() as connection:
        put_address(connection, "psn_a", Medium.EMAIL, "a@bank.example", Language.EN)
        put_address(connection, "psn_b", Medium.EMAIL, "b@bank.example", Language.EN)
        put_wish(connection, "psn_b", Medium.EMAIL, Kind.APPLICATION_RECEIVED, wanted=False)
        put_address(connection, "psn_c", Medium.SMS, "+8613800000000", Language.EN)
    _tell(database, crier, _notice(), _notice())
    (owed,) = _outbox(database)
    assert owed.destination == "email:psn_a"
    assert json.loads(owed.payload) == {"notification": owed.key, "person": "psn_a"}
    assert "明澄".encode() not in owed.payload


@pytest.mark.parametrize(
    ("medium", "address"),
    [
        (Medium.EMAIL, "a@b.example\r\nBcc: everybody@c.example"),
        (Medium.EMAIL, "a@b.example\n"),
        (Medium.EMAIL, "A <a@b.example>"),
        (Medium.EMAIL, "a@b.example,c@d.example"),
        (Medium.EMAIL, "@b.example"),
        (Medium.EMAIL, "a@"),
        (Medium.SMS, "110; DROP TABLE"),
        (Medium.SMS, "１３８００００００００"),
    ],
)
def test_an_address_is_one_address(database, medium, address):
    with database.transaction() as connection, pytest.raises(AddressMalformed):
        put_address(connection, "psn_a", medium, address, Language.EN)


def test_the_bell_wakes_who_listens_and_holds_a_persons_pages_within_bounds(tmp_path, clock):
    database = Database.file(tmp_path / "node.sqlite")
    database.create()
    bell, heard = Bell(database), threading.Event()
    bell.start()
    try:
        with bell.listening("psn_a", heard.set):
            crier = _crier(clock)
            _tell(database, crier, _notice())
            assert heard.wait(timeout=10), "without anybody ringing"
            heard.clear()
            _tell(database, crier, _notice(key="2"))
            bell.ring()
            assert heard.wait(timeout=10)
        ears = [bell.listening("psn_b", threading.Event().set) for _ in range(LISTENERS_MAX)]
        for ear in ears:
            ear.__enter__()
        with pytest.raises(TooManyListeners), bell.listening("psn_b", heard.set):
            pass
        with bell.listening("psn_c", heard.set):
            for ear in ears:
                ear.__exit__(None, None, None)
        with bell.listening("psn_b", heard.set):
            heard.clear()
            bell.stop()
            assert heard.is_set(), "the last ring says that it is over"
    finally:
        bell.stop()
