import { redirect } from "next/navigation";
import { requireTenantContext } from "@/app/_tenant-context";
import { areaHomes } from "@/components/shell/area";
import { permissions } from "@/lib/access/permissions";
import { homePath } from "@/lib/auth/sign-in/safe-callback-url";

/** Leads administrators to the admin panel and everybody else to their overview. */
export default async function HomePage() {
  const { actor } = await requireTenantContext(homePath);
  redirect(areaHomes[permissions[actor.role].has("platform.read") ? "admin" : "workspace"]);
}
