"""What a version says, checked: the file that would serve, and whether it may go on. Pure.

`content` of rules is a sheet (`decisions.sheet`), of a product its JSON (`market.product`).
"""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from puhui.decisions import CasesReport, Difference
from puhui.decisions.cases import FORMAT
from puhui.decisions.errors import CasesRefused, FactRefused, RuleUndecided
from puhui.decisions.faults import Fault
from puhui.decisions.sheet import file_of
from puhui.decisions.soundness import check
from puhui.desks.studio import store
from puhui.desks.studio.errors import NotSound
from puhui.desks.studio.known_facts import known_facts
from puhui.kernel import Text
from puhui.lending.concluding import product_file
from puhui.market import Product, ProductRefused

_NO_CASES = CasesReport(0, (), ())


@dataclass(frozen=True, slots=True)
class Judged:
    """`file`: what would serve (empty where the content cannot become one)."""

    file: bytes
    faults: tuple[Fault, ...]
    cases: CasesReport = _NO_CASES
    changes: tuple[Difference, ...] = ()
    needs_cases: bool = False

    @property
    def weakened(self) -> tuple[str, ...]:
        """The rules of law that the version would weaken."""
        return tuple(one.code for one in self.changes if one.weakens_fixed)

    @property
    def sound(self) -> bool:
        """Whether it may be backtested and let through."""
        cases = self.cases
        shown = cases.cases > 0 or not self.needs_cases
        return bool(self.file) and shown and not (self.faults or cases.failed or cases.uncovered or self.weakened)

    def require_sound(self) -> bytes:
        """The file; raises `NotSound` with how much is in the way."""
        if not self.sound:
            cases = self.cases
            raise NotSound(
                faults=len(self.faults),
                failed=len(cases.failed),
                uncovered=len(cases.uncovered),
                weakened=len(self.weakened),
                stage="desks.studio",
            )
        return self.file


def judge(version: store.Version, in_force: bytes | None, taken: Collection[str]) -> Judged:
    """Check a version against what is in force. `taken` are the names that other versions have published under."""
    if version.kind == store.PRODUCT:
        return judge_product(version.content, taken)
    return judge_rules(version.content, version.cases, in_force, taken)


def judge_rules(
    sheet: Mapping[str, Any], cases: Mapping[str, Any], in_force: bytes | None, taken: Collection[str]
) -> Judged:
    """A sheet with its cases."""
    file, given = file_of(sheet), json.dumps({"format": FORMAT, **cases}, ensure_ascii=False).encode()
    own = tuple(_fact_faults(sheet["facts"]))
    if sheet["version"] in taken:
        own = (*own, _name_taken(sheet["version"]))
    try:
        found = check(file, given if cases.get("cases") else None, in_force)
    except (CasesRefused, FactRefused, RuleUndecided) as refused:
        return Judged(file, (*own, Fault(refused.cause_text, 0, "cases")), needs_cases=True)
    return Judged(file, (*found.faults, *own), found.cases, found.changes, needs_cases=True)


def judge_product(content: Mapping[str, Any], taken: Collection[str]) -> Judged:
    """A product's JSON."""
    try:
        product = Product.parse(dict(content))
    except ProductRefused as refused:
        return Judged(b"", (Fault(refused.cause_text, 0, "product"),))
    found = []
    if product.version in taken:
        found.append(_name_taken(product.version))
    if product.rate_min == 0 and product.fees_rate > 0:
        found.append(
            Fault(
                Text(
                    zh="利率为 0 而另收费用：以“0 利率”示人会误导，请将费用计入利率",
                    en="a rate of zero beside fees shows a false 0 %: put what it costs into the rate",
                ),
                0,
                "rate_min",
            )
        )
    return Judged(product_file(product), tuple(found))


def name_of(version: store.Version) -> str:
    """The name under which it would serve: `x-version` of rules, `version` of a product."""
    return str(version.content.get("version", ""))


def title_of(version: store.Version) -> Text:
    """What people call it."""
    if version.kind == store.RULES:
        return Text(zh=f"授信规则 {name_of(version)}", en=f"lending rules {name_of(version)}")
    name = version.content.get("name")
    said = name if isinstance(name, dict) else {}
    return Text(zh=str(said.get("zh", version.subject)), en=str(said.get("en", version.subject)))


def _fact_faults(declared: Sequence[Mapping[str, Any]]) -> Iterator[Fault]:
    """A fact that nothing answers asks for ever, and one of another kind than its source's stops every decision."""
    known = {one.name: one for one in known_facts().items}
    for fact in declared:
        name, found = fact["name"], known.get(fact["name"])
        if found is None:
            yield Fault(Text(zh=f"没有来源提供事实 {name}", en=f"no source answers the fact {name}"), 0, name)
        elif found.kind != fact["kind"]:
            text = Text(
                zh=f"事实 {name} 的类型应为 {found.kind}，而不是 {fact['kind']}",
                en=f"the fact {name} is a {found.kind}, not a {fact['kind']}",
            )
            yield Fault(text, 0, name)


def _name_taken(name: str) -> Fault:
    return Fault(
        Text(zh=f"版本号 {name} 已发布过，请另取", en=f"version {name} was published already: take another"),
        0,
        "version",
    )
