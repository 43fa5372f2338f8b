import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { AppError } from "@/lib/platform/errors";
import { listMigrations, migrationsFolder } from "./list-migrations";
import { listObjects, objectsFolder, type SqlObject } from "./list-objects";
import { objectChanges, objectMark, refuseVanished } from "./object-history";

const derivedComments = ["zz_comments/1_shared_columns.sql", "zz_comments/z_derived.sql"];

type Options = {
  verbPhrase: string;
  now?: Date;
  objects?: string;
  migrations?: string;
  /** Statements that come before the objects, and after them. */
  before?: string;
  after?: string;
  /** Objects that are applied again although their text is the same. */
  again?: readonly string[];
};

/**
 * Writes a migration with every object file that differs from its last committed text, and with the comments that are derived
 * from the catalogue, which whatever is made anew does not have.
 * @returns the migration's name, or undefined when nothing differs.
 * @throws AppError BAD_REQUEST for a phrase that makes no name, CONFLICT when a file vanished.
 */
export function commitObjects({
  verbPhrase,
  now = new Date(),
  objects = objectsFolder,
  migrations = migrationsFolder,
  before,
  after,
  again = [],
}: Options): string | undefined {
  const phrase = verbPhrase
    .trim()
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "_");
  if (!/^[a-z][a-z0-9_]*[a-z0-9]$/.test(phrase)) {
    throw new AppError("BAD_REQUEST", 'Say what changes, for example: npm run db:objects -- commit "round minutes up"');
  }
  const history = listMigrations(migrations);
  const all = listObjects(objects);
  const { changed, vanished } = objectChanges(all, history);
  refuseVanished(vanished);
  if (changed.length === 0 && !before && !after) return undefined;

  const isNotDerived = (object: SqlObject) => !derivedComments.includes(object.name);
  const derived = all.filter((object) => !isNotDerived(object));
  const applied = all.filter((object) => changed.includes(object) || again.includes(object.name));
  const name = `${nextStamp(now, history.at(-1)?.name)}_${phrase}`;
  mkdirSync(path.join(migrations, name));
  writeFileSync(
    path.join(migrations, name, "migration.sql"),
    [before && `${before}\n`, ...[...applied.filter(isNotDerived), ...derived].map(section), after && `${after}\n`]
      .filter((part) => part !== undefined)
      .join("\n"),
  );
  return name;
}

const section = (object: SqlObject) => `${objectMark(object)}\n${object.sql}\n`;

/** The present moment, or the second after the last migration when that was written by a clock ahead of this one. */
function nextStamp(now: Date, lastName: string | undefined): string {
  const stamp = (date: Date) => date.toISOString().replaceAll(/\D/g, "").slice(0, 14);
  const last = lastName?.slice(0, 14) ?? "";
  if (stamp(now) > last) return stamp(now);
  const [, year, month, day, hour, minute, second] = (/^(....)(..)(..)(..)(..)(..)$/.exec(last) ?? []).map(Number);
  return stamp(new Date(Date.UTC(year ?? 0, (month ?? 1) - 1, day, hour, minute, (second ?? 0) + 1)));
}
