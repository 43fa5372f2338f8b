import { Counter, Gauge, type Metric, register } from "prom-client";

// A process may load this module more than once, for pages and for route handlers; its registry is one, and knows a name once.

export function counter<L extends string>(name: string, help: string, labelNames: readonly L[]): Counter<L> {
  return known(name, () => new Counter({ name, help, labelNames }));
}

export function gauge<L extends string>(name: string, help: string, labelNames: readonly L[]): Gauge<L> {
  return known(name, () => new Gauge({ name, help, labelNames }));
}

function known<M extends Metric>(name: string, create: () => M): M {
  // What is found under a name was created under it, by this very call elsewhere.
  return (register.getSingleMetric(name) as M | undefined) ?? create();
}
