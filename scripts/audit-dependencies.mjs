// Asks the registry for known weaknesses of what is installed in production; high and critical ones fail. A registry without this
// service, or none at all, is said in a line: the check of everything else must not depend on it.
import { spawnSync } from "node:child_process";

const { stdout } = spawnSync("npm", ["audit", "--omit=dev", "--json"], {
  encoding: "utf8",
  shell: process.platform === "win32",
});
const report = parse(stdout);
const found = report?.metadata?.vulnerabilities;
if (!found) {
  console.log(
    `Dependencies were not audited: the registry gave no answer${report?.message ? ` (${report.message.split(" - ")[0]})` : ""}.`,
  );
} else {
  const serious = Object.entries(report.vulnerabilities ?? {}).filter(
    ([, { severity }]) => severity === "high" || severity === "critical",
  );
  for (const [name, { severity, range }] of serious) console.error(`${severity}: ${name} ${range}`);
  console.log(
    `Dependencies audited: ${found.critical} critical, ${found.high} high, ${found.moderate} moderate, ${found.low} low.`,
  );
  if (serious.length > 0) process.exitCode = 1;
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
