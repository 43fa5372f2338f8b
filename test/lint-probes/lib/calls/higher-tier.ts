// expects lint/style/noRestrictedImports, but not in lib/jobs
import { receiveWebhook } from "@/lib/ingest/receive-webhook";

export const probe = receiveWebhook;
