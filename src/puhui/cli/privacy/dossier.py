"""`puhui privacy dossier`."""

import contextlib
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from puhui.cli.output import emit
from puhui.cli.privacy.options import Json

if TYPE_CHECKING:
    from puhui.assembly.settings import Settings
    from puhui.kernel import Language, Text
    from puhui.privacy.dossier import Dossier, Names
    from puhui.privacy.dossier.agreements import Mandated

_DAY = "%Y-%m-%d"
_LANG = "{lang}"


def dossier(  # noqa: PLR0917 - Typer passes them by name
    folder: Annotated[Path, typer.Argument(help="A node's folder.", metavar="DIR")],
    since: Annotated[datetime, typer.Option("--from", help="The first day, Beijing time.", formats=[_DAY])],
    to: Annotated[datetime, typer.Option("--to", help="The last day, included.", formats=[_DAY])],
    out: Annotated[
        Path | None, typer.Option(help="Where to write it: .html or .md; “{lang}” in the name makes a file a language.")
    ] = None,
    lang: Annotated[str, typer.Option(help="zh, en, or both: Chinese first.")] = "both",
    ledger: Annotated[
        Path | None,
        typer.Option(help="A folder with the ledger. Default: the node's own, else the operator's node is asked."),
    ] = None,
    as_json: Json = False,
) -> None:
    """The compliance dossier of a period: who computed what with whom, and what each learnt."""
    from puhui.assembly.databases import existing_database
    from puhui.assembly.settings import Settings
    from puhui.kernel import SystemClock
    from puhui.privacy.dossier import BEIJING, as_markdown, as_page, compose, read_dossier, title_of
    from puhui.privacy.jobs.counting import catch_up
    from puhui.privacy.leakage import with_own

    languages = _languages(lang)
    if out is not None and out.suffix not in {".html", ".md"}:
        raise typer.BadParameter(f"{out.name}: .html or .md", param_hint="--out")
    if to < since:
        raise typer.BadParameter("the last day is before the first", param_hint="--to")
    settings = Settings.load(folder)
    with (
        existing_database(settings) as database,
        database.transaction() as connection,
        _ledger(settings, ledger) as (readable, source),
    ):
        catch_up(connection, None)  # of a node that went down, the last jobs may not have been settled
        told = read_dossier(
            connection,
            settings.org,
            since=_midnight(since.date(), BEIJING),
            until=_midnight(to.date() + timedelta(days=1), BEIJING),
            made_at=SystemClock().now(),
            names=_names(settings),
            ledger=readable.read if readable else None,
            entries=readable.entries if readable else None,
            source=source,
            suite=settings.suite,
            limits=with_own(settings.leakage),
        )
    documents = [(language, compose(told, language)) for language in languages]
    written: list[str] = []
    text = "\n\n".join(as_markdown(blocks) for _, blocks in documents)
    for path, held in _files(out, documents):
        page = path.suffix == ".html"
        said = (
            as_page(title_of(told).in_(held[0][0]), held) if page else "\n\n".join(as_markdown(one) for _, one in held)
        )
        path.write_text(f"{said}\n", encoding="utf-8")
        written.append(str(path))
    document = {**_document(told), "out": ", ".join(written) or None}
    emit(document, as_json=as_json, text=f"→ {', '.join(written)}" if written else text)


def _files(out: Path | None, documents: list[tuple[Any, list[Any]]]) -> list[tuple[Path, list[tuple[Any, list[Any]]]]]:
    """What goes into which file: all languages into one, or each into its own where the name says `{lang}`."""
    if out is None:
        return []
    if _LANG not in out.name:
        return [(out, documents)]
    short = {"zh-CN": "zh", "en": "en"}
    return [(out.with_name(out.name.replace(_LANG, short[one[0].value])), [one]) for one in documents]


def _document(told: "Dossier") -> dict[str, Any]:
    """The counts and totals, for machines."""
    side = told.ledger
    return {
        "org": told.me,
        "from": told.since.isoformat(),
        "until": told.until.isoformat(),
        "jobs": {end.value: len(told.having(end)) for end in {deed.end: None for deed in told.deeds}},
        "learnt": [{**asdict(one), "op": one.op.value} for one in told.totals],
        "budgets": [{**asdict(one), "left": one.left} for one in told.budgets],
        "turned_away": [{"caller": one.caller, "code": one.code, "count": one.count} for one in told.turned_away],
        "mandates": None if side is None else [_mandate(one) for one in side.mandates],
        "not_on_ledger": None if side is None else [deed.job for deed in told.not_on_ledger()],
        "undenied": None if side is None else [[deed.job, why.value] for deed, why in told.undenied()],
        "ends_missing": None if side is None else [[deed.job, orgs] for deed, orgs in told.ends_missing()],
        "without_job": None if side is None else [[one.id, n] for one, n in told.without_job()],
    }


def _mandate(one: "Mandated") -> dict[str, Any]:
    return {
        "mandate": one.id,
        "custodian": one.custodian,
        "receiver": one.receiver,
        "dataset": one.dataset,
        "allowed": one.allowed,
        "used": one.used,
        "denied": one.denied,
        "uses_in_period": len(one.uses),
        "denials_in_period": [numbered.reason for numbered in one.denials],
        "withdrawn": one.withdrawn_at is not None,
        "gaps": list(one.gaps),
    }


def _languages(lang: str) -> "list[Language]":
    from puhui.kernel import Language

    known = {"zh": [Language.ZH_CN], "en": [Language.EN], "both": [Language.ZH_CN, Language.EN]}
    if lang not in known:
        raise typer.BadParameter(f"{lang}: zh, en or both", param_hint="--lang")
    return known[lang]


def _midnight(day: date, zone: Any) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=zone)


def _names(settings: "Settings") -> "Names":
    """What the node calls organisations, datasets and purposes; of members that it has no address of, by the trust."""
    from puhui.desks.computing.words import purposes
    from puhui.exchange import lists_of, published_of
    from puhui.kernel import Text
    from puhui.kernel.ids import OrgId
    from puhui.privacy.dossier import Names

    known = {peer.org: Text(zh=peer.name_zh, en=peer.name_en) for peer in settings.peers}
    known[settings.org] = Text(zh=settings.name_zh, en=settings.name_en)
    roles = [(peer.org, peer.role) for peer in settings.peers] + [(settings.org, settings.role)]
    datasets: dict[str, Text] = {}
    for org, role in roles:
        datasets |= {str(one.id_at(OrgId(org))): one.name for one in published_of(role)}
        datasets |= {str(one.id_at(OrgId(org))): one.name for one in lists_of(role)}
    return Names(organisations=known | _members(settings.folder), datasets=datasets, purposes=purposes())


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


@contextlib.contextmanager
def _ledger(settings: "Settings", named: Path | None) -> Iterator[tuple[Any, str]]:
    """A ledger's state and log to read, and whose: a folder's, the node's own, or what the operator's node answers.

    Nothing, where the operator's node does not answer. Raises `NoLedgerHere` for a folder that was named and has none.
    """
    from puhui.assembly.auditing import node_at
    from puhui.kernel import PuhuiError, SystemClock, SystemEntropy
    from puhui.ledger.check import find_ledgers
    from puhui.ledger.contracts.membership import LOG
    from puhui.ledger.errors import NoLedgerHere
    from puhui.ledger.neighbouring import LedgerFile

    ledgers, _, _ = find_ledgers(named or settings.folder)
    if ledgers:
        with contextlib.closing(LedgerFile(ledgers[0])) as ledger:
            yield ledger, "" if named is None else str(ledgers[0].parent.name)
        return
    if named is not None:
        raise NoLedgerHere(folder=str(named), stage="cli.privacy")
    url = next((peer.url for peer in settings.peers if peer.org == settings.operator), "")
    try:
        asked = node_at(settings, url, SystemClock(), SystemEntropy())
        asked.read(LOG)
    except PuhuiError:
        yield None, ""
        return
    yield asked, settings.operator
