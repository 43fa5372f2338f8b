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
  // `npm test` checks the types; a first start would take a quarter longer with it.
  typescript: { ignoreBuildErrors: true },
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
    // Writing it takes a third of a first start's build.
    turbopackFileSystemCacheForBuild: false,
    // Bodies posted to a page are held in memory before the user is known. Above an action's own limit of 1 MB, so that a larger
    // one is still refused by it rather than cut short.
    proxyClientMaxBodySize: 1.25 * 1024 * 1024,
    // Small pages should not fetch the styles of all the others: one more request costs less.
    cssChunking: { type: "graph", requestCost: 2_000, weightDistribution: 0.5 },
    optimizePackageImports: ["@mantine/core", "@mantine/hooks", "@tabler/icons-react"],
  },
};

export default config;
