import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { request as ask } from "node:http";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { pipeline } from "node:stream";
import { type CertificateFiles, makeCertificate } from "./make-certificate";

export type TlsProxy = {
  port: number;
  /** What the site calls itself behind it. */
  origin: string;
  close(): Promise<void>;
};

/**
 * A proxy as stands in front of most sites: it ends TLS, with a certificate that nobody signed, and passes everything on in the clear.
 * @param options.certificate one that somebody trusts; without it, one of this proxy alone.
 */
export async function startTlsProxy(
  targetPort: number,
  {
    port = 0,
    localAddress,
    certificate,
  }: { port?: number; localAddress?: string; certificate?: CertificateFiles } = {},
): Promise<TlsProxy> {
  const server = createServer(await (certificate ? read(certificate) : makeOwn()), (request, response) => {
    const { headers, socket, method, url: at } = request;
    const hops = [headers["x-forwarded-for"], socket.remoteAddress].filter(Boolean).join(", ");
    const passedOn = ask({
      host: "127.0.0.1",
      port: targetPort,
      localAddress,
      method,
      path: at,
      headers: {
        ...headers,
        "x-forwarded-for": hops,
        "x-forwarded-proto": "https",
        "x-forwarded-host": headers.host,
        "x-forwarded-port": String(portOf()),
      },
    });
    passedOn.on("response", (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      pipeline(answer, response, (error) => error && response.destroy(error));
    });
    passedOn.on("error", () => (response.headersSent ? response.destroy() : response.writeHead(502).end()));
    response.on("close", () => passedOn.destroy());
    request.pipe(passedOn);
  });
  // A server without a path has an address of this shape.
  const portOf = () => (server.address() as AddressInfo).port;
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  return {
    port: portOf(),
    origin: `https://localhost:${portOf()}`,
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}

/** Kept nowhere. */
async function makeOwn() {
  const folder = await mkdtemp(path.join(tmpdir(), "callwright-certificate-"));
  try {
    return await read(await makeCertificate(folder));
  } finally {
    await rm(folder, { recursive: true });
  }
}

const read = async ({ key, cert }: CertificateFiles) => ({ key: await readFile(key), cert: await readFile(cert) });
