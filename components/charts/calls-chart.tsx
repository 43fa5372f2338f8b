"use client";

import { useState } from "react";
import { Link } from "@/components/navigation/link";
import type { LinkedPoint } from "@/lib/analytics/linked-figures";
import { countOf } from "@/lib/platform/format/count-of";
import { formatCount } from "@/lib/platform/format/format-count";
import { formatDay } from "@/lib/platform/format/format-day";
import styles from "./calls-chart.module.css";
import { pointWords, previousWords } from "./point-words";
import { labelledPlaces, ticksUpTo } from "./scale";

type CallsChartProps = { points: readonly LinkedPoint[]; height: number };

const labelsMax = 7;

/**
 * Calls over time beside those of another period. Each place on the time axis is a link to its calls, for the pointer alone: the table
 * beside the chart has the same links for everybody.
 */
export function CallsChart({ points, height }: CallsChartProps) {
  const [pointed, setPointed] = useState<number | null>(null);
  const most = Math.max(0, ...points.flatMap(({ calls, previousCalls }) => [calls ?? 0, previousCalls]));
  const ticks = ticksUpTo(most);
  const top = ticks.at(-1) ?? 1;
  const x = (index: number) => ((index + 0.5) / points.length) * 100;
  const y = (value: number) => 100 - (value / top) * 100;
  const pathOf = (values: readonly (number | null)[]) =>
    values
      .flatMap((value, index) => (value === null ? [] : [`${x(index).toFixed(2)},${y(value).toFixed(2)}`]))
      .join(" ");
  const current = points.map(({ calls }) => calls);
  const runningAt = points.findIndex(({ isRunning }) => isRunning);
  const isOver = (index: number) => runningAt === -1 || index < runningAt;
  const known = current.flatMap((value, index) => (value === null ? [] : [index]));
  const [first = 0, last = 0] = [known[0], known.at(-1)];
  const point = pointed === null ? undefined : points[pointed];

  return (
    <div className={styles.chart} style={{ height }}>
      <div className={styles.plot} onPointerLeave={() => setPointed(null)}>
        {ticks.map((tick) => (
          <div key={tick} className={styles.tick} style={{ top: `${y(tick)}%` }} aria-hidden>
            <span>{formatCount(tick)}</span>
          </div>
        ))}
        <svg
          className={styles.lines}
          viewBox="0 0 100 100"
          preserveAspectRatio="none"
          role="img"
          aria-label="Calls over time"
        >
          <polygon className={styles.area} points={`${x(first)},100 ${pathOf(current)} ${x(last)},100`} />
          <polyline
            className={styles.previous}
            points={pathOf(points.map(({ previousDay, previousCalls }) => (previousDay ? previousCalls : null)))}
            vectorEffect="non-scaling-stroke"
          />
          <polyline
            className={styles.current}
            points={pathOf(current.map((value, index) => (isOver(index) ? value : null)))}
            vectorEffect="non-scaling-stroke"
          />
          {runningAt > 0 && (
            <polyline
              className={styles.running}
              points={pathOf(
                current.map((value, index) => (index === runningAt - 1 || index === runningAt ? value : null)),
              )}
              vectorEffect="non-scaling-stroke"
            />
          )}
        </svg>
        {points.length === 1 && runningAt === -1 && (
          <span className={styles.only} style={{ top: `${y(current[0] ?? 0)}%`, left: "50%" }} aria-hidden />
        )}
        {runningAt !== -1 && (
          <span
            className={styles.only}
            data-running
            style={{ top: `${y(current[runningAt] ?? 0)}%`, left: `${x(runningAt)}%` }}
            aria-hidden
          />
        )}
        <div className={styles.slots} aria-hidden>
          {points.map(({ day, hour, href }, index) => (
            <Slot key={`${day} ${hour}`} href={href} onPoint={() => setPointed(index)} />
          ))}
        </div>
        {point && pointed !== null && <Hint point={point} left={x(pointed)} />}
      </div>
      <div className={styles.labels} aria-hidden>
        {labelledPlaces(points.length, labelsMax).map((index) => (
          <span key={index} style={{ left: `${x(index)}%` }}>
            {labelOf(points[index])}
          </span>
        ))}
      </div>
    </div>
  );
}

function Slot({ href, onPoint }: { href: string | null; onPoint(): void }) {
  if (!href) return <span className={styles.slot} onPointerEnter={onPoint} />;
  return <Link href={href} prefetch={false} tabIndex={-1} className={styles.slot} onPointerEnter={onPoint} />;
}

function Hint({ point, left }: { point: LinkedPoint; left: number }) {
  const { calls, href, previousCalls } = point;
  const previous = previousWords(point);
  return (
    <div className={styles.hint} style={{ left: `${left}%`, translate: `${-left}% 0` }} aria-hidden>
      <div className={styles.hintTitle}>{pointWords(point)}</div>
      <div className={styles.hintLine}>
        <span className={styles.solid} />
        {calls === null ? "still to come" : countOf(calls, "call")}
      </div>
      <div className={styles.hintLine}>
        <span className={styles.dashed} />
        {previous ? `${formatCount(previousCalls)} on ${previous}` : "nothing to compare"}
      </div>
      {href && <div className={styles.hintNote}>Click to see these calls</div>}
    </div>
  );
}

function labelOf(point: LinkedPoint | undefined): string {
  if (!point) return "";
  return point.hour === null ? formatDay(point.day, "short") : `${point.hour}:00`;
}
