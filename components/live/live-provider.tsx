"use client";

import { useQueryClient } from "@tanstack/react-query";
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from "react";
import { connectLive, type LiveState } from "./connect-live";
import { type ChangedTables, isConcerned } from "./live-query";

type Live = { state: LiveState; listen(listener: (changed: ChangedTables) => void): () => void };

const LiveContext = createContext<Live>({ state: "connecting", listen: () => () => {} });

/** Whether the screen receives changes of the database. */
export const useLiveState = () => useContext(LiveContext).state;

/** Subscribes to changes; returns a function that unsubscribes. */
export const useLiveChanges = () => useContext(LiveContext).listen;

/** One connection for the tab; each change on the server makes the metrics on the screen fetch themselves again. */
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
          void queryClient.invalidateQueries({ predicate: (query) => isConcerned(query, changed) });
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
