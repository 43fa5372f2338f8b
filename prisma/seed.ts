import { createDatabase } from "@/lib/db/database";
import { openClient } from "@/lib/db/open-client";
import { loadEnv } from "@/lib/platform/env";
import { localSecrets } from "@/lib/platform/local-secrets";
import { createDiskStorage } from "@/lib/storage/disk-storage";
import { ensureDemoAccounts } from "./demo/ensure-demo-accounts";
import { isHistoryMade, makeHistory } from "./demo/make-history";
import { makeWorkspace } from "./demo/make-workspace";
import { runAsCommand } from "./tools/run-as-command";
import { withDatabase } from "./tools/with-database";

/**
 * Makes the demo tenant with three months of calls and the demo admin, unless they are there. Every call goes through the
 * product's own ingestion, signed; run again after a crash, it completes what is missing and repeats nothing.
 */
export async function seedDemo(options: {
  connectionString: string;
  password: string;
  log: (sentence: string) => void;
}): Promise<void> {
  const { connectionString, password, log } = options;
  const owner = await openClient({ connectionString });
  const db = createDatabase({ connectionString, applicationName: "callwright seed", connectionsMax: 2 });
  const storage = createDiskStorage(loadEnv().storageDir);
  try {
    // Several instances may start at once: one makes the data, the others find it made.
    await owner.query("SELECT pg_advisory_lock(hashtext('callwright demo data'))");
    const tenant = await ensureDemoAccounts(owner, password);
    const target = { owner, db, storage, tenant };
    if (await isHistoryMade(target)) return await makeWorkspace(target);
    log("Creating three months of demo calls…");
    const startedMs = Date.now();
    await makeHistory(target);
    await makeWorkspace(target);
    await owner.query("ANALYZE");
    const { rows } = await owner.query<{ calls: number }>(
      "SELECT count(*)::integer AS calls FROM calls WHERE user_id = $1",
      [tenant.id],
    );
    log(`Made ${rows[0]?.calls} demo calls in ${((Date.now() - startedMs) / 1000).toFixed(1)} s.`);
  } finally {
    await db.close();
    await owner.end();
  }
}

runAsCommand(import.meta.filename, () =>
  withDatabase(async (connectionString) => {
    const env = loadEnv();
    const { demoPassword } = await localSecrets(env.dataDir);
    await seedDemo({ connectionString, password: env.demoPassword ?? demoPassword, log: console.log });
  }),
);
