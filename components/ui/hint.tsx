import { type KeyboardEvent, type ReactNode, useState } from "react";
import styles from "./hint.module.css";

type HintProps = {
  text: string;
  /** For the `aria-describedby` of what stands inside, where the sentence says more than its name. */
  id?: string;
  /** Where it stands: below, towards the right edge or the left one, or to the right. */
  side?: "below" | "below-left" | "right";
  isDisabled?: boolean;
  children: ReactNode;
};

/** A sentence that appears beside what is pointed at or focused, and goes with Escape. */
export function Hint({ text, id, side = "below", isDisabled = false, children }: HintProps) {
  const [isDismissed, setDismissed] = useState(false);
  if (isDisabled) return children;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys are those of what stands inside.
    <span
      className={styles.hint}
      data-side={side}
      data-dismissed={isDismissed || undefined}
      onKeyDown={(event: KeyboardEvent) => event.key === "Escape" && setDismissed(true)}
      onPointerLeave={() => setDismissed(false)}
      onBlur={() => setDismissed(false)}
    >
      {children}
      <span role="tooltip" id={id} className={styles.bubble}>
        {text}
      </span>
    </span>
  );
}
