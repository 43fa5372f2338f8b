"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";

/** Renders the page again on the server every so often while somebody looks at it, for what no change is announced of. */
export function RefreshEvery({ seconds }: { seconds: number }) {
  const router = useRouter();
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") router.refresh();
    }, seconds * 1_000);
    return () => clearInterval(timer);
  }, [router, seconds]);
  return null;
}
