"""The state machine when what it stands on gives way: a node's own failing never becomes a verdict."""

import sqlite3

import pytest

from puhui.ledger.contracts import Contract, Contracts, Refusal, governance
from puhui.ledger.machine import CONTRACT_FAILED, Machine
from puhui.ledger.statement import parse_statement
from tests.contract.consortium import SUITE, Consortium


def deciding(action, read):
    city = Consortium()
    machine = Machine(Contracts([governance.CONTRACT, Contract("greedy", {"act": action})]), SUITE)
    state = machine.decide(lambda _: None, parse_statement(city.genesis()), 0).writes
    statement = parse_statement(city.statement("tax-one", "greedy", "act", {}))
    return machine.decide(lambda key: read(key) if key.startswith("greedy/") else state.get(key), statement, 1)


def broken_disk(_):
    raise sqlite3.OperationalError("disk I/O error")


def reads(state, _):
    return {"n": state.get("greedy/n")}


def swallows(state, _):
    try:
        state.get("greedy/n")
    except sqlite3.Error:
        return {"n": 0}


def swallows_and_refuses(state, _):
    try:
        state.get("greedy/n")
    except sqlite3.Error:
        raise Refusal("no_such_thing") from None


@pytest.mark.parametrize("action", [reads, swallows, swallows_and_refuses])
def test_a_state_that_cannot_be_read_is_no_verdict(action):
    with pytest.raises(sqlite3.OperationalError):
        deciding(action, broken_disk)


def test_memory_that_ran_out_is_no_verdict():
    def devours(*_):
        raise MemoryError

    with pytest.raises(MemoryError):
        deciding(devours, lambda _: None)


def test_what_a_contract_itself_raises_is_its_verdict():
    def stumbles(*_):
        raise KeyError("args")

    assert deciding(stumbles, lambda _: None).reason == CONTRACT_FAILED
