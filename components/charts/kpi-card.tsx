import { Tooltip, VisuallyHidden } from "@mantine/core";
import { IconArrowDownRight, IconArrowRight, IconArrowUpRight } from "@tabler/icons-react";
import { Link } from "@/components/navigation/link";
import { formatChange } from "@/lib/platform/format/format-change";
import type { Kpi } from "./kpi";
import styles from "./kpi-card.module.css";
import { Sparkline } from "./sparkline";

const arrows = { up: IconArrowUpRight, down: IconArrowDownRight, same: IconArrowRight };

export function KpiCard({ kpi }: { kpi: Kpi }) {
  const definitionId = `kpi-${kpi.key}`;
  const described = kpi.baseDays ? `${kpi.definition} Compared with ${kpi.baseDays}.` : kpi.definition;
  return (
    <Tooltip
      label={described}
      position="bottom-start"
      events={{ hover: true, focus: true, touch: false }}
      openDelay={500}
    >
      <Link href={kpi.href} className={styles.card} aria-describedby={definitionId}>
        <span className={styles.label}>{kpi.label}</span>
        <span className={styles.main}>
          <span className={styles.value}>
            {kpi.value}
            {kpi.unit && <span className={styles.unit}>{kpi.unit}</span>}
          </span>
          {kpi.series.length > 1 && (
            <span className={styles.spark}>
              <Sparkline values={kpi.series} isLastRunning={kpi.isLastRunning} />
            </span>
          )}
        </span>
        <KpiChange kpi={kpi} />
        <VisuallyHidden id={definitionId}>{described}</VisuallyHidden>
      </Link>
    </Tooltip>
  );
}

function KpiChange({ kpi }: { kpi: Kpi }) {
  if (kpi.note) return <span className={styles.change}>{kpi.note}</span>;
  const change = formatChange(kpi.current, kpi.previous, kpi.metric);
  if (!change)
    return <span className={styles.change}>{kpi.base ? `previously ${kpi.base}` : "no data to compare"}</span>;
  const verdict =
    change.direction === "same" || !kpi.better ? null : change.direction === kpi.better ? "better" : "worse";
  const Arrow = arrows[change.direction];
  return (
    <span className={styles.change}>
      <span className={styles.delta} data-verdict={verdict ?? undefined}>
        <Arrow size={14} stroke={2} aria-hidden />
        {change.text}
        {verdict && (kpi.better === "down" ? ` ${verdict}` : <VisuallyHidden>, {verdict}</VisuallyHidden>)}
      </span>{" "}
      <span className={styles.base}>vs {kpi.base}</span>
    </span>
  );
}
