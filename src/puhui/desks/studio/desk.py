"""The studio's desk: officers draft, test and backtest; approvers let through and publish.

Each step is one transaction and names the revision that it is about: of two who work at once the later one is told who
was faster, and what an approver approves is what the approver saw.
"""

import re
from collections.abc import Callable
from dataclasses import replace

from puhui.decisions.sheet import file_of, sheet_of
from puhui.desks.errors import ThingNotFound
from puhui.desks.studio import store
from puhui.desks.studio.errors import NothingInForce, ProductMismatch
from puhui.desks.studio.known_facts import known_facts
from puhui.desks.studio.offering import Announcer
from puhui.desks.studio.serving import InForce
from puhui.desks.studio.showing import summary
from puhui.desks.studio.states import FILED, State, Step, after, require_another
from puhui.desks.studio.stepping import Stepper
from puhui.desks.studio.workbench import By, Workbench
from puhui.desks.views.studio import (
    KnownFactList,
    ProductOpening,
    RulesOpening,
    VersionList,
    VersionReturning,
    VersionSaving,
    VersionStepping,
    VersionView,
)
from puhui.kernel import Clock, Language, Text
from puhui.market import ProductRefused
from puhui.storage import Database

_STAGE = "desks.studio"
_CODE = re.compile(r"(?=.{1,64}$)[a-z0-9]+(-[a-z0-9]+)*")


class StudioDesk:
    """One bank's rules and products in the making. Safe from many threads."""

    def __init__(
        self,
        bench: Workbench,
        *,
        database: Database,
        in_force: InForce,
        stepper: Stepper,
        announcer: Announcer,
        clock: Clock,
        wake: Callable[[], None],
        backtest: Callable[[], None],
    ) -> None:
        self._bench, self._database, self._in_force = bench, database, in_force
        self._stepper, self._announcer, self._clock = stepper, announcer, clock
        self._wake, self._backtest = wake, backtest

    # Looking.

    def facts(self) -> KnownFactList:
        """What rules and products may look at."""
        return known_facts()

    def versions(self, language: Language) -> VersionList:
        """All versions of rules and products, and which of them serve."""
        with self._database.transaction() as connection:
            found = store.versions(connection)
        return VersionList(
            items=[summary(one, language) for one in found],
            in_force=[one.id for one in found if one.state is State.PUBLISHED],
        )

    def version(self, id_: str, by: By) -> VersionView:
        """One version; raises `ThingNotFound`."""
        with self._database.transaction() as connection:
            return self._bench.view(connection, self._bench.there(connection, id_), by)

    def file(self, id_: str) -> bytes:
        """What it would serve: a decision file (JDM) or a product's JSON; raises `ThingNotFound`, `NotSound`."""
        with self._database.transaction() as connection:
            version = self._bench.there(connection, id_)
            if version.state in FILED:
                return store.file_of(connection, version.file)
            if version.kind == store.RULES:
                return file_of(version.content)
            return self._bench.judged(connection, version).require_sound()

    # Drafting.

    def open_rules(self, asked: RulesOpening, by: By) -> VersionView:
        """A draft of the rules: after a version, or of a decision file. Raises `RulesRefused`, `ThingNotFound`."""
        with self._database.transaction() as connection:
            based = self._bench.basis(connection, asked.based_on, store.RULES, store.RULES)
            if asked.file is not None:
                content = sheet_of(asked.file.encode())
            elif based is not None:
                content = based.content
            else:
                raise ThingNotFound(kind="version", id=asked.based_on or store.RULES, stage=_STAGE)
            number = store.next_number(connection, store.RULES, store.RULES)
            name = self._bench.named(connection, store.RULES, store.RULES, number)
            named = content | {"version": name, "valid_from": self._bench.today()}
            cases = based.cases if based is not None else {"facts": {}, "cases": []}
            made = self._bench.made((store.RULES, store.RULES, number), named, cases, based, by)
            return self._bench.opened(connection, made, by)

    def open_product(self, asked: ProductOpening, by: By) -> VersionView:
        """A draft of a product: after a version, or a new one. Raises `ThingNotFound`, `ProductRefused`."""
        with self._database.transaction() as connection:
            based = None
            if asked.based_on is not None:
                based = self._bench.there(connection, asked.based_on)
                if based.kind != store.PRODUCT:
                    raise ThingNotFound(kind="version", id=based.id, stage=_STAGE)
            content = dict(based.content) if based is not None else dict(asked.product or {})
            code = str(content.get("code", ""))
            if not _CODE.fullmatch(code):
                raise ProductRefused(
                    product=code[:64],
                    reason=Text(
                        zh=f"编号 {code[:64]!r} 的写法不是 tax-credit 这样",
                        en=f"code {code[:64]!r} is not like tax-credit",
                    ),
                    stage=_STAGE,
                )
            number = store.next_number(connection, store.PRODUCT, code)
            name = self._bench.named(connection, store.PRODUCT, code, number)
            content |= {"v": 1, "lender": self._bench.org, "version": name, "valid_from": self._bench.today()}
            content |= {"valid_to": None} if based is not None else {}
            made = self._bench.made((store.PRODUCT, code, number), content, {}, based, by)
            return self._bench.opened(connection, made, by)

    def save(self, id_: str, asked: VersionSaving, by: By) -> VersionView:
        """Keep what was written; the version is a draft again. Raises `VersionMovedOn`, `StepNotNow`,
        `ProductMismatch`."""
        with self._database.transaction() as connection:
            version = self._bench.at(connection, id_, asked.revision)
            after(version.state, Step.SAVE)
            content, cases = version.content, version.cases
            if version.kind == store.RULES:
                content = content if asked.sheet is None else asked.sheet.model_dump(exclude_none=True)
                cases = cases if asked.cases is None else asked.cases.model_dump()
            elif asked.product is not None:
                content = asked.product
                for key, kept in (("code", version.subject), ("lender", self._bench.org)):
                    if content.get(key) != kept:
                        raise ProductMismatch(key=key, stage=_STAGE)
            authors = tuple(dict.fromkeys([*version.authors, by.actor.person]))
            written = replace(version, content=content, cases=cases, authors=authors, file="", against="", report="")
            return self._bench.taken(connection, written, Step.SAVE, by)

    # The steps of a life.

    def test(self, id_: str, asked: VersionStepping, by: By) -> VersionView:
        """Test a draft against its cases and what is in force; raises `NotSound`, `VersionMovedOn`, `StepNotNow`."""
        with self._database.transaction() as connection:
            version = self._bench.at(connection, id_, asked.revision)
            after(version.state, Step.TEST)
            file = self._bench.judged(connection, version).require_sound()
            found = replace(
                version, file=store.keep_file(connection, file), against=self._bench.against(connection, version)
            )
            stepped = self._bench.taken(connection, found, Step.TEST, by, {"against": found.against})
        self._wake()
        return stepped

    def ask_backtest(self, id_: str, asked: VersionStepping, by: By) -> VersionView:
        """Have a tested version tried on the bank's past applications; the node goes on by itself.

        Raises `VersionMovedOn`, `StepNotNow`, `BasisMoved`.
        """
        with self._database.transaction() as connection:
            version = self._bench.at(connection, id_, asked.revision)
            after(version.state, Step.BACKTEST)
            self._bench.require_basis(connection, version)
            run = store.Run(
                version=version.id,
                file=version.file,
                against=version.against,
                state="waiting",
                done=0,
                total=0,
                asked_at=self._clock.now(),
                asked_by=by.actor.person,
                asked_name=by.actor.name,
                problem="",
            )
            store.ask_run(connection, run)
            found = self._bench.view(connection, version, by)
        self._backtest()
        return found

    def approve(self, id_: str, asked: VersionStepping, by: By) -> VersionView:
        """Let a backtested version through; raises `OwnWork`, `BasisMoved`, `VersionMovedOn`, `StepNotNow`."""
        with self._database.transaction() as connection:
            version = self._bench.at(connection, id_, asked.revision)
            after(version.state, Step.APPROVE)
            require_another(version.authors, by.actor.person)
            self._bench.require_basis(connection, version)
            args = {"report": version.report, "comment": asked.comment}
            stepped = self._bench.taken(connection, version, Step.APPROVE, by, args)
        self._wake()
        return stepped

    def reject(self, id_: str, asked: VersionReturning, by: By) -> VersionView:
        """Send a version back to its writers; raises `VersionMovedOn`, `StepNotNow`."""
        with self._database.transaction() as connection:
            version = self._bench.at(connection, id_, asked.revision)
            stepped = self._bench.taken(connection, version, Step.REJECT, by, {"comment": asked.reason})
        self._wake()
        return stepped

    def publish(self, id_: str, asked: VersionStepping, by: By) -> VersionView:
        """Put an approved version in force, in the place of the one before; a product goes to the platform.

        Raises `OwnWork`, `BasisMoved`, `NotSound`, `VersionMovedOn`, `StepNotNow`.
        """
        with self._database.transaction() as connection:
            version = self._bench.at(connection, id_, asked.revision)
            after(version.state, Step.PUBLISH)
            require_another(version.authors, by.actor.person)
            self._bench.require_basis(connection, version)
            self._bench.judged(connection, version).require_sound()
            who = by.who
            earlier = self._in_force.version(connection, version.kind, version.subject)
            if earlier is not None:
                self._stepper.step(connection, earlier, Step.SUPERSEDE, who, {"by": version.id})
            args = {"report": version.report, "comment": asked.comment}
            published = self._stepper.step(connection, version, Step.PUBLISH, who, args)
            if version.kind == store.PRODUCT:
                self._announcer.offer(connection, published, store.file_of(connection, published.file))
            found = self._bench.view(connection, published, by)
        self._in_force.refresh()
        self._wake()
        return found

    def take_offline(self, id_: str, asked: VersionReturning, by: By) -> VersionView:
        """Offer a product no more; raises `NothingInForce` for rules, `VersionMovedOn`, `StepNotNow`."""
        with self._database.transaction() as connection:
            version = self._bench.at(connection, id_, asked.revision)
            if version.kind == store.RULES:
                raise NothingInForce(stage=_STAGE)
            who = by.who
            gone = self._stepper.step(connection, version, Step.TAKE_OFFLINE, who, {"comment": asked.reason})
            self._announcer.withdraw(connection, gone)
            found = self._bench.view(connection, gone, by)
        self._in_force.refresh()
        self._wake()
        return found

    def delete(self, id_: str, asked: VersionStepping, by: By) -> None:
        """Drop a version that never served; raises `VersionMovedOn`, `StepNotNow`."""
        with self._database.transaction() as connection:
            version = self._bench.at(connection, id_, asked.revision)
            self._stepper.step(connection, version, Step.DELETE, by.who)
