"""A bank's studio: what is in force, the desk that changes it, and the thread that backtests."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from puhui.assembly.files import read_file
from puhui.assembly.wiring.ground import Ground
from puhui.desks.models.journal import Journal
from puhui.desks.studio import Backtests, InForce, Installed, StudioDesk, Workbench
from puhui.desks.studio.offering import Announcer
from puhui.desks.studio.stepping import Stepper
from puhui.kernel import Text
from puhui.lending.office import LoanOffice


@dataclass(frozen=True)
class StudioParts:
    """What the parts of a studio share is made once."""

    on: Ground
    office: LoanOffice
    journal: Journal

    @cached_property
    def in_force(self) -> InForce:
        """The rules and products that serve now."""
        on = self.on
        installed = Installed(read_file(on.settings.rules_file), _cases(on.settings.rules_file), on.installed)
        return InForce(installed, database=on.database, catalogue=on.products, clock=on.clock, entropy=on.entropy)

    @cached_property
    def backtests(self) -> Backtests:
        """The thread that tries versions on past applications."""
        return Backtests(
            database=self.on.database,
            in_force=self.in_force,
            office=self.office,
            stepper=self._stepper,
            clock=self.on.clock,
            delivered=self.on.relay.wake,
        )

    def desk(self) -> StudioDesk:
        """Where versions are written, tested, approved and published."""
        on = self.on
        bench = Workbench(
            org=str(on.org),
            name=Text(zh=on.settings.name_zh, en=on.settings.name_en),
            in_force=self.in_force,
            stepper=self._stepper,
            clock=on.clock,
            entropy=on.entropy,
        )
        return StudioDesk(
            bench,
            database=on.database,
            in_force=self.in_force,
            stepper=self._stepper,
            announcer=Announcer(portal=on.settings.operator, clock=on.clock),
            clock=on.clock,
            wake=on.relay.wake,
            backtest=self.backtests.wake,
        )

    @cached_property
    def _stepper(self) -> Stepper:
        return Stepper(journal=self.journal, clock=self.on.clock)


def _cases(rules: Path) -> bytes | None:
    beside = rules.with_suffix(".cases.json")
    return read_file(beside) if beside.exists() else None
