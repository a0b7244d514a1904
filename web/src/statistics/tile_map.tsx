import { Tooltip } from "antd";

import type { StatisticsRow } from "../api/models";
import { useText } from "../i18n/text";
import { shade } from "./shade";

const SIDE = 112;
const GAP = 8;

/** The counties as tiles, each beside its neighbours: the darker, the more draws; hollow where they are withheld. */
export function TileMap({ rows }: { rows: readonly StatisticsRow[] }) {
  const t = useText();
  const placed = rows.flatMap((row) => (row.tile ? [{ row, column: row.tile.column, line: row.tile.row }] : []));
  if (placed.length === 0) return null;
  const width = Math.max(...placed.map(({ column }) => column)) + 1;
  const height = Math.max(...placed.map(({ line }) => line)) + 1;
  const most = Math.max(1, ...placed.map(({ row }) => row.drawn.count ?? 0));
  const told = (row: StatisticsRow) => (row.drawn.count === null ? t("statistics.withheld") : t("statistics.count", { count: row.drawn.count }));
  const label = t("statistics.map.label", { cells: placed.map(({ row }) => `${row.name} ${told(row)}`).join("; ") });
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${width * (SIDE + GAP)} ${height * (SIDE + GAP)}`}
      style={{ width: "100%", maxWidth: width * (SIDE + GAP) }}
      data-testid="tile-map"
    >
      {placed.map(({ row, column, line }) => (
        <Tooltip key={row.group} title={`${row.name}: ${told(row)}`}>
          <g transform={`translate(${column * (SIDE + GAP)} ${line * (SIDE + GAP)})`}>
            <rect
              width={SIDE}
              height={SIDE}
              rx={10}
              fill={row.drawn.count === null ? "#ffffff" : shade(row.drawn.count / most)}
              stroke="#8c96a5"
              strokeDasharray={row.drawn.count === null ? "4 4" : undefined}
            />
            <text x={SIDE / 2} y={SIDE / 2 - 6} textAnchor="middle" fontSize={14} fill="#1f2937">
              {row.name}
            </text>
            <text x={SIDE / 2} y={SIDE / 2 + 18} textAnchor="middle" fontSize={16} fontWeight={600} fill="#1f2937">
              {row.drawn.count ?? t("statistics.hidden")}
            </text>
          </g>
        </Tooltip>
      ))}
    </svg>
  );
}
