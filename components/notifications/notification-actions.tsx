"use client";

import { useQueryClient } from "@tanstack/react-query";
import { createContext, type ReactNode, useContext } from "react";
import { notificationList } from "@/lib/notifications/fields";
import type { ActionResult } from "@/lib/platform/action-result";

type ReadAction = (data: FormData) => Promise<ActionResult<unknown>>;

const ReadContext = createContext<ReadAction | null>(null);

/** Gives the notifications of the frame the action that reads one. */
export function NotificationActions({ read, children }: { read: ReadAction; children: ReactNode }) {
  return <ReadContext.Provider value={read}>{children}</ReadContext.Provider>;
}

/** Reads the notification of a call; whether it worked shows in the next count. */
export function useMarkRead(): (callId: string) => void {
  const read = useContext(ReadContext);
  const client = useQueryClient();
  return (callId) => {
    const data = new FormData();
    data.set("callId", callId);
    void read?.(data)
      .then(() => client.invalidateQueries({ queryKey: ["live", notificationList.name] }))
      .catch(() => {});
  };
}
