"use client";

import { createContext, type ReactNode, useContext } from "react";
import type { AccountSummary } from "@/lib/account/get-account";

export type Account = AccountSummary;

const AccountContext = createContext<Account | null>(null);

export function AccountProvider({ account, children }: { account: Account; children: ReactNode }) {
  return <AccountContext.Provider value={account}>{children}</AccountContext.Provider>;
}

/** Who is signed in, on every page of the dashboard. */
export function useAccount(): Account {
  const account = useContext(AccountContext);
  if (!account) throw new Error("useAccount is only for pages inside the dashboard.");
  return account;
}
