import "@mantine/core/styles/Notification.layer.css";
import "@mantine/notifications/styles.layer.css";
import { UnstyledButton } from "@mantine/core";
import { randomId } from "@mantine/hooks";
import { createNotificationsStore, type NotificationData, Notifications, notifications } from "@mantine/notifications";
import { IconAlertTriangle, IconCheck, IconInfoCircle } from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";
import { Link } from "@/components/navigation/link";
import type { Toast } from "./show-toast";
import styles from "./toasts.module.css";

/** Long enough to read a line and reach its button; stands still while pointed at or focused. */
const shownMs = 8_000;
/** At most this many toasts that disappear automatically; the oldest is replaced by the next one. */
const passingMax = 3;

const looks = {
  good: { icon: IconCheck, color: "var(--cw-good)" },
  bad: { icon: IconAlertTriangle, color: "var(--cw-bad)" },
  plain: { icon: IconInfoCircle, color: "var(--mantine-color-dimmed)" },
};

type Store = ReturnType<typeof createNotificationsStore>;

/** Shows each toast once. What failed stays until it is closed. */
export default function Toasts({ toasts }: { toasts: readonly Toast[] }) {
  const [store] = useState(createNotificationsStore);
  const shown = useRef(0);
  useEffect(() => {
    for (const toast of toasts.slice(shown.current)) {
      makeRoom(store, toast);
      show(store, toast);
    }
    shown.current = toasts.length;
  }, [store, toasts]);
  return (
    <Notifications
      store={store}
      withinPortal={false}
      limit={Number.POSITIVE_INFINITY}
      containerWidth={420}
      classNames={{ root: styles.toasts, notification: styles.toast }}
    />
  );
}

/** A repeated failure replaces the previous one, so that it is announced again and they do not pile up. */
function makeRoom(store: Store, { message, tone }: Toast): void {
  const open = store.getState().notifications;
  const gone =
    tone === "bad"
      ? open.filter((each) => each["data-failure"] === message)
      : open.filter(({ autoClose }) => autoClose !== false).slice(0, 1 - passingMax);
  for (const { id } of gone) if (id) notifications.hide(id, store);
}

function show(store: Store, { message, tone, undo, link }: Toast): void {
  const { icon: ToastIcon, color } = looks[tone ?? "plain"];
  const isFailure = tone === "bad";
  const id = randomId();
  const close = () => notifications.hide(id, store);
  const data: NotificationData = {
    id,
    role: isFailure ? "alert" : "status",
    autoClose: isFailure ? false : shownMs,
    "data-failure": isFailure ? message : undefined,
    color: "transparent",
    icon: <ToastIcon size={16} stroke={1.8} color={color} aria-hidden />,
    closeButtonProps: { "aria-label": "Close the message", size: "sm" },
    onFocusCapture: () => notifications.update({ ...data, autoClose: false }, store),
    onBlurCapture: () => notifications.update(data, store),
    message: (
      <span className={styles.line}>
        <span className={styles.message}>{message}</span>
        {link && (
          <Link href={link.href} className={styles.action} onClick={close}>
            {link.label}
          </Link>
        )}
        {undo && (
          <UnstyledButton
            className={styles.action}
            onClick={() => {
              close();
              void undo();
            }}
          >
            Undo
          </UnstyledButton>
        )}
      </span>
    ),
  };
  notifications.show(data, store);
}
