"""The order of matches, judged by lenders of a simulated city whose reasons the ranking does not see."""

from bench.matching_quality import measure


def test_the_order_of_matches_is_nearer_to_what_lenders_approve_than_equal_fields_and_chance() -> None:
    told = measure(40, [2], 24)
    means = {name: mean for name, (mean, _, _) in told["ndcg"].items()}
    assert told["judged"] > 20
    assert means["ours, guess"] > means["equal fields"] > means["random"]
    _, low, _ = told["gain_over_equal_fields"]
    assert low > 0, "by more than chance explains"
