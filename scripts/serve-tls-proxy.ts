// Stands in front of a running instance as a proxy that ends TLS: node --import tsx scripts/serve-tls-proxy.ts <port of the instance> <own port>
import { startTlsProxy } from "@/test/start-tls-proxy";

const [target, port] = process.argv.slice(2).map(Number);
if (!target || !port) throw new Error("Name the instance's port and one for the proxy.");
const proxy = await startTlsProxy(target, { port });
console.log(`${proxy.origin} leads to port ${target}.`);
for (const signal of ["SIGINT", "SIGTERM"] as const)
  process.once(signal, () => void proxy.close().then(() => process.exit(0)));
