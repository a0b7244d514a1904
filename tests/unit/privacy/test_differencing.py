"""The judgement of differences by matrices is that of the rules spelt out, on any small set of answers."""

from hypothesis import given, settings
from hypothesis import strategies as st

from puhui.privacy.leakage import Answered
from puhui.privacy.leakage.differencing import singles_out
from tests.unit.privacy import differencing_spelt_out as spelt_out

LARGEST = 2**64 - 1
WHO = [0, 1, 2, 3, 4, 5, 2**63, LARGEST - 1, LARGEST]
MEMBERS = st.dictionaries(st.sampled_from(WHO), st.sampled_from([0, 1, LARGEST]), max_size=len(WHO))
ANSWER = st.builds(
    lambda column, group, members: Answered(column, group, frozenset(members.items())),
    st.sampled_from(["sales", "tax"]),
    st.sampled_from([1, 2, LARGEST]),
    MEMBERS,
)
# Overlaps that pass are rare among random ones: parts of one population, and the same at another time.
PARTS = st.lists(st.sampled_from([WHO[:5], WHO[:7], WHO[4:], WHO[2:], WHO, WHO[:2], []]), max_size=4)
RELATED = PARTS.flatmap(
    lambda parts: st.lists(st.sampled_from([0, 1]), min_size=len(parts), max_size=len(parts)).map(
        lambda months: [
            Answered("sales", at % 3, frozenset((who, month) for who in part))
            for at, (part, month) in enumerate(zip(parts, months, strict=True))
        ]
    )
)
SOME = st.one_of(st.lists(ANSWER, max_size=5), RELATED)


@settings(max_examples=200, deadline=None)
@given(new=SOME, earlier=SOME, least=st.integers(min_value=1, max_value=5))
def test_matrices_judge_as_the_rules_spelt_out(new: list[Answered], earlier: list[Answered], least: int) -> None:
    assert singles_out(new, earlier, least) == spelt_out.singles_out(new, earlier, least)


def test_both_verdicts_occur() -> None:
    """The property would hold of two functions that always say the same."""
    all_of_them = Answered("sales", 1, frozenset((who, 0) for who in WHO))
    without_one = Answered("sales", 2, frozenset((who, 0) for who in WHO[:-1]))
    for judge in (singles_out, spelt_out.singles_out):
        assert not judge([all_of_them], [], 5)
        assert judge([all_of_them], [without_one], 5)
        assert not judge([all_of_them], [without_one], 1)
