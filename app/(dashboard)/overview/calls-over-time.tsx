"use client";

import { ScrollArea, SegmentedControl } from "@mantine/core";
import dynamic from "next/dynamic";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Panel } from "@/components/ui/panel";
import type { Overview } from "@/lib/analytics/overview";
import { formatCount } from "@/lib/platform/format/format-count";
import { formatDay } from "@/lib/platform/format/format-day";
import { callsOfDayHref } from "./calls-href";
import styles from "./calls-over-time.module.css";

const CallsChart = dynamic(() => import("./calls-chart"), {
  ssr: false,
  loading: () => <div className={styles.placeholder} />,
});

export function CallsOverTime({ overview }: { overview: Overview }) {
  const [view, setView] = useState("chart");
  const router = useRouter();
  const { points } = overview;
  return (
    <Panel
      title="Calls over time"
      aside={
        <div className={styles.aside}>
          <span className={styles.legend}>
            <span className={styles.current} aria-hidden /> This period
          </span>
          <span className={styles.legend}>
            <span className={styles.previous} aria-hidden /> Previous period
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
        <CallsChart points={points} onChoose={({ day, hour }) => hour === null && router.push(callsOfDayHref(day))} />
      ) : (
        <ScrollArea
          h={186}
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
              {points.map(({ day, hour, calls, previousDay, previousCalls }) => (
                <tr key={`${day} ${hour}`}>
                  <th scope="row">
                    {hour === null ? <Link href={callsOfDayHref(day)}>{formatDay(day, "weekday")}</Link> : `${hour}:00`}
                  </th>
                  <td>{calls === null ? "–" : formatCount(calls)}</td>
                  <td>{formatDay(previousDay, "weekday")}</td>
                  <td>{formatCount(previousCalls)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollArea>
      )}
    </Panel>
  );
}
