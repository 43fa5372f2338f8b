import type { Context } from "@/lib/access/context";
import { setAgentTarget } from "@/lib/analytics/agents/set-agent-target";
import { changeCustomerStatus } from "@/lib/customers/change-customer-status";
import { convertToCustomer } from "@/lib/customers/convert-to-customer";
import { completeFollowUp } from "@/lib/follow-ups/complete-follow-up";
import { scheduleFollowUp } from "@/lib/follow-ups/schedule-follow-up";
import { listLeads } from "@/lib/leads/list-leads";
import type { LeadListItem } from "@/lib/leads/schema";
import { addDays } from "@/lib/platform/date-range/days";
import { todayIn } from "@/lib/platform/date-range/today-in";
import { createView } from "@/lib/views/create-view";
import { demoTimezone } from "./ensure-demo-accounts";
import type { HistoryTarget } from "./make-history";

/** Days before or after today, how many are scheduled for each, and what happened to them. */
const followUps = [
  { day: -9, remark: "Wants the comparison with their present supplier.", isDone: true },
  { day: -4, remark: "Send the case study before calling.", isDone: true },
  { day: -2, remark: "Asked to be called back after the board meeting.", isDone: false },
  { day: -1, remark: "Pricing for twelve seats.", isDone: false },
  { day: 0, remark: "Confirm the demo, and who else joins.", isDone: false },
  { day: 0, remark: "Prefers the afternoon.", isDone: false },
  { day: 0, remark: "", isDone: false },
  { day: 2, remark: "Contract ends this month.", isDone: false },
  { day: 6, remark: "Sample should have arrived by then.", isDone: false },
  { day: 13, remark: "Back from holiday.", isDone: false },
];

const customers = [
  { salesRep: "Maya Fischer", notes: "Started with the smallest plan.", status: null },
  { salesRep: "Tom Okafor", notes: "Two sites, one contract.", status: null },
  { salesRep: "Maya Fischer", notes: "Waits for the new budget year.", status: "On Hold" },
  { salesRep: undefined, notes: undefined, status: null },
] as const;

const views = [
  { page: "/calls", name: "Hot this week", query: "range=7d&temperature=hot" },
  { page: "/calls", name: "Unanswered", query: "range=30d&outcome=no_answer,busy,voicemail" },
];

/** What people did with the calls of the history: follow-ups, customers, targets and views, by the product's own verbs; once. */
export async function makeWorkspace({ owner, db, tenant }: HistoryTarget): Promise<void> {
  const { rowCount } = await owner.query("SELECT FROM follow_ups WHERE user_id = $1 LIMIT 1", [tenant.id]);
  if (rowCount) return;
  const now = new Date();
  const at = (moment: Date): Context => ({
    actor: { kind: "user", userId: tenant.id, role: "user", timezone: demoTimezone },
    db,
    clock: { now: () => moment },
    requestId: "demo",
  });
  const today = todayIn(demoTimezone, now);
  const { leads } = await listLeads(at(now), {
    filters: { temperature: "hot" },
    limit: followUps.length + customers.length,
  });
  for (const [index, { salesRep, notes, status }] of customers.entries()) {
    const lead = leads[followUps.length + index];
    if (!lead) continue;
    const customer = await convertToCustomer(at(now), { leadId: lead.id, salesRep, notes });
    if (status) await changeCustomerStatus(at(now), { id: customer.id, status });
  }
  for (const [index, { day, remark, isDone }] of followUps.entries()) {
    const lead = leads[index];
    if (!lead) continue;
    // Nobody schedules for a day that has passed: what is overdue was scheduled before.
    const moment = at(new Date(now.getTime() - (day < 0 ? 12 : 0) * 86_400_000));
    const { id } = await scheduleFollowUp(moment, { ...whoIs(lead), date: addDays(today, day), remark });
    if (isDone) await completeFollowUp(at(now), { ids: id });
  }
  const { rows: agents } = await owner.query<{ id: string }>("SELECT id FROM agents WHERE user_id = $1 ORDER BY name", [
    tenant.id,
  ]);
  for (const [index, { id: agentId }] of agents.entries())
    await setAgentTarget(at(now), {
      agentId,
      type: "monthly",
      day: today,
      calls: 250 + 25 * index,
      leads: 80 + 10 * index,
    });
  for (const view of views) await createView(at(now), view);
}

const whoIs = ({ name, latestCallId }: LeadListItem) => ({ callId: latestCallId, name: name ?? undefined });
