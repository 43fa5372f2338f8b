import { AppError } from "@/lib/platform/errors";
import { listMigrations, migrationsFolder } from "./list-migrations";
import { listSources, type Sources } from "./list-sources";
import { isRepeated, objectChanges, refuseVanished } from "./object-history";
import { writeMigration } from "./write-migration";

type Options = Sources & { verbPhrase: string; now?: Date; migrations?: string };

/**
 * Writes a migration with every object that differs from its last committed text, and with those that are applied again with every change:
 * also behind a migration written by hand, after which they may have something else to say.
 * @returns the migration's name, or undefined when there is nothing to write.
 * @throws AppError BAD_REQUEST for a phrase that makes no name, CONFLICT when a file vanished.
 */
export async function commitObjects({
  verbPhrase,
  now = new Date(),
  migrations = migrationsFolder,
  ...sources
}: Options): Promise<string | undefined> {
  const phrase = verbPhrase
    .trim()
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "_");
  if (!/^[a-z][a-z0-9_]*[a-z0-9]$/.test(phrase)) {
    throw new AppError("BAD_REQUEST", 'Say what changes, for example: npm run db:objects -- commit "round minutes up"');
  }
  const history = listMigrations(migrations);
  const all = await listSources(sources);
  const { changed, repeated, vanished } = objectChanges(all, history);
  refuseVanished(vanished);
  if (changed.length + repeated.length === 0) return undefined;

  const name = `${nextStamp(now, history.at(-1)?.name)}_${phrase}`;
  writeMigration(migrations, name, [...changed.filter((object) => !isRepeated(object)), ...all.filter(isRepeated)]);
  return name;
}

/** The present moment, or the second after the last migration when that was written by a clock ahead of this one. */
function nextStamp(now: Date, lastName: string | undefined): string {
  const stamp = (date: Date) => date.toISOString().replaceAll(/\D/g, "").slice(0, 14);
  const last = lastName?.slice(0, 14) ?? "";
  if (stamp(now) > last) return stamp(now);
  const [, year, month, day, hour, minute, second] = (/^(....)(..)(..)(..)(..)(..)$/.exec(last) ?? []).map(Number);
  return stamp(new Date(Date.UTC(year ?? 0, (month ?? 1) - 1, day, hour, minute, (second ?? 0) + 1)));
}
