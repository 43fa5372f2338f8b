import { type KeyboardEvent, useRef } from "react";
import {
  Area,
  Bar,
  CartesianGrid,
  ComposedChart,
  Line,
  Rectangle,
  ReferenceLine,
  Tooltip,
  XAxis,
  YAxis,
} from "recharts";
import { useRouter } from "@/components/navigation/use-router";
import { type ChartPoint, type ChartSeries, type ChartUnit, hrefOf, valueText } from "./chart";
import { ChartTooltip } from "./chart-tooltip";
import styles from "./plot.module.css";
import { ticksOf } from "./scale";

type PlotProps = {
  title: string;
  series: readonly ChartSeries[];
  points: readonly ChartPoint[];
  unit: ChartUnit;
  height: number;
  /** A value that is to be reached, drawn across. */
  goal?: number;
};

type Row = { place: number } & Record<string, number | null>;

/** The part of a line that leads to what is not over yet. */
const runningKey = (key: string) => `${key} running`;

const goalLabel = { position: "insideTopRight", fill: "var(--cw-good)", fontSize: 11 } as const;

/** The picture of a chart. Arrow keys and the pointer move along its axis; Enter and a click open the calls of a place. */
export default function Plot({ title, series, points, unit, height, goal }: PlotProps) {
  const router = useRouter();
  const active = useRef<number | null>(null);
  const hasOnlyBars = series.every(({ shape }) => shape === "bar");
  const ticks = ticksOf(series, points, unit);

  function open(href: string | null | undefined) {
    if (href) router.push(href);
  }
  function onKeyDown(event: KeyboardEvent) {
    if (event.key === "Enter" && active.current !== null) open(hrefOf(points[active.current], series));
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the drawing inside has the focus and its own role.
    <div className={styles.plot} onKeyDown={onKeyDown}>
      <ComposedChart
        responsive
        accessibilityLayer
        data={rowsOf(series, points)}
        style={{ width: "100%", height }}
        margin={{ top: 8, right: 12, bottom: 0, left: 0 }}
        title={title}
        role="application"
        aria-label={`${title}, a chart. Arrow keys move along it, Enter opens the calls of a point.`}
        onClick={({ activeTooltipIndex }) => {
          const point = points[Number(activeTooltipIndex)];
          if (!hasOnlyBars && activeTooltipIndex !== undefined) open(hrefOf(point, series));
        }}
        barGap={2}
        barCategoryGap="22%"
      >
        <CartesianGrid vertical={false} stroke="var(--cw-border)" strokeDasharray="3 3" />
        <XAxis
          dataKey="place"
          tickFormatter={(place: number) => points[place]?.tick ?? ""}
          axisLine={false}
          tickLine={false}
          interval="preserveStartEnd"
          minTickGap={24}
          tickMargin={8}
          height={28}
          scale={hasOnlyBars ? "band" : "auto"}
          padding={hasOnlyBars ? undefined : { left: 12, right: 12 }}
        />
        <YAxis
          width="auto"
          axisLine={false}
          tickLine={false}
          domain={[0, ticks.at(-1) ?? 1]}
          ticks={ticks}
          interval={0}
          tickFormatter={(value: number) => valueText(value, unit === "percent" ? "count" : unit)}
        />
        <Tooltip
          isAnimationActive={false}
          cursor={{ fill: "var(--cw-hover)", stroke: "var(--cw-border-strong)" }}
          content={({ activeIndex, active: isActive }) => (
            <ChartTooltip
              index={isActive && activeIndex !== undefined && activeIndex !== null ? Number(activeIndex) : null}
              onActive={(index) => {
                active.current = index;
              }}
              {...{ series, points, unit }}
            />
          )}
        />
        {goal !== undefined && (
          <ReferenceLine
            y={goal}
            stroke="var(--cw-good)"
            strokeDasharray="6 4"
            label={{ value: "Goal", ...goalLabel }}
          />
        )}
        {series.map((each) => drawn(each, points, (point) => open(point?.hrefs[each.key])))}
      </ComposedChart>
    </div>
  );
}

/** A series as Recharts takes it; a line to what is not over yet is a second one, dotted. */
function drawn(series: ChartSeries, points: readonly ChartPoint[], open: (point: ChartPoint | undefined) => void) {
  const { key, color, shape, isDashed, stack } = series;
  const common = { isAnimationActive: false, name: series.label, stroke: color } as const;
  const isLonely = points.filter(({ values }) => values[key] !== null && values[key] !== undefined).length === 1;
  const dot = isLonely ? { r: 4, fill: color, strokeWidth: 0 } : false;
  if (shape === "bar")
    return (
      <Bar
        key={key}
        {...common}
        dataKey={key}
        stackId={stack}
        fill={color}
        stroke="none"
        maxBarSize={48}
        className={styles.bar}
        onClick={(_, index) => open(points[index])}
        shape={(props: { index?: number }) => (
          <Rectangle {...props} fillOpacity={points[props.index ?? -1]?.isRunning ? 0.45 : 1} />
        )}
      />
    );
  if (shape === "area" && stack)
    return <Area key={key} {...common} dataKey={key} stackId={stack} fill={color} fillOpacity={0.75} strokeWidth={1} />;
  const line = { ...common, type: shape === "step" ? "stepAfter" : "linear", strokeWidth: 2 } as const;
  return [
    shape === "area" ? (
      <Area key={key} {...line} dataKey={key} fill={color} fillOpacity={0.1} dot={dot} />
    ) : (
      <Line
        key={key}
        {...line}
        dataKey={key}
        dot={shape === "step" ? { r: 3.5, fill: color, strokeWidth: 0 } : dot}
        strokeDasharray={isDashed && "4 4"}
        strokeWidth={isDashed ? 1.5 : 2}
      />
    ),
    !isDashed && points.some(({ isRunning }) => isRunning) && (
      <Line
        key={runningKey(key)}
        {...line}
        dataKey={runningKey(key)}
        strokeDasharray="2 4"
        dot={({ cx, cy, index }) =>
          points[index]?.isRunning ? (
            <circle key={index} cx={cx} cy={cy} r={4} fill="var(--cw-surface)" stroke={color} strokeWidth={2} />
          ) : (
            <g key={index} />
          )
        }
      />
    ),
  ];
}

function rowsOf(series: readonly ChartSeries[], points: readonly ChartPoint[]): Row[] {
  const running = points.findIndex(({ isRunning }) => isRunning);
  return points.map(({ values }, index) => {
    const row: Row = { place: index };
    for (const { key, shape, stack, isDashed } of series) {
      const value = values[key] ?? null;
      const isWhole = shape === "bar" || stack !== undefined || isDashed || running === -1;
      row[key] = isWhole || index < running ? value : null;
      if (!isWhole) row[runningKey(key)] = index === running - 1 || index === running ? value : null;
    }
    return row;
  });
}
