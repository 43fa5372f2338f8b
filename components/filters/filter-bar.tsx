"use client";

import { Menu, Popover, UnstyledButton } from "@mantine/core";
import { IconCheck, IconPlus, IconX } from "@tabler/icons-react";
import dynamic from "next/dynamic";
import Link from "next/link";
import { useState } from "react";
import { useAddress } from "../ui/use-address";
import { type ActiveFilters, describeFilter, type Filter, type FilterChoice } from "./filter";
import styles from "./filter-bar.module.css";

const FilterForm = dynamic(() => import("./filter-form"), {
  loading: () => <div style={{ width: 220, height: 104 }} />,
});

type FilterBarProps = { filters: readonly Filter[]; active: ActiveFilters };

/** The filters of a list. Each is part of the address: a choice is a link, what is typed is a form. */
export function FilterBar({ filters, active }: FilterBarProps) {
  const address = useAddress();
  const names = filters.map(({ name }) => name).filter((name) => active[name] !== undefined);
  return (
    <nav className={styles.bar} aria-label="Filters">
      {filters.map((filter) => (
        <FilterPill key={filter.name} filter={filter} value={active[filter.name]} />
      ))}
      {names.length > 0 && (
        <Link
          href={address(Object.fromEntries(names.map((name) => [name, null])))}
          scroll={false}
          className={styles.clear}
        >
          Clear filters
        </Link>
      )}
    </nav>
  );
}

function FilterPill({ filter, value }: { filter: Filter; value?: string }) {
  const address = useAddress();
  const { name, label } = filter;
  return (
    <div className={styles.pill} data-active={value === undefined ? undefined : true}>
      <FilterControl filter={filter} value={value} />
      {value !== undefined && (
        <Link
          href={address({ [name]: null })}
          scroll={false}
          className={styles.remove}
          aria-label={`Remove the filter ${label}`}
        >
          <IconX size={13} stroke={2} aria-hidden />
        </Link>
      )}
    </div>
  );
}

function FilterControl({ filter, value }: { filter: Filter; value?: string }) {
  switch (filter.kind) {
    case "switch":
      return <Switch filter={filter} value={value} />;
    case "choice":
    case "choices":
      return <Choices filter={filter} value={value} />;
    case "range":
    case "text":
      return <Typed filter={filter} value={value} />;
  }
}

function Switch({ filter: { name, label }, value }: { filter: Filter; value?: string }) {
  const address = useAddress();
  if (value !== undefined) return <span className={styles.open}>{label}</span>;
  return (
    <Link href={address({ [name]: "yes" })} scroll={false} className={styles.open}>
      <IconPlus size={13} stroke={2} aria-hidden />
      {label}
    </Link>
  );
}

type ChoicesProps = { filter: Extract<Filter, { choices: readonly FilterChoice[] }>; value?: string };

function Choices({ filter, value }: ChoicesProps) {
  const address = useAddress();
  const { kind, name, choices } = filter;
  const isSeveral = kind === "choices";
  const chosen = value === undefined ? [] : isSeveral ? value.split(",") : [value];

  function addressOf(choice: string): string {
    if (!isSeveral) return address({ [name]: choice });
    const next = choices.map((each) => each.value).filter((each) => chosen.includes(each) !== (each === choice));
    return address({ [name]: next.length === 0 ? null : next.join(",") });
  }
  return (
    <Menu position="bottom-start" closeOnItemClick={!isSeveral}>
      <Menu.Target>
        <UnstyledButton className={styles.open} aria-label={nameOfButton(filter, value)}>
          <PillWords filter={filter} value={value} />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown className={styles.menu}>
        {choices.length === 0 && <Menu.Label>Nothing to choose yet</Menu.Label>}
        {choices.map((choice) => {
          const isChosen = chosen.includes(choice.value);
          return (
            <Menu.Item
              key={choice.value}
              component={Link}
              href={addressOf(choice.value)}
              scroll={false}
              rightSection={isChosen ? <IconCheck size={15} aria-label="chosen" /> : null}
            >
              {choice.label}
            </Menu.Item>
          );
        })}
      </Menu.Dropdown>
    </Menu>
  );
}

function Typed({ filter, value }: { filter: Extract<Filter, { kind: "range" | "text" }>; value?: string }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-start" trapFocus returnFocus>
      <Popover.Target>
        <UnstyledButton
          className={styles.open}
          onClick={() => setOpen(!isOpen)}
          aria-label={nameOfButton(filter, value)}
        >
          <PillWords filter={filter} value={value} />
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown>
        <FilterForm filter={filter} value={value} onDone={() => setOpen(false)} />
      </Popover.Dropdown>
    </Popover>
  );
}

function nameOfButton(filter: Filter, value?: string): string {
  return value === undefined
    ? `Filter by ${filter.label.toLowerCase()}`
    : `${filter.label}: ${describeFilter(filter, value)}`;
}

function PillWords({ filter, value }: { filter: Filter; value?: string }) {
  return (
    <>
      {value === undefined && <IconPlus size={13} stroke={2} aria-hidden />}
      {filter.label}
      {value !== undefined && <span className={styles.chosen}>{describeFilter(filter, value)}</span>}
    </>
  );
}
