"""One enterprise explained: who stands behind it, whom it is tied to, what was found, and what flows to it, as data
and as a page.

>>> from puhui.relations.sketch import sketch
>>> told = explain(sketch("P holds A 0.6", "P legal_rep A", "P holds B 0.7"), "A")
>>> told.document["owners"]["owners"][0]["person"], told.document["group"], told.document["findings"]
('P', ['A', 'B'], [])
>>> "<svg" in told.page() and "http://" not in told.page().replace("http://www.w3.org/2000/svg", "")
True
"""

from dataclasses import dataclass
from html import escape
from typing import Any

import numpy as np
import polars as pl

from puhui.kernel import Language, Text
from puhui.relations.beneficial import beneficial_owners
from puhui.relations.detectors import find
from puhui.relations.drawing import draw
from puhui.relations.findings import Finding, Subgraph, subgraph
from puhui.relations.graph import Graph
from puhui.relations.groups import related_groups
from puhui.relations.indicators import DEFINITIONS, indicators
from puhui.relations.thresholds import THRESHOLDS, Thresholds

_AROUND_MAX = 60
_PATHS_SHOWN = 5
_STYLE = (
    "body{font:14px/1.6 sans-serif;max-width:980px;margin:2em auto;color:#262626}"
    "table{border-collapse:collapse}td,th{border-bottom:1px solid #d9d9d9;padding:2px 10px;text-align:left}"
    "h2{margin-top:2em}.critical{color:#cf1322}.warn{color:#d46b08}svg{border:1px solid #f0f0f0}"
)
_WORDS = {
    "title": Text(zh="关联关系说明", en="relations explained"),
    "owners": Text(zh="受益所有人", en="beneficial owners"),
    "nobody": Text(zh="没有可识别的自然人", en="nobody who can be named"),
    "sole": Text(zh="个体工商户，无需备案受益所有人", en="a sole proprietor: no beneficial owner is to be filed"),
    "around": Text(zh="关系图", en="around it"),
    "findings": Text(zh="发现", en="findings"),
    "none": Text(zh="没有发现", en="nothing found"),
    "evidence": Text(zh="依据", en="evidence"),
    "indicators": Text(zh="指标", en="indicators"),
    "cut": Text(zh="图中只显示一部分", en="only a part is drawn"),
}


@dataclass(frozen=True)
class Explained:
    """What is known of one enterprise's relations: `document` for machines, `page` for people."""

    document: dict[str, Any]
    around: Subgraph
    findings: tuple[Finding, ...]

    def page(self, language: Language = Language.ZH_CN) -> str:
        """One page of HTML that needs nothing else."""
        who = self.document["enterprise"]
        say = {name: escape(text.in_(language)) for name, text in _WORDS.items()}
        body = [
            f"<h1>{say['title']}: {escape(self.document['name'] or who)}</h1>"
            f"<p>{escape(who)} · {self.document['as_of']}</p>"
        ]
        body.append(f"<h2>{say['owners']}</h2>{self._owners(say, language)}")
        body.append(f"<h2>{say['around']}</h2>{draw(self.around, marked=(who,), language=language)}")
        if self.around.cut:
            body.append(f"<p>{say['cut']}</p>")
        body.append(f"<h2>{say['findings']}</h2>")
        body += [_finding(found, say, language) for found in self.findings] or [f"<p>{say['none']}</p>"]
        word = "zh" if language is Language.ZH_CN else "en"
        rows = "".join(
            f"<tr><td>{escape(item['label'][word])}</td><td>{item['value']:,.4g}</td>"
            f"<td>{escape(item['unit'])}</td></tr>"
            for item in self.document["indicators"]
            if item["value"] is not None
        )
        body.append(f"<h2>{say['indicators']}</h2><table>{rows}</table>")
        return (
            f'<!doctype html><html lang="{language.value}"><head><meta charset="utf-8"><title>{say["title"]}</title>'
            f"<style>{_STYLE}</style></head><body>{''.join(body)}</body></html>"
        )

    def _owners(self, say: dict[str, str], language: Language) -> str:
        told = self.document["owners"]
        if told["none_because"]:
            return f"<p>{say['sole' if told['none_because'] == 'sole_proprietor' else 'nobody']}</p>"
        word = "zh" if language is Language.ZH_CN else "en"
        rows = "".join(
            f"<tr><td>{escape(owner['name'] or owner['person'])}</td><td>{escape(owner['basis_text'][word])}</td>"
            f"<td>{100 * owner['ownership']:.2f} %</td><td>{_chains(owner['paths'])}</td></tr>"
            for owner in told["owners"]
        )
        return f"<table>{rows}</table>"


def explain(graph: Graph, enterprise: str, *, thresholds: Thresholds = THRESHOLDS) -> Explained:
    """Everything about one enterprise on the graph's day; raises `NodeUnknown`, `NotAnEnterprise`."""
    now = graph.now
    place = now.enterprise(enterprise)
    findings = tuple(found for found in find(graph, thresholds=thresholds) if enterprise in found.subjects)
    groups = related_groups(graph, thresholds=thresholds)
    mates = now.enterprises[groups.label[now.enterprises] == groups.label[place]]
    rows = now.both
    edges = rows.edge[rows.start[place] : rows.start[place + 1]]
    people = now.edges.source[edges[now.edges.target[edges] == place]]
    _, where = rows.of_many(people[now.kinds[people] != now.kinds[place]])
    around = np.unique(np.concatenate([edges, rows.edge[where]]))[:_AROUND_MAX]
    values = (
        indicators(graph, thresholds=thresholds).row(by_predicate=pl.col("enterprise") == enterprise, named=True)
        if _told(now, place)
        else {}
    )
    listed = [
        {"name": name, "label": dict(item["label"]), "value": values.get(name), "unit": item["unit"]}
        for name, item in DEFINITIONS.items()
    ]
    document = {
        "enterprise": enterprise,
        "name": now.nodes["name"][place],
        "as_of": now.as_of.isoformat(),
        "owners": beneficial_owners(graph, enterprise, thresholds=thresholds).as_dict(),
        "group": [now.id(mate) for mate in mates],
        "findings": [found.as_dict() for found in findings],
        "indicators": listed,
    }
    return Explained(document, subgraph(now, np.array([place], dtype=np.int32), around), findings)


def _chains(paths: list[dict[str, Any]]) -> str:
    return "<br>".join(escape(" → ".join(path["nodes"])) for path in paths[:_PATHS_SHOWN])


def _told(now: Graph, place: int) -> bool:
    return bool(np.isin(place, now.subjects))


def _finding(found: Finding, say: dict[str, str], language: Language) -> str:
    rows = "".join(
        f"<tr><td>{escape(item.label.in_(language))}</td><td>{escape(str(item.value))} {escape(item.unit)}</td>"
        f"<td>{'' if item.threshold is None else f'{item.threshold:g} ({escape(item.mark)})'}</td>"
        f"<td>{escape(item.source)} {item.as_of or ''}</td></tr>"
        for item in found.evidence
    )
    return (
        f"<h3 class='{found.severity.value}'>{escape(found.code)} {escape(found.title.in_(language))}</h3>"
        f"<p>{escape(found.text.in_(language))}</p><table>{rows}</table>"
        f"{draw(found.subgraph, marked=found.subjects, language=language)}"
    )
