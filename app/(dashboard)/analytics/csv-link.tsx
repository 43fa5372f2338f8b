import { analyticsSearch } from "@/lib/analytics/analytics-address";
import type { AnalyticsQuery } from "@/lib/analytics/analytics-query";
import type { AnalyticsTableName } from "@/lib/analytics/analytics-table";
import styles from "./analytics.module.css";

type CsvLinkProps = { query: AnalyticsQuery; table: AnalyticsTableName };

/** Downloads a table of the analytics as it is shown. */
export function CsvLink({ query, table }: CsvLinkProps) {
  return (
    <a href={`/api/analytics/export?${analyticsSearch(query, { table })}`} download className={styles.csv}>
      Export CSV
    </a>
  );
}
