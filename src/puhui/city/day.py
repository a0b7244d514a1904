"""A day of private computations, played over HTTP by the institutions' stewards, for a dossier to tell of.

Nothing is arranged: lists are drawn from the simulated economy, and what becomes of each computation is what the nodes
did. The day has what a legal department should find again: lookups and a match that are answered, a computation that
is cancelled, a list too short and a list too long to be taken for a real one, and a mandate that is withdrawn.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import httpx
import numpy as np
import polars as pl

from puhui.assembly.settings import Settings
from puhui.city.accounts import load_accounts
from puhui.city.awaiting import awaited
from puhui.city.delivering import await_delivered
from puhui.city.desk import Person, RefusedByNode
from puhui.city.economy.codes import usccs
from puhui.city.errors import NoCityThere, StoryStuck
from puhui.city.running import local_url
from puhui.kernel import Text

MADE_UP = 100_001  # one more than a list may have before the owner asks whether anybody has so many customers
_STEWARDS = ("bank-a", "bank-b", "court", "tax")
_OVER_SECONDS_MAX = 180.0

Tell = Callable[[dict[str, Any]], None]
Transport = Callable[[str], httpx.BaseTransport]


def play(
    city: Path, nodes: Sequence[Settings], language: str, tell: Tell | None, transport: Transport | None = None
) -> dict[str, Any]:
    """Play the day; answers its mandates and computations, in order, each computation with how it ended.

    Returns once the nodes have delivered what they owe, so that the ledger has every denial and every end.
    `transport` gives the way to a node's address; without it, calls go over the network. Raises `RefusedByNode` for a
    refusal that is no part of the day, `StoryStuck` when a computation does not end.
    """
    accounts = [one for one in load_accounts(city) if one["role"] == "steward"]
    urls = {node.org: local_url(node) for node in nodes}
    with ExitStack() as stack:
        stewards = {
            one["org"]: stack.enter_context(
                Person(urls[one["org"]], one, language, transport(one["org"]) if transport else None)
            )
            for one in accounts
            if one["org"] in _STEWARDS
        }
        if len(stewards) < len(_STEWARDS):
            raise NoCityThere(
                folder=city,
                reason=Text(zh=f"{', '.join(_STEWARDS)} 没有数据管理员", en=f"no stewards at {', '.join(_STEWARDS)}"),
                stage="city.day",
            )
        day = _Day(stewards, _enterprises(city), tell)
        day.play()
    await_delivered(nodes)
    return day.told()


class _Day:
    """The stewards and what they have done so far."""

    def __init__(self, stewards: Mapping[str, Person], enterprises: Sequence[str], tell: Tell | None) -> None:
        self._stewards, self._enterprises, self._tell = stewards, enterprises, tell
        self._mandates: list[dict[str, Any]] = []
        self._computations: list[dict[str, Any]] = []
        self._not_begun: list[dict[str, Any]] = []
        self._number = 0

    def told(self) -> dict[str, Any]:
        """What happened: `not_begun` are those that the asker's own node did not even propose."""
        return {
            "mandates": self._mandates,
            "computations": self._computations,
            "not_begun": self._not_begun,
        }

    def play(self) -> None:
        """The whole day."""
        known = self._enterprises
        debtors = self._mandate("court", "dishonest-debtors", "bank-a", "lookup", "credit_review", uses=6)
        arrears = self._mandate("tax", "tax-arrears", "bank-a", "match", "fraud_prevention", uses=4)
        owing = self._mandate("tax", "tax-arrears", "bank-b", "match", "fraud_prevention", uses=3)
        watched = self._mandate("bank-a", "watchlist", "bank-b", "lookup", "credit_review", uses=5)
        self._compute("bank-a", debtors, known[:12], "twelve applicants")
        self._compute("bank-a", debtors, known[:60], "the loans of a branch, before they are renewed")
        self._compute("bank-a", arrears, known, "the bank's customers")
        self._compute("bank-b", watched, known[5:13], "eight applicants")
        self._compute("bank-a", arrears, known, "the same again, and somebody thinks better of it", cancel=True)
        self._compute("bank-b", owing, known[:3], "three enterprises: too few")
        self._compute("bank-b", owing, _made_up(MADE_UP), "a list that is longer than any bank's")
        self._withdraw(owing)
        self._compute("bank-b", owing, known, "a mandate that is withdrawn")

    def _mandate(self, custodian: str, slug: str, receiver: str, op: str, purpose: str, *, uses: int) -> dict[str, Any]:
        asked = {"dataset": f"{custodian}/{slug}", "receiver": receiver, "op": op, "purpose": purpose, "uses": uses}
        opened: dict[str, Any] = self._stewards[custodian].post("/mandates", asked)
        self._mandates.append(opened)
        self._say(f"{opened['custodian_name']} → {opened['receiver_name']}: {uses} × {opened['op_text']}")
        return opened

    def _compute(
        self, asker: str, mandate: Mapping[str, Any], names: Sequence[str], why: str, *, cancel: bool = False
    ) -> None:
        person = self._stewards[asker]
        asked = {"op": mandate["op"], "mandates": [mandate["mandate"]], "table": "\n".join(["uscc", *names, ""])}
        facts = {"by": asker, "owner": mandate["custodian"], "mandate": mandate["mandate"], "rows": len(names)}
        try:
            job = person.post("/computations", asked)["job"]
        except RefusedByNode as refusal:
            self._not_begun.append(facts | {"cause": refusal.cause_text.en})
            self._say(f"{asker}, {why}: {refusal.cause_text.en}")
            return
        if cancel:
            person.post(f"/computations/{job}/cancellation")
        told = self._over(person, job)
        self._over(self._stewards[mandate["custodian"]], job)
        problem = told["problem"] or {"code": "", "cause": ""}
        self._computations.append(facts | {"job": job, "state": told["state"], "code": problem["code"]})
        self._say(f"{asker}, {why}: {told['op_text']}, {told['state']} {problem['cause']}".rstrip())

    def _over(self, person: Person, job: str) -> dict[str, Any]:
        def look() -> dict[str, Any] | None:
            told: dict[str, Any] | None = person.find(f"/computations/{job}")
            return told if told and told["over_at"] else None

        where = person.account["org"]
        stuck = StoryStuck(
            step=job[:12],
            reason=Text(zh=f"在 {where} 尚未结束", en=f"not over at {where}"),
            advice=Text(zh="请查看日志", en="read the logs"),
            stage="city.day",
        )
        return awaited(look, stuck, _OVER_SECONDS_MAX)

    def _withdraw(self, mandate: Mapping[str, Any]) -> None:
        taken = self._stewards[mandate["custodian"]].post(f"/mandates/{mandate['mandate']}/withdrawal")
        self._say(f"{taken['custodian_name']} withdraws the mandate of {taken['receiver_name']}")

    def _say(self, text: str) -> None:
        self._number += 1
        if self._tell:
            self._tell({"number": self._number, "room": "privacy", "text": text})


def _enterprises(city: Path) -> list[str]:
    """The codes of the simulated economy, in their order."""
    try:
        return sorted(pl.read_parquet(city / "simulator" / "truth.parquet", columns=["uscc"])["uscc"])
    except FileNotFoundError:
        raise NoCityThere(
            folder=city,
            reason=Text(zh="没有 simulator/truth.parquet", en="there is no simulator/truth.parquet"),
            stage="city.day",
        ) from None


def _made_up(count: int) -> list[str]:
    """Codes with right check characters that nobody has: the second half of the serials."""
    serials = np.arange(count, dtype=np.int64) + 31**5 * 16
    return list(usccs(np.full(count, "91"), np.full(count, 369_899), serials))
