"use client";

import { Select, TextInput } from "@mantine/core";
import type { ReactNode } from "react";
import { useAccount } from "@/components/shell/account-context";
import { Panel } from "@/components/ui/panel";
import type { Permission } from "@/lib/access/permissions";
import { userRoleLabels } from "@/lib/admin/users/labels";
import type { UserDetail } from "@/lib/admin/users/schema";
import { countOf } from "@/lib/platform/format/count-of";
import { formatCount } from "@/lib/platform/format/format-count";
import { formatDay } from "@/lib/platform/format/format-day";
import type { DialogFields } from "../../../_parts/action-dialog";
import { DialogButton } from "../../../_parts/dialog-button";
import { saying } from "../../../_parts/saying";
import {
  acceptAddress,
  activate,
  closeSessions,
  deactivate,
  dropSecondFactor,
  giveRole,
  keepUser,
  mailReset,
  moveCredits,
  moveTimeZone,
  planDeletion,
  unlock,
} from "./actions";
import { sayBalance } from "./say-balance";
import styles from "./user-page.module.css";

type UserActionsProps = {
  user: UserDetail;
  /** Whether it is the administrator's own account. */
  isOwn: boolean;
  /** Whether the administrator may act on an account of this role. */
  mayAct: boolean;
  /** The id of the next entry of the ledger. */
  entryId: string;
  zones: readonly string[];
  graceDays: number;
};

type Offered = {
  permission: Permission;
  /** Whether there is something to do. */
  isPossible: boolean;
  name: string;
  what: string;
  button: ReactNode;
};

/** What an administrator can do to the account, what is dangerous at the end. */
export function UserActions(props: UserActionsProps) {
  const { permissions } = useAccount();
  const offered = [...careOf(props), ...dangersOf(props)].filter(
    ({ permission, isPossible }) => isPossible && permissions.includes(permission),
  );
  return (
    <Panel title="Actions">
      {offered.length === 0 ? (
        <p className={styles.none}>
          {props.isOwn
            ? "You change your own account in Settings."
            : "Only a super admin changes the account of an administrator."}
        </p>
      ) : (
        <ul className={styles.actions}>
          {offered.map(({ name, what, button }) => (
            <li key={name} className={styles.action}>
              <div>
                <strong>{name}</strong>
                <p>{what}</p>
              </div>
              {button}
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

function careOf({ user, mayAct, entryId, zones }: UserActionsProps): Offered[] {
  const hidden = { userId: user.id };
  return [
    {
      permission: "user.adjust_credits",
      isPossible: mayAct,
      name: "Credits",
      what: `The balance is ${formatCount(user.credits)}. An entry of the ledger adds to it or takes from it.`,
      button: (
        <DialogButton
          label="Adjust credits"
          title="Adjust credits"
          consequence={`The balance of ${user.name} is ${formatCount(user.credits)} now. The reason is the entry’s description, which the tenant reads, too.`}
          submitLabel="Adjust credits"
          action={sayBalance(moveCredits)}
          hidden={{ ...hidden, entryId }}
          fields={creditFields}
        />
      ),
    },
    {
      permission: "user.update",
      isPossible: mayAct,
      name: "Time zone",
      what: `${user.timezone.replaceAll("_", " ")}. Calls move to the days of the new zone, which takes a minute for many calls.`,
      button: (
        <DialogButton
          label="Change time zone"
          title="Change the time zone"
          consequence="All days, rollups and targets of this account are computed again in the new zone. Nothing is lost."
          submitLabel="Change time zone"
          action={saying(moveTimeZone, () => "The time zone is being changed.")}
          hidden={hidden}
          fields={({ typed, errorOf }) => (
            <Select
              name="timezone"
              label="Time zone"
              data={zones}
              defaultValue={typed.timezone ?? user.timezone}
              searchable
              data-autofocus
              error={errorOf("timezone")}
              aria-invalid={errorOf("timezone") !== undefined}
            />
          )}
        />
      ),
    },
    {
      permission: "user.update",
      isPossible: mayAct && !user.isVerified,
      name: "Email address",
      what: "Not verified yet. Take it as verified if you know that it belongs to this person.",
      button: (
        <DialogButton
          label="Verify address"
          title="Verify the address"
          consequence={`${user.email} counts as verified, and its owner can sign in.`}
          submitLabel="Verify address"
          action={saying(acceptAddress, () => "The address is verified.")}
          hidden={hidden}
        />
      ),
    },
    {
      permission: "user.update",
      isPossible: mayAct && user.isActive,
      name: "Password",
      what: "Emails a link with which the owner chooses a new one. The old one works until then.",
      button: (
        <DialogButton
          label="Send reset link"
          title="Send a link for a new password"
          consequence={`A link that works once is sent to ${user.email}. Earlier links stop working.`}
          submitLabel="Send link"
          action={saying(mailReset, ({ email }) => `A link is on its way to ${email}.`)}
          hidden={hidden}
        />
      ),
    },
    {
      permission: "user.update",
      isPossible: mayAct && user.lockedUntil !== null,
      name: "Lockout",
      what: "After failed sign-ins, this address has to wait at one place or more.",
      button: (
        <DialogButton
          label="Lift lockout"
          title="Lift the lockout"
          consequence="The failed sign-ins of the past day no longer count, and the owner can try again at once."
          submitLabel="Lift lockout"
          action={saying(unlock, ({ forgiven }) => `${countOf(forgiven, "failure")} forgiven.`)}
          hidden={hidden}
        />
      ),
    },
    {
      permission: "user.end_sessions",
      isPossible: mayAct && user.sessions.length > 0,
      name: "Sessions",
      what: `Signed in on ${countOf(user.sessions.length, "device")}.`,
      button: (
        <DialogButton
          label="End all sessions"
          title="End all sessions"
          consequence="Every device is signed out with its next request."
          submitLabel="End all sessions"
          action={saying(closeSessions, ({ ended }) => `${countOf(ended, "session")} ended.`)}
          hidden={hidden}
        />
      ),
    },
  ];
}

function dangersOf({ user, isOwn, mayAct, graceDays }: UserActionsProps): Offered[] {
  const hidden = { userId: user.id };
  const mayActOnOther = mayAct && !isOwn;
  return [
    {
      permission: "user.remove_second_factor",
      isPossible: mayActOnOther && user.secondFactorSince !== null,
      name: "Second factor",
      what: "For somebody who has lost the authenticator and the recovery codes.",
      button: (
        <DialogButton
          isDangerous
          label="Remove second factor"
          title="Remove the second factor"
          consequence="Signing in then takes the password alone. All sessions end, and the owner is told by email."
          submitLabel="Remove second factor"
          action={saying(dropSecondFactor, () => "The second factor was removed.")}
          hidden={hidden}
        />
      ),
    },
    {
      permission: "user.change_role",
      isPossible: mayActOnOther,
      name: "Role",
      what: `${userRoleLabels[user.role]}. Administrators see every account; super admins appoint administrators.`,
      button: (
        <DialogButton
          isDangerous
          label="Change role"
          title="Change the role"
          consequence={`What ${user.name} may do changes at once, and all of their sessions end.`}
          submitLabel="Change role"
          action={saying(giveRole, () => "The role was changed.")}
          hidden={hidden}
          fields={({ typed, errorOf }) => (
            <Select
              name="role"
              label="Role"
              data={Object.entries(userRoleLabels).map(([value, label]) => ({ value, label }))}
              defaultValue={typed.role ?? user.role}
              allowDeselect={false}
              data-autofocus
              error={errorOf("role")}
              aria-invalid={errorOf("role") !== undefined}
            />
          )}
        />
      ),
    },
    {
      permission: "user.deactivate",
      isPossible: mayActOnOther,
      name: "Access",
      what: user.isActive
        ? "Nobody can sign in to a deactivated account. Calls that come in are still recorded."
        : "Nobody can sign in now. Nothing was deleted.",
      button: user.isActive ? (
        <DialogButton
          isDangerous
          label="Deactivate"
          title="Deactivate the account"
          consequence={`${user.name} is signed out everywhere and cannot sign in, running imports stop, and the owner is told by email. Calls that come in are still recorded and charged.`}
          submitLabel="Deactivate"
          action={saying(deactivate, () => "The account is deactivated.")}
          hidden={hidden}
        />
      ) : (
        <DialogButton
          label="Activate"
          title="Activate the account"
          consequence={`${user.name} can sign in again as before, and is told by email.`}
          submitLabel="Activate"
          action={saying(activate, () => "The account is active.")}
          hidden={hidden}
        />
      ),
    },
    {
      permission: "user.delete",
      isPossible: mayActOnOther,
      name: "Deletion",
      what: user.deleteAfter
        ? "The account will be erased with its calls, recordings and contacts."
        : `Erases the account ${countOf(graceDays, "day")} later, with its calls, recordings and contacts. The ledger is kept without a name.`,
      button: user.deleteAfter ? (
        <DialogButton
          label="Keep the account"
          title="Keep the account"
          consequence="It will not be erased."
          submitLabel="Keep the account"
          action={saying(keepUser, () => "The account will not be erased.")}
          hidden={hidden}
        />
      ) : (
        <DialogButton
          isDangerous
          label="Schedule deletion"
          title="Schedule the deletion"
          consequence={`Everything of ${user.name} is erased in ${countOf(graceDays, "day")} and cannot be restored. Until then it can be cancelled, here and by the owner, who is told by email.`}
          submitLabel={`Delete in ${countOf(graceDays, "day")}`}
          action={saying(
            planDeletion,
            ({ deleteAfter }) =>
              `The account will be erased after ${formatDay(deleteAfter.toISOString().slice(0, 10))}.`,
          )}
          hidden={hidden}
        />
      ),
    },
  ];
}

function creditFields({ typed, errorOf }: DialogFields) {
  return (
    <>
      <Select
        name="type"
        label="Entry"
        data={[
          { value: "admin_adjustment", label: "Adjustment: corrects the balance, up or down" },
          { value: "bonus", label: "Bonus: a gift" },
        ]}
        defaultValue={typed.type ?? "admin_adjustment"}
        allowDeselect={false}
        error={errorOf("type") ?? errorOf("entryId")}
      />
      <TextInput
        name="amount"
        label="Credits"
        description="Below zero takes credits away."
        placeholder="500"
        inputMode="text"
        maxLength={12}
        autoComplete="off"
        data-autofocus
        defaultValue={typed.amount ?? ""}
        error={errorOf("amount")}
        aria-invalid={errorOf("amount") !== undefined}
      />
    </>
  );
}
