/** A dimension of calls: in the segments, the filters, and the tables and files of Analytics. */
export type Dimension = {
  /** The column of calls, leads, outcomes and segments. */
  column: string;
  /** Its name in a segment. */
  field: string;
  label: string;
  /** Its values with their names; null where they are ids of rows, whose names a page reads. */
  values: Readonly<Record<string, string>> | null;
  /** What a file says of calls that are limited to one value, from the value's name or the value itself. */
  only(name: string): string;
};

/** Every dimension by its name in addresses and filters, in the order of the segments' key. */
export const dimensions = {
  agent: {
    column: "agent_id",
    field: "agentId",
    label: "Agent",
    values: null,
    only: (name: string) => `Only the agent ${name}`,
  },
  source: {
    column: "call_source",
    field: "source",
    label: "Source",
    values: { phone: "Phone", internet: "Internet", unknown: "Unknown" },
    only: (value: string) => `Only the source ${value}`,
  },
  direction: {
    column: "lead_type",
    field: "direction",
    label: "Direction",
    values: { inbound: "Inbound", outbound: "Outbound" },
    only: (value: string) => `Only ${value} calls`,
  },
} as const satisfies Record<string, Dimension>;

export type DimensionName = keyof typeof dimensions;

/** The order in which pages have them. */
export const shownDimensions = ["source", "agent", "direction"] as const satisfies readonly DimensionName[];

/** A dimension's values: of one whose values are ids, any text. */
export type DimensionValue<D extends DimensionName> = (typeof dimensions)[D]["values"] extends infer Values
  ? Values extends null
    ? string
    : keyof Values & string
  : never;

/** The values that calls are filtered by, at most one of each dimension. */
export type DimensionFilters = { [D in DimensionName]?: DimensionValue<D> };

export const dimensionNames = Object.keys(dimensions) as DimensionName[];
