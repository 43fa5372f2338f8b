import { Popover } from "@mantine/core";
import { DatePicker } from "@mantine/dates";
import { useState } from "react";
import "@mantine/dates/styles.layer.css";
import { type Opened, OpenerAnchor } from "./opener";

type CalendarProps = { from?: string; to?: string; today: string; onChoose(from: string, to: string): void };

/** Two clicks choose the first and the last day. */
export default function RangeCalendar({ isOpen, onChange, ...calendar }: Opened & CalendarProps) {
  return (
    <Popover opened={isOpen} onChange={onChange} position="bottom-end" trapFocus>
      <Popover.Target>
        <OpenerAnchor />
      </Popover.Target>
      <Popover.Dropdown aria-label="Custom range">
        <Calendar {...calendar} />
      </Popover.Dropdown>
    </Popover>
  );
}

function Calendar({ from, to, today, onChoose }: CalendarProps) {
  const [value, setValue] = useState<[string | null, string | null]>([from ?? null, to ?? null]);
  return (
    <DatePicker
      type="range"
      allowSingleDateInRange
      value={value}
      defaultDate={to ?? today}
      maxDate={today}
      firstDayOfWeek={1}
      weekendDays={[]}
      onChange={([first, last]) => {
        setValue([first, last]);
        if (first && last) onChoose(first, last);
      }}
    />
  );
}
