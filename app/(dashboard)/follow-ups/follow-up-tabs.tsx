import { SegmentedLinks } from "@/components/ui/segmented-links";
import { useAddress } from "@/components/ui/use-address";
import { type FollowUpTab, followUpTabs } from "@/lib/follow-ups/follow-up-tab";
import type { FollowUpCounts } from "@/lib/follow-ups/schema";

const labels: Record<FollowUpTab, string> = {
  due: "Due today",
  overdue: "Overdue",
  upcoming: "Upcoming",
  done: "Done",
  cancelled: "Cancelled",
};

type FollowUpTabsProps = { counts: FollowUpCounts; current: FollowUpTab | "month" };

/** The lists of follow-ups and the month, each with an address of its own. */
export function FollowUpTabs({ counts, current }: FollowUpTabsProps) {
  const address = useAddress();
  const tabs = followUpTabs.map((tab) => ({
    href: address({ tab: tab === "due" ? null : tab, view: null, month: null, day: null }),
    label: labels[tab],
    count: counts[tab],
    isCurrent: tab === current,
  }));
  const month = { href: address({ view: "month", tab: null }), label: "Month", isCurrent: current === "month" };
  return <SegmentedLinks label="Views" segments={[...tabs, month]} />;
}
