"use client";

import dynamic from "next/dynamic";
import { useEffect, useState } from "react";
import { whenConnected } from "@/components/offline/when-connected";
import { listenToToasts, type Toast } from "./show-toast";

const Toasts = dynamic(
  whenConnected(() => import("./toasts")),
  { ssr: false },
);

/** Where toasts appear. It holds the first ones until what shows them has loaded. */
export function ToastHost() {
  const [toasts, setToasts] = useState<readonly Toast[]>([]);
  useEffect(() => listenToToasts((toast) => setToasts((given) => [...given, toast])), []);
  return <div aria-live="polite">{toasts.length > 0 && <Toasts toasts={toasts} />}</div>;
}
