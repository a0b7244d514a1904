import { Button, Flex, Tag } from "antd";
import { useState } from "react";

import type { Plan } from "../api/models";
import { useLabel, useText } from "../i18n/text";

const SHOWN = 4;

/** The changes of a plan, those that give most first, each with its points, its time and its cost. */
export function PlanMoves({ plan }: { plan: Plan }) {
  const t = useText();
  const label = useLabel();
  const [all, showAll] = useState(false);
  const sorted = [...plan.moves].sort((one, other) => other.points - one.points);
  const shown = all ? sorted : sorted.slice(0, SHOWN);
  return (
    <>
      <ul className="plain-list">
        {shown.map((move) => (
          <li key={move.name}>
            <Flex justify="space-between" align="start" gap={12}>
              <div>
                {move.text}
                <div className="muted small">
                  {move.months > 0 ? t("advice.months", { months: move.months }) : t("advice.now")} · {label("cost", move.cost)}
                  {move.clears && (
                    <>
                      {" "}
                      · <code>{move.clears}</code>
                    </>
                  )}
                </div>
              </div>
              {move.points > 0 && (
                <Tag color="green" className="figure">
                  {t("advice.points", { points: Math.round(move.points) })}
                </Tag>
              )}
            </Flex>
          </li>
        ))}
      </ul>
      {!all && sorted.length > SHOWN && (
        <Button type="link" size="small" onClick={() => showAll(true)}>
          {t("advice.more", { count: sorted.length - SHOWN })}
        </Button>
      )}
    </>
  );
}
