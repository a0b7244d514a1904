"""Beneficial owners by the rules of 2024: equity, votes, control, management; sole proprietors and promises."""

import pytest

from puhui.relations.beneficial import Basis, beneficial_owners
from puhui.relations.errors import NodeUnknown, NotAnEnterprise
from puhui.relations.sketch import sketch

CASES = [
    ("a quarter is enough", ["P1 holds A 0.25", "P2 holds A 0.75"], {"P1": Basis.OWNERSHIP, "P2": Basis.OWNERSHIP}),
    ("less is not", ["P1 holds A 0.2499", "P2 holds A 0.7501"], {"P2": Basis.OWNERSHIP}),
    (
        "votes through a company that is controlled",
        ["P1 holds X 0.51", "X holds A 0.4", "P2 holds A 0.6"],
        {"P2": Basis.OWNERSHIP, "P1": Basis.VOTES},
    ),
    ("declared control", ["P1 controls A", "P2 holds A 0.2"], {"P1": Basis.CONTROL}),
    ("nobody: the manager", ["P1 holds A 0.2", "P2 holds A 0.2", "P3 executive A"], {"P3": Basis.MANAGEMENT}),
    ("no manager either: the representative", ["P1 holds A 0.2", "P2 legal_rep A"], {"P2": Basis.MANAGEMENT}),
    (
        "through a ring",
        ["P1 holds A 0.2", "B holds A 0.8", "A holds B 0.9", "P2 holds B 0.1"],
        {"P1": Basis.OWNERSHIP, "P2": Basis.OWNERSHIP},
    ),
]


@pytest.mark.parametrize(("sentences", "owners"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_who_is_a_beneficial_owner(sentences: list[str], owners: dict[str, Basis]) -> None:
    found = beneficial_owners(sketch(*sentences), "A")
    assert {owner.person: owner.basis for owner in found.owners} == owners
    assert found.none_because == ""


def test_the_ring_is_shown_with_the_answer() -> None:
    found = beneficial_owners(sketch("P1 holds A 0.2", "B holds A 0.8", "A holds B 0.9", "P2 holds B 0.1"), "A")
    assert found.rings == (("A", "B"),)
    # x_A = 0.2·p + 0.8·(0.1·q + 0.9·x_A): P1 has 0.2/0.28, P2 0.08/0.28
    assert found.effective == pytest.approx({"P1": 0.2 / 0.28, "P2": 0.08 / 0.28})
    assert found.unknown == pytest.approx(0, abs=1e-9)


def test_a_sole_proprietor_has_none_to_file() -> None:
    found = beneficial_owners(sketch("P1 legal_rep A", nodes={"A": {"type": "个体工商户"}}), "A")
    assert (found.owners, found.none_because, found.exempt_by_promise) == ((), "sole_proprietor", False)


@pytest.mark.parametrize(
    ("capital", "sentences", "may"),
    [
        (1_000_000_000, ["P1 holds A 1.0"], True),
        (1_000_000_001, ["P1 holds A 1.0"], False),
        (100, ["P1 holds A 0.9", "X holds A 0.1"], False),
        (100, ["P1 holds A 1.0", "P2 controls A"], False),
        (None, ["P1 holds A 1.0"], False),
    ],
)
def test_who_may_be_exempt_by_a_promise(capital: int | None, sentences: list[str], may: bool) -> None:
    graph = sketch(*sentences, nodes={"A": {"reg_capital_fen": capital}})
    assert beneficial_owners(graph, "A").exempt_by_promise is may


def test_nobody_known_is_said() -> None:
    found = beneficial_owners(sketch("X holds A 1.0"), "A")
    assert (found.none_because, found.effective) == ("nobody_known", {"X": 1.0})


def test_only_enterprises_have_owners() -> None:
    graph = sketch("P1 holds A 1.0")
    with pytest.raises(NotAnEnterprise):
        beneficial_owners(graph, "P1")
    with pytest.raises(NodeUnknown):
        beneficial_owners(graph, "B")
