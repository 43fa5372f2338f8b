import { useAccount } from "./account-context";
import { type MenuItem, menuItems } from "./menu-items";
import { useArea } from "./use-area";

/** The items of the area that is being shown whose pages the signed-in user may open. */
export function useMenuItems(): readonly MenuItem[] {
  const { permissions } = useAccount();
  const area = useArea();
  return menuItems.filter((item) => item.area === area && permissions.includes(item.permission));
}
