import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, chown, mkdtemp, rm, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { idsOf, serverUser } from "@/lib/db/embedded-postgres/server-user";
import { freePort } from "@/test/free-port";

export type Pgbouncer = {
  /** The same database through the pooler. */
  connectionString: string;
  stop(): Promise<void>;
};

type Options = {
  mode: "transaction" | "session";
  /** Connections to the server. */
  poolSize: number;
  /** Whether what a client asks for when it connects is forgotten; else it is refused. */
  ignoresOptions: boolean;
};

/** Runs pgbouncer in front of the server of an address. */
export async function startPgbouncer(behind: string, options: Options): Promise<Pgbouncer> {
  const url = new URL(behind);
  const folder = await mkdtemp(path.join(tmpdir(), "callwright-pgbouncer-"));
  await chmod(folder, 0o755);
  const port = await freePort();
  const users = path.join(folder, "users.txt");
  const configuration = path.join(folder, "pgbouncer.ini");
  await writeFile(users, `"${url.username}" "${decodeURIComponent(url.password)}"\n`);
  await writeFile(
    configuration,
    [
      "[databases]",
      `* = host=${url.hostname} port=${url.port}`,
      "[pgbouncer]",
      "listen_addr = 127.0.0.1",
      `listen_port = ${port}`,
      "unix_socket_dir =",
      "auth_type = scram-sha-256",
      `auth_file = ${users}`,
      `pool_mode = ${options.mode}`,
      `default_pool_size = ${options.poolSize}`,
      "max_client_conn = 500",
      ...(options.ignoresOptions ? ["ignore_startup_parameters = options,extra_float_digits"] : []),
    ].join("\n"),
  );
  const ids = idsOf(serverUser(undefined));
  const { uid, gid } = ids;
  if (uid !== undefined && gid !== undefined) for (const file of [users, configuration]) await chown(file, uid, gid);

  const child = spawn(process.env.PGBOUNCER_PATH ?? "/usr/sbin/pgbouncer", [configuration], {
    ...ids,
    cwd: "/",
    stdio: ["ignore", "ignore", "pipe"],
  });
  let log = "";
  child.stderr.on("data", (chunk) => {
    log = `${log}${chunk}`.slice(-10_000);
  });
  const exited = once(child, "exit");
  for (const end = Date.now() + 10_000; !(await answers(port)); await sleep(20)) {
    if (child.exitCode !== null || Date.now() > end) throw new Error(`pgbouncer did not start: ${log}`);
  }
  url.host = `127.0.0.1:${port}`;
  return {
    connectionString: url.toString(),
    async stop() {
      child.kill("SIGQUIT");
      await exited;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
    socket.once("connect", () => socket.destroy());
  });
}
