"use client";

import { IconBell } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useState } from "react";
import type { LatestNotifications } from "@/lib/notifications/schema";
import { fetchJson } from "../live/fetch-json";
import { latestKey } from "./latest-key";
import styles from "./notification-bell.module.css";
import { useArrivals } from "./use-arrivals";
import { useTitleCount } from "./use-title-count";
import { badgeOf } from "./words";

const load = () => import("./notification-panel");
const NotificationPanel = dynamic(load, { ssr: false });

const none: LatestNotifications = { unread: 0, latest: [], asOf: "9999" };

/** How many notifications are unread, told as they arrive; the newest of them hang below it. */
export function NotificationBell() {
  const { data = none } = useQuery({
    queryKey: latestKey,
    queryFn: ({ signal }) => fetchJson<LatestNotifications>("/api/notifications/latest", signal),
  });
  const [isOpen, setOpen] = useState(false);
  const [wasOpen, setWasOpen] = useState(false);
  const badge = data.unread > 0 ? badgeOf(data.unread) : "";
  useTitleCount(badge);
  useArrivals(data);
  return (
    <span className={styles.holder}>
      <button
        type="button"
        className={styles.bell}
        aria-label={badge ? `Notifications, ${badge} unread` : "Notifications, none unread"}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        onPointerEnter={load}
        onFocus={load}
        onClick={() => {
          setWasOpen(true);
          setOpen(!isOpen);
        }}
      >
        <IconBell size={18} stroke={1.7} aria-hidden />
        {badge && (
          <span className={styles.badge} aria-hidden>
            {badge}
          </span>
        )}
      </button>
      {wasOpen && <NotificationPanel isOpen={isOpen} onChange={setOpen} data={data} />}
    </span>
  );
}
