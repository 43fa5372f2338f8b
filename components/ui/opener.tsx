import { type ComponentProps, type ReactNode, useCallback, useRef, useState } from "react";
import { PressedContext } from "../navigation/navigation-provider";
import styles from "./opener.module.css";

/** What a button needs to be one that opens something. */
export type OpenerButton = {
  "aria-haspopup": "menu" | "dialog";
  "aria-expanded": boolean;
  onPointerEnter(): void;
  onFocus(): void;
  onPointerDown(): void;
  onClick(event: { detail: number }): void;
};

export type Opened = { isOpen: boolean; onChange(isOpen: boolean): void };

type OpenerProps = {
  /** Fetches what is opened; asked when somebody reaches for the button. */
  load(): Promise<unknown>;
  opens: "menu" | "dialog";
  button(props: OpenerButton): ReactNode;
  /** What is opened; there from the first time on. It hangs on an `OpenerAnchor`. */
  children(opened: Opened): ReactNode;
};

/** A button and what it opens, which the page does not carry until somebody reaches for it. Closing gives the focus back. */
export function Opener({ load, opens, button, children }: OpenerProps) {
  const [isOpen, setOpen] = useState(false);
  const [wasOpen, setWasOpen] = useState(false);
  // Pressing the button counts as a click outside of the popover, which closes it before the click event.
  const wasOpenWhenPressed = useRef<boolean | null>(null);
  const holder = useRef<HTMLSpanElement>(null);

  // If it cannot be fetched now, the click requests it again and shows the wait.
  const fetchAhead = () => void load().catch(() => {});

  function change(isNowOpen: boolean) {
    setOpen(isNowOpen);
    if (!isNowOpen) holder.current?.querySelector("button")?.focus();
  }
  // A clicked menu item disappears with its menu, so the menu's button shows the progress.
  const opener = useCallback(() => holder.current?.querySelector("button"), []);
  return (
    <span className={styles.holder} ref={holder}>
      {button({
        "aria-haspopup": opens,
        "aria-expanded": isOpen,
        onPointerEnter: fetchAhead,
        onFocus: fetchAhead,
        onPointerDown: () => {
          wasOpenWhenPressed.current = isOpen;
        },
        onClick: ({ detail: presses }) => {
          setWasOpen(true);
          setOpen(!((presses > 0 ? wasOpenWhenPressed.current : null) ?? isOpen));
          wasOpenWhenPressed.current = null;
        },
      })}
      <PressedContext.Provider value={opener}>
        {wasOpen && children({ isOpen, onChange: change })}
      </PressedContext.Provider>
    </span>
  );
}

/** What a menu or a popover takes for its target: the place of the button. */
export function OpenerAnchor(props: ComponentProps<"span">) {
  return <span {...props} className={styles.anchor} aria-hidden />;
}
