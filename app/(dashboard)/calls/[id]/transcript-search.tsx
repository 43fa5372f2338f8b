import { ActionIcon } from "@mantine/core";
import { IconChevronDown, IconChevronUp, IconSearch } from "@tabler/icons-react";
import { countOf } from "@/lib/platform/format/count-of";
import styles from "./transcript-search.module.css";
import type { TranscriptSearch as Search } from "./use-transcript-search";

/** Searches the transcript: Enter goes to the next hit, Shift and Enter to the one before. */
export function TranscriptSearch({ search }: { search: Search }) {
  const { typed, terms, count, place, type, go } = search;
  return (
    <search className={styles.search}>
      <IconSearch size={14} stroke={1.8} aria-hidden className={styles.icon} />
      <input
        type="search"
        value={typed}
        onChange={(event) => type(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== "Enter") return;
          event.preventDefault();
          go(event.shiftKey ? -1 : 1);
        }}
        aria-label="Search in this transcript"
        placeholder="Search in this transcript"
        maxLength={200}
        data-search-field
        autoComplete="off"
        spellCheck={false}
        className={styles.input}
      />
      <span className={styles.count} role="status">
        {terms.length > 0 &&
          (count === 0 ? "No matches" : place === 0 ? countOf(count, "turn") : `${place} of ${count}`)}
      </span>
      {terms.length > 0 && (
        <>
          <ActionIcon
            variant="subtle"
            color="gray"
            size={28}
            disabled={count === 0}
            onClick={() => go(-1)}
            aria-label="Previous match"
          >
            <IconChevronUp size={16} stroke={1.8} aria-hidden />
          </ActionIcon>
          <ActionIcon
            variant="subtle"
            color="gray"
            size={28}
            disabled={count === 0}
            onClick={() => go(1)}
            aria-label="Next match"
          >
            <IconChevronDown size={16} stroke={1.8} aria-hidden />
          </ActionIcon>
        </>
      )}
    </search>
  );
}
