"""The socket to CometBFT: lengths and messages in any pieces, hostile bytes, and an application that fails."""

import io
import socket
import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from puhui.ledger.engines.cometbft.abci_pb2 import CheckTxRequest, Empty, Request, Response, Text
from puhui.ledger.engines.cometbft.server import MAX_MESSAGE_BYTES, AbciServer, BrokenMessage, framed, read_message
from puhui.ledger.engines.cometbft.transactions import (
    MAX_BUNDLE,
    MAX_TRANSACTION_BYTES,
    bundle,
    bundles,
    is_record,
    statements_of,
)
from puhui.ledger.model import MAX_STATEMENT_BYTES

STATEMENTS = st.lists(st.binary(max_size=60).map(lambda tail: b"\xd2" + tail), min_size=1, max_size=MAX_BUNDLE)


@given(st.binary(max_size=70_000))
def test_a_message_is_read_back(data):
    request = Request(check_tx=CheckTxRequest(tx=data, type=2))
    assert Request.FromString(read_message(io.BytesIO(framed(request)))) == request


@pytest.mark.parametrize(
    "data",
    [b"\x80", b"\x05abc", b"\xff\xff\xff\xff\xff\x01", framed(Response()) + b"\xff\xff\xff\xff\x7f"],
    ids=["cut_within_a_length", "cut_within_a_message", "a_length_without_end", "larger_than_any_message"],
)
def test_broken_framing_ends_the_connection(data):
    stream = io.BytesIO(data)
    with pytest.raises(BrokenMessage):
        while read_message(stream) is not None:
            pass
    assert MAX_MESSAGE_BYTES < 0x7FFFFFFFF


def test_an_ended_stream_is_no_error():
    assert read_message(io.BytesIO()) is None


@pytest.fixture
def served(tmp_path):
    """An echoing application that fails on the word `fail`, one connection to it, and what it was told of failures."""
    failures, failed = [], threading.Event()

    def answer(request):
        if request.echo.message == "fail":
            raise RuntimeError("out of order")
        if request.WhichOneof("value") == "flush":
            return Response(flush=Empty())
        return Response(echo=Text(message=request.echo.message))

    def hear(reason):
        failures.append(reason)
        failed.set()

    server = AbciServer(tmp_path / "socket", answer, hear)
    with socket.socket(socket.AF_UNIX) as connection:
        connection.connect(str(tmp_path / "socket"))
        connection.settimeout(10)
        yield connection, failures, failed
    server.close()


def answers(connection, count):
    incoming = connection.makefile("rb")
    return [Response.FromString(read_message(incoming)) for _ in range(count)]


def test_requests_are_answered_in_order_however_they_are_cut(served):
    connection, _, _ = served
    words = [str(number) * 200 for number in range(20)]  # lengths of two bytes, so a cut falls within them too
    stream = b"".join(framed(Request(echo=Text(message=word))) for word in words) + framed(Request(flush=Empty()))
    for at in range(len(stream)):
        connection.sendall(stream[at : at + 1])
    assert [one.echo.message for one in answers(connection, 21)[:20]] == words


def test_a_failing_application_is_told_to_cometbft_and_to_the_node(served):
    connection, failures, failed = served
    connection.sendall(framed(Request(echo=Text(message="fail"))))
    assert "out of order" in answers(connection, 1)[0].exception.error
    assert failed.wait(10)
    assert isinstance(failures[0], RuntimeError)
    assert connection.recv(1) == b"", "it answers nothing more"


@given(STATEMENTS)
def test_statements_travel_together_and_come_apart_again(statements):
    transaction = bundle(statements)
    assert statements_of(transaction) == statements
    assert not is_record(transaction)


def test_a_bundle_fits_a_transaction_whatever_it_holds():
    largest = [b"\xd2" + bytes(MAX_STATEMENT_BYTES - 1)] * 20 + [b"\xd2small"] * 300
    groups = bundles(largest)
    assert [raw for group in groups for raw in group] == largest
    assert all(len(bundle(group)) <= MAX_TRANSACTION_BYTES and len(group) <= MAX_BUNDLE for group in groups)


@pytest.mark.parametrize(
    "transaction",
    [
        b"\xa0",
        b"\xa1",
        bundle([b"\xd2a", b"\xd2b"]) + b"\x00",
        b"\xa1\x6astatements\x81\x42\xd2a",
        b"\xa1\x6astatements\x82\x42\xd2a\x01",
        b"\xa1\x6astatementx\x82\x42\xd2a\x42\xd2b",
    ],
    ids=["empty", "cut", "longer", "a_bundle_of_one", "a_number_in_it", "another_key"],
)
def test_bundles_in_no_spelling_of_ours_hold_nothing(transaction):
    assert statements_of(transaction) == []
