import { redirect } from "next/navigation";
import { requireTenantContext } from "@/lib/auth/require-tenant-context";
import { homePath } from "@/lib/auth/safe-callback-url";

export default async function HomePage() {
  await requireTenantContext(homePath);
  redirect(homePath);
}
