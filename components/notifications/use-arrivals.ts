import { useEffect, useRef } from "react";
import { showToast } from "@/components/toasts/show-toast";
import type { LatestNotifications } from "@/lib/notifications/schema";
import { hrefOf, titleOf } from "./notification-label";

const toldOneByOneMax = 2;

/** Says what has arrived since the page was opened, once each. */
export function useArrivals({ arrived: last, asOf }: LatestNotifications): void {
  const toldUntil = useRef(asOf);
  useEffect(() => {
    // An instant of the database has microseconds, one of the clock milliseconds: both are ordered as texts.
    const arrived = last.filter(({ isUnread, notifiedAt }) => isUnread && notifiedAt > toldUntil.current);
    const newest = arrived[0];
    if (!newest) return;
    toldUntil.current = newest.notifiedAt;
    if (arrived.length > toldOneByOneMax) {
      const link = { href: "/notifications?show=unread", label: "See them" };
      showToast({ message: `${arrived.length} new notifications`, link });
    } else
      for (const each of arrived.toReversed())
        showToast({ message: titleOf(each), link: { href: hrefOf(each), label: "Open the call" } });
  }, [last]);
}
