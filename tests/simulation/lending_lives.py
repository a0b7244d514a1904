"""Lives of a bank's loans that SIGKILL ends: each life is a process of its own, which dies before or after a statement.

python lending_lives.py DATABASE SEED LIFECYCLES FOLDER

DATABASE is a folder, where each lifecycle has a SQLite file, or the URL of a PostgreSQL database with a node's tables.
Prints one JSON line for what an undisturbed lifecycle leaves after each step, then one for each lifecycle: what every
life found when it began, and what the last one left. A life repeats the step that nobody acknowledged, as a client does
that had no answer, and delivers the outbox after every step to a file that stands for the ledger.
"""

import gc
import itertools
import json
import os
import random
import shutil
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from puhui.kernel import SeededEntropy
from puhui.kernel.ids import ApplicationId, RequestId
from puhui.kernel.subject_keys import software_signature
from puhui.lending import (
    Answer,
    Choice,
    DecisionRequest,
    Supplement,
    answer_appeal,
    appeal,
    assess,
    decide,
    disburse,
    draft_contract,
    repay,
    review,
    sign_contract,
    standing,
    store,
    submit,
    supplement,
)
from puhui.lending.checking import faults
from puhui.lending.office import LoanOffice
from puhui.storage import Database, Message, Relay
from puhui.storage.migrating import migrate
from tests.unit.lending.conftest import PRODUCT, RULES, START, SUITE, Bank, evidence

DEATHS_MAX = 3
FINISHED_EVERY = 5  # the others end with the step that was repeated after the death


class MortalDatabase:
    """A database that counts: before each statement, before and after each commit. `fatal` is the count that kills."""

    def __init__(self, durable: Database, fatal: int) -> None:
        self._durable, self._fatal = durable, fatal
        self._count = itertools.count()
        self.points = 0
        self.armed = False  # while somebody only looks
        for event in ("before_cursor_execute", "after_cursor_execute", "commit"):
            sa.event.listen(durable.engine, event, lambda *_: self.point())

    def point(self) -> None:
        if not self.armed:
            return
        self.points = next(self._count) + 1
        if self.points - 1 == self._fatal:
            os.kill(os.getpid(), signal.SIGKILL)

    @contextmanager
    def transaction(self) -> Iterator[sa.Connection]:
        with self._durable.transaction() as connection:
            yield connection
        self.point()


class Life:
    """One life of a bank's server, up to its last step or its death."""

    def __init__(self, database: Database, number: int, life: int, fatal: int, ledger: Path) -> None:
        self.durable = database
        self.bank = Bank(database)
        office = self.bank.office
        identities = SeededEntropy(number)  # a client remembers what it asked, in every life
        self.request = self.bank.request(request=RequestId.new(self.bank.clock, identities))
        self.added = Supplement(RequestId.new(self.bank.clock, identities), "执照已换发", papers=("ab" * 32,))
        self.payments = [RequestId.new(self.bank.clock, identities) for _ in range(2)]
        self.bank.entropy = SeededEntropy(1_000 * number + life)
        self.bank.office = LoanOffice(office.organisation, office.signer, self.bank.clock, self.bank.entropy)
        self.mortal = MortalDatabase(database, fatal)
        self.bank.database = self.mortal  # type: ignore[assignment] # from here on
        self.ledger = ledger
        self.relay = Relay(self.mortal, self.bank.clock, self._deliver)  # type: ignore[arg-type]

    def stage(self) -> list[object]:
        """What stands in the rows of this lifecycle, without ids and times."""
        with self.durable.reading() as connection:
            application = store.application_of_request(connection, self.request.request)
            if application is None:
                return ["nothing"]
            loans = [store.loan(connection, application.loan)] if application.state == "disbursed" else []
            streams = [application.id, *(loan.id for loan in loans)]
            return [
                [application.state, application.version],
                [[loan.state, loan.version, len(loan.payments)] for loan in loans],
                [[one.kind for one in store.events(connection, stream)] for stream in streams],
            ]

    def faults(self) -> list[str]:
        with self.durable.reading() as connection:
            return faults(connection, SUITE)

    def step(self, number: int, amounts: list[int]) -> None:
        """The step of that number, as a client asks for it that may have asked before."""
        bank, names = self.bank, self.STEPS
        name, day = names[number]
        bank.clock.advance(START + timedelta(days=day) - bank.clock.now())
        self.mortal.armed = True
        getattr(self, name)(amounts)
        self.relay.deliver_due()
        self.mortal.armed = False

    STEPS = (
        ("submit", 0),
        ("supplement", 0),
        ("assess", 0),
        ("decline", 1),
        ("appeal", 1),
        ("reopen", 2),
        ("decide", 2),
        ("sign", 2),
        ("disburse", 2),
        ("review", 45),
        ("repay_bill", 46),
        ("repay_all", 70),
    )

    def submit(self, _: list[int]) -> None:
        self.bank.do(submit, self.bank.office, self.request, PRODUCT)

    def assess(self, _: list[int]) -> None:
        if (application := self._application()).state == "submitted":
            self.bank.do(
                assess, self.bank.office, application.id, product=PRODUCT, rules=RULES, evidence=evidence(),
                assessed_by="officer-1",
            )  # fmt: skip

    def supplement(self, _: list[int]) -> None:
        self.bank.do(supplement, self.bank.office, self._application().id, self.added)

    def decline(self, _: list[int]) -> None:
        application = self._application()
        if application.state == "assessed" and application.reopened is None:
            self._decide(application.id, DecisionRequest(Choice.DECLINE, comment="订单真实性存疑"), "approver-1")

    def appeal(self, _: list[int]) -> None:
        if (application := self._application()).state == "declined":
            self.bank.do(appeal, self.bank.office, application.id, grounds="合同附后")

    def reopen(self, _: list[int]) -> None:
        if (application := self._application()).state == "appealed":
            self.bank.do(
                answer_appeal, self.bank.office, application.id, Answer.REOPENED, words="已核对", by="approver-2",
                person="psn_approver-2",
            )  # fmt: skip

    def decide(self, _: list[int]) -> None:
        if (application := self._application()).state == "assessed":
            self._decide(application.id, DecisionRequest(Choice.APPROVE), "approver-2")

    def _decide(self, id_: ApplicationId, asked: DecisionRequest, by: str) -> None:
        self.bank.do(decide, self.bank.office, id_, asked, product=PRODUCT, decided_by=by, person=f"psn_{by}")

    def sign(self, _: list[int]) -> None:
        if (application := self._application()).state == "approved":
            draft = self.bank.do(draft_contract, self.bank.office, application.id)
            signature = software_signature(self.bank.device, draft.challenge)
            self.bank.do(
                sign_contract, self.bank.office, application.id, key=self.bank.subject_key, signature=signature
            )

    def disburse(self, _: list[int]) -> None:
        if (application := self._application()).state == "contracted":
            self.bank.do(disburse, self.bank.office, application.id, disbursed_by="approver-1")

    def review(self, _: list[int]) -> None:
        self.bank.do(review, self.bank.office, self._application().loan)

    def repay_bill(self, amounts: list[int]) -> None:
        self._repay(amounts, 0)

    def repay_all(self, amounts: list[int]) -> None:
        self._repay(amounts, 1)

    def _repay(self, amounts: list[int], number: int) -> None:
        loan = self._application().loan
        if len(amounts) <= number:
            now = standing(self.bank.do(store.loan, loan), self.bank.office.today())
            amounts.append(now.payoff_fen if number else now.bill_fen)
        self.bank.do(repay, self.bank.office, loan, amounts[number], request=self.payments[number])

    def _application(self):  # type: ignore[no-untyped-def] # of any state
        return self.bank.do(store.application_of_request, self.request.request)

    def _deliver(self, message: Message) -> None:
        self.mortal.point()
        with self.ledger.open("a", encoding="ascii") as file:
            file.write(f"{message.key}\n")
        self.mortal.point()


class Driver:
    """Forks lives and listens to them."""

    def __init__(self, where: str) -> None:
        self._where = where
        self._template: Path | None = None
        if not where.startswith("postgresql:"):
            self._template = Path(where) / "template.sqlite"
            made = Database.file(self._template)
            migrate(made)
            made.close()

    def open(self, number: int) -> Database:
        if self._template is None:
            return Database.server(self._where)
        path = self._template.with_name(f"{number}.sqlite")
        if not path.exists():
            shutil.copyfile(self._template, path)
        return Database.file(path)

    def _warm(self, number: int, ledger: Path) -> None:
        """Read and compile once what every life needs, before it is forked."""
        database = Database.in_memory()
        database.create()
        life, amounts = Life(database, number, 0, -1, ledger), list[int]()
        for step in range(len(Life.STEPS)):
            life.step(step, amounts)
        assert life.faults() == []
        database.close()
        gc.freeze()  # a collection in a fork would copy all that it shares

    def life(
        self, number: int, life: int, *, steps: range, fatal: int, amounts: list[int], ledger: Path
    ) -> tuple[list[Any], bool]:
        """What a life told, and whether it was killed. A mortal one is a fork; one that lives on needs none."""

        def lived() -> Iterator[Any]:
            one = Life(self.open(number), number, life, fatal, ledger)
            yield [one.stage(), one.faults()]
            for step in steps:
                one.step(step, amounts)
                yield "done" if life else one.stage()
            yield {"stage": one.stage(), "faults": one.faults(), "points": one.mortal.points}
            yield amounts
            one.durable.close()

        if fatal < 0:
            return list(lived()), False
        listen, tell = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(listen)
            with os.fdopen(tell, "w", buffering=1) as out:
                for line in lived():
                    print(json.dumps(line), file=out)
            os._exit(0)
        os.close(tell)
        with os.fdopen(listen) as told:
            lines = [json.loads(line) for line in told]
        _, ended = os.waitpid(child, 0)
        assert os.waitstatus_to_exitcode(ended) in {0, -signal.SIGKILL}, "it ends in no other way"
        return lines, ended != 0

    def run(self, seed: int, lifecycles: int) -> None:
        chance = random.Random(seed)
        folder = Path(sys.argv[4])
        number, whole = seed * 1000, range(len(Life.STEPS))
        self._warm(number, folder / "warm")
        reference = folder / "reference"
        (begun, *stages, end, amounts), _ = self.life(number, 0, steps=whole, fatal=-1, amounts=[], ledger=reference)
        print(json.dumps({"stages": [begun[0], *stages], "points": end["points"]}), flush=True)
        for number in range(seed * 1000 + 1, seed * 1000 + 1 + lifecycles):
            to_the_end = number % FINISHED_EVERY == 0
            deaths = chance.randint(1, DEATHS_MAX) if to_the_end else 1
            fatal = [*sorted((chance.randrange(end["points"]) for _ in range(deaths)), reverse=True), -1]
            lives, done, ledger = [], 0, folder / str(number)
            for life, point in enumerate(fatal, start=1):
                steps = whole[done:] if to_the_end or life == 1 else whole[done : done + 1]
                told, killed = self.life(number, life, steps=steps, fatal=point, amounts=amounts, ledger=ledger)
                lives.append({"acknowledged": done, "found": told[0], "died": killed})
                done += sum(line == "done" for line in told)
                left = None if killed else told[-2]
            keys = ledger.read_text(encoding="ascii").split() if ledger.exists() else []
            print(json.dumps({"lives": lives, "acknowledged": done, "left": left, "delivered": keys}), flush=True)


if __name__ == "__main__":
    Driver(sys.argv[1]).run(int(sys.argv[2]), int(sys.argv[3]))
