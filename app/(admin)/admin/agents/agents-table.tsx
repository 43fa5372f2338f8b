import type { Column } from "@/components/data-table/column";
import { SecondLine } from "@/components/data-table/data-table";
import { fieldColumns } from "@/components/data-table/field-columns";
import { Link } from "@/components/navigation/link";
import { adminAgentFields } from "@/lib/admin/agents/fields";
import type { AdminAgent } from "@/lib/admin/agents/schema";
import styles from "./agents.module.css";
import { EditAgent } from "./edit-agent";

/** The list's columns, of which `shown` are there. */
export function columnsOf(shown: readonly string[], asOf: string, timezone: string): Column<AdminAgent>[] {
  return fieldColumns({
    fields: adminAgentFields,
    shown,
    drawn: { name: nameCell, tenant: tenantCell, actions: (agent) => <EditAgent agent={agent} /> },
    asOf,
    timezone,
  });
}

const nameCell = ({ name, providerAgentId, tenant }: AdminAgent) => (
  <>
    <bdi>{name}</bdi>
    <SecondLine>{providerAgentId}</SecondLine>
    <SecondLine onlyOnPhone>
      <bdi>{tenant.name}</bdi>
    </SecondLine>
  </>
);

const tenantCell = ({ tenant }: AdminAgent) => (
  <Link href={`/admin/users/${tenant.id}`} className={styles.tenant}>
    <bdi>{tenant.name}</bdi>
    <SecondLine>
      <bdi>{tenant.email}</bdi>
    </SecondLine>
  </Link>
);
