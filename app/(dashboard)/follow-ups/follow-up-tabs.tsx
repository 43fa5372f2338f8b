import { SegmentedLinks } from "@/components/ui/segmented-links";
import { type FollowUpTab, followUpTabs } from "@/lib/follow-ups/follow-up-tab";
import type { FollowUpCounts } from "@/lib/follow-ups/schema";

const words: Record<FollowUpTab, string> = {
  due: "Due today",
  overdue: "Overdue",
  upcoming: "Upcoming",
  done: "Done",
  cancelled: "Cancelled",
};

type FollowUpTabsProps = { counts: FollowUpCounts; current: FollowUpTab | "month" };

/** The lists of follow-ups and the month, each with an address of its own. */
export function FollowUpTabs({ counts, current }: FollowUpTabsProps) {
  const tabs = followUpTabs.map((tab) => ({
    href: tab === "due" ? "/follow-ups" : `/follow-ups?tab=${tab}`,
    label: words[tab],
    count: counts[tab],
    isCurrent: tab === current,
  }));
  const month = { href: "/follow-ups?view=month", label: "Month", isCurrent: current === "month" };
  return <SegmentedLinks label="Views" segments={[...tabs, month]} />;
}
