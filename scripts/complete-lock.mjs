// A registry mirror may carry the native packages of some platforms only; npm then leaves the others out of the lock file, which
// `npm ci` refuses on every platform. This adds them, without a checksum, from what their owners ask for.
import { readFileSync, writeFileSync } from "node:fs";

const file = "package-lock.json";
const lock = JSON.parse(readFileSync(file, "utf8"));
const cpus = { x64: "x64", arm64: "arm64", arm: "arm", ia32: "ia32" };
const systems = ["android", "darwin", "freebsd", "linux", "win32"];

const added = [];
for (const { optionalDependencies = {}, dev, license } of Object.values(lock.packages)) {
  for (const [name, version] of Object.entries(optionalDependencies)) {
    const place = `node_modules/${name}`;
    if (lock.packages[place]) continue;
    const parts = name.split("/").at(-1).split("-");
    const os = systems.find((system) => parts.includes(system));
    const cpu = parts.map((part) => cpus[part]).find(Boolean);
    if (!os || !cpu || !/^\d/.test(version))
      throw new Error(`${name}@${version} names no platform that this script knows`);
    const libc = os === "linux" ? { libc: [parts.at(-1).startsWith("musl") ? "musl" : "glibc"] } : {};
    lock.packages[place] = { version, cpu: [cpu], ...(dev ? { dev } : {}), ...libc, license, optional: true, os: [os] };
    added.push(name);
  }
}

const { "": root, ...rest } = lock.packages;
lock.packages = { "": root, ...Object.fromEntries(Object.entries(rest).sort(([a], [b]) => a.localeCompare(b, "en"))) };
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
console.log(added.length > 0 ? `Added ${added.join(", ")}` : "Nothing is missing.");
