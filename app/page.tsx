import { redirect } from "next/navigation";
import { requireTenantContext } from "@/app/_tenant-context";
import { homePath } from "@/lib/auth/sign-in/safe-callback-url";

export default async function HomePage() {
  await requireTenantContext(homePath);
  redirect(homePath);
}
