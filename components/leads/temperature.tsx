import { type Icon, IconFlame, IconSnowflake, IconSun } from "@tabler/icons-react";
import type { LeadTemperature } from "@/lib/calls/lead-temperature";
import styles from "./temperature.module.css";

export const temperatures: Record<LeadTemperature, { label: string; icon: Icon; color: string; fill: string }> = {
  hot: { label: "Hot", icon: IconFlame, color: "var(--cw-hot)", fill: "var(--cw-hot-fill)" },
  warm: { label: "Warm", icon: IconSun, color: "var(--cw-warm)", fill: "var(--cw-warm-fill)" },
  cold: { label: "Cold", icon: IconSnowflake, color: "var(--cw-cold)", fill: "var(--cw-cold-fill)" },
};

/** How warm a lead is: colour, icon and word together. */
export function Temperature({ temperature }: { temperature: LeadTemperature }) {
  const { label, icon: TemperatureIcon } = temperatures[temperature];
  return (
    <span className={styles.badge} data-temperature={temperature}>
      <TemperatureIcon size={13} stroke={2} aria-hidden />
      {label}
    </span>
  );
}
