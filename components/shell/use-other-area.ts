import { useAccount } from "./account-context";
import { areaHomes } from "./area";
import { useArea } from "./use-area";

/** The way to the part of the product that is not being shown; null for somebody who has only one. */
export function useOtherArea(): { href: string; title: string; detail: string } | null {
  const { permissions } = useAccount();
  const area = useArea();
  if (!permissions.includes("platform.read")) return null;
  return area === "admin"
    ? { href: areaHomes.workspace, title: "Go to my workspace", detail: "The calls and leads of this account" }
    : { href: areaHomes.admin, title: "Go to the admin panel", detail: "All tenants" };
}
