/** The one place that loads ECharts: only the parts we draw with, in SVG so that text stays text. */

import { BarChart, GaugeChart, GraphChart, LineChart, ScatterChart } from "echarts/charts";
import { GridComponent, PolarComponent, TooltipComponent } from "echarts/components";
import { init, use, type EChartsCoreOption } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import { useEffect, useRef } from "react";

import { FONT } from "./font";

use([BarChart, GaugeChart, GraphChart, LineChart, ScatterChart, GridComponent, PolarComponent, TooltipComponent, SVGRenderer]);


/** A chart with a sentence that says the same to those who do not see it. */
export function Chart({ option, height, label }: { option: EChartsCoreOption; height: number; label: string }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!box.current) return undefined;
    const chart = init(box.current, undefined, { renderer: "svg" });
    chart.setOption({ textStyle: { fontFamily: FONT }, ...option });
    const observer = new ResizeObserver(() => chart.resize());
    observer.observe(box.current);
    return () => {
      observer.disconnect();
      chart.dispose();
    };
  }, [option]);
  return <div ref={box} role="img" aria-label={label} style={{ width: "100%", height }} />;
}
