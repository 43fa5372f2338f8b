import { usePathname } from "next/navigation";
import { useFrame } from "./frame-context";
import { isCurrent, type MenuItem } from "./menu-items";

/** Tells the item of the menu whose page, or a page below it, is the one being shown. */
export function useCurrentItem(): (item: MenuItem) => boolean {
  const pathname = usePathname();
  const { isOutsideMenu } = useFrame();
  return (item) => !isOutsideMenu && isCurrent(item, pathname);
}
