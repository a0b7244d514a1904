import { Empty } from "antd";

import type { RadarAxis } from "../api/models";
import { useText } from "../i18n/text";
import { Radar } from "./radar";

/** The radar with its legend, and among whom it places the enterprise. */
export function PeerRadar({ axes, said, height }: { axes: readonly RadarAxis[]; said?: string | undefined; height: number }) {
  const t = useText();
  return (
    <div>
      {axes.length === 0 ? <Empty description={t("radar.nodata")} /> : <Radar axes={axes} height={height} />}
      <div className="legend muted small">
        <span className="legend-own">{t("radar.own")}</span>
        <span className="legend-peer">{t("radar.peer")}</span>
        <span className="legend-gone">{t("radar.hollow")}</span>
      </div>
      {said && (
        <div className="muted small" data-testid="peers">
          {said}
        </div>
      )}
    </div>
  );
}
