"use client";

import { ScrollArea, SegmentedControl } from "@mantine/core";
import Link from "next/link";
import { useState } from "react";
import { Panel } from "@/components/ui/panel";
import type { LinkedPoint } from "@/lib/analytics/linked-figures";
import { formatCount } from "@/lib/platform/format/format-count";
import { formatDay } from "@/lib/platform/format/format-day";
import { CallsChart } from "./calls-chart";
import styles from "./calls-over-time.module.css";

type CallsOverTimeProps = {
  points: readonly LinkedPoint[];
  previousLabel?: string;
  /** Takes the height that a table beside it has. */
  isTall?: boolean;
};

export function CallsOverTime({ points, previousLabel = "Previous period", isTall = false }: CallsOverTimeProps) {
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
                <th scope="col">{points[0]?.hour === null ? "Day" : "Hour"}</th>
                <th scope="col">Calls</th>
                <th scope="col">Compared with</th>
                <th scope="col">Calls then</th>
              </tr>
            </thead>
            <tbody>
              {points.map(({ day, hour, calls, href, previousDay, previousCalls, previousHref }) => (
                <tr key={`${day} ${hour}`}>
                  <th scope="row">{hour === null ? formatDay(day, "weekday") : `${hour}:00`}</th>
                  <td>{href && calls !== null ? <Link href={href}>{formatCount(calls)}</Link> : "–"}</td>
                  <td>{previousDay ? formatDay(previousDay, "weekday") : "–"}</td>
                  <td>{previousHref ? <Link href={previousHref}>{formatCount(previousCalls)}</Link> : "–"}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollArea>
      )}
    </Panel>
  );
}
