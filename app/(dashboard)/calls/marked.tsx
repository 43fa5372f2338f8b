import { Fragment } from "react";
import type { MarkedPiece } from "@/lib/calls/search/mark-search";
import styles from "./marked.module.css";

/** A text with what was searched for marked in it. */
export function Marked({ pieces }: { pieces: readonly MarkedPiece[] }) {
  return pieces.map(({ text, isMarked }, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a piece is its place in the text.
    <Fragment key={index}>{isMarked ? <mark className={styles.mark}>{text}</mark> : text}</Fragment>
  ));
}
