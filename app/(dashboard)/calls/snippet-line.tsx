import type { Snippet } from "@/lib/calls/schema";
import { formatDuration } from "@/lib/platform/format/format-duration";
import { Marked } from "./marked";
import styles from "./snippet-line.module.css";

/** Where in a call what was searched for was said: when, by whom, and the words around it. */
export function SnippetLine({ snippet }: { snippet: Snippet }) {
  return (
    <span className={styles.line}>
      <span className={styles.when}>
        {formatDuration(snippet.atSeconds)} {snippet.role === "agent" ? "Agent" : "Caller"}
      </span>{" "}
      <bdi>
        <Marked pieces={snippet.pieces} />
      </bdi>
    </span>
  );
}
