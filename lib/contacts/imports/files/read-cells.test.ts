import { describe, expect, test } from "vitest";
import { readRow } from "../import-row";
import { readAddress } from "../read-address";
import { createColumnLooker } from "./file-columns";
import { guessMapping } from "./guess-mapping";

const mapping = { name: 0, phone: 1, email: 2 } as const;
const read = (phone: string, email: string, country = "US") => {
  const { values, leftOut } = readRow(["Ada", phone, email], mapping, country);
  return [values.phone, values.extension, values.email, leftOut.map(({ fault, value }) => `${fault} ${value}`)];
};

describe("a number is read whatever a program adds around it", () => {
  test.each<[string, string, string | null]>([
    ["'+12025550161", "+12025550161", null],
    ['="+12025550162"', "+12025550162", null],
    ["\u202a+12025550163\u202c", "+12025550163", null],
    ["\u2066+1\u00a0202\u00a0555\u00a00163\u2069", "+12025550163", null],
    ["tel:+12025550170", "+12025550170", null],
    ["p:+12025550175", "+12025550175", null],
    ["12025550177.0", "+12025550177", null],
    ["2025550177,00", "+12025550177", null],
    ["+1 202 555 0153 x12", "+12025550153", "12"],
    ["2025550155;2025550156", "+12025550155", null],
    ["202-555-0155 / 202-555-0156", "+12025550155", null],
    ["202-555-0155/+12025550156", "+12025550155", null],
    ["2025550155, 2025550156", "+12025550155", null],
    ["2025550155,2025550156", "+12025550155", null],
    ["202 555 0155 or 202 555 0156", "+12025550155", null],
    ["202 555 0155\n202 555 0156", "+12025550155", null],
    ["+44 7700 900111 ::: +44 7700 900112", "+447700900111", null],
    ["n/a; 202-555-0155", "+12025550155", null],
    ["12; 202-555-0155", "+12025550155", null],
    ["202-555-0155 ext 12; 202-555-0156", "+12025550155", "12"],
    ["2025550155 2025550156", "+12025550155", null],
    ["2,025,550,155", "+12025550155", null],
    ["'2025550155'", "+12025550155", null],
    ["2025550155,", "+12025550155", null],
    ["Mobile: 202-555-0155", "+12025550155", null],
    ["(202) 555-0155 (work)", "+12025550155", null],
    ["Fax: 202-555-0156; Mobile: 202-555-0155", "+12025550155", null],
    ["M: 202-555-0155 T: 202-555-0156", "+12025550155", null],
    ["202-555-0155 (m) 202-555-0156 (w)", "+12025550155", null],
    ["mobile 202-555-0155, home 202-555-0156", "+12025550155", null],
    ['["202-555-0155","202-555-0156"]', "+12025550155", null],
  ])("%j", (cell, phone, extension) => {
    expect(read(cell, "")).toEqual([phone, extension, null, []]);
  });

  test("and what is none is left out with what stands there", () => {
    expect(read("4.47701E+11", "ada@b.example")).toEqual([null, null, "ada@b.example", ["digits_lost 4.47701E+11"]]);
    expect(read("1,20256E+10", "ada@b.example")[3]).toEqual(["digits_lost 1,20256E+10"]);
    expect(read("call me", "ada@b.example")[3]).toEqual(["bad_number call me"]);
    expect(read("x".repeat(5_000), "ada@b.example")[3]).toEqual([`bad_number ${"x".repeat(99)}…`]);
    for (const nothing of [
      "",
      "0",
      "000000",
      "n/a",
      "-",
      "None",
      "undefined",
      "\u200b",
      " \ufeff ",
      "not provided",
      '=""',
    ])
      expect(read(nothing, "ada@b.example"), nothing).toEqual([null, null, "ada@b.example", []]);
  });
});

test.each<[string, string | null]>([
  ["A B <ab@example.com>", "ab@example.com"],
  ['"B, A" <AB@Example.com>', "ab@example.com"],
  ["\u200bab@example.com", "ab@example.com"],
  ["\ufeffab@example.com\u202c", "ab@example.com"],
  ["mailto:ab@example.com", "ab@example.com"],
  ["ab@example.com (confirmed)", "ab@example.com"],
  ["(work) ab@example.com", "ab@example.com"],
  ["AB@EXAMPLE.COM.", "ab@example.com"],
  ["'ab@example.com'", "ab@example.com"],
  ["* ab@example.com", "ab@example.com"],
  ["ab@example.com ::: cd@example.com", "ab@example.com"],
  ["ab@example.com;cd@example.com", "ab@example.com"],
  ["ab@example.com, cd@example.com", "ab@example.com"],
  ["ab@example.com cd@example.com", "ab@example.com"],
  ["ab@example.com\ncd@example.com", "ab@example.com"],
  ["none; ab@example.com", "ab@example.com"],
  ["ａｂ＠example.com", "ab@example.com"],
  ["ab @ example.com", "ab@example.com"],
  ["o'neil@example.com", "o'neil@example.com"],
  ["ab+crm@example.com", "ab+crm@example.com"],
  ["ab@example.com/cd@example.com", "ab@example.com"],
  ["ab@example.com or cd@example.com", "ab@example.com"],
  ["[ab@example.com]", "ab@example.com"],
  ["A B <ab@example.com", "ab@example.com"],
  ["mara lind@example.com", null],
  ["mara@example", null],
  ["ab@@example.com", null],
  ["@example.com", null],
  ["nobody", null],
  ["ab@example..com", null],
  ["none@none.com", null],
  ["not-provided@example.com", null],
  ["noemail@noemail.com; ab@example.com", "ab@example.com"],
  ["ab@email.com", "ab@email.com"],
  ["nan@example.com", "nan@example.com"],
])("the address of %j is %s, and never another's", (cell, email) => {
  expect(readAddress(cell)).toEqual(email === null ? { fault: "bad_email" } : { email });
});

test("cells that only say that something is missing are empty, in any language, as in events", () => {
  const whole = { firstName: 0, lastName: 1, company: 2, phone: 3, email: 4, notes: 5 };
  const of = (...cells: string[]) => {
    const { values, leftOut } = readRow(cells, whole, "US");
    return [values.name, values.company, values.notes, leftOut.length];
  };
  const reached = "ab@example.com";
  expect(of("Unbekannt", "N/A", "Keine Angabe", "nicht angegeben", reached, "No answer")).toEqual([
    null,
    null,
    "No answer",
    0,
  ]);
  expect(of("Not", "Provided", "未提供", "#REF!", reached, "")).toEqual([null, null, null, 0]);
  expect(of("Ada", "Unknown", "Unknown Worlds", "Na", reached, "")).toEqual(["Ada", "Unknown Worlds", null, 0]);
  expect(of("Na", "Kim", "Nan", "NA", reached, "n/a")).toEqual(["Na Kim", "Nan", null, 0]);
  expect(of("Test", "User", "", "000", reached, "")).toEqual(["Test User", null, null, 0]);
  expect(of("", "Caller", "", "", reached, "")).toEqual([null, null, null, 0]);
});

const guess = (header: string[], rows: string[][], country: string | null = "US") => {
  const looker = createColumnLooker(country);
  for (const row of rows) looker.look(row);
  const mapping = guessMapping(looker.columns(header), country);
  return Object.fromEntries(Object.entries(mapping).map(([field, index]) => [field, header[index]]));
};

describe("columns are guessed by what stands in them", () => {
  test.each<[string, string[], string[][], Record<string, string>]>([
    [
      "a header that lies gives way to the cells that tell",
      ["Phone", "Value", "Name"],
      [
        ["Mobile", "202-555-0143", "Ada"],
        ["Home", "202-555-0144", "Bob"],
      ],
      { phone: "Value", name: "Name" },
    ],
    [
      "flags beside addresses",
      ["Email Opt Out", "Email verified", "E-mail", "Email sent at"],
      [["0", "true", "ada@b.example", "2026-01-02"]],
      { email: "E-mail" },
    ],
    [
      "other people's addresses and numbers are not the person's",
      ["Owner email", "Manager phone", "Fax", "Email", "Cell"],
      [["o@b.example", "202-555-0140", "202-555-0141", "ada@b.example", "202-555-0142"]],
      { email: "Email", phone: "Cell" },
    ],
    [
      "dates, postcodes, amounts and ids are no numbers",
      ["Created", "Postcode", "Amount", "Account", "Ref"],
      [
        ["2026-11-29 10:00", "12345-6789", "1,234,567.00", "4155552671", "ada@b.example"],
        ["29.11.2026", "12345", "99.50", "4155552672", "bob@b.example"],
      ],
      { email: "Ref" },
    ],
    [
      "a header alone is believed where nothing has better cells",
      ["Name", "Phone", "Email"],
      [["Ada", "12", "nobody"]],
      { name: "Name", phone: "Phone", email: "Email" },
    ],
    [
      "several columns, those that are filled first",
      ["Other Phone", "Home Phone", "Mobile", "Phone"],
      [["202-555-0140", "", "202-555-0142", ""]],
      { phone: "Mobile", phone2: "Other Phone", phone3: "Home Phone", phone4: "Phone" },
    ],
    [
      "headers of other languages",
      ["Vorname", "Nachname", "Telefonnummer", "E-Mail-Adresse", "Firma"],
      [["Ada", "Lovelace", "+49 30 901820", "ada@b.example", "Engines"]],
      { firstName: "Vorname", lastName: "Nachname", phone: "Telefonnummer", email: "E-Mail-Adresse", company: "Firma" },
    ],
    [
      "a name whose cells are addresses",
      ["Name", "Contact"],
      [["ada@b.example", "Ada"]],
      { email: "Name", name: "Contact" },
    ],
    ["nothing", ["A", "B"], [["x", "y"]], {}],
    ["no rows that say something", ["Phone", "Email"], [["", ""]], { phone: "Phone", email: "Email" }],
  ])("%s", (_, header, rows, expected) => {
    expect(guess(header, rows)).toEqual(expected);
  });

  test("of a file without a header", () => {
    const looker = createColumnLooker("GB");
    looker.look(["Ada Lovelace", "020 7946 0018", "ada@b.example"]);
    expect(guessMapping(looker.columns(null), "GB")).toEqual({ name: 0, phone: 1, email: 2 });
  });
});
