"""The dossier as a document for a bank's legal department: one page of summary, then the evidence behind it. Pure."""

from collections.abc import Callable, Iterator
from datetime import timedelta

from puhui.kernel import Language, Text
from puhui.privacy.dossier.blocks import Block, Heading, Words
from puhui.privacy.dossier.model import Dossier
from puhui.privacy.dossier.sections import (
    annex,
    authority,
    budgets,
    deeds,
    learnt,
    protocols,
    refusals,
    standard,
    summary,
    verifying,
)
from puhui.privacy.dossier.sections.names import SECTIONS
from puhui.privacy.dossier.writing import Writing

_MAKERS: dict[str, Callable[[Writing], Iterator[Block]]] = {
    "summary": summary.blocks,
    "of_us": deeds.of_us,
    "by_us": deeds.by_us,
    "authority": authority.blocks,
    "refusals": refusals.blocks,
    "learnt": learnt.blocks,
    "budgets": budgets.blocks,
    "protocols": protocols.blocks,
    "standard": standard.blocks,
    "verify": verifying.blocks,
    "absent": verifying.absent,
    "glossary": verifying.glossary,
    "annex": annex.blocks,
}


def title_of(dossier: Dossier) -> Text:
    """The document's name."""
    name = dossier.names.organisations.get(dossier.me, Text(zh=dossier.me, en=dossier.me))
    return Text(zh=f"{name.zh}隐私计算合规档案", en=f"Private computations of {name.en}: compliance dossier")


def compose(dossier: Dossier, language: Language) -> list[Block]:
    """The whole document in one language."""
    return list(_blocks(Writing(dossier, language)))


def _blocks(w: Writing) -> Iterator[Block]:
    d = w.dossier
    yield Heading(1, w.in_(title_of(d)), "top")
    since, last = w.moment(d.since), w.moment(d.until - timedelta(microseconds=1))
    yield Words(w.told("period", since=since, last=last, made=w.exactly(d.made_at)), "dim")
    if d.made_at < d.until:
        yield Words(w.told("period_open", made=w.exactly(d.made_at)), "note")
    yield Words(w.told("which_language"), "dim")
    for number, (section, make) in enumerate(_MAKERS.items(), start=1):
        yield Heading(2, f"{number}. {w.in_(SECTIONS[section])}", section)
        yield from make(w)
