"""Who is behind each group of a sum, from the data owner's own table, at its own node.

The same grouping as the worker's (`ops.summing`), enterprise by enterprise: a key is spelt by the one rule, a
contribution is the exact total of an enterprise's values in the group, however its numbers are written. Enterprises
are spelt by the rule too. A sum without columns is judged by whom it counts.

Numbers of enterprises are not judged where there are columns: from one month to the next they tell that somebody
joined a group or left it, not who and not with what.
"""

from decimal import Context, Decimal, InvalidOperation

import polars as pl

from puhui.kernel import Suite
from puhui.privacy.keys import KeyKind, spell
from puhui.privacy.leakage.differencing import Answered, answered
from puhui.privacy.model import JobSpec

COUNT = "#"
_EXACT = Context(prec=60)  # values are below 2^62 with at most nine decimal places


def own_groups(table: pl.DataFrame, spec: JobSpec, suite: Suite, key: bytes) -> list[Answered]:
    """One for each group and column of the job. `table` is this owner's, as text, as `tables.read_table` gives it."""
    key_column, columns = spec.word("key"), spec.words("values") or [COUNT]
    who = spell(table[spec.word("subject") or key_column])
    group = spell(table[key_column], KeyKind(spec.word("kind")))
    found: dict[tuple[str, str], dict[str, list[str]]] = {
        (name, column): {} for name in spec.words("groups") for column in columns
    }
    for column in columns:
        values = table[column] if column != COUNT else pl.Series(["1"]).new_from_index(0, table.height)
        for name, subject, value in zip(group, who, values, strict=True):
            members = found.get((name, column))
            if members is not None and value is not None and value.strip():
                members.setdefault(subject or "", []).append(value)
    return [
        answered(
            suite,
            key,
            column=column,
            key_column=key_column,
            group=name,
            contributions={subject: _total(values) for subject, values in members.items()},
        )
        for (name, column), members in found.items()
    ]


def _total(values: list[str]) -> bytes:
    """The exact total, spelt in one way. What is no number the worker refuses; here it counts as it is written."""
    try:
        whole = Decimal(0)
        for value in values:
            whole = _EXACT.add(whole, Decimal(value.strip()))
        return format(whole.normalize(_EXACT), "f").encode() if whole else b"0"
    except InvalidOperation:
        return "\0".join(values).encode()
