import { Popover } from "@mantine/core";
import { Link } from "@/components/navigation/link";
import { useAccount } from "@/components/shell/account-context";
import type { LatestNotifications } from "@/lib/notifications/schema";
import { type Opened, OpenerAnchor } from "../ui/opener";
import styles from "./notification-bell.module.css";
import { NotificationText } from "./notification-text";

type NotificationPanelProps = Opened & { data: LatestNotifications };

/** The newest notifications below the bell, and the way to all of them. */
export default function NotificationPanel({ isOpen, onChange, data }: NotificationPanelProps) {
  const { timezone } = useAccount();
  const close = () => onChange(false);
  return (
    <Popover opened={isOpen} onChange={onChange} position="bottom-end" trapFocus withinPortal={false}>
      <Popover.Target>
        <OpenerAnchor />
      </Popover.Target>
      <Popover.Dropdown p={0} className={styles.panel} aria-label="Notifications">
        <div className={styles.head}>
          <h2>Notifications</h2>
          <Link href="/notifications" onClick={close}>
            See all
          </Link>
        </div>
        {data.latest.length === 0 ? (
          <p className={styles.none}>Hot leads, agreed demos and callers who asked for a human appear here.</p>
        ) : (
          <ul className={styles.list}>
            {data.latest.map((each) => (
              <li key={each.callId}>
                <NotificationText notification={each} asOf={data.asOf} timezone={timezone} onOpen={close} />
              </li>
            ))}
          </ul>
        )}
      </Popover.Dropdown>
    </Popover>
  );
}
