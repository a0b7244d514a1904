"""Write docs/reference/indicators.md from the definitions, or check that it is what they say.

python tools/describe_indicators.py [--check]
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from puhui.credit.indicators import SOURCES, Source

PAGE = Path(__file__).resolve().parents[1] / "docs" / "reference" / "indicators.md"
_HEAD = """# Indicators

Every indicator of every source: its name, what it says, how it is computed, over which months, in which unit, which way
is better, when it is absent. Written from the definitions (`src/puhui/credit/indicators/<family>.json`) by
`python tools/describe_indicators.py`; a test holds the two together. [How to add one](../guides/add-an-indicator.md).

* `M(k)` is the last k full calendar months up to the day asked for. A window of 0 months is the whole record, or now.
* `history` is the months that must be on record for a value. Too little is `no_record`, which is never bad news.
* Marks: S a rule, S- a weak source, C seen in practice, J judgement. All but S are defaults.
* A source is renewed in its cycle. Data that end more days ago than its limit are `stale`: their values are not used,
  their age is told, and nothing is scored by them. `source_down` is a custodian that does not answer.
* Comparisons of electricity, water, gas and telecom are per working day: the Spring Festival is taken out.
* A family marked *separate consent* is of a person, or of a bank's entries: it takes a grant of its own. Of an owner
  only credit behaviour is read. What 征信业管理条例 article 14 forbids (religion, genes, fingerprints, blood type,
  disease, medical history) has no column, no definition and no table.
* Every family is one Ibis expression, compiled for DuckDB and for PostgreSQL. Both give the same bits: sums are of
  whole numbers, and the last steps are the same floating-point operations in the same order.

Columns of tables: every table has `uscc` as well. `date` of a month is its first day; money is whole fen.
"""
_WAYS = {"higher": "higher", "lower": "lower", "neither": "–"}


def page() -> str:
    """The page."""
    return "\n".join([_HEAD, *(line for source in SOURCES.values() for line in _family(source))])


def _family(source: Source) -> Iterator[str]:
    separate = ", *separate consent*" if source.separate else ""
    yield f"## {source.name}: {source.title.en} {source.title.zh}"
    yield ""
    limit = f"stale after {source.refresh.stale_after_d} days"
    yield f"Renewed {source.refresh.cycle.value}, {limit}{separate}. Tables:"
    yield ""
    for table, columns in source.columns.items():
        yield f"* `{table}`: " + ", ".join(f"`{name}` {kind}" for name, kind in columns.items())
    yield ""
    yield "| indicator | 中文 | English | formula | window, history | unit | better | mark | absent when |"
    yield "|---|---|---|---|---|---|---|---|---|"
    for item in source.definitions.values():
        cells = (
            f"`{item.name}`", item.label.zh, item.label.en, item.formula.replace("|", "\\|"),
            f"{item.window_m}, {item.history_m}", item.unit, _WAYS[item.direction], item.mark, item.absent.en,
        )  # fmt: skip
        yield f"| {' | '.join(cells)} |"
    yield ""


def main() -> None:
    if "--check" not in sys.argv:
        PAGE.write_text(page(), encoding="utf-8")
    elif PAGE.read_text(encoding="utf-8") != page():
        sys.exit("docs/reference/indicators.md is older than the definitions: python tools/describe_indicators.py")


if __name__ == "__main__":
    main()
