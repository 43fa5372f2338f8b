import { commitObjects } from "../commit-objects";
import { listMissingColumns } from "./list-missing-columns";

/** What sees the columns that a table had when it was made, and has to be made again once there are more. */
const madeAgain = ["core/absent_transition_tables.sql"];

/** Counts what calls have brought already; agents' days move their tenants' days with them. */
export const countAnew = `-- What has been counted is counted anew, so that the new columns have it too.
DO $$
BEGIN
  PERFORM rebuild_user_analytics(id, '-infinity', 'infinity'), rebuild_user_daily_analytics(id, '-infinity', 'infinity'),
    rebuild_call_analytics_cache(id, '-infinity', 'infinity'), rebuild_call_segment_analytics(id, '-infinity', 'infinity')
  FROM users ORDER BY id;
END $$;`;

type Options = Parameters<typeof commitObjects>[0] & { serverUrl: string };

/**
 * Writes the migration of a change of the counters: the columns that are new, the objects that differ, and counting again.
 * @returns its name, or undefined when nothing differs.
 */
export async function commitCounters({ serverUrl, ...options }: Options): Promise<string | undefined> {
  const columns = await listMissingColumns(serverUrl, options.migrations);
  if (columns.length === 0) return commitObjects(options);
  return commitObjects({ ...options, again: madeAgain, around: { before: columns.join("\n"), after: countAnew } });
}
