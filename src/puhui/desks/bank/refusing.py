"""A refusal as a bank words it: what would turn it, and what of it the enterprise is told.

The advice is made again from the recorded decision and the files that the record names, so it promises what the same
rules would say. What the bank must keep to itself (`lending.withholding`) does not leave with the news to the portal.
"""

from collections.abc import Mapping

import structlog
from sqlalchemy.engine import Connection

from puhui.decisions import DecisionRecord, Severity, Verdict
from puhui.desks.advice_documents import Document, refusal_document
from puhui.desks.localising import both
from puhui.desks.shelf import Shelf
from puhui.kernel import PuhuiError
from puhui.kernel.ids import ApplicationId
from puhui.lending import store
from puhui.lending.advising import NoCardToAdviseBy, advise, product_key
from puhui.lending.application import Application, AssessedApplication, DeclinedApplication
from puhui.lending.bundle import named_files
from puhui.lending.concluding import DERIVED
from puhui.lending.replaying import ground_of
from puhui.lending.withholding import CODE, TEXT, withheld

_log = structlog.get_logger("puhui.desks.bank.refusing")


def refusal_advice(connection: Connection, id_: ApplicationId, shelf: Shelf) -> Document | None:
    """What would turn the refusal of an assessed application; None where nobody may say, or nothing can be said.

    Nothing is said where the rules did not decline (a person did), where the record has a finding that is withheld, and
    where a private computation gave the score.
    """
    record = _declining(connection, id_)
    if record is None:
        return None
    files = {digest: store.rules(connection, digest) for digest in named_files(record)}
    given = {name: one for name, one in record.facts.items() if name not in DERIVED}
    try:
        asked, ground = ground_of(record, {digest: file for digest, file in files.items() if file is not None})
        offers = shelf.on_offer(ground.on)
        found = advise(given, asked, ground, offers=offers)
    except NoCardToAdviseBy:
        return None
    except PuhuiError as error:
        # A refusal stands without advice: the officer is not kept from deciding by a product that changed since.
        _log.warning("no advice for a refusal", application=id_, cause=error.cause_text.en)
        return None
    return refusal_document(found, {product_key(one): shelf.document(one.code) for one in offers})


def _declining(connection: Connection, id_: ApplicationId) -> DecisionRecord | None:
    """The record by which the rules declined, where nothing of why is withheld."""
    application = store.application(connection, id_)
    if not isinstance(application, AssessedApplication):
        return None
    data = store.document(connection, application.assessment.record_digest)
    record = None if data is None else DecisionRecord.parse(data)
    if record is None or record.outcome["verdict"] != Verdict.DECLINE.value:
        return None
    broken = (one for one in record.outcome["findings"] if one["severity"] == Severity.KO.value)
    return None if any(withheld(one) for one in broken) else record


def as_told(document: Document, application: Application) -> Document:
    """An application's document as its enterprise is told it: without the reasons that stay at the bank."""
    if not isinstance(application, DeclinedApplication):
        return document
    kept = {refusal.code for refusal in application.decision.refusals if refusal.withheld}
    if not kept:
        return document
    decision: Mapping[str, object] = document["decision"]
    told = [reason for reason in document["decision"]["reasons"] if reason["code"] not in kept]
    return document | {"decision": {**decision, "reasons": [*told, {"code": CODE, "text": both(TEXT)}], "advice": None}}
