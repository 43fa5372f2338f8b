import { execFile } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { request as ask } from "node:http";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { pipeline } from "node:stream";
import { promisify } from "node:util";

export type TlsProxy = {
  port: number;
  /** What the site calls itself behind it. */
  origin: string;
  close(): Promise<void>;
};

/** A proxy as stands in front of most sites: it ends TLS, with a certificate that nobody signed, and passes everything on in the clear. */
export async function startTlsProxy(
  targetPort: number,
  { port = 0, localAddress }: { port?: number; localAddress?: string } = {},
): Promise<TlsProxy> {
  const server = createServer(await makeCertificate(), (request, response) => {
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

/** Made for this run and kept nowhere. */
async function makeCertificate(): Promise<{ key: Buffer; cert: Buffer }> {
  const folder = await mkdtemp(path.join(tmpdir(), "callwright-certificate-"));
  const [key, cert] = [path.join(folder, "key.pem"), path.join(folder, "cert.pem")];
  const curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"];
  const named = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"];
  try {
    await promisify(execFile)("openssl", [
      "req",
      "-x509",
      ...curve,
      "-nodes",
      "-days",
      "2",
      ...named,
      "-keyout",
      key,
      "-out",
      cert,
    ]);
    return { key: await readFile(key), cert: await readFile(cert) };
  } catch (error) {
    throw new Error("The tests behind TLS need the program openssl, from 1.1.1 on.", { cause: error });
  } finally {
    await rm(folder, { recursive: true });
  }
}
