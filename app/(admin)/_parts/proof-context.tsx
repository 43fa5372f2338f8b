"use client";

import { createContext, type ReactNode, useContext } from "react";
import type { ProofMethods } from "@/lib/auth/identity/get-proof-methods";

const ProofContext = createContext<ProofMethods | null>(null);

export function ProofProvider({ methods, children }: { methods: ProofMethods; children: ReactNode }) {
  return <ProofContext.Provider value={methods}>{children}</ProofContext.Provider>;
}

/** How the administrator may prove again who they are, on every page of the admin panel. */
export function useProofMethods(): ProofMethods {
  const methods = useContext(ProofContext);
  if (!methods) throw new Error("useProofMethods is only for pages of the admin panel.");
  return methods;
}
