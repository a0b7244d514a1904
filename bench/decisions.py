"""Decisions a second beside bare ZEN, on the same facts and the same rules, in one run.

    python bench/decisions.py [--decisions 2000] [--rounds 5] [--json]

Bare ZEN evaluates the officers' own JDM file and answers which rules hit. Ours answers a finding for every rule
(broken, kept, asked, noted) with its facts, texts and cure, and never takes silence for an answer; `decide` also makes
the record with its canonical bytes and digest. Each round lets every side decide all applications, one after another
and none kept; the sides take turns, the middle round counts. Before that, both sides must find the same rules broken
on every application.
"""

import argparse
import json
import statistics
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any

import numpy as np
import zen

from puhui.decisions import Severity, decide, evaluate, facts_of, parse_cases, parse_rules, shipped, shipped_cases
from puhui.kernel.ids import DecisionId

RULES = shipped("standard")
ID, AT = DecisionId("dec_" + "0" * 26), datetime(2026, 7, 1, tzinfo=UTC)


def applications(count: int) -> list[dict[str, object]]:
    """Facts that break about every third rule here and there, drawn from the file's worked cases."""
    cases = parse_cases(shipped_cases("standard"))
    whole = [case.facts for case in cases if None not in case.facts.values()]
    chance, names = np.random.default_rng(1), list(whole[0])
    return [{name: whole[at][name] for name, at in zip(names, row, strict=True)}
            for row in chance.integers(0, len(whole), (count, len(names)))]  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--decisions", type=int, default=2_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    plain = applications(given.decisions)
    facts = [facts_of(one) for one in plain]
    at = {name: _spelt(one.value) for name, one in parse_rules(RULES).thresholds.items()}
    contexts = [one | {"at": at} for one in plain]
    bare = zen.ZenEngine({"loader": {"type": "static", "content": {"rules": json.loads(RULES)}}})

    def said(context: dict[str, object]) -> set[str]:
        return {hit["code"] for hit in bare.evaluate("rules", context)["result"]["broken"]}

    for one, context in zip(facts, contexts, strict=True):
        ours = {finding.code for finding in evaluate(RULES, one).with_severity(Severity.KO, Severity.REFER)}
        if ours != said(context):
            raise SystemExit(f"the two sides differ on {sorted(ours ^ said(context))}")

    sides: dict[str, tuple[Callable[[Any], object], Sequence[object]]] = {
        "bare ZEN": (lambda one: bare.evaluate("rules", one), contexts),
        "evaluate": (lambda one: evaluate(RULES, one), facts),
        "decide with record and digest": (lambda one: decide(RULES, one, id=ID, at=AT)[1].digest, facts),
    }
    spent: dict[str, list[float]] = {name: [] for name in sides}
    for _ in range(given.rounds):
        for name, (decision, inputs) in sides.items():
            begun = time.process_time()
            for given_in in inputs:
                decision(given_in)
            spent[name].append(time.process_time() - begun)
    rates = {name: given.decisions / statistics.median(times) for name, times in spent.items()}
    told = {
        "decisions": given.decisions,
        "rules": len(parse_rules(RULES).rules),
        "per_cpu_second": {name: round(rate) for name, rate in rates.items()},
        "of_bare_zen": {name: round(rate / rates["bare ZEN"], 2) for name, rate in rates.items()},
    }
    if given.json:
        print(json.dumps(told))
        return
    print(f"{told['decisions']} applications, {told['rules']} rules, same rules broken on both sides")
    for name, rate in rates.items():
        print(f"{name:<32} {rate:>9,.0f} a CPU second   {rate / rates['bare ZEN']:.2f} × bare ZEN")


def _spelt(value: object) -> object:
    return list(value) if isinstance(value, tuple) else float(str(value))


if __name__ == "__main__":
    main()
