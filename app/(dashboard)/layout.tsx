import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { findTenantContext } from "@/app/_tenant-context";
import { Hydrated } from "@/components/live/hydrated";
import { LiveProvider } from "@/components/live/live-provider";
import { latestKey } from "@/components/notifications/latest-key";
import { NotificationActions } from "@/components/notifications/notification-actions";
import { AccountProvider } from "@/components/shell/account-context";
import { Frame } from "@/components/shell/frame";
import { QueryProvider } from "@/components/shell/query-provider";
import { sidebarCookie } from "@/components/shell/sidebar-cookie";
import { ToastHost } from "@/components/toasts/toast-host";
import { getAccount } from "@/lib/account/get-account";
import { findLatestNotifications } from "@/lib/notifications/find-latest-notifications";
import { scheduleFollowUp } from "./follow-ups/actions";
import { readNotification } from "./notifications/actions";
import "@/components/shell/mantine-dashboard.css";

export default async function DashboardLayout({ children }: { children: ReactNode }) {
  const ctx = await findTenantContext();
  // The page itself sends anyone who is signed out to the sign-in, with the way back that only it knows.
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
