import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { AccountProvider } from "@/components/layout/account-context";
import { Frame } from "@/components/layout/frame";
import { LiveProvider } from "@/components/layout/live-provider";
import { QueryProvider } from "@/components/layout/query-provider";
import { sidebarCookie } from "@/components/layout/sidebar-cookie";
import { ToastHost } from "@/components/layout/toast-host";
import { Hydrated } from "@/components/live/hydrated";
import { latestKey } from "@/components/notifications/latest-key";
import { NotificationActions } from "@/components/notifications/notification-actions";
import { getAccount } from "@/lib/auth/get-account";
import { findTenantContext } from "@/lib/auth/require-tenant-context";
import { findLatestNotifications } from "@/lib/notifications/find-latest-notifications";
import { scheduleFollowUp } from "./follow-ups/actions";
import { readNotification } from "./notifications/actions";
import "@/components/layout/mantine-dashboard.css";

export default async function DashboardLayout({ children }: { children: ReactNode }) {
  const ctx = await findTenantContext();
  // The page itself sends whoever is signed out to the sign-in, with the way back that only it knows.
  if (!ctx) return <QueryProvider>{children}</QueryProvider>;
  const [account, latest] = await Promise.all([getAccount(ctx), findLatestNotifications(ctx)]);
  const isCollapsed = (await cookies()).get(sidebarCookie)?.value === "collapsed";
  return (
    <QueryProvider>
      <AccountProvider account={account}>
        <LiveProvider>
          <Hydrated queryKey={latestKey} data={latest}>
            <NotificationActions read={readNotification}>
              <Frame startsCollapsed={isCollapsed} schedule={scheduleFollowUp}>
                {children}
              </Frame>
            </NotificationActions>
          </Hydrated>
          <ToastHost />
        </LiveProvider>
      </AccountProvider>
    </QueryProvider>
  );
}
