"use client";

import { Menu, UnstyledButton } from "@mantine/core";
import { IconCheck, IconPlus, IconX } from "@tabler/icons-react";
import Link from "next/link";
import { useSearchParams } from "next/navigation";
import type { CallFilterName } from "@/lib/calls/schema";
import styles from "./filter-bar.module.css";
import type { FilterChoices } from "./words";

type FilterBarProps = { filters: readonly FilterChoices[]; active: Readonly<Partial<Record<CallFilterName, string>>> };

/** The filters of the list; each is part of the address, so every choice is a link. */
export function FilterBar({ filters, active }: FilterBarProps) {
  const params = useSearchParams();

  function address(name: CallFilterName, value: string | null): string {
    const next = new URLSearchParams(params);
    next.delete("at");
    if (value === null) next.delete(name);
    else next.set(name, value);
    return `/calls?${next}`;
  }

  return (
    <nav className={styles.bar} aria-label="Filters">
      {filters.map(({ name, label, choices }) => {
        const value = active[name];
        const chosen = choices.find((choice) => choice.value === value)?.label ?? value;
        return (
          <div key={name} className={styles.pill} data-active={value === undefined ? undefined : true}>
            <Menu position="bottom-start">
              <Menu.Target>
                <UnstyledButton
                  className={styles.open}
                  aria-label={chosen ? `${label}: ${chosen}` : `Filter by ${label.toLowerCase()}`}
                >
                  {value === undefined && <IconPlus size={13} stroke={2} aria-hidden />}
                  {label}
                  {chosen && <span className={styles.chosen}>{chosen}</span>}
                </UnstyledButton>
              </Menu.Target>
              <Menu.Dropdown className={styles.menu}>
                {choices.length === 0 && <Menu.Label>Nothing to choose yet</Menu.Label>}
                {choices.map((choice) => (
                  <Menu.Item
                    key={choice.value}
                    component={Link}
                    href={address(name, choice.value)}
                    scroll={false}
                    rightSection={choice.value === value ? <IconCheck size={15} aria-label="chosen" /> : null}
                  >
                    {choice.label}
                  </Menu.Item>
                ))}
              </Menu.Dropdown>
            </Menu>
            {value !== undefined && (
              <Link
                href={address(name, null)}
                scroll={false}
                className={styles.remove}
                aria-label={`Remove the filter ${label}`}
              >
                <IconX size={13} stroke={2} aria-hidden />
              </Link>
            )}
          </div>
        );
      })}
      {Object.keys(active).length > 0 && (
        <Link href="/calls" scroll={false} className={styles.clear}>
          Clear filters
        </Link>
      )}
    </nav>
  );
}
