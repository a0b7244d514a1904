"""How far a long command is, for a person who watches."""

import contextlib
from collections.abc import Callable, Iterator
from typing import Any

from puhui.cli.output import err

Progress = Callable[[str, int, int], None]


@contextlib.contextmanager
def progress(*, quiet: bool) -> Iterator[Progress | None]:
    """Bars on standard error, one a stage, that the block calls with (stage, done, total). None when nobody looks."""
    if quiet or not err.is_terminal:
        yield None
        return
    from rich import progress as bars_of

    columns = (
        bars_of.TextColumn("{task.description:<12}"),
        bars_of.BarColumn(),
        bars_of.MofNCompleteColumn(),
        bars_of.TimeElapsedColumn(),
    )
    with bars_of.Progress(*columns, console=err, transient=True) as bars:
        tasks: dict[str, Any] = {}

        def tell(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = bars.add_task(stage, total=total)
            bars.update(tasks[stage], completed=done, total=total)

        yield tell
