import { defineConfig } from "vitest/config";

const alias = { "@": import.meta.dirname, "server-only": `${import.meta.dirname}/test/server-only.ts` };

/** Far more than anything takes that is waited for, so that no test fails because the machine is busy. */
const patience = { poll: { timeout: 30_000 } };

export default defineConfig({
  test: {
    projects: [
      {
        resolve: { alias },
        test: {
          name: "unit",
          include: ["**/*.test.ts"],
          exclude: ["**/*.{db,app,pooler,system,soak}.test.ts", "node_modules/**", ".next/**"],
          environment: "node",
          expect: patience,
          // The files of a worker share imported modules: otherwise each would load most of the product again.
          isolate: false,
          // Far more than any of them takes, so that none fails because the machine is busy.
          testTimeout: 60_000,
        },
      },
      {
        resolve: { alias },
        test: {
          name: "db",
          include: ["**/*.db.test.ts"],
          exclude: ["node_modules/**", ".next/**"],
          environment: "node",
          expect: patience,
          globalSetup: ["test/postgres.ts"],
          isolate: false,
          testTimeout: 60_000,
          hookTimeout: 120_000,
          maxWorkers: 2,
        },
      },
      {
        resolve: { alias },
        test: {
          name: "system",
          include: ["**/*.system.test.ts"],
          exclude: ["node_modules/**", ".next/**"],
          environment: "node",
          expect: patience,
          globalSetup: ["test/postgres.ts"],
          testTimeout: 240_000,
          hookTimeout: 120_000,
          maxWorkers: 1,
        },
      },
      {
        resolve: { alias },
        test: {
          name: "app",
          include: ["**/*.app.test.ts"],
          exclude: ["node_modules/**", ".next/**"],
          environment: "node",
          expect: patience,
          globalSetup: ["test/postgres.ts"],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          maxWorkers: 1,
        },
      },
      {
        // The security tests, repeated as most sites are run: behind a proxy that terminates TLS.
        resolve: { alias },
        test: {
          name: "app-tls",
          include: ["test/app/{actions,guards,idor,sessions}.app.test.ts"],
          environment: "node",
          expect: patience,
          // The proxy's certificate is signed by nobody.
          env: { TEST_BEHIND_TLS: "1", NODE_TLS_REJECT_UNAUTHORIZED: "0" },
          globalSetup: ["test/postgres.ts"],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          maxWorkers: 1,
        },
      },
      {
        resolve: { alias },
        test: {
          name: "pooler",
          include: ["**/*.pooler.test.ts"],
          exclude: ["node_modules/**", ".next/**"],
          environment: "node",
          expect: patience,
          globalSetup: ["test/postgres.ts"],
          testTimeout: 120_000,
          hookTimeout: 300_000,
          maxWorkers: 1,
        },
      },
      {
        resolve: { alias },
        test: {
          name: "soak",
          include: ["**/*.soak.test.ts"],
          exclude: ["node_modules/**", ".next/**"],
          environment: "node",
          expect: patience,
          globalSetup: ["test/postgres.ts"],
          testTimeout: 7_200_000,
          hookTimeout: 600_000,
          maxWorkers: 1,
        },
      },
    ],
  },
});
