import { startEmbeddedPostgres } from "@/lib/db/embedded-postgres/start-embedded-postgres";

const [dataDir = ""] = process.argv.slice(2);
const server = await startEmbeddedPostgres({ dataDir, password: "test-password" });
process.on("SIGTERM", () => server.stop().then(() => process.exit(0)));
console.log(`started ${server.connectionString}`);
