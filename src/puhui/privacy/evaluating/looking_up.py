"""`lookup` over a list and a file of names."""

from pathlib import Path

from puhui.kernel import Text
from puhui.privacy import disclosure
from puhui.privacy.errors import SchemaDiffers
from puhui.privacy.evaluating.running import Done, Setting, names_of, run_job
from puhui.privacy.keys import KeyKind
from puhui.privacy.model import JobSpec, Op, Param, Scheme
from puhui.privacy.policy import LEVELS_MAX
from puhui.privacy.tables import describe, read_levels

_LEVELS = Text(zh="{column} 有 {count} 种取值，至多 {most} 种", en="{column} has {count} values, at most {most}")


def lookup(listed: Path, asked: Path, *, key: str, kind: KeyKind, level: str, out: Path, setting: Setting) -> Done:
    """`out/<asker>/answers.csv`: the asker's rows with `on_list` and, where the list has a level column, `level`."""
    owner, asker = names_of([listed, asked])
    parties = [describe(listed, owner, [key, level] if level else [key]), describe(asked, asker, [key])]
    levels = read_levels(listed, level) if level else ["listed"]
    if len(levels) > LEVELS_MAX:
        raise SchemaDiffers(
            reason=_LEVELS.fill(column=level, count=len(levels), most=LEVELS_MAX), party=owner, stage="inputs"
        )
    params: dict[str, Param] = {"key": key, "kind": kind.value, "curve": "fourq", "level": level, "levels": levels}
    told = disclosure.of_lookup(parties[0], parties[1], len(levels))
    spec = JobSpec(Op.LOOKUP, Scheme.UNBALANCED, tuple(parties), (asker,), "", params, told)
    return run_job(spec, [listed, asked], out, setting)
