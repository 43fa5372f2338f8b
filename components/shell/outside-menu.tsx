"use client";

import { useEffect } from "react";
import { useFrame } from "./frame-context";

/** Stands on a page that no item of the menu leads to, such as one that says that nothing is there. */
export function OutsideMenu() {
  const { setOutsideMenu } = useFrame();
  useEffect(() => {
    setOutsideMenu(true);
    return () => setOutsideMenu(false);
  }, [setOutsideMenu]);
  return null;
}
