import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { createPerson, type Person } from "./people";
import { provideApp } from "./provide-app";
import { addressOf, isPage, routesOfBuild } from "./read-build";
import type { App } from "./start-app";

/** Bytes of script and style, compressed, that a first visit may fetch; an empty page of the framework fetches 135 kB. */
const budgets = { signIn: 190_000, list: 260_000, chart: 340_000 };
type Kind = keyof typeof budgets;

/** Pages that show charts; every other page of a frame counts as a list. */
const chartPages = [
  "/(admin)/admin/page",
  "/(dashboard)/overview/page",
  "/(dashboard)/analytics/page",
  "/(dashboard)/agents/[id]/page",
];
/** Pages that redirect or are not there for somebody who just comes by, so that there is nothing to weigh. */
const withoutWeight =
  /^\/(page|_.*|\(dev\)\/.*|\(dashboard\)\/\[\.\.\.missing\]\/.*|\(auth\)\/(two-factor|reset-password).*)$|\/_not-found\//;

let app: App;
let person: Person;
let admin: Person;
provideApp(async (site) => {
  app = site.app;
  person = await createPerson(app, site.owner, "user");
  admin = await createPerson(app, site.owner, "admin");
});

const kindOf = (route: string): Kind =>
  route.startsWith("/(auth)/") ? "signIn" : chartPages.includes(route) ? "chart" : "list";

/** What the page's own HTML makes a browser fetch before anybody does anything, but for what only old browsers run. */
function assetsOf(html: string): string[] {
  const tags = [...html.matchAll(/<(?:script|link)\b[^>]*>/g)].map(([tag]) => tag);
  const fetched = tags.filter((tag) => {
    if (/\bnomodule\b/i.test(tag)) return false;
    if (tag.startsWith("<script")) return true;
    return (
      /rel="(stylesheet|modulepreload)"/.test(tag) || (/rel="preload"/.test(tag) && /as="(script|style)"/.test(tag))
    );
  });
  const addresses = fetched.flatMap((tag) => /(?:src|href)="([^"]+\.(?:js|css)[^"]*)"/.exec(tag)?.[1] ?? []);
  return [...new Set(addresses)];
}

const sizes = new Map<string, number>();
async function sizeOf(address: string): Promise<number> {
  const known = sizes.get(address);
  if (known !== undefined) return known;
  const answer = await fetch(`http://127.0.0.1:${app.port}${address}`);
  expect(answer.status, address).toBe(200);
  const size = gzipSync(Buffer.from(await answer.arrayBuffer())).length;
  sizes.set(address, size);
  return size;
}

/** An address of each page at which this person sees it; null for pages of which they have none. */
function pathOf(route: string): string | null {
  if (!/\[/.test(route)) return addressOf(route);
  return route === "/(dashboard)/calls/[id]/page" ? `/calls/${person.callId}` : null;
}

type Weight = { path: string; kind: Kind; script: number; style: number };

async function weigh(route: string, path: string): Promise<Weight | null> {
  const kind = kindOf(route);
  const cookie = kind === "signIn" ? "" : route.startsWith("/(admin)/") ? admin.cookie : person.cookie;
  const answer = await fetch(`http://127.0.0.1:${app.port}${path}`, { redirect: "manual", headers: { cookie } });
  if (answer.status !== 200) return null;
  const weight = { path: addressOf(route), kind, script: 0, style: 0 };
  for (const address of assetsOf(await answer.text()))
    weight[address.includes(".css") ? "style" : "script"] += await sizeOf(address);
  return weight;
}

test("no page fetches more script and style on its first visit than its kind may", async () => {
  const weights: Weight[] = [];
  const unseen: string[] = [];
  for (const route of routesOfBuild().filter((each) => isPage(each) && !withoutWeight.test(each))) {
    const path = pathOf(route);
    const weight = path && (await weigh(route, path));
    if (weight) weights.push(weight);
    else unseen.push(route);
  }
  const kb = (bytes: number) => (bytes / 1000).toFixed(1).padStart(6);
  console.log(
    weights
      .map(({ path, kind, script, style }) =>
        [path.padEnd(28), kb(script), kb(style), kb(script + style), "of", kb(budgets[kind])].join(" "),
      )
      .join("\n"),
  );
  expect(weights.filter(({ kind }) => kind === "signIn").length).toBeGreaterThanOrEqual(3);
  expect(weights.every(({ script, style }) => script > 100_000 && style > 5_000)).toBe(true);
  const heavy = weights.filter(({ kind, script, style }) => script + style > budgets[kind]);
  expect(heavy.map(({ path, script, style }) => `${path} ${script + style}`)).toEqual([]);
  // A page that answers this person something else than itself would weigh nothing for ever.
  expect(unseen.filter((route) => !/\[/.test(route))).toEqual([]);
});
