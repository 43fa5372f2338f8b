import { z } from "zod";
import type { AgentType } from "@/lib/agents/agent-type";
import type { ListTotal } from "@/lib/lists/list-total";
import type { FiltersOf } from "@/lib/lists/parse-list";
import { TickedIds } from "@/lib/lists/ticked-ids";

export const adminAgentSorts = ["newest", "name"] as const;
export type AdminAgentSort = (typeof adminAgentSorts)[number];

/** The filters of the list of all agents, each field as the address writes it. */
export const adminAgentFilterFields = {
  /** A part of the agent's name or of its tenant's name or address, or a whole id of either, also the provider's. */
  q: z.string().trim().min(1).max(200),
  active: z.enum(["yes", "no"]),
  type: z.enum(["call", "chat"]),
  ids: TickedIds,
} as const;
export type AdminAgentFilters = FiltersOf<typeof adminAgentFilterFields>;

/** An agent of any tenant. Instants are ISO 8601 in UTC, `lastCallDate` is a day in the tenant's zone. */
export type AdminAgent = {
  id: string;
  name: string;
  providerAgentId: string;
  type: AgentType;
  isActive: boolean;
  tenant: { id: string; name: string; email: string };
  /** Of the running month in the tenant's zone. */
  monthCalls: number;
  lifetimeCalls: number;
  lastCallDate: string | null;
  /** Events that came before it was linked and are still to be read again. */
  waitingEvents: number;
  createdAt: string;
};

export type AdminAgentPage = {
  agents: AdminAgent[];
  nextCursor: string | null;
  previousCursor: string | null;
  total: ListTotal;
  asOf: string;
};

/** An agent of the provider that has sent events and belongs to nobody. */
export type WaitingAgent = {
  providerAgentId: string;
  events: number;
  firstReceivedAt: string;
  lastReceivedAt: string;
};
