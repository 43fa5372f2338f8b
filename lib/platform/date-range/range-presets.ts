export const rangePresets = ["today", "7d", "30d", "90d"] as const;
export type RangePreset = (typeof rangePresets)[number];
