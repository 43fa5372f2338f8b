import { LiveIndicator } from "@/components/live/live-indicator";
import { NotificationBell } from "@/components/notifications/notification-bell";
import { PageFrame, type PageProps } from "./page-frame";

/** A page of a workspace: its top bar and its content. */
export function Page(props: PageProps) {
  return (
    <PageFrame
      {...props}
      tools={
        <>
          <LiveIndicator />
          <NotificationBell />
        </>
      }
    />
  );
}
