"""Contracts that skip, repeat or hide a number of a grant or a mandate: every check of the log says where."""

import pytest

from puhui.ledger.check import check_ledger
from puhui.ledger.contracts import Contract, Contracts, counting, grants, mandates, standard_contracts
from puhui.ledger.engines.store import FILE
from tests.contract.consortium import Consortium


def _bent(contract, action, bend):
    """The standard contracts, one action of which gives other numbers than are due."""
    standard = standard_contracts()._versions[0]
    honest = standard[contract].actions[action]
    bent = {**standard[contract].actions, action: lambda state, entry: bend(state, entry, honest)}
    return Contracts((standard | {contract: Contract(contract, bent)}).values())


def _skip(key):
    """Before the action gives a number, one is given to nobody."""

    def bend(state, entry, honest):
        tally = counting.tally_key(key(entry.args))
        before = state.get(tally)
        state.put(tally, before | {"seq": before["seq"] + 1})
        return honest(state, entry)

    return bend


def _repeat(key):
    """After the action gave a number, the counter goes back: the next one gets the same."""

    def bend(state, entry, honest):
        result = honest(state, entry)
        tally = counting.tally_key(key(entry.args))
        after = state.get(tally)
        state.put(tally, after | {"seq": after["seq"] - 1})
        return result

    return bend


def _log(city, folder, contracts):
    with city.ledger(folder, contracts=contracts) as ledger:
        statements, grant = city.grant_statements(9)
        opening, mandate = city.mandate(9)
        uses = [city.use(grant), city.use_many(grant), city.use_mandate(mandate), city.use_mandate(mandate)]
        denials = [city.deny(grant), city.deny_mandate(mandate)]
        verdicts = [ledger.submit(raw) for raw in [city.genesis(), *statements, opening, *uses, *denials]]
        assert [verdict.reason for verdict in verdicts] == [""] * 11
    return grant, mandate


def _grant(args):
    return grants.grant_key(args.get("grant") or args["grants"][0])


def _mandate(args):
    return mandates.mandate_key(args["mandate"])


BENT = {
    "a_batch_skips_a_number": ("grants", "use_many", _skip(_grant), "grant", 6),
    "a_batch_gives_a_number_twice": ("grants", "use_many", _repeat(_grant), "grant", 9),
    "a_use_of_a_mandate_skips_a_number": ("mandates", "use", _skip(_mandate), "mandate", 7),
    "a_use_of_a_mandate_gives_a_number_twice": ("mandates", "use", _repeat(_mandate), "mandate", 8),
    "a_denial_under_a_mandate_skips_a_number": ("mandates", "deny", _skip(_mandate), "mandate", 10),
}


@pytest.mark.parametrize("name", BENT)
def test_a_number_that_is_not_due_is_found_with_the_entry_that_has_it(name, tmp_path):
    contract, action, bend, stream, index = BENT[name]
    contracts = _bent(contract, action, bend)
    grant, mandate = _log(Consortium(), tmp_path, contracts)
    findings = [one for one in check_ledger(tmp_path / FILE, contracts=contracts).findings if one.check == 10]
    assert [(one.where, one.index) for one in findings] == [
        (f"{stream} {grant if stream == 'grant' else mandate}", index)
    ]


def test_numbers_that_are_due_are_no_finding(tmp_path):
    _log(Consortium(), tmp_path, None)
    report = check_ledger(tmp_path / FILE)
    assert [one for one in report.findings if one.check == 10] == []
    assert (report.grants, report.mandates) == (1, 1)
