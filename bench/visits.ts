import type pg from "pg";

/** Something that a user opens: a page as its document, or a list as its page fetches it. */
export type Visit = { kind: "page" | "list"; name: string; path: string };

type Get = (path: string) => Promise<string>;

const pages = [
  "/overview?range=today",
  "/overview?range=30d",
  "/overview?range=90d",
  "/calls",
  "/leads",
  "/leads?view=board",
  "/contacts",
  "/contacts/imports",
  "/follow-ups",
  "/follow-ups?view=month",
  "/customers",
  "/customers?q=contact",
  "/agents",
  "/analytics?range=30d",
  "/analytics?range=90d&compare=agents",
  "/notifications",
  "/settings",
];

/** Each list with its filters, common and rare, its orders and its searches: "keba" is the commonest word of the generated transcripts, "badanike" one of the rarest. */
const lists: Readonly<Record<string, readonly string[]>> = {
  "/api/calls": [
    "",
    "status=failed",
    "status=in_progress",
    "source=unknown",
    "outcome=busy",
    "outcome=busy,no_answer,voicemail",
    "temperature=hot",
    "cta=human",
    "score=90-100",
    "duration=300-",
    "recording=yes",
    "weekday=1&hour=9",
    "sort=longest",
    "sort=score",
    "sort=oldest",
    "status=failed&sort=longest",
    "status=failed&sort=score",
    "status=completed&source=unknown&sort=longest",
    "outcome=busy&sort=longest",
    "outcome=voicemail&temperature=hot",
    "temperature=hot&sort=longest",
    "temperature=cold&sort=score",
    "cta=human&sort=score",
    "direction=outbound&outcome=busy&sort=oldest",
    "q=baprase&temperature=hot",
    "q=keba&outcome=busy",
    "range=90d&outcome=busy&sort=score",
    "q=keba",
    "q=dali",
    "q=nobodysaidthis",
    "q=keba%20dali",
    "q=baprase",
    "q=badanike",
    "q=%22caller%204711%22",
  ],
  "/api/leads": [
    "",
    "temperature=hot",
    "score=90-100",
    "cta=human",
    "sort=best",
    "q=caller",
    "temperature=cold&cta=human&sort=best",
  ],
  "/api/contacts": [
    "",
    "q=contact",
    "q=company",
    "sort=newest",
    "customer=yes",
    "calls=yes",
    "calls=yes&sort=newest",
    "q=company&calls=yes",
  ],
  "/api/customers": ["", "status=Active", "q=rep", "q=contact"],
  "/api/follow-ups": ["", "tab=overdue", "tab=upcoming", "tab=done"],
  "/api/notifications": ["", "kind=demo", "show=unread"],
};

/** The lists whose pages further back are turned to. */
const turned = [
  "/api/calls?",
  "/api/calls?temperature=hot",
  "/api/calls?q=keba",
  "/api/leads?",
  "/api/contacts?",
  "/api/customers?",
  "/api/follow-ups?tab=overdue",
];
const turns = 20;

/** What 20 people open: every page, and every list with its filters, sorts, searches and pages further back. */
export async function visitsOf(owner: pg.Client, get: Get): Promise<Visit[]> {
  const details: Omit<Visit, "name">[] = [];
  for (const table of ["calls", "leads", "contacts", "agents", "customers"]) details.push(await detailOf(owner, table));
  const visits: Omit<Visit, "name">[] = [
    ...pages.map((path) => ({ kind: "page" as const, path })),
    ...details,
    ...Object.entries(lists).flatMap(([list, queries]) =>
      queries.map((query) => ({ kind: "list" as const, path: `${list}?${query}` })),
    ),
  ];
  const back = [];
  for (const list of turned) back.push({ ...(await turnBack(list, get)) });
  return [...visits.map((visit) => ({ ...visit, name: nameOf(visit.path) })), ...back];
}

/** The page of a row of the table of that name. */
async function detailOf(owner: pg.Client, table: string): Promise<Omit<Visit, "name">> {
  const { rows } = await owner.query<{ id: string }>(`SELECT id FROM ${table} ORDER BY id LIMIT 1 OFFSET 3`);
  return { kind: "page", path: `/${table}/${rows[0]?.id}` };
}

async function turnBack(list: string, get: Get): Promise<Visit> {
  let path = list;
  for (let turn = 0; turn < turns; turn += 1) {
    const { nextCursor } = JSON.parse(await get(path)) as { nextCursor: string | null };
    if (!nextCursor) break;
    path = `${list}&at=${encodeURIComponent(nextCursor)}`;
  }
  return { kind: "list", name: `${nameOf(list)}, ${turns} pages back`, path };
}

/** A path without the ids in it. */
const nameOf = (path: string) => path.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ":id");
