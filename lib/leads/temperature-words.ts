import type { LeadTemperature } from "./lead-temperature";

export const temperatureWords: Readonly<Record<LeadTemperature, string>> = { hot: "Hot", warm: "Warm", cold: "Cold" };
