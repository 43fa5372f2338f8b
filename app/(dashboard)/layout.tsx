import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { AccountProvider } from "@/components/layout/account-context";
import { Frame } from "@/components/layout/frame";
import { LiveProvider } from "@/components/layout/live-provider";
import { QueryProvider } from "@/components/layout/query-provider";
import { sidebarCookie } from "@/components/layout/sidebar-cookie";
import { getAccount } from "@/lib/auth/get-account";
import { findTenantContext } from "@/lib/auth/require-tenant-context";

export default async function DashboardLayout({ children }: { children: ReactNode }) {
  const ctx = await findTenantContext();
  // The page itself sends whoever is signed out to the sign-in, with the way back that only it knows.
  if (!ctx) return <QueryProvider>{children}</QueryProvider>;
  const account = await getAccount(ctx);
  const isCollapsed = (await cookies()).get(sidebarCookie)?.value === "collapsed";
  return (
    <QueryProvider>
      <AccountProvider account={account}>
        <LiveProvider>
          <Frame startsCollapsed={isCollapsed}>{children}</Frame>
        </LiveProvider>
      </AccountProvider>
    </QueryProvider>
  );
}
