/** The folders of `lib` by tier, the highest first: each imports its own tier and lower ones. */
export const tiers: readonly (readonly string[])[] = [
  ["ingest", "jobs", "admin"],
  ["billing", "analytics", "notifications"],
  ["calls", "leads", "campaigns", "follow-ups", "customers"],
  ["agents", "contacts", "phone-numbers", "metrics"],
  ["auth", "account", "elevenlabs", "stripe", "mail", "storage", "views"],
  ["db", "settings", "access", "live", "lists"],
  ["platform"],
];

/** What the files below a folder may import, by the beginnings of paths. Folders that are not listed may import anything. */
export const reach: Readonly<Record<string, readonly string[]>> = {
  lib: ["lib/"],
  components: ["components/", "lib/"],
  app: ["app/", "components/", "lib/"],
  // The stand-ins are met over HTTP and SMTP alone. They share the shapes of the provider's messages, and no rule of the product.
  simulators: ["simulators/", "lib/platform/", "lib/elevenlabs/"],
};

/** What `components` import as values: what is safe in a browser. Types they may import from anywhere in `lib`. */
export const safeInBrowsers =
  /^lib\/(?:.+\/)?(?:schema|labels|fields)\.ts$|^lib\/platform\/(?:format|date-range)\/|^lib\/lists\/(?:format-|list-field)/;

/** Packages that only some folders know, by the beginnings of their names. */
export const packages: readonly { names: readonly string[]; knownIn: readonly string[] }[] = [
  {
    names: ["react", "react-dom", "@mantine/", "@tabler/", "@tanstack/", "recharts"],
    knownIn: ["app/", "components/"],
  },
  { names: ["@prisma/", "prisma"], knownIn: ["lib/db/", "prisma/", "prisma.config.ts", "scripts/"] },
  { names: ["pg", "pg-"], knownIn: ["lib/", "prisma/", "bin/", "bench/", "test/", "e2e/"] },
  { names: ["kysely"], knownIn: ["lib/", "prisma/", "bin/", "bench/", "test/"] },
  { names: ["nodemailer"], knownIn: ["lib/mail/"] },
  { names: ["smtp-server"], knownIn: ["simulators/smtp/"] },
  { names: ["mailparser"], knownIn: ["lib/mail/", "simulators/smtp/"] },
  { names: ["graphile-worker"], knownIn: ["lib/jobs/", "bench/", "test/"] },
  { names: ["@elevenlabs/"], knownIn: ["lib/elevenlabs/", "simulators/elevenlabs/"] },
  { names: ["stripe"], knownIn: ["lib/stripe/"] },
];

/** Generated types of the database, which are for anyone who writes statements. */
export const generated = {
  paths: ["lib/db/generated/", "lib/db/generated-tables/"],
  hiddenFrom: ["app/", "components/"],
};
