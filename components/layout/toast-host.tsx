"use client";

import dynamic from "next/dynamic";
import { useEffect, useState } from "react";
import { whenConnected } from "@/components/offline/when-connected";
import { listenToToasts, type Toast } from "../ui/show-toast";

const Toasts = dynamic(
  whenConnected(() => import("./toasts")),
  { ssr: false },
);

export type NumberedToast = Toast & { id: number };

/** Where toasts appear. It holds the first ones until what shows them has loaded. */
export function ToastHost() {
  const [toasts, setToasts] = useState<readonly NumberedToast[]>([]);
  useEffect(() => {
    let last = 0;
    return listenToToasts((toast) => {
      last += 1;
      const numbered = { ...toast, id: last };
      setToasts((shown) => [...shown, numbered].slice(-3));
    });
  }, []);
  const close = (id: number) => setToasts((shown) => shown.filter((toast) => toast.id !== id));
  return (
    <div role="status" aria-live="polite">
      {toasts.length > 0 && <Toasts toasts={toasts} onClose={close} />}
    </div>
  );
}
