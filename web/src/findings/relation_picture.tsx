import { useMemo } from "react";

import type { Finding } from "./shape";
import { Chart } from "../charts/chart";
import { share } from "../format/rate";
import { useLabel, useText } from "../i18n/text";

type Subgraph = Finding["subgraph"];

const COLORS: Record<string, string> = { enterprise: "#1257c4", person: "#c26a12", address: "#5b7a3a" };
const OTHER = "#7b8794";
const SUBJECT_SIZE = 30;
const SIZE = 18;
const NAME_MAX = 10;

/** A name short enough to stand beside its mark. */
export function shortName(name: string): string {
  return name.length > NAME_MAX ? `${name.slice(0, NAME_MAX - 1)}…` : name;
}

/** The relations of one pair as one arrow a direction: "holds 60 %, represents". */
export function arrows(edges: Subgraph["edges"], word: (kind: string) => string): { source: string; target: string; text: string }[] {
  const found = new Map<string, { source: string; target: string; words: string[] }>();
  for (const edge of edges) {
    const key = `${edge.source}\n${edge.target}`;
    const text = edge.ratio === null ? word(edge.kind) : `${word(edge.kind)} ${share(edge.ratio, 0)}`;
    const arrow = found.get(key) ?? { source: edge.source, target: edge.target, words: [] };
    if (!arrow.words.includes(text)) arrow.words.push(text);
    found.set(key, arrow);
  }
  return [...found.values()].map(({ words, ...arrow }) => ({ ...arrow, text: words.join(" · ") }));
}

/** A finding's part of the graph, to drag about and to zoom; in words for those who do not see it. */
export function RelationPicture({ subgraph, height = 320 }: { subgraph: Subgraph; height?: number }) {
  const t = useText();
  const label = useLabel();
  const option = useMemo(() => {
    const drawn = arrows(subgraph.edges, (kind) => label("edge", kind));
    const few = drawn.length <= 24;
    return {
      tooltip: { formatter: ({ name, data }: { name: string; data: { said?: string } }) => data.said ?? name },
      series: [
        {
          type: "graph",
          layout: "force",
          roam: true,
          draggable: true,
          force: { repulsion: 240, edgeLength: [70, 130], gravity: 0.12, layoutAnimation: false },
          edgeSymbol: ["none", "arrow"],
          edgeSymbolSize: 7,
          label: { show: true, position: "bottom", fontSize: 11, color: "#3c4b5c" },
          edgeLabel: { show: few, fontSize: 11, color: "#4d5a68", formatter: ({ data }: { data: { text: string } }) => data.text },
          lineStyle: { color: "#8f9caa", width: 1.2, curveness: 0.08, opacity: 1 },
          data: subgraph.nodes.map((node) => ({
            id: node.id,
            name: shortName(node.name || label("node", node.kind)),
            said: `${label("node", node.kind)} ${node.name}`,
            symbol: node.kind === "enterprise" ? "circle" : node.kind === "person" ? "diamond" : "rect",
            symbolSize: node.subject ? SUBJECT_SIZE : SIZE,
            itemStyle: { color: COLORS[node.kind] ?? OTHER, borderColor: node.subject ? "#0b2f6b" : "#fff", borderWidth: node.subject ? 3 : 1 },
          })),
          links: drawn.map((arrow) => ({ ...arrow, said: arrow.text })),
        },
      ],
    };
  }, [subgraph, label]);
  const names = new Map(subgraph.nodes.map((node) => [node.id, node.name || label("node", node.kind)]));
  const spoken = arrows(subgraph.edges, (kind) => label("edge", kind)).map((arrow) =>
    t("findings.said", { source: names.get(arrow.source) ?? arrow.source, kind: arrow.text, target: names.get(arrow.target) ?? arrow.target }),
  );
  const title = t("findings.picture", { nodes: subgraph.nodes.length, edges: subgraph.edges.length });
  return (
    <figure style={{ margin: 0 }}>
      <Chart option={option} height={height} label={`${title}: ${spoken.join("; ")}`} />
      <figcaption className="muted small">{subgraph.cut ? `${title}. ${t("findings.cut")}` : title}</figcaption>
    </figure>
  );
}
