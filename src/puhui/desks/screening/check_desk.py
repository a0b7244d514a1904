"""The desk of checks: ask the registry and the portal under the application's grants, and look among our applicants.

A custodian that does not answer costs nobody anything: that check is not made, and the screening says so. An officer
may have the registry compare what was stated at the counter, an ID number among it, which is sent, and kept nowhere.
"""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import structlog

from puhui.consent import ActiveGrant, checks_only, find_grants
from puhui.desks.cases import Case
from puhui.desks.collecting import Asker, Requests
from puhui.desks.localising import both, localised
from puhui.desks.screening import linking, store
from puhui.desks.screening.checks import FLAGS, Checks, Document, register_document, tags_of
from puhui.desks.screening.errors import NoCheckGranted
from puhui.desks.screening.papers import Paper
from puhui.desks.store import document, put_document
from puhui.desks.verifying import PATH
from puhui.desks.views import ChecksView, StatedRequest
from puhui.exchange import Received, described
from puhui.exchange.fields import IDENTITY
from puhui.kernel import Language, PuhuiError
from puhui.ledger import Ledger
from puhui.lending.office import LoanOffice
from puhui.storage import Database

_KIND = "checks"
_STAGE = "desks.screening"
_log = structlog.get_logger("puhui.desks.screening")

Kept = dict[str, Any]


class CheckDesk:
    """One bank's checks of its applications. Safe from many threads."""

    def __init__(
        self, *, asker: Asker, requests: Requests, office: LoanOffice, database: Database, ledger: Ledger
    ) -> None:
        self._asker, self._requests = asker, requests
        self._office, self._database, self._ledger = office, database, ledger

    def checked(self, case: Case) -> Checks:
        """The checks of an application, asked anew: one use of each grant for checks."""
        grants = self._grants(case)
        if grants:
            with ThreadPoolExecutor(max_workers=len(grants)) as pool:
                list(pool.map(lambda grant: self._check(case, grant), grants))
        return self._checks(case, self._kept(str(case.application.id)))

    def compare(self, case: Case, request: StatedRequest, language: Language) -> ChecksView:
        """Have the registry compare what was stated at the counter; raises `NoCheckGranted` and the registry's refusal,
        `VerificationThrottled` among them."""
        grant = next((one for one in self._grants(case) if described(one.terms.dataset).source == IDENTITY), None)
        if grant is None:
            raise NoCheckGranted(party=str(self._office.organisation), stage=_STAGE)
        self._compare(case, grant, _stated(case, request.representative, request.id_number), "counter")
        return self.checks(case, language)

    def checks(self, case: Case, language: Language) -> ChecksView:
        """What was checked so far."""
        kept = self._kept(str(case.application.id))
        return ChecksView.model_validate(localised(self._document(case, self._checks(case, kept)), language))

    def listed(self, id_: str, told: Document) -> None:
        """Keep what a private lookup told; the next assessment takes it in."""
        self._put(id_, {"listed": told})

    def listed_of(self, id_: str) -> Document | None:
        """What the latest private lookup told; None before."""
        told: Document | None = self._kept(id_).get("listed")
        return told

    def _check(self, case: Case, grant: ActiveGrant) -> None:
        try:
            if described(grant.terms.dataset).source == IDENTITY:
                self._compare(case, grant, _stated(case, case.handed.representative), "register")
            else:
                self._link(case, self._ask(case, grant))
        except PuhuiError as error:
            told = {"custodian": grant.terms.custodian, "dataset": grant.terms.dataset, "code": error.code}
            _log.warning("a check was not made", **told, cause=error.cause_text.en)

    def _grants(self, case: Case) -> list[ActiveGrant]:
        now = self._office.now()
        found = find_grants(self._ledger, case.application.granted, now)
        return [one for one in found if isinstance(one, ActiveGrant) and checks_only(one.terms.program)]

    def _ask(self, case: Case, grant: ActiveGrant, **how: Any) -> Received:
        """Ask once; an asking that died is the same question the next time."""
        name = f"{case.application.id}:{grant.terms.dataset}:{how.get('path', '')}"
        requests = self._requests.fixed(name, case.subject.uscc, [grant])
        received = self._asker.ask(case.subject, grant, requests[str(grant.id)], **how)
        with self._database.transaction() as connection:
            self._requests.used(connection, name)
        return received

    def _compare(self, case: Case, grant: ActiveGrant, factors: Mapping[str, str], place: str) -> None:
        received = self._ask(case, grant, path=PATH, beside={"factors": dict(factors)})
        told = register_document(received.indicators, str(received.entry), self._office.now().isoformat())
        self._put(str(case.application.id), {place: told})
        self._link(case, received)

    def _link(self, case: Case, received: Received) -> None:
        application = case.application
        tags = tags_of({name: one.value for name, one in received.indicators.items()})
        with self._database.transaction() as connection:
            store.put_links(
                connection, application.id, tags, uscc=application.applicant.uscc, at=application.submitted_at
            )

    def _checks(self, case: Case, kept: Kept) -> Checks:
        application, now = case.application, self._office.now()
        with self._database.transaction() as connection:
            others = linking.shared_here(connection, application.id, uscc=application.applicant.uscc, now=now)
        register = kept.get("register")
        exempt = {"address": bool(register and register["address_houses_many"])}
        source, on = str(self._office.organisation), self._office.day_of(now).isoformat()
        links = linking.as_links(others, source=source, on=on, exempt=exempt) if others else None
        return Checks(register, kept.get("counter"), links, case.handed.papers, kept.get("listed"))

    def _document(self, case: Case, checks: Checks) -> Document:
        on = case.application.submitted_at.date()
        return {
            "application": str(case.application.id),
            "registry": _shown(checks.register),
            "counter": _shown(checks.counter),
            "links": [
                {name: one[name] for name in ("kind", "enterprises", "days", "exempt")} for one in checks.links or ()
            ],
            "papers": [_paper(paper, found) for paper, found in zip(checks.papers, checks.found(on), strict=True)],
        }

    def _kept(self, id_: str) -> Kept:
        with self._database.transaction() as connection:
            return document(connection, _KIND, id_) or {}

    def _put(self, id_: str, change: Kept) -> None:
        with self._database.transaction() as connection:
            kept = (document(connection, _KIND, id_) or {}) | change
            put_document(connection, _KIND, id_, kept, uscc="", at=self._office.now())


def _stated(case: Case, representative: str, id_number: str = "") -> dict[str, str]:
    stated = {"name": case.application.applicant.name, "legal_person": representative, "legal_person_id": id_number}
    return {name: value for name, value in stated.items() if value.strip()}


def _shown(told: Document | None) -> Document | None:
    if told is None:
        return None
    flags = [{"name": name, "same": told["flags"][name]} for name in FLAGS]
    names = ("at", "as_of", "entry", "result", "level", "behind_until", "status")
    return {**{name: told[name] for name in names}, "flags": flags}


def _paper(paper: Paper, found: Any) -> Document:
    shown = paper.shown
    return {
        "kind": shown.kind.value,
        "kind_text": both(shown.kind.text),
        "digest": paper.digest,
        "issued_on": shown.issued_on and shown.issued_on.isoformat(),
        "expires_on": shown.expires_on and shown.expires_on.isoformat(),
        "state": found.state.value,
        "text": both(found.text),
    }
