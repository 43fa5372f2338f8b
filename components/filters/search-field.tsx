"use client";

import { IconSearch, IconX } from "@tabler/icons-react";
import { useSearchParams } from "next/navigation";
import { type FormEvent, useEffect, useRef } from "react";
import { useRouter } from "@/components/navigation/use-router";
import { useAddress } from "../ui/use-address";
import styles from "./search-field.module.css";

type SearchFieldProps = {
  /** What is searched, as in "Search in transcripts". */
  label: string;
  /** Its name in the address. */
  name?: string;
  placeholder?: string;
};

/** Searches a list by what the address says under its name: on Enter, and when it is emptied. */
export function SearchField({ label, name = "q", placeholder = label }: SearchFieldProps) {
  const address = useAddress();
  const router = useRouter();
  const asked = useSearchParams().get(name) ?? "";
  const input = useRef<HTMLInputElement>(null);

  const lastAsked = useRef(asked);

  // Going back and removing a filter change the query without typing. Text typed before hydration is kept.
  useEffect(() => {
    if (lastAsked.current === asked) return;
    lastAsked.current = asked;
    if (input.current && input.current.value.trim() !== asked) input.current.value = asked;
  }, [asked]);

  function search(text: string) {
    if (text.trim() !== asked) router.push(address({ [name]: text.trim() || null }), { scroll: false });
  }
  function submit(event: FormEvent) {
    event.preventDefault();
    search(input.current?.value ?? "");
  }
  return (
    <search className={styles.search}>
      <form onSubmit={submit}>
        <IconSearch size={15} stroke={1.8} aria-hidden className={styles.icon} />
        <input
          ref={input}
          type="search"
          name={name}
          defaultValue={asked}
          aria-label={label}
          placeholder={placeholder}
          autoComplete="off"
          spellCheck={false}
          maxLength={200}
          className={styles.input}
          data-search-field
          onChange={(event) => event.currentTarget.value === "" && search("")}
        />
        {asked && (
          <button type="button" className={styles.clear} onClick={() => search("")} aria-label="Clear the search">
            <IconX size={14} stroke={2} aria-hidden />
          </button>
        )}
      </form>
    </search>
  );
}
