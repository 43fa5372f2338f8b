import { IconCalendarCheck } from "@tabler/icons-react";
import { Link } from "@/components/navigation/link";
import { EmptyState } from "@/components/ui/empty-state";
import type { FollowUpTab } from "@/lib/follow-ups/follow-up-tab";
import type { FollowUpCounts } from "@/lib/follow-ups/schema";
import { formatTotal } from "@/lib/lists/format-total";

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
        <p>Plan whom to call or email, and when. Each day starts with the follow-ups that are due.</p>
        <p>
          Schedule the first one with the button above, or from a hot lead’s call:{" "}
          <Link href="/calls?temperature=hot">see calls with hot leads</Link>.
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
          <Link href="/follow-ups?tab=upcoming">{formatTotal(counts.upcoming)} upcoming</Link> on later days.
        </p>
      )}
      {tab === "upcoming" && <p>Follow-ups scheduled for later days appear here, the nearest day first.</p>}
      {tab === "done" && <p>Completed follow-ups appear here with their remark, the newest first.</p>}
      {tab === "cancelled" && <p>Cancelled follow-ups appear here and can be reopened.</p>}
    </EmptyState>
  );
}
