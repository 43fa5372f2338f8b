import { IconCalendarCheck } from "@tabler/icons-react";
import { Link } from "@/components/navigation/link";
import { EmptyState } from "@/components/ui/empty-state";
import type { FollowUpTab } from "@/lib/follow-ups/follow-up-tab";
import type { FollowUpCounts } from "@/lib/follow-ups/schema";
import { formatTotal } from "@/lib/platform/format/format-total";

const icon = <IconCalendarCheck size={22} stroke={1.6} aria-hidden />;

const titles: Record<FollowUpTab, string> = {
  due: "Nothing is due today",
  overdue: "Nothing is overdue",
  upcoming: "Nothing is coming up",
  done: "Nothing is done yet",
  cancelled: "Nothing was cancelled",
};

/** What a list without follow-ups says: what would be here, and where there are some. */
export function NoFollowUps({ tab, counts }: { tab: FollowUpTab; counts: FollowUpCounts }) {
  if (Object.values(counts).every(({ count }) => count === 0)) {
    return (
      <EmptyState icon={icon} title="No follow-ups yet">
        <p>Note here whom you mean to call or write to, and on which day. Each day begins with what is due.</p>
        <p>
          Schedule the first one with the button above, or from a call with a good lead:{" "}
          <Link href="/calls?temperature=hot">see the hot ones</Link>.
        </p>
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={icon} title={titles[tab]}>
      {tab === "due" && counts.overdue.count > 0 && (
        <p>
          <Link href="/follow-ups?tab=overdue">{formatTotal(counts.overdue)} overdue</Link> from earlier days.
        </p>
      )}
      {(tab === "due" || tab === "overdue") && counts.upcoming.count > 0 && (
        <p>
          <Link href="/follow-ups?tab=upcoming">{formatTotal(counts.upcoming)} to come</Link> on later days.
        </p>
      )}
      {tab === "upcoming" && <p>What you schedule for later days will be here, the nearest day first.</p>}
      {tab === "done" && <p>What you complete will be here, with its remark, the newest first.</p>}
      {tab === "cancelled" && <p>What you cancel will be here, and can be opened again.</p>}
    </EmptyState>
  );
}
