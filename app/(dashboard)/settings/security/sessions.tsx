"use client";

import { Button } from "@mantine/core";
import { useEffect } from "react";
import { DangerButton } from "@/components/forms/danger-button";
import { Failure } from "@/components/forms/failure";
import { useTypedAction } from "@/components/forms/use-typed-action";
import { useRouter } from "@/components/navigation/use-router";
import { RelativeTime } from "@/components/ui/relative-time";
import { endOtherSessions, endSession } from "../actions";
import styles from "../settings.module.css";

export type SessionRow = {
  id: string;
  isCurrent: boolean;
  /** "Firefox on Windows". */
  device: string;
  /** How it was opened, and from where. */
  origin: string;
  lastUsedAt: string;
};
type SessionsProps = { sessions: readonly SessionRow[]; asOf: string; timezone: string };

export function Sessions({ sessions, asOf, timezone }: SessionsProps) {
  const one = useTypedAction(endSession);
  const others = useTypedAction(endOtherSessions);
  const router = useRouter();
  const isChanged = one.result?.ok || others.result?.ok;

  // biome-ignore lint/correctness/useExhaustiveDependencies: each end of a session changes the list once.
  useEffect(() => {
    if (isChanged) router.refresh();
  }, [one.result, others.result]);

  return (
    <>
      <Failure>{one.failure ?? others.failure}</Failure>
      <ul className={styles.rows}>
        {sessions.map(({ id, isCurrent, device, origin, lastUsedAt }) => (
          <li key={id} className={styles.row}>
            <div>
              <div className={styles.name}>{device}</div>
              <div className={styles.detail}>
                {origin} ·{" "}
                {isCurrent ? "this session" : <RelativeTime at={lastUsedAt} asOf={asOf} timezone={timezone} />}
              </div>
            </div>
            {!isCurrent && (
              <form action={one.submit}>
                <input type="hidden" name="sessionId" value={id} />
                <Button
                  type="submit"
                  variant="default"
                  aria-label={`Sign out ${device}`}
                  loading={one.isPending && one.typed.sessionId === id}
                >
                  Sign out
                </Button>
              </form>
            )}
          </li>
        ))}
      </ul>
      {sessions.length > 1 && (
        <form action={others.submit}>
          <DangerButton type="submit" loading={others.isPending}>
            Sign out everywhere else
          </DangerButton>
        </form>
      )}
    </>
  );
}
