import { runMigrations } from "graphile-worker";
import type { Context, UserActor, UserRole } from "@/lib/access/context";
import { createIngestHarness, type IngestHarness, type TestTenant } from "./ingest-harness";

export type ContactsHarness = IngestHarness & {
  /** What a request of this tenant brings to a verb. */
  as(tenant: TestTenant, role?: UserRole): Context<UserActor>;
  /** A tenant whose numbers are read as British ones. */
  createBritishTenant(): Promise<TestTenant>;
  contactsOf(tenant: TestTenant): Promise<StoredContact[]>;
};

export type StoredContact = {
  id: string;
  name: string | null;
  phone: string | null;
  email: string | null;
  company: string | null;
  notes: string | null;
};

/** A database with contacts, their tenants and the queue of jobs. */
export async function createContactsHarness(): Promise<ContactsHarness> {
  const harness = await createIngestHarness();
  await runMigrations({ connectionString: harness.connectionString });
  return {
    ...harness,
    as: ({ userId }, role = "user") => ({
      ...harness.context(),
      actor: { kind: "user", userId, role, timezone: "UTC" },
    }),
    async createBritishTenant() {
      const tenant = await harness.createTenant();
      await harness.owner.query("UPDATE users SET country = 'GB' WHERE id = $1", [tenant.userId]);
      return tenant;
    },
    contactsOf: ({ userId }) =>
      harness.rows<StoredContact>(
        `SELECT id, name, phone_number AS phone, email, company, notes FROM contacts WHERE user_id = $1
         ORDER BY name_key, id`,
        [userId],
      ),
  };
}
