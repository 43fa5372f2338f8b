"use client";

import { ScrollArea, SegmentedControl } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { Link } from "@/components/navigation/link";
import { Panel } from "@/components/ui/panel";
import type { LinkedPoint } from "@/lib/analytics/linked-figures";
import { formatCount } from "@/lib/platform/format/format-count";
import { CallsChart } from "./calls-chart";
import styles from "./calls-over-time.module.css";
import { pointWords, previousWords } from "./point-words";

type CallsOverTimeProps = {
  points: readonly LinkedPoint[];
  /** Names what the period is compared with. */
  previousLabel: string;
  /** Lets the points stand for days, weeks or months. */
  granularity?: ReactNode;
  /** Takes the height that a table beside it has. */
  isTall?: boolean;
};

export function CallsOverTime({ points, previousLabel, granularity, isTall = false }: CallsOverTimeProps) {
  const [view, setView] = useState("chart");
  const height = isTall ? 340 : 186;
  return (
    <Panel
      title="Calls over time"
      aside={
        <div className={styles.aside}>
          <span className={styles.legend}>
            <span className={styles.current} aria-hidden /> This period
          </span>
          <span className={styles.legend}>
            <span className={styles.previous} aria-hidden /> {previousLabel}
          </span>
          <SegmentedControl
            size="xs"
            value={view}
            onChange={setView}
            aria-label="Show calls over time as"
            data={[
              { value: "chart", label: "Chart" },
              { value: "table", label: "Table" },
            ]}
          />
        </div>
      }
    >
      {granularity}
      {view === "chart" ? (
        <CallsChart points={points} height={height} />
      ) : (
        <ScrollArea
          h={height}
          viewportProps={{ tabIndex: 0, role: "region", "aria-label": "Calls over time, as a table" }}
        >
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">{points[0]?.hour === null ? "Days" : "Hour"}</th>
                <th scope="col">Calls</th>
                <th scope="col">Compared with</th>
                <th scope="col">Calls then</th>
              </tr>
            </thead>
            <tbody>
              {points.map((point) => (
                <tr key={`${point.day} ${point.hour}`}>
                  <th scope="row">{pointWords(point)}</th>
                  <td>
                    {point.href && point.calls !== null ? (
                      <Link href={point.href}>{formatCount(point.calls)}</Link>
                    ) : (
                      "–"
                    )}
                  </td>
                  <td>{previousWords(point) ?? "–"}</td>
                  <td>
                    {point.previousHref ? (
                      <Link href={point.previousHref}>{formatCount(point.previousCalls)}</Link>
                    ) : (
                      "–"
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollArea>
      )}
    </Panel>
  );
}
