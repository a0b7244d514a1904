"""At the portal: tables of scores, needs and applications, handed to regulators and to nobody else."""

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

import orjson
from sqlalchemy.engine import Connection

from puhui.desks.borrowing import APPLICATION, LOAN
from puhui.desks.errors import ForRegulatorsOnly
from puhui.desks.localising import both
from puhui.desks.score_desk import SCORE
from puhui.desks.statistics.counting import NOTED, steps_before, steps_of
from puhui.desks.statistics.naming import GroupNames, refusal_name
from puhui.desks.store import all_documents, by_id, first_times
from puhui.desks.wire import read_fields
from puhui.kernel import Clock, Text
from puhui.market.needs import store as needs
from puhui.parties import Enterprises
from puhui.statistics import Step, refusals, table
from puhui.storage import Database

_WHOLE = Text(zh="全市", en="the city")
COUNTED = Text(zh="全市融资统计", en="the city's lending in numbers")
_STAGE = "desks.statistics"


class CountingDesk:
    """Counts on each question: what was told of a month that is over never changes."""

    def __init__(
        self,
        *,
        enterprises: Enterprises,
        regulators: Callable[[], list[str]],
        names: GroupNames,
        database: Database,
        clock: Clock,
    ) -> None:
        self._enterprises, self._regulators = enterprises, regulators
        self._names, self._database, self._clock = names, database, clock

    def tell(self, caller: str, body: bytes) -> bytes:
        """The table by what the body, `{by}` as canonical CBOR, names, as JSON.

        Raises `ForRegulatorsOnly` and `NoSuchBreakdown`.
        """
        if caller not in self._regulators():
            raise ForRegulatorsOnly(party=caller, what=COUNTED, stage=_STAGE)
        by = read_fields(body, by=str)["by"]
        with self._database.reading() as connection:
            steps = self._steps(connection)
        found = table(steps, by, now=self._clock.now())
        return orjson.dumps(
            {
                "by": found.by,
                "as_of": self._clock.now().isoformat(),
                "closed_before": found.closed_before.isoformat(),
                "minimum": found.minimum,
                "withheld": found.withheld,
                "rows": [self._row(by, asdict(row)) for row in found.rows],
                "total": asdict(found.total) | {"name": both(_WHOLE), "tile": None},
                "refusals": [
                    {"code": code, "text": both(refusal_name(code)), "count": count}
                    for code, count in refusals(steps).items()
                ],
            }
        )

    def _steps(self, connection: Connection) -> list[Step]:
        applications = [kept["document"] for kept in all_documents(connection, APPLICATION)]
        loans = {kept["document"]["id"]: kept["document"] for kept in all_documents(connection, LOAN)}
        noted = dict(by_id(connection, NOTED))
        scored, asked = first_times(connection, SCORE), needs.published(connection)
        known = {one["enterprise"]["uscc"] for one in applications} | {*scored} | {one.asker.uscc for one in asked}
        enterprises = {uscc: self._enterprises.find(uscc) for uscc in known}
        return [
            *steps_before(scored, asked, needs.first_taken_up(connection), enterprises),
            *steps_of(applications, loans, enterprises, noted),
        ]

    def _row(self, by: str, row: dict[str, Any]) -> dict[str, Any]:
        group = row["group"]
        return row | {"name": both(self._names.of(by, group)), "tile": _tile(self._names.tile_of(by, group))}


def _tile(at: tuple[int, int] | None) -> dict[str, int] | None:
    return None if at is None else {"column": at[0], "row": at[1]}
