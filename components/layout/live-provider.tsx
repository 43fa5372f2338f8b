"use client";

import { useQueryClient } from "@tanstack/react-query";
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from "react";
import { type ChangedTables, isConcerned } from "../live/tables-of-queries";
import { connectLive, type LiveState } from "./connect-live";

type Live = { state: LiveState; listen(listener: (changed: ChangedTables) => void): () => void };

const LiveContext = createContext<Live>({ state: "connecting", listen: () => () => {} });

/** Whether what is on the screen keeps up with the database. */
export const useLiveState = () => useContext(LiveContext).state;

/** The way to hear of changes; the function it returns ends that. */
export const useLiveChanges = () => useContext(LiveContext).listen;

/** One connection for the tab; each change on the server makes the figures on the screen fetch themselves again. */
export function LiveProvider({ children }: { children: ReactNode }) {
  const queryClient = useQueryClient();
  const [state, setState] = useState<LiveState>("connecting");
  const [listeners] = useState(() => new Set<(changed: ChangedTables) => void>());

  useEffect(
    () =>
      connectLive({
        url: "/api/live",
        onState: setState,
        onChange(changed) {
          void queryClient.invalidateQueries({ predicate: ({ queryKey }) => isConcerned(queryKey, changed) });
          for (const listener of listeners) listener(changed);
        },
        onSignedOut: () => window.location.assign(`/sign-in?callbackUrl=${encodeURIComponent(here())}`),
      }),
    [queryClient, listeners],
  );

  const live = useMemo(
    () => ({
      state,
      listen(listener: (changed: ChangedTables) => void) {
        listeners.add(listener);
        return () => void listeners.delete(listener);
      },
    }),
    [state, listeners],
  );
  return <LiveContext.Provider value={live}>{children}</LiveContext.Provider>;
}

function here(): string {
  return `${window.location.pathname}${window.location.search}`;
}
