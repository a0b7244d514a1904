"""One support office over rows in memory, and made-up questions to it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from puhui.credit.price_cover import RiskShare
from puhui.kernel import ManualClock, SeededEntropy, SoftwareSigner, Text, suite
from puhui.kernel.ids import OrgId
from puhui.storage import Database
from puhui.support import (
    Asked,
    AskedSubsidy,
    Cover,
    Criteria,
    Guarantee,
    Institution,
    LoanNews,
    SupportHouse,
    Terms,
    guaranteeing,
    objecting,
    store,
)

YI = 10_000_000_000  # a hundred million yuan, in fen
DAY = date(2026, 7, 1)
SHARES = tuple(
    RiskShare(party, Decimal(percent))
    for party, percent in (("guarantor", 40), ("re-guarantor", 30), ("bank-a", 20), ("government", 10))
)
COVER = Cover("pbc", Decimal("0.01"), SHARES)
INSTITUTION = Institution(Text(zh="明澄融资担保", en="Mingcheng Guarantee"), YI, True, "2026-06-30")
CODES = ("91110000600037341L", "91130200MA0A1B2C36")


@dataclass
class World:
    """One office and its clock."""

    database: Database
    house: SupportHouse
    clock: ManualClock

    def do(self, step: Callable[..., Any], *args: Any, **more: Any) -> Any:
        with self.database.transaction() as connection:
            return step(connection, *args, **more)

    def asked(self, number: int, loan_fen: int, uscc: str = CODES[0], product: str = "guaranteed") -> Guarantee:
        question = Asked(f"app_{number}", "bank-a", product, uscc, "青禾机械", "small_micro", loan_fen, 12, COVER)
        found: Guarantee = self.do(guaranteeing.ask, self.house, question)
        return found

    def promised(self, number: int, loan_fen: int, **more: Any) -> Guarantee:
        group = more.pop("group", "")
        one = self.asked(number, loan_fen, **more)
        words = {"group": group, "controls_guarantor": False, "comment": "ok"}
        self.do(guaranteeing.propose, self.house, INSTITUTION, one.id, **words, by="officer")
        found: Guarantee = self.do(guaranteeing.promise, self.house, INSTITUTION, one.id, by="approver")
        return found

    def begun(self, number: int, loan_fen: int, **more: Any) -> Guarantee:
        one = self.promised(number, loan_fen, **more)
        found: Guarantee = self.do(guaranteeing.follow, self.house, one, news(1, loan_fen, loan_fen))
        return found

    def criteria(self, list_: str, **more: Any) -> Criteria:
        """Criteria of a list, written by w and published by p; those in force where there are some."""
        current: Criteria | None = self.do(store.criteria_in_force, list_)
        if current is not None and not more:
            return current
        words = {"title": Text(zh="重点企业", en="key enterprises"), "words": Text(zh="专精特新", en="specialised")}
        draft = self.do(objecting.draft, self.house, list_=list_, **words | more, by="w")
        published: Criteria = self.do(objecting.publish, self.house, draft.id, by="p")
        return published


def world(file: Path | None = None) -> World:
    """Rows in memory, or in a file where several threads write."""
    clock = ManualClock(datetime(2026, 7, 1, 2, tzinfo=UTC))
    signer = SoftwareSigner.from_seed(suite("ed25519-sha256"), bytes(range(32)))
    house = SupportHouse(OrgId("pbc"), signer, clock, SeededEntropy(7))
    database = Database.in_memory() if file is None else Database.file(file)
    database.create()
    return World(database, house, clock)


def news(
    number: int, principal_fen: int, owed_fen: int, *, late: int = 0, settled: bool = False, on: date = DAY
) -> LoanNews:
    return LoanNews(number, "lon_1", principal_fen, owed_fen, late, settled, on, DAY)


TERMS = Terms(
    name=Text(zh="春雨行动", en="Spring Rain"),
    about=Text(zh="支持小微", en="for small firms"),
    funder=Text(zh="市财政局", en="Finance Bureau"),
    opens_on=date(2026, 6, 1),
    ends_on=date(2026, 12, 31),
    subsidy_rate=Decimal("0.01"),
    budget_fen=5_000_000,
    client_most_fen=1_000_000,
    quota=50,
    products=("bank-a/guaranteed",),
    regions=("3701",),
    segments=("small_micro",),
)


def wanted(number: int, campaign: str, **parts: Any) -> AskedSubsidy:
    one = AskedSubsidy(
        application=f"app_{number}",
        campaign=campaign,
        bank="bank-a",
        product="guaranteed",
        uscc=f"code-{number}",
        region="370102",
        industry="C",
        segment="small_micro",
        loan_fen=10_000_000,
        term_months=12,
        listed=frozenset(),
    )
    return replace(one, **parts)
