"use client";

import { useEffect, useState } from "react";
import type { FoundPerson } from "@/lib/calls/schema";
import { fetchJson } from "../live/fetch-json";

const nobody = { query: "\n", people: [] };
/** Long enough for somebody who types on. */
const typingMs = 150;

/** People whom the server finds for what was typed; the answers to its beginning stay until the next ones are there. */
export function useFoundPeople(query: string): readonly FoundPerson[] {
  const [found, setFound] = useState<{ query: string; people: readonly FoundPerson[] }>(nobody);
  const wanted = query.trim();
  useEffect(() => {
    if (wanted.length < 2) return;
    const abort = new AbortController();
    const timer = setTimeout(() => {
      fetchJson<FoundPerson[]>(`/api/search?q=${encodeURIComponent(wanted)}`, abort.signal).then(
        (people) => setFound({ query: wanted, people }),
        () => {},
      );
    }, typingMs);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [wanted]);
  return wanted.startsWith(found.query) ? found.people : [];
}
