"""The dossier as a document for a bank's legal department: one page of summary, then the evidence behind it. Pure."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta, timezone

from puhui.kernel import Language, Text
from puhui.privacy.disclosure import SENTENCES
from puhui.privacy.dossier import words
from puhui.privacy.dossier.blocks import Bars, Block, Heading, Items, Table, Words
from puhui.privacy.dossier.model import Dossier
from puhui.privacy.leakage import JobRow, Standing, Total
from puhui.privacy.leakage.judging import Hits, looks_made_up
from puhui.privacy.leakage.model import GAUGES
from puhui.privacy.model import JobSpec, Op

BEIJING = timezone(timedelta(hours=8), "UTC+8")
_SHORT = 12
_NEAR = 0.8
_PARAMS_SHOWN = ("key", "kind", "curve", "values", "decimals", "subject", "providers_min", "subjects_min", "level")
Say = Callable[[str, str], str]

SECTIONS = {
    "summary": Text(zh="摘要", en="Summary"),
    "jobs": Text(zh="谁与谁计算了什么", en="Who computed what with whom"),
    "learnt": Text(zh="各方得知了什么", en="What each party learnt"),
    "budgets": Text(zh="额度使用情况", en="Budgets"),
    "refusals": Text(zh="拒绝与异常", en="Refusals and incidents"),
    "protocols": Text(zh="协议与威胁模型", en="Protocols and threat models"),
    "programs": Text(zh="程序与参数", en="Programs and parameters"),
    "standard": Text(zh="与行业标准对照", en="Against the industry standard"),
    "verify": Text(zh="如何核对本档案", en="How to verify this dossier"),
    "glossary": Text(zh="名词解释", en="Glossary"),
}


def title_of(dossier: Dossier) -> Text:
    """The document's name."""
    name = dossier.name(dossier.me)
    return Text(zh=f"{name.zh}隐私计算合规档案", en=f"Private computations of {name.en}: compliance dossier")


def compose(dossier: Dossier, language: Language) -> list[Block]:
    """The whole document in one language."""
    return list(_Composer(dossier, language).blocks())


class _Composer:
    def __init__(self, dossier: Dossier, language: Language) -> None:
        self._dossier = dossier
        self._language = language

    def blocks(self) -> Iterator[Block]:
        d = self._dossier
        yield Heading(1, self._in(title_of(d)), "top")
        since, last = _moment(d.since), _moment(d.until - timedelta(microseconds=1))
        yield Words(
            self._say(
                f"期间：{since} 至 {last}（北京时间）。生成：{_moment(d.made_at)}。",
                f"From {since} to {last} (Beijing time). Made at {_moment(d.made_at)}.",
            ),
            "dim",
        )
        for section, make in (
            ("summary", self._summary),
            ("jobs", self._jobs),
            ("learnt", self._learnt),
            ("budgets", self._budgets),
            ("refusals", self._refusals),
            ("protocols", self._protocols),
            ("programs", self._programs),
            ("standard", self._standard),
            ("verify", self._verify),
            ("glossary", self._glossary),
        ):
            yield Heading(2, self._in(SECTIONS[section]), section)
            yield from make()

    def _summary(self) -> Iterator[Block]:
        d = self._dossier
        took, refused = d.took_part, d.having(Standing.REFUSED)
        with_whom = {org for job in took for org in d.others(job)}
        yield Words(self._told("summary", others=len(with_whom), took=len(took), refused=len(refused)))
        about_us = sum(total.amount for total in d.totals if total.about == d.me and total.code in words.UNITS)
        yield Table(
            (self._say("要点", "Point"), self._say("数量", "Number")),
            (
                (self._say("参与的任务", "Jobs taken part in"), f"{len(took):,}"),
                (self._say("　其中完成", "  of these done"), f"{len(d.having(Standing.LEARNT)):,}"),
                (self._say("　其中失败", "  of these failed"), f"{len(d.having(Standing.FAILED)):,}"),
                (self._say("拒绝的任务", "Jobs refused"), f"{len(refused):,}"),
                (
                    self._say("涉及具体企业、凭企业授权的任务", "Jobs about named enterprises, under their grants"),
                    f"{sum(job.named for job in took):,}",
                ),
                (
                    self._say("凭机构委托的任务", "Jobs under a mandate of this institution"),
                    f"{sum(bool(job.under) and not job.named for job in took):,}",
                ),
                (
                    self._say(
                        "他方就本机构数据得知的逐项内容（键、名称、合计等）",
                        "Single items that others learnt of this institution's data (keys, names, sums …)",
                    ),
                    f"{about_us:,}",
                ),
            ),
            frozenset({1}),
        )
        attention = list(self._attention())
        if attention:
            yield Words(self._say("需要关注：", "To be looked at:"), "note")
            yield Items(tuple(attention))
        else:
            yield Words(self._say("没有需要关注的事项。", "Nothing needs to be looked at."))
        if d.jobs:
            yield self._bars(
                self._say("各类任务", "Jobs by kind"),
                ((job, [self._in(words.of_op(job.spec.op, "name"))]) for job in d.jobs),
            )
            yield self._bars(
                self._say("与各机构的任务", "Jobs by institution"),
                ((job, [self._name(org) for org in d.others(job)]) for job in d.jobs),
            )

    def _attention(self) -> Iterator[str]:
        d = self._dossier
        if failed := d.having(Standing.FAILED):
            yield self._say(
                f"{len(failed)} 项任务失败：没有结果，但对方可能已得知名单大小等情况。",
                f"{len(failed)} jobs failed: no result, though others may have learnt sizes.",
            )
        if refused := d.having(Standing.REFUSED):
            yield self._say(f"{len(refused)} 项任务被本节点拒绝。", f"{len(refused)} jobs were refused by this node.")
        if probes := self._made_up():
            yield self._say(
                f"{len(probes)} 次匹配命中率异常低，对方名单可能是虚构的。",
                f"{len(probes)} matches hit next to nothing: the other side's list may be made up.",
            )
        for near in (one for one in d.budgets if one.spent >= _NEAR * one.limit):
            yield self._told(
                "near",
                who=self._name(near.counterparty),
                dataset=near.dataset,
                what=self._in(GAUGES[near.gauge]),
                share=f"{near.spent / max(near.limit, 1):.0%}",
            )
        if d.on_ledger is None:
            yield self._say(
                "未能读取账本，未核对任务是否在账本上。", "No ledger could be read: jobs were not compared with it."
            )
        elif missing := d.not_on_ledger():
            yield self._say(
                f"{len(missing)} 项任务在账本上没有一致的记录。",
                f"{len(missing)} jobs have no agreeing record on the ledger.",
            )

    def _jobs(self) -> Iterator[Block]:
        d = self._dossier
        if not d.took_part:
            yield Words(self._say("本期没有参与任何任务。", "This institution took part in no job."))
            return
        yield Words(
            self._told("jobs"),
            "dim",
        )
        head = self._say(
            "时间|任务|与谁|结果归|用途|依据|结局|账本|编号", "Time|Job|With|Result to|Purpose|Under|End|Ledger|Id"
        )
        yield Table(tuple(head.split("|")), tuple(self._job_row(job) for job in d.took_part))

    def _job_row(self, job: JobRow) -> tuple[str, ...]:
        known = (self._dossier.on_ledger or {}).get(job.job)
        return (
            _moment(job.at),
            self._in(words.of_op(job.spec.op, "name")),
            self._names(self._dossier.others(job)),
            self._names(job.spec.receivers),
            job.spec.purpose or "—",
            self._under(job),
            self._in(words.STANDINGS[job.standing]),
            "—" if known is None else f"{known.index:,}",
            job.job[:_SHORT],
        )

    def _under(self, job: JobRow) -> str:
        if not job.under:
            return self._say("自带数据", "own table")
        more = f" … ({len(job.under):,})" if len(job.under) > 1 else ""
        kind = self._say("授权 ", "grants ") if job.named else self._say("委托 ", "mandate ")
        return f"{kind}{job.under[0]}{more}"

    def _learnt(self) -> Iterator[Block]:
        d = self._dossier
        yield Words(
            self._told("learnt"),
            "dim",
        )
        about_us = [total for total in d.totals if total.about == d.me]
        by_us = [total for total in d.totals if total.learner == d.me]
        yield Heading(3, self._say("他方就本机构的数据得知", "What others learnt of this institution's data"), "of-us")
        yield self._totals(about_us, lambda total: total.learner)
        yield Heading(3, self._say("本机构就他方的数据得知", "What this institution learnt of others' data"), "by-us")
        yield self._totals(by_us, lambda total: total.about)

    def _totals(self, totals: Iterable[Total], who: Callable[[Total], str]) -> Block:
        """What tells of single keys, enterprises or groups has a row of its own; sizes and times share one."""
        held: dict[tuple[str, str, Op], list[Total]] = {}
        for total in totals:
            held.setdefault((self._name(who(total)), total.dataset, total.op), []).append(total)
        rows = tuple(
            row for (name, dataset, op), some in held.items() for row in self._learnt_rows(name, dataset, op, some)
        )
        if not rows:
            return Words(self._say("没有。", "Nothing."))
        head = self._say(
            "机构|数据集|任务|得知的内容|任务数|合计", "Institution|Dataset|Job|What was learnt|Jobs|In all"
        )
        return Table(tuple(head.split("|")), rows, frozenset({4, 5}))

    def _learnt_rows(self, name: str, dataset: str, op: Op, totals: list[Total]) -> Iterator[tuple[str, ...]]:
        first = (name, dataset or self._say("（自带数据）", "(a table of its own)"), self._in(words.of_op(op, "name")))
        single = sorted((one for one in totals if one.code in words.UNITS), key=lambda one: -one.amount)
        for one in single:
            amount = f"{one.amount:,} {self._in(words.UNITS[one.code])}"
            yield (*first, self._sentence(one), f"{one.jobs:,}", amount)
        if rest := [one for one in totals if one.code not in words.UNITS]:
            told = self._say("；", "; ").join(self._sentence(one) for one in rest)
            yield (*first, told, f"{max(one.jobs for one in rest):,}", "—")

    def _reason(self, job: JobRow) -> str:
        return self._in(words.of_reason(job.reason)) if job.reason else "—"

    def _sentence(self, total: Total) -> str:
        said = SENTENCES.get(total.code)
        return total.code if said is None else self._in(said.fill(of=self._name(total.about)))

    def _budgets(self) -> Iterator[Block]:
        d = self._dossier
        days = d.limits.integer("period_days")
        yield Words(
            self._told("budgets", days=days),
            "dim",
        )
        if not d.budgets:
            yield Words(self._say("没有使用任何额度。", "No budget was used."))
            return
        head = self._say("机构|数据集|额度|已用|上限|比例", "Institution|Dataset|Budget|Used|Limit|Share")
        yield Table(
            tuple(head.split("|")),
            tuple(
                (
                    self._name(one.counterparty),
                    one.dataset or "—",
                    self._in(GAUGES[one.gauge]),
                    f"{one.spent:,}",
                    f"{one.limit:,}",
                    f"{one.spent / one.limit:.1%}" if one.limit else "—",
                )
                for one in d.budgets
            ),
            frozenset({3, 4, 5}),
        )

    def _refusals(self) -> Iterator[Block]:
        d = self._dossier
        shown = [*d.having(Standing.REFUSED, Standing.FAILED, Standing.VOID)]
        probes = {job.job for job in self._made_up()}
        shown += [job for job in d.having(Standing.LEARNT) if job.job in probes]
        if not shown:
            yield Words(self._say("没有拒绝、失败或异常。", "No refusal, failure or anomaly."))
            return
        made_up = self._say("命中率异常低", "hit next to nothing")
        head = self._say("时间|任务|发起方|结局|原因|编号", "Time|Job|Asked by|End|Why|Id")
        yield Table(
            tuple(head.split("|")),
            tuple(
                (
                    _moment(job.at),
                    self._in(words.of_op(job.spec.op, "name")),
                    self._name(job.initiator),
                    self._in(words.STANDINGS[job.standing]),
                    made_up if job.job in probes else self._reason(job),
                    job.job[:_SHORT],
                )
                for job in sorted(shown, key=lambda job: job.at)
            ),
        )

    def _protocols(self) -> Iterator[Block]:
        used = dict.fromkeys((job.spec.op, job.spec.scheme) for job in self._dossier.jobs)
        if not used:
            yield Words(self._say("本期没有使用任何协议。", "No protocol was used."))
        yield Words(
            self._told("protocols"),
            "dim",
        )
        for op in dict.fromkeys(op for op, _ in used):
            yield Heading(3, self._in(words.of_op(op, "name")), f"op-{op.value}")
            yield Words(self._in(words.of_op(op, "what")) + self._say("。", "."))
            yield Table(
                (self._say("协议", "Protocol"), self._say("防谁", "Protects against")),
                tuple(
                    (self._in(name), self._in(against))
                    for one, scheme in used
                    if one is op
                    for name, against in [words.of_scheme(scheme)]
                ),
            )
            yield Items(tuple(self._points(op)))

    def _points(self, op: Op) -> Iterator[str]:
        for part, zh, en in (
            ("breaks", "何时失效", "What breaks it"),
            ("adds", "平台所加", "What the platform adds"),
            ("remains", "仍然存在", "What remains"),
        ):
            points = words.points_of_op(op, part, self._language)
            yield self._say(f"{zh}：{'；'.join(points)}。", f"{en}: {'; '.join(points)}.")

    def _programs(self) -> Iterator[Block]:
        held: dict[tuple[str, str], list[JobRow]] = {}
        for job in self._dossier.took_part:
            held.setdefault((job.spec.program, _params(job.spec)), []).append(job)
        if not held:
            yield Words(self._say("没有。", "None."))
            return
        yield Words(
            self._told("programs"),
            "dim",
        )
        head = self._say("任务|协议|参数|任务数|程序摘要", "Job|Protocol|Parameters|Jobs|Digest of the program")
        yield Table(
            tuple(head.split("|")),
            tuple(
                (
                    self._in(words.of_op(jobs[0].spec.op, "name")),
                    jobs[0].spec.scheme.value,
                    params,
                    f"{len(jobs):,}",
                    " ".join(program[at : at + 16] for at in range(0, len(program), 16)),
                )
                for (program, params), jobs in held.items()
            ),
            frozenset({3}),
        )

    def _standard(self) -> Iterator[Block]:
        name, note, headings = words.standard()
        yield Words(self._in(name) + self._say("。", "."))
        yield Words(self._in(note), "note")
        head = self._say("标准中的标题|本平台的做法|见本档案|依据", "Heading|What this platform does|See|Basis")
        bases = {"read": self._say("已核对", "read"), "told": self._say("转述", "told")}
        yield Table(
            tuple(head.split("|")),
            tuple(
                (
                    f"{one['number']} {self._in(Text(zh=one['zh'], en=one['en']))}".strip(),
                    self._in(Text(**one["answer"])),
                    self._say("、", ", ").join(self._in(SECTIONS[section]) for section in one["sections"]) or "—",
                    bases[one["basis"]],
                )
                for one in headings
            ),
        )

    def _verify(self) -> Iterator[Block]:
        yield Words(self._told("verify"))
        yield Items(tuple(self._told(f"verify_{what}") for what in ("ledger", "grants", "receipts", "not")))

    def _glossary(self) -> Iterator[Block]:
        head = (self._say("词", "Word"), self._say("意思", "Meaning"))
        yield Table(head, tuple(words.glossary(self._language)))

    def _bars(self, caption: str, held: Iterable[tuple[JobRow, Iterable[str]]]) -> Bars:
        parts = (Standing.LEARNT, Standing.REFUSED)
        counts: dict[str, Counter[int]] = {}
        for job, names in held:
            for name in names:
                at = parts.index(job.standing) if job.standing in parts else len(parts)
                counts.setdefault(name, Counter())[at] += 1
        rows = sorted(counts.items(), key=lambda row: (-row[1].total(), row[0]))
        told = (self._say("完成", "done"), self._say("拒绝", "refused"), self._say("其他", "other"))
        return Bars(caption, told, tuple((name, tuple(count[at] for at in range(3))) for name, count in rows))

    def _made_up(self) -> list[JobRow]:
        return [job for job in self._dossier.took_part if self._looks_made_up(job)]

    def _looks_made_up(self, job: JobRow) -> bool:
        brought = sum(party.rows for party in job.spec.parties if party.name != job.me)
        return job.found is not None and looks_made_up(Hits(brought, job.found), self._dossier.limits)

    def _names(self, orgs: Iterable[str]) -> str:
        return self._say("、", ", ").join(self._name(org) for org in orgs)

    def _name(self, org: str) -> str:
        return self._in(self._dossier.name(org))

    def _in(self, text: Text) -> str:
        return text.in_(self._language)

    def _told(self, name: str, **values: object) -> str:
        return self._in(words.sentence(name).fill(**values))

    def _say(self, zh: str, en: str) -> str:
        return zh if self._language is Language.ZH_CN else en


def _params(spec: JobSpec) -> str:
    """What a reader may want to know of the parameters; never a list of groups, which may itself be telling."""
    told = []
    for name in _PARAMS_SHOWN:
        value = spec.params.get(name)
        if value not in {None, ""} if not isinstance(value, list) else value:
            told.append(f"{name}={','.join(value) if isinstance(value, list) else value}")
    groups = spec.params.get("groups")
    return "; ".join([*told, *([f"groups={len(groups)}"] if isinstance(groups, list) else [])]) or "—"


def _moment(at: datetime) -> str:
    return at.astimezone(BEIJING).strftime("%Y-%m-%d %H:%M")
