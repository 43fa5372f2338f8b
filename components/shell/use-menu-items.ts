import { useAccount } from "./account-context";
import { type MenuItem, menuItems } from "./menu-items";

/** The items whose pages anyone who is signed in may open. */
export function useMenuItems(): readonly MenuItem[] {
  const { permissions } = useAccount();
  return menuItems.filter(({ permission }) => permissions.includes(permission));
}
