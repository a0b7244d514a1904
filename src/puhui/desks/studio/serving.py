"""What is in force at a bank now: its rules, and its products in the node's catalogue.

What lies in the node's folder (`rules.json`, `products.json`) serves until the studio publishes a version of the same
thing. A changed file is installed at the next start, as a version of its own; once the studio has published, the file
is left alone: nobody puts rules in force by changing a file behind four eyes.
"""

import json
import threading
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import structlog
from sqlalchemy.engine import Connection

from puhui.credit.canonical import canonical, digest_of_bytes
from puhui.decisions import RulesRefused, shipped, shipped_cases
from puhui.decisions.sheet import sheet_of
from puhui.desks.catalogue import Catalogue
from puhui.desks.studio import store
from puhui.desks.studio.states import FILED, State, Step
from puhui.kernel import Clock, Entropy
from puhui.kernel.ids import VersionId
from puhui.lending.concluding import product_file
from puhui.market import Product, product_document
from puhui.storage import Database

_log = structlog.get_logger("puhui.desks.studio")


@dataclass(frozen=True, slots=True)
class Installed:
    """What lies in the node's folder: the decision file, its worked cases where there are any, the products."""

    rules: bytes
    cases: bytes | None
    products: Sequence[Product]


class InForce:
    """The rules and products that serve now. Safe from many threads; `refresh` follows a publication."""

    def __init__(
        self, installed: Installed, *, database: Database, catalogue: Catalogue, clock: Clock, entropy: Entropy
    ) -> None:
        self._installed, self._database, self._catalogue = installed, database, catalogue
        self._clock, self._entropy = clock, entropy
        self._rules = installed.rules
        self._refreshing = threading.Lock()
        with database.transaction() as connection:
            self._install(connection)
        self.refresh()

    def rules(self) -> bytes:
        """The decision file in force."""
        return self._rules

    def refresh(self) -> None:
        """Serve what is published, from now on; one at a time, so that what was read first is not shown last."""
        with self._refreshing:
            self._refresh()

    def _refresh(self) -> None:
        with self._database.transaction() as connection:
            found = [one for one in store.versions(connection) if one.state in (State.PUBLISHED, State.OFFLINE)]
            files = {one.id: store.file_of(connection, one.file) for one in found}
        live = {(one.kind, one.subject) for one in found if one.state is State.PUBLISHED}
        for one in sorted(found, key=lambda version: version.number):
            if one.state is State.PUBLISHED and one.kind == store.RULES:
                self._rules = files[one.id]
            elif one.state is State.PUBLISHED:
                self._catalogue.put(Product.parse(files[one.id]))
            elif (one.kind, one.subject) not in live:  # applications of it are still looked at
                self._catalogue.put(Product.parse(files[one.id]))
                self._catalogue.withdraw(one.content["lender"], one.subject, before=self._clock.now().date())

    def version(self, connection: Connection, kind: str, subject: str) -> store.Version | None:
        """The version in force; None where nothing is."""
        found = store.versions(connection, kind, subject)
        return next((one for one in found if one.state is State.PUBLISHED), None)

    def file(self, connection: Connection, kind: str, subject: str) -> bytes | None:
        """Its bytes."""
        found = self.version(connection, kind, subject)
        return None if found is None else store.file_of(connection, found.file)

    def names(self, connection: Connection, kind: str, subject: str) -> set[str]:
        """The names that versions which ever served have."""
        found = store.versions(connection, kind, subject)
        return {str(one.content.get("version", "")) for one in found if one.state in FILED}

    def _install(self, connection: Connection) -> None:
        try:
            sheet = sheet_of(self._installed.rules)
        except RulesRefused as refused:  # it serves nobody: an assessment by it says the same
            _log.warning("the node's rules.json is not used", cause=refused.cause_text.en)
        else:
            cases = _cases(self._installed)
            self._install_one(connection, (store.RULES, store.RULES), self._installed.rules, sheet, cases)
        for product in self._installed.products:
            key, content = (store.PRODUCT, product.code), product_document(product)
            self._install_one(connection, key, product_file(product), content, {})

    def _install_one(
        self,
        connection: Connection,
        key: tuple[str, str],
        file: bytes,
        content: dict[str, Any],
        cases: dict[str, Any],
    ) -> None:
        """Put a file in force unless it is, or the studio has published what it is about."""
        before = [one for one in store.versions(connection, *key) if one.state in FILED]
        if any(one.authors for one in before):  # somebody wrote and published here
            return
        digest, now = digest_of_bytes(file), self._clock.now()
        if any(one.file == digest and one.state is State.PUBLISHED for one in before):
            return
        for one in before:
            if one.state is State.PUBLISHED:
                store.put_version(connection, replace(one, state=State.SUPERSEDED))
                _note(connection, one, Step.SUPERSEDE, now)
        made = store.Version(
            id=str(VersionId.new(self._clock, self._entropy)),
            kind=key[0],
            subject=key[1],
            number=store.next_number(connection, *key),
            state=State.PUBLISHED,
            revision=1,
            content=content,
            cases=cases,
            authors=(),
            based_on="",
            changed_at=now,
            changed_by="",
            file=store.keep_file(connection, file),
        )
        store.add_version(connection, made)
        _note(connection, made, Step.INSTALL, now)


def _note(connection: Connection, version: store.Version, step: Step, at: datetime) -> None:
    """Write a step that no person took: it is no entry, as a folder's content is vouched for by nobody."""
    event = canonical({"version": version.id, "action": step.value, "file": version.file, "at": at.isoformat()})
    seq = store.next_seq(connection)
    store.add_step(connection, version.id, store.Taken(seq, at, step.value, "", event, ""))


def _cases(installed: Installed) -> dict[str, Any]:
    """The worked cases of the installed rules: those beside the file, or the shipped ones of a shipped file."""
    style = next((name for name in ("standard", "cautious") if shipped(name) == installed.rules), None)
    data = installed.cases if installed.cases is not None else shipped_cases(style) if style else None
    try:
        raw = json.loads(data) if data is not None else {}
    except ValueError:
        _log.warning("the worked cases beside rules.json are no JSON")
        raw = {}
    return {"facts": raw.get("facts", {}), "cases": raw.get("cases", [])}
