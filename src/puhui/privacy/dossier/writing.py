"""What all sections write with: a dossier in one language, its names, words and numbering of mandates. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

from puhui.kernel import Language, Text
from puhui.privacy.dossier import words
from puhui.privacy.dossier.agreements import Mandated
from puhui.privacy.dossier.deed import Deed, End
from puhui.privacy.dossier.model import Dossier
from puhui.privacy.model import Op

_TAKEN_BACK = frozenset({"cancelled", "job_cancelled"})
BEIJING = timezone(timedelta(hours=8), "UTC+8")


@dataclass(frozen=True, slots=True)
class Writing:
    """A dossier being written in one language."""

    dossier: Dossier
    language: Language

    def say(self, zh: str, en: str) -> str:
        """The sentence of this document's language."""
        return zh if self.language is Language.ZH_CN else en

    def in_(self, text: Text) -> str:
        """A text in this document's language."""
        return text.in_(self.language)

    def told(self, name: str, **values: object) -> str:
        """A sentence of `sentences.json`."""
        return self.in_(words.sentence(name).fill(**values))

    def head(self, name: str) -> tuple[str, ...]:
        """A table's head: a sentence of `sentences.json`, parted at its bars."""
        return tuple(self.told(name).split("|"))

    def org(self, org: str) -> str:
        """An organisation's name, or its id; of this node, that it is ours."""
        if org == self.dossier.me:
            return self.say("本机构", "this institution")
        return self.in_(self.dossier.names.organisations.get(org, Text(zh=org, en=org)))

    def orgs(self, orgs: Iterable[str]) -> str:
        """Their names in one phrase."""
        return self.say("、", ", ").join(self.org(org) for org in dict.fromkeys(orgs))

    def other(self, org: str, others: int = 1) -> str:
        """How a sentence about one other institution calls it, where its row names it already."""
        return self.say("对方", "the other side") if others == 1 and org != self.dossier.me else self.org(org)

    def dataset(self, dataset: str, owner: str = "") -> str:
        """A dataset's name, between marks; its id where it is unknown, and whose table it is where it has none."""
        if not dataset and owner == self.dossier.me:
            return self.say("本机构自带的名单", "a list that we brought")
        if not dataset:
            return self.say("对方自带的名单", "a list that the other side brought")
        known = self.dossier.names.datasets.get(dataset)
        return dataset if known is None else self.say(f"《{known.zh}》", f"“{known.en}”")

    def purpose(self, code: str) -> str:
        """What a computation was for."""
        return self.in_(self.dossier.names.purposes.get(code, Text(zh=code, en=code))) or "—"

    def op(self, op: Op) -> str:
        """What was computed."""
        return self.in_(words.of_op(op, "name"))

    def op_of_program(self, program: str) -> str:
        """What a mandate's program computes."""
        name = program.partition("/")[0]
        return self.op(Op(name)) if name in set(Op) else program

    def reason(self, code: str) -> str:
        """Why a job ended or was refused."""
        return self.in_(words.of_reason(code)) if code else "—"

    def why(self, deed: Deed) -> str:
        """Why a job ended, and at whose node where that was told and its end does not say it."""
        if deed.code in _TAKEN_BACK and deed.by:
            return self.say(f"{self.org(deed.by)}主动取消", f"{self.org(deed.by)} took it back")
        said = self.reason(deed.code)
        if deed.code == "too_few_subjects" and (short := self._too_short(deed)):
            return said + short
        if deed.code == "list_implausible":
            return said + self._too_long(deed)
        if deed.end is not End.FAILED or not deed.by:
            return said
        return self.say(f"{said}（{self.org(deed.by)}）", f"{said} ({self.org(deed.by)})")

    def _too_short(self, deed: Deed) -> str:
        """Whose list was too short for a match; empty for other kinds, whose minimum is no list's."""
        least = self.dossier.limits.integer("match_rows_min")
        short = [party for party in deed.spec.parties if party.columns and party.rows < least]
        if deed.spec.op is not Op.MATCH or not short:
            return ""
        one = min(short, key=lambda party: party.rows)
        return self.told("too_short", who=self.org(one.name), rows=f"{one.rows:,}", least=least)

    def _too_long(self, deed: Deed) -> str:
        """How long the asker's list was, and the maximum, which follows the longest of the others' lists."""
        limits = self.dossier.limits
        brought = max((party.rows for party in deed.spec.parties if party.name == deed.initiator), default=0)
        widest = max((party.rows for party in deed.spec.parties if party.name != deed.initiator), default=0)
        most = max(limits.integer("match_rows_free"), widest * limits.integer("match_rows_ratio"))
        return self.told("too_long", who=self.org(deed.initiator), rows=f"{brought:,}", most=f"{most:,}")

    def count(self, n: int, noun: str) -> str:
        """A number; in English with what is counted, in the singular or plural that is its own."""
        return self.say(f"{n:,}", f"{n:,} {noun}{'' if n == 1 else 's'}")

    def capital(self, sentence: str) -> str:
        """A sentence of its own, which may begin with a name that is written small in the middle of one."""
        return sentence[:1].upper() + sentence[1:]

    def moment(self, at: datetime) -> str:
        """A moment, to the minute, in Beijing."""
        return at.astimezone(BEIJING).strftime("%Y-%m-%d %H:%M")

    def exactly(self, at: datetime) -> str:
        """A moment, to the second, in Beijing."""
        return at.astimezone(BEIJING).strftime("%Y-%m-%d %H:%M:%S")

    def short(self, at: datetime) -> str:
        """A moment to the second, without its year, which the document's head tells."""
        return at.astimezone(BEIJING).strftime("%m-%d %H:%M:%S")

    def mandate(self, mandate: Mandated) -> str:
        """What every institution's document calls a mandate: the number of the ledger's entry that opened it."""
        return self.say(f"第 {mandate.index} 号委托", f"mandate {mandate.index}")

    def mandates(self, held: Iterable[Mandated]) -> str:
        """Several in one phrase."""
        return self.say("、", ", ").join(self.mandate(one) for one in held)

    def deeds(self, deeds: Iterable[Deed]) -> str:
        """Jobs by their numbers in this document."""
        told = self.say("、", ", ").join(str(deed.number) for deed in deeds)
        return self.say(f"第 {told} 项", f"no. {told}")

    def end(self, deed: Deed) -> str:
        """What became of a job, in a phrase."""
        who = self.org(deed.by) if deed.by else ""
        if deed.end in {End.REFUSED, End.REFUSED_ELSEWHERE} and who:
            return self.say(f"{who}拒绝", f"refused by {who}")
        if deed.end is End.CANCELLED and who:
            return self.say(f"{who}取消", f"cancelled by {who}")
        return self.in_(words.ENDS[deed.end])
