"""Versions as people see them: what each says, what is wrong with it, what its backtest found, who took which step."""

import json
from typing import Any

from sqlalchemy.engine import Connection

from puhui.desks.actors import Actor
from puhui.desks.lending_documents import product_document
from puhui.desks.localising import localised
from puhui.desks.studio import store
from puhui.desks.studio.contents import Judged, name_of, title_of
from puhui.desks.studio.states import CODES
from puhui.desks.views.products import ProductView
from puhui.desks.views.studio import (
    CaseFailure,
    CaseSheet,
    FaultView,
    RuleChange,
    RuleSheet,
    UncoveredRule,
    VersionBacktest,
    VersionStep,
    VersionSummary,
    VersionVerdict,
    VersionView,
)
from puhui.kernel import Language, Text
from puhui.market import Product


def summary_document(version: store.Version, language: Language) -> dict[str, Any]:
    """What a list and a page both show."""
    return {
        "id": version.id,
        "kind": version.kind,
        "subject": version.subject,
        "number": version.number,
        "name": name_of(version),
        "title": title_of(version).in_(language),
        "state": version.state.value,
        "code": CODES[version.state],
        "revision": version.revision,
        "changed_at": version.changed_at,
        "changed_by": version.changed_by,
        "file": version.file or None,
    }


def summary(version: store.Version, language: Language) -> VersionSummary:
    """A version in a list."""
    return VersionSummary.model_validate(summary_document(version, language))


def view(
    connection: Connection, version: store.Version, judged: Judged, *, lender: Text, actor: Actor, language: Language
) -> VersionView:
    """A version with all that it says."""
    rules = version.kind == store.RULES
    return VersionView.model_validate(
        summary_document(version, language)
        | {
            "based_on": version.based_on or None,
            "sheet": RuleSheet.model_validate(version.content) if rules else None,
            "cases": CaseSheet.model_validate(version.cases) if rules else None,
            "product": None if rules else version.content,
            "offered": None if rules or not judged.file else _offered(judged.file, lender, language),
            "verdict": _verdict(judged, language),
            "backtest": _backtest(connection, version, language),
            "mine": actor.person in version.authors,
            "steps": [_step(one) for one in store.steps(connection, version.id)],
        }
    )


def _offered(file: bytes, lender: Text, language: Language) -> ProductView:
    return ProductView.model_validate(localised(product_document(Product.parse(file), lender), language))


def _verdict(judged: Judged, language: Language) -> VersionVerdict:
    return VersionVerdict(
        sound=judged.sound,
        faults=[FaultView(row=one.row, column=one.column, text=one.text.in_(language)) for one in judged.faults],
        cases=judged.cases.cases,
        failed=[
            CaseFailure(
                case=one.case,
                wanted=one.wanted,
                found=one.found,
                verdict=one.verdict.value,
                findings={code: said.value for code, said in one.findings.items()},
            )
            for one in judged.cases.failed
        ],
        uncovered=[UncoveredRule(code=one.code, lacks=list(one.lacks)) for one in judged.cases.uncovered],
        changes=[
            RuleChange(code=one.code, what=one.what, detail=one.detail, fixed=one.fixed, weakens=one.weakens_fixed)
            for one in judged.changes
        ],
    )


def _backtest(connection: Connection, version: store.Version, language: Language) -> VersionBacktest | None:
    """The latest run, where it is of this very draft; its report only then."""
    run = store.run_of(connection, version.id)
    if run is None or run.file != version.file or run.against != version.against:
        return None
    report = json.loads(store.file_of(connection, version.report)) if version.report else None
    return VersionBacktest.model_validate(
        {
            "state": run.state,
            "done": run.done,
            "total": run.total,
            "asked_at": run.asked_at,
            "asked_by": run.asked_name,
            "problem": localised(json.loads(run.problem), language) if run.problem else None,
            "digest": version.report or None,
            "report": None if report is None else localised(report, language),
        }
    )


def _step(one: store.Taken) -> VersionStep:
    said = json.loads(one.event)
    return VersionStep(
        at=one.at,
        by_name=one.by_name,
        action=one.action,
        comment=str(said.get("args", {}).get("comment", "")),
        entry=one.entry or None,
    )
