"use client";

import { Panel } from "@/components/ui/panel";
import { RelativeTime } from "@/components/ui/relative-time";
import { attemptReasonLabel } from "@/lib/admin/users/labels";
import type { UserDetail } from "@/lib/admin/users/schema";
import { countOf } from "@/lib/platform/format/count-of";
import { formatUserAgent } from "@/lib/platform/format/format-user-agent";
import { DialogButton } from "../../../_parts/dialog-button";
import { saying } from "../../../_parts/saying";
import { Dimmed, SmallTable } from "../../../_parts/small-table";
import { closeSessions } from "./actions";

type SignInsProps = { user: UserDetail; timezone: string };
type Session = UserDetail["sessions"][number];

/** Where the account is signed in now. */
export function UserSessions({ user, timezone, mayAct }: SignInsProps & { mayAct: boolean }) {
  const end = (session: Session) => (
    <DialogButton
      label="End"
      ariaLabel={`End the session on ${formatUserAgent(session.userAgent)}`}
      size="compact-xs"
      title="End a session"
      consequence={`${formatUserAgent(session.userAgent)} is signed out with its next request.`}
      submitLabel="End session"
      action={saying(closeSessions, ({ ended }) => `${countOf(ended, "session")} ended.`)}
      hidden={{ userId: user.id, sessionId: session.id }}
    />
  );
  return (
    <Panel title="Sessions">
      <SmallTable
        caption="Sessions"
        empty="Nobody is signed in to this account."
        rows={user.sessions}
        rowKey={({ id }) => id}
        columns={[
          {
            header: "Device",
            cell: ({ userAgent, ipAddress }) => (
              <>
                {formatUserAgent(userAgent)}
                <Dimmed>{ipAddress}</Dimmed>
              </>
            ),
          },
          {
            header: "Last used",
            width: "104px",
            cell: ({ lastUsedAt }) => <RelativeTime at={lastUsedAt} asOf={user.asOf} timezone={timezone} />,
          },
          ...(mayAct ? [{ header: "Action", width: "56px", cell: end }] : []),
        ]}
      />
    </Panel>
  );
}

/** The newest attempts to sign in with the account's address. */
export function UserAttempts({ user, timezone }: SignInsProps) {
  return (
    <Panel title="Sign-ins">
      <SmallTable
        caption="Sign-ins"
        empty="Nobody has tried to sign in within 30 days."
        rows={user.attempts}
        rowKey={({ id }) => id}
        columns={[
          {
            header: "Result",
            cell: ({ reason, ipAddress }) => (
              <>
                {attemptReasonLabel(reason)}
                <Dimmed>{ipAddress}</Dimmed>
              </>
            ),
          },
          {
            header: "When",
            width: "104px",
            cell: ({ at }) => <RelativeTime at={at} asOf={user.asOf} timezone={timezone} />,
          },
        ]}
      />
    </Panel>
  );
}
