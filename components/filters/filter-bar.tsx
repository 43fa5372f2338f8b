"use client";

import { IconChevronDown, IconPlus, IconX } from "@tabler/icons-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { Link } from "@/components/navigation/link";
import { whenConnected } from "@/components/offline/when-connected";
import { Opener, type OpenerButton } from "../ui/opener";
import { useAddress } from "../ui/use-address";
import { type ActiveFilters, describeFilter, type Filter, type FilterChoice } from "./filter";
import styles from "./filter-bar.module.css";

const loadChoices = () => import("./filter-choices");
const FilterChoices = dynamic(whenConnected(loadChoices), { ssr: false });
const loadForm = () => import("./filter-form");
const FilterForm = dynamic(whenConnected(loadForm), { ssr: false });

/** How many filters fit side by side on a desktop. */
const inOneRowMax = 9;

type FilterBarProps = { filters: readonly Filter[]; active: ActiveFilters };

/** The filters of a list. Each is part of the address: a choice is a link, what is typed is a form. */
export function FilterBar({ filters, active }: FilterBarProps) {
  const address = useAddress();
  const [isMore, setMore] = useState(false);
  const isInForce = ({ name }: Filter) => active[name] !== undefined;
  const isHidden = (filter: Filter) => filters.length > inOneRowMax && filter.isRare === true && !isInForce(filter);
  const usual = filters.filter((filter) => !isHidden(filter));
  const rare = filters.filter(isHidden);
  const names = filters.map(({ name }) => name).filter((name) => active[name] !== undefined);
  return (
    <nav className={styles.bar} aria-label="Filters">
      {usual.map((filter) => (
        <FilterPill key={filter.name} filter={filter} value={active[filter.name]} />
      ))}
      {rare.length > 0 && (
        <button type="button" className={styles.more} aria-expanded={isMore} onClick={() => setMore(!isMore)}>
          {isMore ? "Fewer filters" : "More filters"}
          <IconChevronDown size={13} stroke={2} aria-hidden />
        </button>
      )}
      {names.length > 0 && (
        <Link
          href={address(Object.fromEntries(names.map((name) => [name, null])))}
          scroll={false}
          className={styles.clear}
        >
          Clear filters
        </Link>
      )}
      {isMore && rare.length > 0 && (
        <>
          <span className={styles.break} />
          {rare.map((filter) => (
            <FilterPill key={filter.name} filter={filter} />
          ))}
        </>
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
  return (
    <Opener load={loadChoices} opens="menu" button={(props) => <PillButton filter={filter} value={value} {...props} />}>
      {(opened) => <FilterChoices {...opened} filter={filter} value={value} />}
    </Opener>
  );
}

function Typed({ filter, value }: { filter: Extract<Filter, { kind: "range" | "text" }>; value?: string }) {
  return (
    <Opener load={loadForm} opens="dialog" button={(props) => <PillButton filter={filter} value={value} {...props} />}>
      {(opened) => <FilterForm {...opened} filter={filter} value={value} />}
    </Opener>
  );
}

function PillButton({ filter, value, ...props }: { filter: Filter; value?: string } & OpenerButton) {
  return (
    <button type="button" className={styles.open} aria-label={nameOfButton(filter, value)} {...props}>
      {value === undefined && <IconPlus size={13} stroke={2} aria-hidden />}
      {filter.label}
      {value !== undefined && <span className={styles.chosen}>{describeFilter(filter, value)}</span>}
    </button>
  );
}

function nameOfButton(filter: Filter, value?: string): string {
  return value === undefined
    ? `Filter by ${filter.label.toLowerCase()}`
    : `${filter.label}: ${describeFilter(filter, value)}`;
}
