import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { findTenantContext } from "@/app/_tenant-context";
import { AccountProvider } from "@/components/shell/account-context";
import { Frame } from "@/components/shell/frame";
import { QueryProvider } from "@/components/shell/query-provider";
import { sidebarCookie } from "@/components/shell/sidebar-cookie";
import { ToastHost } from "@/components/toasts/toast-host";
import { permissions } from "@/lib/access/permissions";
import { getAccount } from "@/lib/account/get-account";
import { getProofMethods } from "@/lib/auth/identity/get-proof-methods";
import { ProofProvider } from "./_parts/proof-context";
import "@/components/shell/mantine-dashboard.css";

export default async function AdminLayout({ children }: { children: ReactNode }) {
  const ctx = await findTenantContext();
  // The page itself sends anyone who is signed out to the sign-in, and refuses everybody but administrators.
  if (!ctx || !permissions[ctx.actor.role].has("platform.read")) return <QueryProvider>{children}</QueryProvider>;
  const [account, methods] = await Promise.all([getAccount(ctx), getProofMethods(ctx)]);
  const isCollapsed = (await cookies()).get(sidebarCookie)?.value === "collapsed";
  return (
    <QueryProvider>
      <AccountProvider account={account}>
        <ProofProvider methods={methods}>
          <Frame startsCollapsed={isCollapsed}>{children}</Frame>
        </ProofProvider>
        <ToastHost />
      </AccountProvider>
    </QueryProvider>
  );
}
