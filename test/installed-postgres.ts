import { statSync } from "node:fs";
import path from "node:path";

/** Where the programs of this machine's own PostgreSQL of a major version lie, as the packages of Debian and of PostgreSQL put them. */
export function installedPostgres(major: string): string | undefined {
  return [`/usr/lib/postgresql/${major}/bin`, `/usr/pgsql-${major}/bin`].find((folder) =>
    statSync(path.join(folder, "initdb"), { throwIfNoEntry: false }),
  );
}
