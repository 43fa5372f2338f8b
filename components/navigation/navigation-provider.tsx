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
  /** Starts a navigation; until it is complete, the clicked element and the page indicate it. */
  go(start: () => void, pressed: Pressed): void;
  /** Starts rendering the page again. */
  refresh(start: () => void): void;
};

const NavigationContext = createContext<Navigation>({ go: (start) => start(), refresh: (start) => start() });
export const useNavigation = () => useContext(NavigationContext);

/** Sets which element is marked when the clicked one disappears at once, such as a menu item. */
export const PressedContext = createContext<(() => Pressed) | null>(null);

/**
 * The one place that shows that a navigation is in progress: the clicked element is marked with `data-pending`, the page's content is
 * dimmed by `data-navigating` on the document, and a progress bar runs at the top.
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
