"use client";

import { Button } from "@mantine/core";
import { IconCalendar, IconChevronDown } from "@tabler/icons-react";
import dynamic from "next/dynamic";
import { usePathname, useSearchParams } from "next/navigation";
import { Link } from "@/components/navigation/link";
import { useRouter } from "@/components/navigation/use-router";
import { whenConnected } from "@/components/offline/when-connected";
import { rangePresets } from "@/lib/platform/date-range/range-presets";
import { formatDay } from "@/lib/platform/format/format-day";
import { Opener } from "./opener";
import styles from "./range-picker.module.css";

const load = () => import("./range-calendar");
const RangeCalendar = dynamic(whenConnected(load), { ssr: false });

const labels = { today: "Today", "7d": "7 days", "30d": "30 days", "90d": "90 days" } as const;

type RangePickerProps = {
  preset: string;
  from?: string;
  to?: string;
  /** The last day that can be chosen: today in the tenant's zone. */
  today: string;
  allowsAllTime?: boolean;
};

/** The page's period, kept in its address; every other part of the address stays, except the cursor. */
export function RangePicker({ preset, from, to, today, allowsAllTime = false }: RangePickerProps) {
  const pathname = usePathname();
  const params = useSearchParams();
  const router = useRouter();
  const options = [...rangePresets, ...(allowsAllTime ? (["all"] as const) : [])];
  const isCustom = preset === "custom" && from && to;

  function address(changes: Record<string, string>): string {
    const next = new URLSearchParams(params);
    for (const name of ["range", "from", "to", "at"]) next.delete(name);
    for (const [name, value] of Object.entries(changes)) next.set(name, value);
    return `${pathname}?${next}`;
  }

  return (
    <nav className={styles.picker} data-long={allowsAllTime || undefined} aria-label="Date range">
      {options.map((option) => (
        <Link
          key={option}
          href={address({ range: option })}
          scroll={false}
          className={styles.option}
          aria-current={option === preset ? "true" : undefined}
        >
          {option === "all" ? "All time" : labels[option]}
        </Link>
      ))}
      <Opener
        load={load}
        opens="dialog"
        button={(props) => (
          <Button
            variant="subtle"
            color="gray"
            className={styles.option}
            data-current={isCustom ? true : undefined}
            leftSection={<IconCalendar size={15} stroke={1.7} aria-hidden />}
            rightSection={<IconChevronDown size={13} aria-hidden />}
            aria-label={isCustom ? `Custom range: ${formatDay(from)} to ${formatDay(to)}` : "Custom range"}
            {...props}
          >
            <span className={styles.custom}>
              {isCustom ? `${formatDay(from, "short")} – ${formatDay(to, "short")}` : "Custom"}
            </span>
          </Button>
        )}
      >
        {(opened) => (
          <RangeCalendar
            {...opened}
            from={from}
            to={to}
            today={today}
            onChoose={(first, last) => {
              opened.onChange(false);
              router.push(address({ range: "custom", from: first, to: last }), { scroll: false });
            }}
          />
        )}
      </Opener>
    </nav>
  );
}
