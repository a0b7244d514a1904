"""The registry as people see it: each model with its state, its figures and its steps."""

import json
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy.engine import Connection

from puhui.credit.models import Model, kind_of
from puhui.credit.registry import Registry, Role, Serving, State
from puhui.credit.registry.journal import approval_of, last_day_of, state_name, validation_in
from puhui.credit.registry.states import Developed, Withdrawn
from puhui.desks.models import store
from puhui.desks.models.adjusting import counted
from puhui.desks.models.outcomes import Decided
from puhui.desks.models.reading import bads_of
from puhui.desks.models.serving import model_of
from puhui.desks.models.uses import ALL, shipped_cards, uses, uses_for
from puhui.desks.views import ModelList, ModelOutcomes, ModelStep, ModelUseView, ModelView, SegmentOutcomes
from puhui.kernel import Language


def model_list(connection: Connection, at: datetime, language: Language) -> ModelList:
    """All models, the newest first, and what serves each use."""
    kept = store.events(connection)
    registry = Registry.of(one.event for one in kept)
    views = [_view(connection, (registry, kept), digest, at, language) for digest in reversed(list(registry.states))]
    return ModelList(
        uses=[_use(registry, use, label.in_(language), at, language) for use, label in uses().items()],
        items=views,
        head=registry.head,
        size=registry.size,
    )


def model_view(connection: Connection, digest: str, at: datetime, language: Language) -> ModelView:
    """One model; the registry has it."""
    kept = store.events(connection)
    return _view(connection, (Registry.of(one.event for one in kept), kept), digest, at, language)


def needs_reports(connection: Connection, digest: str) -> set[str]:
    """The digests of all reports that a model's events name."""
    named = (_raw(kept) for kept in store.events(connection))
    return {raw["args"]["report"] for raw in named if raw["model"] == digest and raw["args"].get("report")}


def outcomes_view(model: Model, digest: str, rows: Sequence[Decided], language: Language) -> ModelOutcomes:
    """A card that scored, with what is known of its loans by segment."""
    found, named = counted(rows), uses()
    return ModelOutcomes(
        digest=digest,
        name=model.name,
        version=model.version,
        label=model.label.in_(language),
        known=sum(known for known, _ in found.values()),
        bads=sum(bads for _, bads in found.values()),
        segments=[
            SegmentOutcomes(
                segment=segment,
                label=named[segment].in_(language) if segment in named else segment,
                known=known,
                bads=bads,
            )
            for segment, (known, bads) in found.items()
        ],
    )


def _use(registry: Registry, use: str, label: str, at: datetime, language: Language) -> ModelUseView:
    over = (ALL,) if use == ALL else uses_for(use)
    found = (s for s in registry.states.values() if isinstance(s, Serving) and s.made.use in over)
    serving = sorted((s for s in found if not s.expired(at)), key=lambda s: over.index(s.made.use))
    champion = next((s for s in serving if s.role is Role.CHAMPION), None)
    card = shipped_cards()[use]
    return ModelUseView(
        code=use,
        label=label,
        serving=f"{card.label.in_(language)} {card.version}" if champion is None else str(champion.made.model),
        champion=None if champion is None else champion.made.model.digest,
        shadows=[s.made.model.digest for s in serving if s.role is Role.SHADOW],
    )


def _view(
    connection: Connection,
    read: tuple[Registry, list[store.KeptEvent]],
    digest: str,
    at: datetime,
    language: Language,
) -> ModelView:
    registry, kept = read
    state = registry.states[digest]
    model = model_of(store.file_of(connection, digest))
    made, approval, validation = state.made, approval_of(state), validation_in(state)
    return ModelView(
        digest=digest,
        name=model.name,
        version=model.version,
        label=model.label.in_(language),
        kind=kind_of(model),
        use=made.use,
        use_label=uses()[made.use].in_(language),
        state=state_name(state, at),
        calibrated=made.calibrated,
        auc=made.auc,
        bads=bads_of(model),
        data=list(made.data),
        report=made.report or None,
        validation=validation.figures if validation else None,
        validation_report=validation.report or None if validation else None,
        findings=list(validation.findings) if validation else [],
        approved_as=approval.role.value if approval else None,
        order_only=approval.order_only if approval else False,
        expires=approval.expires if approval else None,
        last_day=_last_day(state),
        steps=[_step(one) for one in kept if _raw(one)["model"] == digest],
    )


def _last_day(state: State) -> date | None:
    return None if isinstance(state, Developed | Withdrawn) else last_day_of(state)


def _step(kept: store.KeptEvent) -> ModelStep:
    raw = _raw(kept)
    return ModelStep(
        seq=raw["seq"],
        at=datetime.fromisoformat(raw["at"]),
        by=raw["by"],
        by_name=kept.by_name,
        action=raw["action"],
        args=raw["args"],
        entry=kept.entry,
    )


def _raw(kept: store.KeptEvent) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(kept.event)
    return found
