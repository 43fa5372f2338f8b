import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";

type HydratedProps = { queryKey: readonly unknown[]; data: unknown; children: ReactNode };

/** Gives what the server has read to the browser's query of that key, replacing anything older there. */
export function Hydrated({ queryKey, data, children }: HydratedProps) {
  const client = new QueryClient();
  client.setQueryData(queryKey, data);
  return <HydrationBoundary state={dehydrate(client)}>{children}</HydrationBoundary>;
}
