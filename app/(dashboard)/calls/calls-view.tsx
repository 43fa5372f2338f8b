"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useSearchParams } from "next/navigation";
import { fetchJson } from "@/components/live/fetch-json";
import type { CallPage } from "@/lib/calls/schema";
import { formatCount } from "@/lib/platform/format/format-count";
import { callsKey } from "./calls-key";
import { CallsTable } from "./calls-table";
import styles from "./calls-view.module.css";

type CallsViewProps = { search: string; timezone: string; isFirstPage: boolean };

/** A page of the list, fetched again whenever the tenant's data changes. */
export function CallsView({ search, timezone, isFirstPage }: CallsViewProps) {
  const { data: page } = useSuspenseQuery({
    queryKey: callsKey(search),
    queryFn: ({ signal }) => fetchJson<CallPage>(`/api/calls?${search}`, signal),
  });
  const known = page.total ?? (isFirstPage && !page.nextCursor ? page.calls.length : null);

  if (page.calls.length === 0) {
    return (
      <div className={styles.none}>
        <h2>No call matches</h2>
        <p>There are calls, but none for these filters and this date range.</p>
        <Link href="/calls">Clear filters</Link>
      </div>
    );
  }
  return (
    <>
      <CallsTable page={page} timezone={timezone} />
      <div className={styles.foot}>
        <span className={styles.count} aria-live="polite">
          {known === null
            ? `${formatCount(page.calls.length)} calls on this page`
            : `${formatCount(known)} ${known === 1 ? "call" : "calls"}`}
        </span>
        {(page.previousCursor || page.nextCursor) && (
          <nav className={styles.pages} aria-label="Pages">
            <PageLink cursor={page.previousCursor}>Newer</PageLink>
            <PageLink cursor={page.nextCursor}>Older</PageLink>
          </nav>
        )}
      </div>
    </>
  );
}

function PageLink({ cursor, children }: { cursor: string | null; children: string }) {
  const params = new URLSearchParams(useSearchParams());
  if (!cursor)
    return (
      <span className={styles.page} aria-disabled="true">
        {children}
      </span>
    );
  params.set("at", cursor);
  return (
    <Link href={`/calls?${params}`} className={styles.page}>
      {children}
    </Link>
  );
}
