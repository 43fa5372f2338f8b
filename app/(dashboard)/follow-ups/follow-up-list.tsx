"use client";

import { Button } from "@mantine/core";
import { useSuspenseQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { ExportLink } from "@/components/data-table/export-link";
import { ListFoot } from "@/components/data-table/list-foot";
import { useSelection } from "@/components/data-table/use-selection";
import { fetchJson } from "@/components/live/fetch-json";
import { Toolbar } from "@/components/ui/toolbar";
import type { FollowUpPage } from "@/lib/follow-ups/schema";
import { FollowUpTable } from "./follow-up-table";
import { FollowUpTabs } from "./follow-up-tabs";
import { followUpsKey } from "./follow-ups-key";
import { NoFollowUps } from "./no-follow-ups";
import { useFollowUpChanges } from "./use-follow-up-changes";

/** A list of follow-ups, fetched again whenever one changes, and what can be done with them. */
export function FollowUpList({ search }: { search: string }) {
  const { data } = useSuspenseQuery({
    queryKey: followUpsKey(search),
    queryFn: ({ signal }) => fetchJson<FollowUpPage>(`/api/follow-ups?${search}`, signal),
  });
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
        <NoFollowUps tab={tab} counts={counts} />
      ) : (
        <>
          <Toolbar>
            <ExportLink href={`/api/follow-ups/export?tab=${tab}`} />
          </Toolbar>
          <FollowUpTable
            caption="Follow-ups"
            followUps={followUps}
            today={page.today}
            asOf={page.asOf}
            changes={changes}
            selection={selection}
            actions={
              isOpen ? (
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
              )
            }
          />
          <ListFoot
            words={["follow-up", "follow-ups"]}
            total={counts[tab]}
            previousCursor={page.previousCursor}
            nextCursor={page.nextCursor}
            pageWords={["Previous", "Next"]}
          />
        </>
      )}
    </>
  );
}
