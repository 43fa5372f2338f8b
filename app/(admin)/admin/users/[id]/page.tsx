import type { Metadata } from "next";
import { requireAdminContext } from "@/app/_admin-context";
import { RefreshEvery } from "@/components/live/refresh-every";
import { AdminPage } from "@/components/shell/admin-page";
import { Breadcrumbs } from "@/components/shell/breadcrumbs";
import { DetailColumns } from "@/components/shell/detail-columns";
import { getUser } from "@/lib/admin/users/get-user";
import { newId } from "@/lib/platform/ids";
import { listTimeZones } from "@/lib/platform/time-zones";
import { currentSettings } from "@/lib/settings/current-settings";
import { orNotFound } from "../../../../_or-not-found";
import { AddNote } from "./add-note";
import { UserActions } from "./user-actions";
import { UserAgents, UserNumbers } from "./user-agents";
import { UserDays } from "./user-days";
import { UserFacts } from "./user-facts";
import { UserHistory } from "./user-history";
import { UserLedger } from "./user-ledger";
import styles from "./user-page.module.css";
import { UserAttempts, UserSessions } from "./user-sign-ins";
import { UserTotals } from "./user-totals";

export const metadata: Metadata = { title: "User" };

type UserPageProps = { params: Promise<{ id: string }> };

export default async function UserPage({ params }: UserPageProps) {
  const { id } = await params;
  const ctx = await requireAdminContext(`/admin/users/${encodeURIComponent(id)}`);
  const user = await getUser(ctx, { id }).catch(orNotFound);
  const settings = await currentSettings(["account_deletion_grace_days"]);
  const { timezone, userId, role } = ctx.actor;
  const isOwn = user.id === userId;
  const mayAct = role === "super_admin" || (user.role === "user" && !isOwn);

  return (
    <AdminPage title={user.name} before={<Breadcrumbs trail={[{ href: "/admin/users", label: "Users" }]} />}>
      <RefreshEvery seconds={30} />
      <DetailColumns
        isSideLast
        side={
          <>
            <AddNote userId={user.id} />
            <UserHistory user={user} timezone={timezone} />
          </>
        }
      >
        <div className={styles.pair}>
          <UserFacts user={user} timezone={timezone} />
          <UserTotals user={user} />
        </div>
        <UserDays user={user} />
        <UserAgents user={user} mayAct={mayAct} />
        <UserNumbers numbers={user.numbers} />
        <UserLedger user={user} timezone={timezone} mayAct={mayAct} entryId={newId()} />
        <div className={styles.pair}>
          <UserSessions user={user} timezone={timezone} mayAct={mayAct} />
          <UserAttempts user={user} timezone={timezone} />
        </div>
        <UserActions
          user={user}
          isOwn={isOwn}
          mayAct={mayAct}
          entryId={newId()}
          zones={listTimeZones(user.timezone)}
          graceDays={settings.account_deletion_grace_days}
        />
      </DetailColumns>
    </AdminPage>
  );
}
