"""`puhui privacy dossier`."""

import contextlib
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from puhui.cli.output import emit
from puhui.cli.privacy.options import Json

if TYPE_CHECKING:
    from puhui.kernel import Language, Text

_DAY = "%Y-%m-%d"


def dossier(  # noqa: PLR0917 - Typer passes them by name
    folder: Annotated[Path, typer.Argument(help="A node's folder.", metavar="DIR")],
    since: Annotated[datetime, typer.Option("--from", help="The first day, Beijing time.", formats=[_DAY])],
    to: Annotated[datetime, typer.Option("--to", help="The last day, included.", formats=[_DAY])],
    out: Annotated[
        Path | None, typer.Option(help="Where to write it: .html or .md. Default: Markdown to the screen.")
    ] = None,
    lang: Annotated[str, typer.Option(help="zh, en, or both: Chinese first.")] = "both",
    as_json: Json = False,
) -> None:
    """The compliance dossier of a period: who computed what with whom, and what each learnt."""
    from puhui.kernel import SystemClock
    from puhui.privacy.dossier import BEIJING, as_markdown, as_page, compose, read_dossier, title_of
    from puhui.privacy.jobs.counting import catch_up
    from puhui.storage import Database

    languages = _languages(lang)
    if out is not None and out.suffix not in {".html", ".md"}:
        raise typer.BadParameter(f"{out.name}: .html or .md", param_hint="--out")
    if to < since:
        raise typer.BadParameter("the last day is before the first", param_hint="--to")
    me, names = _who(folder)
    database = Database.file(_database(folder))
    try:
        database.create()
        with database.transaction() as connection, _ledger(folder) as ledger:
            catch_up(connection, None)  # of a node that went down, the last jobs may not have been settled
            told = read_dossier(
                connection,
                me,
                since=_midnight(since.date(), BEIJING),
                until=_midnight(to.date() + timedelta(days=1), BEIJING),
                made_at=SystemClock().now(),
                names=names,
                ledger=ledger,
            )
    finally:
        database.close()
    documents = [(language, compose(told, language)) for language in languages]
    html = out is not None and out.suffix == ".html"
    title = title_of(told).in_(languages[0])
    text = as_page(title, documents) if html else "\n\n".join(as_markdown(blocks) for _, blocks in documents)
    if out is not None:
        out.write_text(f"{text}\n", encoding="utf-8")
    counts = {standing: len(told.having(standing)) for standing in {job.standing: None for job in told.jobs}}
    document = {
        "org": me,
        "from": told.since.isoformat(),
        "until": told.until.isoformat(),
        "jobs": {standing.value: count for standing, count in counts.items()},
        "learnt": [{**asdict(one), "op": one.op.value} for one in told.totals],
        "not_on_ledger": None if told.on_ledger is None else [job.job for job in told.not_on_ledger()],
        "out": None if out is None else str(out),
    }
    emit(document, as_json=as_json, text=text if out is None else f"→ {out}")


def _languages(lang: str) -> "list[Language]":
    from puhui.kernel import Language

    known = {"zh": [Language.ZH_CN], "en": [Language.EN], "both": [Language.ZH_CN, Language.EN]}
    if lang not in known:
        raise typer.BadParameter(f"{lang}: zh, en or both", param_hint="--lang")
    return known[lang]


def _midnight(day: date, zone: Any) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=zone)


def _who(folder: Path) -> "tuple[str, Mapping[str, Text]]":
    """The node's organisation, and the names of all it knows."""
    from puhui.assembly.settings import Settings
    from puhui.kernel import Text

    settings = Settings.load(folder)
    own = {settings.org: Text(zh=settings.name_zh, en=settings.name_en)}
    names = own | {peer.org: Text(zh=peer.name_zh, en=peer.name_en) for peer in settings.peers}
    return settings.org, names | _members(folder)


def _members(folder: Path) -> "dict[str, Text]":
    from puhui.cli.ledger import read_file
    from puhui.kernel import Text
    from puhui.ledger.check import find_ledgers
    from puhui.ledger.trust import Trust

    _, _, trust = find_ledgers(folder)
    if trust is None:
        return {}
    members = Trust.parse(read_file(trust)).members.values()
    return {str(one.org): Text(zh=one.name_zh, en=one.name_en) for one in members}


def _database(folder: Path) -> Path:
    from puhui.assembly.errors import SettingsBroken
    from puhui.assembly.settings import Settings

    path = Settings.load(folder).database
    if not path.is_file():
        raise SettingsBroken(
            path=folder,
            reason=f"there is no {path.name}",
            advice="restore the backup, or run the node once",
            stage="cli.privacy",
        )
    return path


@contextlib.contextmanager
def _ledger(folder: Path) -> Iterator[Any]:
    """The node's own ledger or mirror, to be read; None where it has neither."""
    from puhui.ledger.check import find_ledgers
    from puhui.ledger.neighbouring import LedgerFile

    ledgers, _, _ = find_ledgers(folder)
    if not ledgers:
        yield None
        return
    with contextlib.closing(LedgerFile(ledgers[0])) as ledger:
        yield ledger.read
