import { EmailLink } from "@/components/ui/email-link";
import { Fact, Facts, MoreOfFact } from "@/components/ui/facts";
import { Panel } from "@/components/ui/panel";
import { signInMethodLabels, userRoleLabels, userStatusLabel } from "@/lib/admin/users/labels";
import type { UserDetail } from "@/lib/admin/users/schema";
import { countOf } from "@/lib/platform/format/count-of";
import { formatCount } from "@/lib/platform/format/format-count";
import { formatInstant } from "@/lib/platform/format/format-instant";
import styles from "./user-page.module.css";

type UserFactsProps = { user: UserDetail; timezone: string };

/** Who the account belongs to, and how they sign in. */
export function UserFacts({ user, timezone }: UserFactsProps) {
  const at = (instant: string | null) => instant && formatInstant(instant, timezone);
  const { signIns } = user;
  return (
    <Panel title="Account">
      <Facts>
        <Fact label="Email">
          <EmailLink email={user.email} />
          {!user.isVerified && <MoreOfFact>Not verified</MoreOfFact>}
        </Fact>
        <Fact label="Status">
          <span className={user.isActive ? undefined : styles.bad}>{userStatusLabel(user)}</span>
          {user.deleteAfter && <MoreOfFact>Erased after {at(user.deleteAfter)}</MoreOfFact>}
          {user.lockedUntil && <MoreOfFact>Has to wait to sign in until {at(user.lockedUntil)}</MoreOfFact>}
        </Fact>
        <Fact label="Role">{userRoleLabels[user.role]}</Fact>
        <Fact label="Credits">{formatCount(user.credits)}</Fact>
        <Fact label="Joined">
          {at(user.createdAt)}
          <MoreOfFact>With {signInMethodLabels[user.method].toLowerCase()}</MoreOfFact>
        </Fact>
        <Fact label="Time zone">
          {user.timezone.replaceAll("_", " ")}
          {user.country && <MoreOfFact>Country {user.country}</MoreOfFact>}
        </Fact>
        <Fact label="Password">{user.passwordChangedAt && `Set ${at(user.passwordChangedAt)}`}</Fact>
        <Fact label="Linked">{user.providers.map((provider) => signInMethodLabels[provider]).join(", ")}</Fact>
        <Fact label="Second factor">{user.secondFactorSince ? `On since ${at(user.secondFactorSince)}` : "Off"}</Fact>
        <Fact label="Last sign-in">
          {at(signIns.lastAt) ?? "None in 30 days"}
          {signIns.attempts > 0 && (
            <MoreOfFact>
              {countOf(signIns.attempts, "attempt")} in 30 days, {formatCount(signIns.failed)} failed
            </MoreOfFact>
          )}
        </Fact>
        <Fact label="ID">
          <code>{user.id}</code>
        </Fact>
      </Facts>
    </Panel>
  );
}
