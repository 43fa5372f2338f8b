"use client";

import { useQuery } from "@tanstack/react-query";
import { fetchJson } from "@/components/live/fetch-json";
import { Fact, Facts, MoreOfFact } from "@/components/ui/facts";
import { Panel } from "@/components/ui/panel";
import type { ProviderState } from "@/lib/admin/health/schema";
import { formatCount } from "@/lib/platform/format/format-count";
import { formatInstant } from "@/lib/platform/format/format-instant";
import styles from "./health.module.css";

/** What ElevenLabs says of our connection, asked once a minute while somebody looks. */
export function Provider({ timezone }: { timezone: string }) {
  const { data, error } = useQuery({
    queryKey: ["provider-state"],
    queryFn: ({ signal }) => fetchJson<ProviderState>("/api/admin/health/provider", signal),
    retry: false,
    refetchInterval: 60_000,
  });
  return (
    <Panel title="ElevenLabs">
      {error ? (
        <p className={styles.lead}>
          <span className={styles.bad}>ElevenLabs cannot be reached, or is not connected.</span> Events that it sends
          are kept all the same.
        </p>
      ) : data ? (
        <State state={data} timezone={timezone} />
      ) : (
        <p className={styles.lead}>Asking ElevenLabs…</p>
      )}
    </Panel>
  );
}

function State({ state: { webhooks, subscription }, timezone }: { state: ProviderState; timezone: string }) {
  return (
    <Facts>
      {webhooks.map(({ name, url, isDisabled, isAutoDisabled, lastFailure }) => (
        <Fact key={url} label="Webhook">
          {name}
          <MoreOfFact>{url}</MoreOfFact>
          <span className={isDisabled || isAutoDisabled ? styles.bad : styles.good}>
            {isAutoDisabled ? "Switched off after failures" : isDisabled ? "Switched off" : "In force"}
          </span>
          {lastFailure && (
            <MoreOfFact>
              Failed with {lastFailure.code}
              {lastFailure.at && `, ${formatInstant(lastFailure.at, timezone)}`}
            </MoreOfFact>
          )}
        </Fact>
      ))}
      {webhooks.length === 0 && (
        <Fact label="Webhook">
          <span className={styles.bad}>None: no call would arrive</span>
        </Fact>
      )}
      {subscription && (
        <Fact label="Subscription">
          {subscription.tier}
          <MoreOfFact>
            {formatCount(subscription.limit - subscription.used)} of {formatCount(subscription.limit)} credits left
          </MoreOfFact>
          {subscription.resetsAt && <MoreOfFact>Until {formatInstant(subscription.resetsAt, timezone)}</MoreOfFact>}
        </Fact>
      )}
    </Facts>
  );
}
