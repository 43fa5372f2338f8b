"use client";

import { IconBell } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { whenConnected } from "@/components/offline/when-connected";
import { notificationList } from "@/lib/notifications/fields";
import type { LatestNotifications } from "@/lib/notifications/schema";
import { fetchJson } from "../live/fetch-json";
import { Opener } from "../ui/opener";
import { latestKey } from "./latest-key";
import styles from "./notification-bell.module.css";
import { badgeOf } from "./notification-label";
import { useArrivals } from "./use-arrivals";
import { useTitleCount } from "./use-title-count";

const load = () => import("./notification-panel");
const NotificationPanel = dynamic(whenConnected(load), { ssr: false });

const none: LatestNotifications = { unread: 0, latest: [], arrived: [], asOf: "9999" };

/** How many notifications are unread, told as they arrive; the newest of them hang below it. */
export function NotificationBell() {
  const { data = none } = useQuery({
    queryKey: latestKey,
    meta: { tables: notificationList.tables },
    queryFn: ({ signal }) => fetchJson<LatestNotifications>("/api/notifications/latest", signal),
  });
  const badge = data.unread > 0 ? badgeOf(data.unread) : "";
  useTitleCount(badge);
  useArrivals(data);
  return (
    <Opener
      load={load}
      opens="dialog"
      button={(props) => (
        <button
          type="button"
          className={styles.bell}
          aria-label={badge ? `Notifications, ${badge} unread` : "Notifications, none unread"}
          {...props}
        >
          <IconBell size={18} stroke={1.7} aria-hidden />
          {badge && (
            <span className={styles.badge} aria-hidden>
              {badge}
            </span>
          )}
        </button>
      )}
    >
      {(opened) => <NotificationPanel {...opened} data={data} />}
    </Opener>
  );
}
