import { getCountries, getCountryCallingCode, getExampleNumber } from "libphonenumber-js";
import { parsePhoneNumberFromString } from "libphonenumber-js/max";
import examples from "libphonenumber-js/mobile/examples";
import { describe, expect, test } from "vitest";
import { readCallerNumber } from "./read-caller-number";
import { readPhoneNumber } from "./read-phone-number";

const read = (text: string, country: string | null = null) => {
  const reading = readPhoneNumber(text, country);
  if ("fault" in reading) return reading.fault;
  return reading.extension === null ? reading.e164 : `${reading.e164} x${reading.extension}`;
};

describe("a number is read from whatever it is written in", () => {
  test.each<[string, string | null, string]>([
    ["+447700900321", null, "+447700900321"],
    ["02079460018", "GB", "+442079460018"],
    ["20 7946 0018", "GB", "+442079460018"],
    ["442079460018", "GB", "+442079460018"],
    ["491705550142", "DE", "+491705550142"],
    ["49 (170) 5550142", "DE", "+491705550142"],
    ["0491 12345678", "DE", "+4949112345678"],
    ["6281234567890", "ID", "+6281234567890"],
    ["2025550123", "US", "+12025550123"],
    ["12025550123", "US", "+12025550123"],
    ["(202) 555-0123", "CA", "+12025550123"],
    ["202.555.0123", "US", "+12025550123"],
    ["3525550123", "US", "+13525550123"],
    ["+44 (0)20 7946 0018", null, "+442079460018"],
    ["0044 (0) 20 7946 0018", "US", "+442079460018"],
    ["+49 [0] 170 5550142", null, "+491705550142"],
    ["+34 (0)912345678", null, "+34912345678"],
    ["+39 (0)6 1234 5678", null, "+390612345678"],
    ["06 1234 5678", "IT", "+390612345678"],
    ["0044 20 7946 0018", null, "+442079460018"],
    ["00 44 20 7946 0018", "US", "+442079460018"],
    ["+0044 20 7946 0018", null, "+442079460018"],
    ["011 44 20 7946 0018", "US", "+442079460018"],
    ["0011 44 20 7946 0018", "AU", "+442079460018"],
    ["010 44 20 7946 0018", "JP", "+442079460018"],
    ["8~10 44 20 7946 0018", "RU", "+442079460018"],
    ["8 (495) 123-45-67", "RU", "+74951234567"],
    ["0113 496 0018", "GB", "+441134960018"],
    ["tel:+1-202-555-0123", null, "+12025550123"],
    ["tel:+1-202-555-0123;ext=12", null, "+12025550123 x12"],
    ["tel:7946-0018;phone-context=+4420", "US", "+442079460018"],
    ["sip:+12025550123@trunk.example.com", "GB", "+12025550123"],
    ["sip:2025550123@trunk.example.com:5060;transport=tls", "US", "+12025550123"],
    ["SIPS:%2B12025550123@trunk.example.com;user=phone", null, "+12025550123"],
    ['"Ada" <sip:+12025550123@trunk.example.com>;tag=a6c85cf', null, "+12025550123"],
    ["whatsapp:+447700900123", "US", "+447700900123"],
    ["p:+12025550175", null, "+12025550175"],
    ["(+44) 20 7946 0018", "US", "+442079460018"],
    ["++44 20 7946 0018", null, "+442079460018"],
    ["(0xx31) 98765-4321", "BR", "+5531987654321"],
    ["*31#+4930901820", null, "+4930901820"],
    ["https://wa.me/447700900123", "US", "+447700900123"],
    ["07700 900123", "GB", "+447700900123"],
    ["Mobile: 020 7946 0018", "GB", "+442079460018"],
    ["020 7946 0018 (home)", "GB", "+442079460018"],
    ["'+12025550161", null, "+12025550161"],
    ['="+12025550162"', null, "+12025550162"],
    ["\u202a+1 202 555 0163\u202c", null, "+12025550163"],
    ["\u200e\u200b+1\u00a0202\u2011555\u20110163\ufeff", null, "+12025550163"],
    ["12025550177.0", "US", "+12025550177"],
    ["+٤٤٢٠٧٩٤٦٠٠٢٥", null, "+442079460025"],
    ["＋４４ ２０ ７９４６ ００１８", null, "+442079460018"],
    ["+1 202 555 0153 x12", null, "+12025550153 x12"],
    ["+1 202 555 0153, ext. 12", null, "+12025550153 x12"],
    ["+1 202 555 0153 extension 0012", null, "+12025550153 x0012"],
    ["+1 202 555 0153 (ext 7)", null, "+12025550153 x7"],
    ["+1 202 555 0153,12", null, "+12025550153 x12"],
    ["+1 202 555 0153 #12", null, "+12025550153 x12"],
    ["01 42 68 53 00 poste 12", "FR", "+33142685300 x12"],
    ["030 90182 0 Durchwahl 12", "DE", "+4930901820 x12"],
    ["030 901820 App. 12", "DE", "+4930901820 x12"],
    ["030 901820 Nst. 12", "DE", "+4930901820 x12"],
    ["01 58858 Kl. 12", "AT", "+43158858 x12"],
    ["22 123 45 67 wew. 12", "PL", "+48221234567 x12"],
    ["03-1234-5678（内線12）", "JP", "+81312345678 x12"],
    ["02-312-3456 내선 12", "KR", "+8223123456 x12"],
    ["Mobil 0170 5550142", "DE", "+491705550142"],
    ["T +49 30 901820", "US", "+4930901820"],
    ["tel. 600-700-800", "PL", "+48600700800"],
    ["tel. kom. 600 700 800", "PL", "+48600700800"],
    ["tfno. 612345678", "ES", "+34612345678"],
    ["cell. 347/1234567", "IT", "+393471234567"],
    ["tél 06 12 34 56 78", "FR", "+33612345678"],
    ["電話 03-1234-5678", "JP", "+81312345678"],
    ["cell 202-555-0123", "US", "+12025550123"],
    ["c. 202-555-0123", "US", "+12025550123"],
    ["Phone # 202-555-0123", "US", "+12025550123"],
    ["202-555-0123 mobile", "US", "+12025550123"],
    ["(202)555-0123 c", "US", "+12025550123"],
    ["202•555•0123", "US", "+12025550123"],
    ["०९८७६५४३२१०", "IN", "+919876543210"],
    ["۰۹۱۲۳۴۵۶۷۸۹", "IR", "+989123456789"],
    ["๐๘๑๒๓๔๕๖๗๘", "TH", "+66812345678"],
  ])("%s in %s", (text, country, expected) => {
    expect(read(text, country)).toBe(expected);
  });
});

describe("spellings of one line come out as one number", () => {
  test.each<[string, string | null, string[]]>([
    [
      "+525512345678",
      "MX",
      [
        "+5215512345678",
        "+52 1 55 1234 5678",
        "55 1234 5678",
        "044 55 1234 5678",
        "045 55 1234 5678",
        "01 55 1234 5678",
      ],
    ],
    [
      "+5491123456789",
      "AR",
      ["+54 9 11 2345-6789", "+54 11 15 2345 6789", "011 15-2345-6789", "+54 9 11 15 2345 6789"],
    ],
    ["+5493512345678", "AR", ["0351 15 234-5678", "+54 9 351 234 5678"]],
    [
      "+5531987654321",
      "BR",
      ["+55 31 8765-4321", "+553187654321", "(31) 98765-4321", "031 98765-4321", "0 15 31 98765-4321"],
    ],
    ["+2290197123456", "BJ", ["+229 97 12 34 56", "01 97 12 34 56", "97123456"]],
    ["+3780549886377", "SM", ["886377", "0549 886377", "+378 886377"]],
    ["+3612345678", "HU", ["06 1 234 5678", "+36 06 1 234 5678", "(06 1) 234-5678"]],
    ["+919876543210", "IN", ["098765 43210", "+91 098765 43210", "98765-43210"]],
  ])("%s", (expected, country, spellings) => {
    for (const spelling of [expected, ...spellings]) expect(read(spelling, country), spelling).toBe(expected);
  });
});

test("a number without a country is one of the tenant's, however it begins: no valid US number is read as a foreign one", () => {
  let state = 20_261_129;
  const random = (max: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * max);
  };
  let tried = 0;
  const foreign: string[] = [];
  while (tried < 2_000) {
    const national = `${2 + random(8)}${String(random(100)).padStart(2, "0")}${2 + random(8)}${String(random(1e6)).padStart(6, "0")}`;
    if (!parsePhoneNumberFromString(`+1${national}`)?.isValid()) continue;
    tried += 1;
    for (const reading of [
      read(national, "US"),
      readCallerNumber(national, "US"),
      readCallerNumber(`1${national}`, "US"),
    ])
      if (reading !== `+1${national}`) foreign.push(`${national}: ${reading}`);
    expect(readCallerNumber(national, null)).toBeNull();
  }
  expect(foreign).toEqual([]);
}, 60_000);

test("every country's own numbers are read as its people write them, with and without the country's code", () => {
  for (const country of getCountries()) {
    const example = getExampleNumber(country, examples);
    if (!example) continue;
    const e164 = example.number;
    // Of some territories the library's own example is a number of the country that they share a code with.
    for (const text of [e164, example.formatInternational(), e164.replace("+", "00"), example.formatNational()])
      expect(read(text, country), `${country} ${text}`).toBe(e164);
    expect(read(example.formatInternational(), "US"), country).toBe(e164);
    expect(getCountryCallingCode(country)).toBe(example.countryCallingCode);
  }
});

test.each<[string, string | null, string]>([
  ["020 7946 0018", null, "no_country"],
  ["3525550123", null, "no_country"],
  ["491705550142", "GB", "not_a_number"],
  ["4.47701E+11", "GB", "digits_lost"],
  ["4,47700900111E+11", "DE", "digits_lost"],
  ["1.2025550177e10", "US", "digits_lost"],
  ["", "GB", "not_a_number"],
  ["C4155552671", "US", "not_a_number"],
  ["202 555 0123 or so", "US", "not_a_number"],
  ["12", "GB", "not_a_number"],
  ["anonymous", "GB", "not_a_number"],
  ["+1 202 555", null, "not_a_number"],
  ["+999 1234567", null, "not_a_number"],
  ["2025550155;2025550156", "US", "not_a_number"],
  ["sip:reception@example.com", "GB", "not_a_number"],
  ["ada@example.com", "GB", "not_a_number"],
  ["2025-11-29", "GB", "not_a_number"],
  ["2025550155/2025550156", "US", "not_a_number"],
  ["0207 946 001", "GB", "not_a_number"],
])("%j in %s is refused: %s", (text, country, fault) => {
  expect(read(text, country)).toBe(fault);
});

test("a text of any length is looked at in no time", () => {
  for (const text of ["1", " ", "+", "(0)", "ext", "a:", "x1"])
    expect(read(text.repeat(100_000), "GB")).toBe("not_a_number");
});

describe("a caller's number", () => {
  test("is taken from a network although the tables do not know it yet, when its length is right", () => {
    expect(readCallerNumber("+44740000000012", null)).toBeNull();
    expect(read("+12025550")).toBe("not_a_number");
    expect(read("+1 199 555 0123")).toBe("not_a_number");
    expect(readCallerNumber("+1 199 555 0123", null)).toBe("+11995550123");
    expect(readCallerNumber("1995550123", "US")).toBeNull();
  });

  test("is none when it is withheld, also where telephony spells the word on a keypad", () => {
    for (const raw of [null, "", "anonymous", "Restricted", "sip:anonymous@anonymous.invalid", "1001", "sip:1001@pbx"])
      expect(readCallerNumber(raw, "GB"), String(raw)).toBeNull();
    for (const raw of ["+266696687", "266696687", "+7378742833", "+2562533", "+8656696", "sip:8656696@x.example"])
      for (const country of [null, "US", "IS", "PL"]) expect(readCallerNumber(raw, country), raw).toBeNull();
    expect(readCallerNumber("+86282452253", null)).toBeNull();
    expect(read("865 6696", "IS")).toBe("+3548656696");
  });
});
