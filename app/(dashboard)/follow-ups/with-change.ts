import type { FollowUp, FollowUpMonth, FollowUpPage } from "@/lib/follow-ups/schema";

export type Change = Partial<Pick<FollowUp, "status" | "day" | "remark">>;

/** What a page will look like when a change has gone through: whatever changes its state or its day leaves its list. */
export function withChange<Page extends FollowUpPage | FollowUpMonth>(
  page: Page,
  ids: ReadonlySet<string>,
  change: Change,
): Page {
  const changed = (followUp: FollowUp): FollowUp =>
    ids.has(followUp.id) ? { ...followUp, ...definedOf(change) } : followUp;
  if ("ofDay" in page)
    return { ...page, ofDay: page.ofDay?.filter((each) => !ids.has(each.id) || !change.day).map(changed) ?? null };
  const leaves = change.status !== undefined || change.day !== undefined;
  const followUps = leaves ? page.followUps.filter(({ id }) => !ids.has(id)) : page.followUps.map(changed);
  const gone = page.followUps.length - followUps.length;
  const total = page.counts[page.tab];
  return { ...page, followUps, counts: { ...page.counts, [page.tab]: { ...total, count: total.count - gone } } };
}

function definedOf(change: Change): Change {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
}
