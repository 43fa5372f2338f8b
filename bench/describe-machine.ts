import { spawnSync } from "node:child_process";
import { cpus, totalmem } from "node:os";
import { withOwner } from "./tenants";

const settings = [
  "fsync",
  "synchronous_commit",
  "full_page_writes",
  "shared_buffers",
  "max_wal_size",
  "default_toast_compression",
  "jit",
];

/** What the metrics depend on, a line each. */
export async function describeMachine(serverUrl: string): Promise<string[]> {
  const [cpu] = cpus();
  const { version, values } = await withOwner(serverUrl, async (owner) => {
    const { rows } = await owner.query<{ name: string; value: string }>(
      "SELECT name, current_setting(name) AS value FROM unnest($1::text[]) AS name",
      [settings],
    );
    const server = await owner.query<{ server_version: string }>("SHOW server_version");
    return { version: server.rows[0]?.server_version, values: rows };
  });
  return [
    `Machine     ${cpu?.model ?? "unknown"}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB`,
    `Node        ${process.version}`,
    `PostgreSQL  ${version}; ${values.map(({ name, value }) => `${name} ${value}`).join(", ")}`,
    `Commit      ${commit()}`,
    `Date        ${new Date().toISOString().slice(0, 10)}`,
  ];
}

function commit(): string {
  const git = (...args: string[]) => spawnSync("git", args, { cwd: import.meta.dirname, encoding: "utf8" });
  const { status, stdout } = git("rev-parse", "--short", "HEAD");
  if (status !== 0) return "unknown";
  return `${stdout.trim()}${git("status", "--porcelain").stdout.trim() === "" ? "" : ", with changes"}`;
}
