import { createContext, useContext } from "react";

type Frame = {
  openMenu(): void;
  openPalette(): void;
  openShortcuts(): void;
  openSchedule(): void;
  toggleSidebar(): void;
  /** Says whether the page belongs to no item of the menu, whatever its address begins with. */
  setOutsideMenu(isOutside: boolean): void;
  isOutsideMenu: boolean;
};

const nothing = () => {};
export const FrameContext = createContext<Frame>({
  openMenu: nothing,
  openPalette: nothing,
  openShortcuts: nothing,
  openSchedule: nothing,
  toggleSidebar: nothing,
  setOutsideMenu: nothing,
  isOutsideMenu: false,
});

/** The state that the frame and its pages share. */
export const useFrame = () => useContext(FrameContext);
