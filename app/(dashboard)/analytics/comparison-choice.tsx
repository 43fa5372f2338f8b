import { Button } from "@mantine/core";
import { GetForm } from "@/components/navigation/get-form";
import { SegmentedLinks } from "@/components/ui/segmented-links";
import { analyticsSearch } from "@/lib/analytics/analytics-address";
import type { Analytics } from "@/lib/analytics/get-analytics";
import { comparisonLabels, formatComparison } from "@/lib/platform/format/format-comparison";
import { formatInstant } from "@/lib/platform/format/format-instant";
import { formatSpan } from "@/lib/platform/format/format-span";
import styles from "./analytics.module.css";

/** The two periods in words, and the choice of the second one. */
export function ComparisonChoice({ analytics, today }: { analytics: Analytics; today: string }) {
  const { query, timezone, asOf } = analytics;
  const { range, comparison } = query;
  const addressOf = (changes: Record<string, string | null>) => `/analytics?${analyticsSearch(query, changes)}`;
  const differsInLength = !comparison.until && range.days !== comparison.days;
  const none = { vsFrom: null, vsTo: null };
  const hidden = new URLSearchParams(analyticsSearch(query, { vs: "custom", ...none }));
  return (
    <div className={styles.periods}>
      <SegmentedLinks
        label="Compared with"
        segments={[
          ...(["weekdays", "previous", "year"] as const).map((kind) => ({
            href: addressOf({ vs: kind === "weekdays" ? null : kind, ...none }),
            label: comparisonLabels[kind],
            isCurrent: comparison.kind === kind,
          })),
          {
            href: addressOf({ vs: "custom", vsFrom: comparison.from, vsTo: comparison.wholeTo }),
            label: comparisonLabels.custom,
            isCurrent: comparison.kind === "custom",
          },
        ]}
      />
      {comparison.kind === "custom" && (
        <GetForm action="/analytics" className={styles.otherDays} aria-label="Custom comparison period">
          {[...hidden].map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          <label>
            From <input type="date" name="vsFrom" defaultValue={comparison.from} max={today} required />
          </label>
          <label>
            to <input type="date" name="vsTo" defaultValue={comparison.wholeTo} max={today} required />
          </label>
          <Button type="submit" size="compact-sm" variant="default">
            Compare
          </Button>
        </GetForm>
      )}
      <p className={styles.note}>
        {formatSpan(range)} against {formatComparison(comparison)}
        {differsInLength && ` (${range.days} against ${comparison.days} days)`}. Days in {timezone.replaceAll("_", " ")}
        . As of {formatInstant(asOf, timezone, "time")}.
      </p>
    </div>
  );
}
