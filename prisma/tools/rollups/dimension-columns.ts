import { dimensions } from "@/lib/metrics/dimensions";

/** The columns of the dimensions, in the order of the segments' key. Whose calls they are, the agent, comes first. */
export const dimensionColumns = [
  dimensions.agent.column,
  ...Object.values(dimensions)
    .filter((dimension) => dimension !== dimensions.agent)
    .map(({ column }) => column),
] as const;
