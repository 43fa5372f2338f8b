"use client";

import { IconQuote } from "@tabler/icons-react";
import type { Quote } from "@/lib/calls/call-detail";
import { useListening } from "./listening";
import styles from "./score-panel.module.css";

/** The words that a score is based on; clicking them shows where they were said. */
export function QuoteButton({ quote }: { quote: Quote }) {
  const { showQuote } = useListening();
  return (
    <button type="button" className={styles.quote} onClick={() => showQuote(quote)}>
      <IconQuote size={14} stroke={1.8} aria-hidden />
      <span>{quote.text}</span>
    </button>
  );
}
