"use client";

import { Button } from "@mantine/core";
import { useSuspenseQuery } from "@tanstack/react-query";
import { type ReactNode, useMemo } from "react";
import { ExportTicked } from "@/components/data-table/export-ticked";
import { ListFooter } from "@/components/data-table/list-footer";
import { useSelection } from "@/components/data-table/use-selection";
import { liveQuery } from "@/components/live/live-query";
import { followUpList } from "@/lib/follow-ups/fields";
import type { FollowUpPage } from "@/lib/follow-ups/schema";
import { FollowUpTable } from "./follow-up-table";
import { FollowUpTabs } from "./follow-up-tabs";
import { NoFollowUps } from "./no-follow-ups";
import { useFollowUpChanges } from "./use-follow-up-changes";

type FollowUpListProps = {
  search: string;
  isFiltered: boolean;
  shown: readonly string[];
  /** What is shown when no row meets the search. */
  noMatch: ReactNode;
};

/** A list of follow-ups, fetched again whenever one changes, and what can be done with them. */
export function FollowUpList({ search, isFiltered, shown, noMatch }: FollowUpListProps) {
  const { data } = useSuspenseQuery(liveQuery<FollowUpPage>(followUpList, search));
  const { shown: page, changes } = useFollowUpChanges(data);
  const { tab, followUps, counts } = page;
  const keys = useMemo(() => followUps.map(({ id }) => id), [followUps]);
  const selection = useSelection(keys);
  const ticked = followUps.filter(({ id }) => selection.has(id));
  const isOpen = tab !== "done" && tab !== "cancelled";

  return (
    <>
      <FollowUpTabs counts={counts} current={tab} />
      {followUps.length === 0 ? (
        isFiltered ? (
          noMatch
        ) : (
          <NoFollowUps tab={tab} counts={counts} />
        )
      ) : (
        <>
          <FollowUpTable
            caption="Follow-ups"
            followUps={followUps}
            shown={shown}
            today={page.today}
            asOf={page.asOf}
            changes={changes}
            selection={selection}
            actions={
              <>
                {isOpen ? (
                  <>
                    <Button size="xs" onClick={() => changes.complete(ticked)}>
                      Complete {ticked.length}
                    </Button>
                    <Button size="xs" variant="default" onClick={() => changes.cancel(ticked)}>
                      Cancel {ticked.length}
                    </Button>
                  </>
                ) : (
                  <Button size="xs" onClick={() => changes.reopen(ticked)}>
                    Open {ticked.length} again
                  </Button>
                )}
                <ExportTicked list={followUpList.name} search={search} ids={selection.keys} />
              </>
            }
          />
          <ListFooter
            nouns={["follow-up", "follow-ups"]}
            total={counts[tab]}
            previousCursor={page.previousCursor}
            nextCursor={page.nextCursor}
            pageLabels={["Previous", "Next"]}
          />
        </>
      )}
    </>
  );
}
