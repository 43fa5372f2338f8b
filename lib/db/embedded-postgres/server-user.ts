import { spawnSync } from "node:child_process";
import { statSync } from "node:fs";
import { AppError } from "@/lib/platform/errors";

/** The user that the server runs as; undefined means the present one. */
export type ServerUser = { uid: number; gid: number; name: string } | undefined;

/**
 * PostgreSQL refuses to run as root: as root, the owner of an existing data folder or the user `postgres` (made when
 * the machine has none) runs it; otherwise the user who runs Callwright does.
 * @throws AppError UNAVAILABLE when there is no such user and none can be made.
 */
export function serverUser(dataFolder: string | undefined): ServerUser {
  if (process.getuid?.() !== 0) return undefined;
  const owner = dataFolder === undefined ? undefined : statSync(dataFolder);
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid, name: `with the id ${owner.uid}` };

  const user = lookUp("postgres") ?? create("postgres") ?? lookUp("nobody");
  if (user) return user;
  throw new AppError(
    "UNAVAILABLE",
    "PostgreSQL cannot run as root and this machine has no user named postgres: add one, run Callwright as an ordinary user, or set DATABASE_URL.",
  );
}

/** Whether the server's user can enter (and, when asked, write to) a folder: asked of the kernel, by trying. */
export function canReach(user: ServerUser, folder: string, access: "enter" | "write"): boolean {
  const script = access === "write" ? 'cd "$1" && test -w .' : 'cd "$1"';
  const { status } = spawnSync("/bin/sh", ["-c", script, "sh", folder], { ...idsOf(user), cwd: "/", stdio: "ignore" });
  return status === 0;
}

/** Options for `spawn`, which would change the groups even for the present user when ids were given. */
export function idsOf(user: ServerUser): { uid?: number; gid?: number } {
  return user ? { uid: user.uid, gid: user.gid } : {};
}

function lookUp(name: string): ServerUser {
  const [uid, gid] = ["-u", "-g"].map((option) => Number(spawnSync("id", [option, name], { encoding: "utf8" }).stdout));
  return uid && gid ? { uid, gid, name } : undefined;
}

function create(name: string): ServerUser {
  spawnSync("useradd", ["--system", "--user-group", "--no-create-home", "--shell", "/bin/false", name]);
  return lookUp(name);
}
