import { expect, test } from "vitest";
import { chooseFields, columnChoices, fileOf, type ListFields } from "./list-field";

type Row = { who: string; score: number };
const fields = {
  who: { label: "Who", isFixed: true, file: [{ header: "Name", value: ({ who }) => who }] },
  agent: { label: "Agent", file: [] },
  score: {
    label: "Score",
    isExtra: true,
    file: [
      { header: "Score", value: ({ score }) => score },
      { header: (timezone) => `Zone (${timezone})`, value: (_, timezone) => timezone },
    ],
  },
  cost: { label: "Cost", isExtra: true, file: [] },
} as const satisfies ListFields<Row>;

test("the address comes before what is remembered, and that before the usual fields", () => {
  expect(chooseFields(fields, { address: "score,cost", cookie: "agent" })).toEqual(["who", "score", "cost"]);
  expect(chooseFields(fields, { cookie: "cost.agent" })).toEqual(["who", "agent", "cost"]);
  expect(chooseFields(fields, {})).toEqual(["who", "agent"]);
});

test("fields come in the list's order, unknown ones are left out, and a row always says who it is", () => {
  expect(chooseFields(fields, { address: "cost,nonsense,score" })).toEqual(["who", "score", "cost"]);
  expect(chooseFields(fields, { address: "who" })).toEqual(["who"]);
  for (const nothing of ["", "nonsense", "__proto__,constructor"])
    expect(chooseFields(fields, { address: nothing }), nothing).toEqual(["who", "agent"]);
});

test("a menu offers every field, and knows which are always there", () => {
  expect(columnChoices(fields)).toEqual({
    columns: ["Who", "Agent", "Score", "Cost"].map((header) => ({ key: header.toLowerCase(), header })),
    fixed: ["who"],
  });
});

test("a file has the cells of the fields that are named, in their order, and of no others", () => {
  const { header, line } = fileOf<Row>(fields, ["score", "who", "toString"], "UTC");
  expect(header).toEqual(["Score", "Zone (UTC)", "Name"]);
  expect(line({ who: "Ada", score: 7 })).toEqual([7, "UTC", "Ada"]);
});
