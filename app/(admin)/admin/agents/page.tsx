import { IconRobot } from "@tabler/icons-react";
import type { Metadata } from "next";
import { requireAdminContext } from "@/app/_admin-context";
import { columnMenu } from "@/app/_shown-columns";
import { viewActions } from "@/app/(dashboard)/saved-views/view-actions";
import { ListTools } from "@/components/data-table/list-tools";
import { activeFilters } from "@/components/filters/active-filters";
import { Hydrated } from "@/components/live/hydrated";
import { liveKey } from "@/components/live/live-query";
import { AdminPage } from "@/components/shell/admin-page";
import { EmptyState } from "@/components/ui/empty-state";
import { NoMatch } from "@/components/ui/no-match";
import { Notices } from "@/components/ui/notices";
import { queryString } from "@/components/ui/query-string";
import { adminAgentFields, adminAgentList } from "@/lib/admin/agents/fields";
import { listAllAgents } from "@/lib/admin/agents/list-all-agents";
import { listWaitingAgents } from "@/lib/admin/agents/list-waiting-agents";
import { parseAgentQuery } from "@/lib/admin/agents/parse-agent-query";
import type { SearchParams } from "@/lib/lists/parse-list";
import { listViews } from "@/lib/views/list-views";
import { AgentsView } from "./agents-view";
import { filters as offered } from "./filters";
import { LinkAgent } from "./link-agent";
import { WaitingAgents } from "./waiting-agents";

export const metadata: Metadata = { title: "Agents" };

type AdminAgentsPageProps = { searchParams: Promise<SearchParams> };

export default async function AdminAgentsPage({ searchParams }: AdminAgentsPageProps) {
  const params = await searchParams;
  const search = queryString(params);
  const ctx = await requireAdminContext(`/admin/agents?${search}`);
  const { filters, sort, cursor, notices } = parseAgentQuery(params);
  const [page, waiting, views] = await Promise.all([
    listAllAgents(ctx, { filters, sort, cursor }),
    listWaitingAgents(ctx),
    listViews(ctx, { page: `/${adminAgentList.name}` }),
  ]);
  const columns = await columnMenu(adminAgentList, adminAgentFields, params);
  const { timezone } = ctx.actor;

  return (
    <AdminPage title="Agents" actions={<LinkAgent variant="filled" />}>
      <Notices notices={notices} />
      <WaitingAgents agents={waiting} asOf={page.asOf} timezone={timezone} />
      <ListTools
        list={adminAgentList.name}
        all="All agents"
        search={search}
        views={views}
        viewActions={viewActions}
        searchField={{ label: "Search agents", placeholder: "Agent, tenant or whole ID" }}
        columns={columns}
        filters={{ offered, active: activeFilters(offered, filters, params) }}
      />
      <Hydrated queryKey={liveKey(adminAgentList, search)} data={page}>
        <AgentsView
          {...{ search, sort, timezone }}
          shown={columns.shown}
          noMatch={
            Object.keys(filters).length === 0 ? (
              <EmptyState
                icon={<IconRobot size={28} stroke={1.5} aria-hidden />}
                title="No agent is linked yet"
                action={<LinkAgent />}
              >
                An agent of your ElevenLabs workspace is linked to one tenant, who then sees its calls. Events that came
                before are kept and read then.
              </EmptyState>
            ) : (
              <NoMatch list={`/${adminAgentList.name}`} title="No matching agents">
                Try another search or other filters.
              </NoMatch>
            )
          }
        />
      </Hydrated>
    </AdminPage>
  );
}
