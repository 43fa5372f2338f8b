import type { NextConfig } from "next";

const everywhere = [
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "X-Frame-Options", value: "DENY" },
  { key: "Referrer-Policy", value: "strict-origin-when-cross-origin" },
  { key: "Permissions-Policy", value: "camera=(), microphone=(), geolocation=(), payment=(), usb=()" },
  { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
  { key: "Cross-Origin-Resource-Policy", value: "same-origin" },
];
const answersOfTheApi = [{ key: "Content-Security-Policy", value: "default-src 'none'; frame-ancestors 'none'" }];
/** Their addresses hold a token, which no other site is to learn. */
const pagesOfLinks = [{ key: "Referrer-Policy", value: "no-referrer" }];

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  headers: async () => [
    { source: "/:path*", headers: everywhere },
    { source: "/api/:path*", headers: answersOfTheApi },
    { source: "/:page(verify-email|reset-password)", headers: pagesOfLinks },
  ],
  images: { unoptimized: true },
  serverExternalPackages: [
    "pg",
    "pino",
    "@node-rs/bcrypt",
    "graphile-worker",
    "@prisma/adapter-pg",
    "mailparser",
    "prom-client",
  ],
  experimental: {
    authInterrupts: true,
    // What anyone posts to a page is held in memory before it is known who it is. Past an action's own limit of 1 MB, so that a larger
    // one is still refused by it rather than cut short.
    proxyClientMaxBodySize: 1.25 * 1024 * 1024,
    // Small pages are not to fetch the styles of all the others: a request more costs less than that.
    cssChunking: { type: "graph", requestCost: 2_000, weightDistribution: 0.5 },
    optimizePackageImports: ["@mantine/core", "@mantine/hooks", "@tabler/icons-react"],
  },
};

export default config;
