"use client";

import { CloseButton, UnstyledButton } from "@mantine/core";
import { IconAlertTriangle, IconCheck, IconInfoCircle } from "@tabler/icons-react";
import { useEffect, useEffectEvent, useState } from "react";
import { Link } from "@/components/navigation/link";
import type { NumberedToast } from "./toast-host";
import styles from "./toasts.module.css";

/** Long enough to read a line and reach its button; stands still while pointed at or focused. */
const shownMs = 8_000;

const icons = { good: IconCheck, bad: IconAlertTriangle, plain: IconInfoCircle };

export default function Toasts({ toasts, onClose }: { toasts: readonly NumberedToast[]; onClose(id: number): void }) {
  return (
    <div className={styles.toasts}>
      {toasts.map((toast) => (
        <ToastLine key={toast.id} toast={toast} onClose={() => onClose(toast.id)} />
      ))}
    </div>
  );
}

function ToastLine({ toast, onClose }: { toast: NumberedToast; onClose(): void }) {
  const [isHeld, setHeld] = useState(false);
  const close = useEffectEvent(onClose);
  const stays = toast.tone === "bad" || isHeld;
  useEffect(() => {
    if (stays) return;
    const timer = setTimeout(() => close(), shownMs);
    return () => clearTimeout(timer);
  }, [stays]);
  const ToastIcon = icons[toast.tone ?? "plain"];
  const { undo, link } = toast;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: pointing only keeps the line from leaving.
    <div
      className={styles.toast}
      data-tone={toast.tone}
      onMouseEnter={() => setHeld(true)}
      onMouseLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <ToastIcon size={16} stroke={1.8} aria-hidden className={styles.icon} />
      <span className={styles.message}>{toast.message}</span>
      {link && (
        <Link href={link.href} className={styles.action} onClick={onClose}>
          {link.label}
        </Link>
      )}
      {undo && (
        <UnstyledButton
          className={styles.action}
          onClick={() => {
            onClose();
            void undo();
          }}
        >
          Undo
        </UnstyledButton>
      )}
      <CloseButton size="sm" aria-label="Close the message" onClick={onClose} />
    </div>
  );
}
