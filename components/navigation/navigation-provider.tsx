"use client";

import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useTransition,
} from "react";
import styles from "./navigation.module.css";
import { useIsWorking } from "./working";

type Pressed = Element | null | undefined;

export type Navigation = {
  /** Starts going somewhere else; until that is there, what was pressed and the page say so. */
  go(start: () => void, pressed: Pressed): void;
  /** Starts rendering the page anew. */
  refresh(start: () => void): void;
};

const NavigationContext = createContext<Navigation>({ go: (start) => start(), refresh: (start) => start() });
export const useNavigation = () => useContext(NavigationContext);

/** Says which element counts as pressed where the one that was pressed goes away at once, such as an item of a menu. */
export const PressedContext = createContext<(() => Pressed) | null>(null);

/**
 * The one place that answers a press while the server has not: what was pressed is marked with `data-pending`, the page's content is dimmed
 * by `data-navigating` on the document, and a line runs at the top.
 */
export function NavigationProvider({ children }: { children: ReactNode }) {
  const [isGoing, startGoing] = useTransition();
  const [isRefreshing, startRefreshing] = useTransition();
  const isWorking = useIsWorking();
  const pressed = useRef<Pressed>(null);

  const go = useCallback((start: () => void, element: Pressed) => {
    pressed.current?.removeAttribute("data-pending");
    pressed.current = element;
    element?.setAttribute("data-pending", "");
    startGoing(start);
  }, []);
  const navigation = useMemo(() => ({ go, refresh: startRefreshing }), [go]);

  useEffect(() => {
    document.documentElement.toggleAttribute("data-navigating", isGoing);
    if (isGoing) return;
    pressed.current?.removeAttribute("data-pending");
    pressed.current = null;
  }, [isGoing]);

  return (
    <NavigationContext.Provider value={navigation}>
      {children}
      {(isGoing || isRefreshing || isWorking) && (
        <div className={styles.line} role="progressbar" aria-label="Loading" />
      )}
    </NavigationContext.Provider>
  );
}
