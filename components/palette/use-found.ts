import { useEffect, useState } from "react";
import type { Area } from "@/components/shell/area";
import type { Found } from "@/lib/calls/schema";
import { fetchJson } from "../live/fetch-json";

const nothing: Found = { people: [], calls: [] };
/** Long enough for somebody who types on. */
const typingMs = 150;

/** What the server finds for what was typed in a workspace; the answers to its beginning stay until the next ones are there. */
export function useFound(query: string, area: Area): Found {
  const [found, setFound] = useState({ query: "\n", ...nothing });
  const wanted = query.trim();
  useEffect(() => {
    if (wanted.length < 2 || area !== "workspace") return;
    const abort = new AbortController();
    const timer = setTimeout(() => {
      fetchJson<Found>(`/api/search?q=${encodeURIComponent(wanted)}`, abort.signal).then(
        (answer) => setFound({ query: wanted, ...answer }),
        () => {},
      );
    }, typingMs);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [wanted, area]);
  return wanted.startsWith(found.query) ? found : nothing;
}
