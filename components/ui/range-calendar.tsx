"use client";

import { DatePicker } from "@mantine/dates";
import { useState } from "react";
import "@mantine/dates/styles.layer.css";

type RangeCalendarProps = { from?: string; to?: string; today: string; onChoose(from: string, to: string): void };

/** Two clicks choose the first and the last day; loaded only when somebody wants to. */
export default function RangeCalendar({ from, to, today, onChoose }: RangeCalendarProps) {
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
