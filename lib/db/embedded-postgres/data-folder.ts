import { lstatSync, readlinkSync } from "node:fs";
import { chmod, mkdir, mkdtemp, symlink } from "node:fs/promises";
import path from "node:path";
import { AppError } from "@/lib/platform/errors";
import { canReach, type ServerUser, serverUser } from "./server-user";
import { sharedFolder } from "./shared-folder";

export type DataFolder = { folder: string; user: ServerUser; isInitialised: boolean; notice?: string };

/**
 * Finds or chooses the server's data folder: `<dataDir>/postgres`, unless root's server user cannot get there. Then that
 * name becomes a link to a folder under `/var/lib/callwright`, so that deleting `dataDir` still means beginning again.
 * @throws AppError UNAVAILABLE when an existing folder cannot be used by the user who runs Callwright now.
 */
export async function dataFolder(dataDir: string): Promise<DataFolder> {
  await mkdir(dataDir, { recursive: true });
  const named = path.join(dataDir, "postgres");
  if (lstatSync(named, { throwIfNoEntry: false })) return existing(named);

  const user = serverUser(undefined);
  if (!user || canReach(user, dataDir, "enter")) return { folder: named, user, isInitialised: false };

  const elsewhere = await mkdtemp(path.join(await sharedFolder(), "data-"));
  await chmod(elsewhere, 0o755);
  const folder = path.join(elsewhere, "postgres");
  await symlink(folder, named);
  return { folder, user, isInitialised: false, notice: placeNotice(dataDir, folder, user) };
}

function existing(named: string): DataFolder {
  const target = targetOf(named);
  const isInitialised = lstatSync(target, { throwIfNoEntry: false }) !== undefined;
  const user = serverUser(isInitialised ? target : undefined);
  if (isInitialised && !canReach(user, target, "write")) {
    throw new AppError(
      "UNAVAILABLE",
      `The database folder ${target} belongs to another user or cannot be reached by the user ${user?.name ?? "who runs Callwright"}: run Callwright as before, give the folder to that user, or set DATA_DIR to another folder.`,
    );
  }
  const notice = target === named ? undefined : placeNotice(path.dirname(named), target, user);
  return { folder: target, user, isInitialised, notice };
}

function targetOf(named: string): string {
  if (!lstatSync(named).isSymbolicLink()) return named;
  return path.resolve(path.dirname(named), readlinkSync(named));
}

function placeNotice(dataDir: string, folder: string, user: ServerUser): string {
  return `The user ${user?.name ?? "who runs Callwright"} cannot reach ${dataDir}, so the database is in ${folder}.`;
}
