"""A bank's studio over one database, with its past applications, and the people who work in it."""

from typing import Any

from puhui.decisions import shipped
from puhui.desks.actors import Actor
from puhui.desks.catalogue import Catalogue
from puhui.desks.models.journal import Journal
from puhui.desks.studio import Backtests, By, InForce, Installed, StudioDesk, Workbench
from puhui.desks.studio.offering import Announcer
from puhui.desks.studio.stepping import Stepper
from puhui.desks.views.studio import (
    ProductOpening,
    RulesOpening,
    VersionSaving,
    VersionStepping,
    VersionView,
)
from puhui.kernel import Language, Text
from puhui.market import shipped_products
from tests.unit.lending.conftest import Bank

OWN = [product for product in shipped_products() if product.lender == "bank-a"]


def by(name: str, role: str = "officer") -> By:
    return By(Actor(person=f"psn_{name}", name=name, role=role, org="bank-a", uscc=None), Language.EN)


WRITER, OTHER_WRITER, APPROVER = by("wang"), by("li"), by("zhao", "approver")


class Room:
    """The studio of `bank`; `again` is the node started anew on the same database."""

    def __init__(self, bank: Bank, rules: bytes = shipped("standard"), products: Any = None) -> None:
        self.bank = bank
        self.catalogue = Catalogue(OWN if products is None else products)
        installed = Installed(rules, None, list(self.catalogue))
        signer = bank.office.signer
        self.in_force = InForce(
            installed, database=bank.database, catalogue=self.catalogue, clock=bank.clock, entropy=bank.entropy
        )
        journal = Journal(org=bank.office.organisation, signer=signer, clock=bank.clock, entropy=bank.entropy)
        stepper = Stepper(journal=journal, clock=bank.clock)
        self.backtests = Backtests(
            database=bank.database,
            in_force=self.in_force,
            office=bank.office,
            stepper=stepper,
            clock=bank.clock,
            delivered=lambda: None,
        )
        bench = Workbench(
            org="bank-a",
            name=Text(zh="甲银行", en="Bank A"),
            in_force=self.in_force,
            stepper=stepper,
            clock=bank.clock,
            entropy=bank.entropy,
        )
        self.desk = StudioDesk(
            bench,
            database=bank.database,
            in_force=self.in_force,
            stepper=stepper,
            announcer=Announcer(portal="platform", clock=bank.clock),
            clock=bank.clock,
            wake=lambda: None,
            backtest=self.backtests.wake,
        )

    def stricter(self, months: int = 72) -> VersionView:
        """A draft of rules that ask for more months, with its cases mended."""
        draft = self.desk.open_rules(RulesOpening(), WRITER)
        assert draft.sheet is not None
        assert draft.cases is not None
        sheet, cases = draft.sheet.model_copy(deep=True), draft.cases.model_copy(deep=True)
        threshold = next(one for one in sheet.thresholds if one.name == "age_m_min")
        threshold.value, threshold.high = months, 120
        cases.facts["age_m"] = 200
        for case in cases.cases:
            if case.name == "AGE_TOO_YOUNG: just kept":
                case.change["age_m"] = months
        saving = VersionSaving(revision=draft.revision, sheet=sheet, cases=cases)
        return self.desk.save(draft.id, saving, WRITER)

    def backtested(self, draft: VersionView) -> VersionView:
        tested = self.desk.test(draft.id, at(draft), WRITER)
        self.desk.ask_backtest(tested.id, at(tested), WRITER)
        assert self.backtests.run_due() == 1
        return self.desk.version(draft.id, WRITER)

    def published(self, draft: VersionView) -> VersionView:
        tried = self.backtested(draft)
        approved = self.desk.approve(tried.id, at(tried), APPROVER)
        return self.desk.publish(approved.id, at(approved), APPROVER)

    def product(self, code: str, **changes: Any) -> VersionView:
        """A draft after the product in force, with some keys changed."""
        found = self.desk.versions(Language.EN)
        basis = next(one for one in found.items if one.subject == code and one.id in found.in_force)
        draft = self.desk.open_product(ProductOpening(based_on=basis.id), WRITER)
        assert draft.product is not None
        saving = VersionSaving(revision=draft.revision, product=draft.product | changes)
        return self.desk.save(draft.id, saving, WRITER)


def at(version: VersionView) -> VersionStepping:
    return VersionStepping(revision=version.revision)


__all__ = ["APPROVER", "OTHER_WRITER", "OWN", "WRITER", "Room", "at", "by"]
