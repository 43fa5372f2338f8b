// Stands in front of a running instance as a proxy that ends TLS:
// node --import tsx scripts/serve-tls-proxy.ts <port of the instance> <own port> <key> <certificate>
import { startTlsProxy } from "@/test/start-tls-proxy";

const [target, port, key, cert] = process.argv.slice(2);
if (!target || !port || !key || !cert)
  throw new Error("Name the instance's port and one for the proxy, and the files of the proxy's key and certificate.");
const proxy = await startTlsProxy(Number(target), { port: Number(port), certificate: { key, cert } });
console.log(`${proxy.origin} leads to port ${target}.`);
for (const signal of ["SIGINT", "SIGTERM"] as const)
  process.once(signal, () => void proxy.close().then(() => process.exit(0)));
