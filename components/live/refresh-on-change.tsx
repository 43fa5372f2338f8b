"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { useLiveChanges } from "./live-provider";

/** Renders the page again on the server when the tenant's data changes, for pages that keep no query of their own. */
export function RefreshOnChange() {
  const router = useRouter();
  const listen = useLiveChanges();
  useEffect(() => listen(() => router.refresh()), [listen, router]);
  return null;
}
