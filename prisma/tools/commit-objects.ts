import { AppError } from "@/lib/platform/errors";
import { listMigrations, migrationsFolder } from "./list-migrations";
import { listSources, type Sources } from "./list-sources";
import { isRepeated, objectChanges, refuseVanished } from "./object-history";
import { type Around, writeMigration } from "./write-migration";

type Options = Sources & {
  verbPhrase: string;
  now?: Date;
  migrations?: string;
  /** Statements that come before the objects, and after them. */
  around?: Around;
  /** Objects that are applied again although their text is the same. */
  again?: readonly string[];
};

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
  around,
  again = [],
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
  if (changed.length + repeated.length === 0 && !around) return undefined;

  const name = `${nextStamp(now, history.at(-1)?.name)}_${phrase}`;
  const applied = all.filter((object) => changed.includes(object) || again.includes(object.name));
  const objects = [...applied.filter((object) => !isRepeated(object)), ...all.filter(isRepeated)];
  writeMigration(migrations, name, objects, around);
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
