import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Turn } from "../call-detail";
import { findSnippet } from "./find-snippet";
import { markSearch } from "./mark-search";
import { parseSearch } from "./parse-search";
import { searchableWords } from "./searchable-words";

const marked = (text: string, typed: string) =>
  markSearch(text, parseSearch(typed)).flatMap((piece) => (piece.isMarked ? [piece.text] : []));

const written = (typed: string) =>
  parseSearch(typed).map(({ text, isExcluded, isPrefix }) => `${isExcluded ? "-" : ""}${text}${isPrefix ? "*" : ""}`);

describe("what is typed", () => {
  test.each([
    ["solar panels", ["solar", "panels*"]],
    ['"solar panels" roof', ["solar panels", "roof*"]],
    ['"solar panels"', ["solar panels"]],
    ['roof "solar pan', ["roof", "solar pan"]],
    ["roof -price", ["roof", "-price"]],
    ['-"too expensive" roof', ["-too expensive", "roof*"]],
    ["e-mail", ["e-mail*"]],
    ["+44 20 7946 0018", ["+44 20 7946 0018"]],
    ["(020) 7946-0018", ["(020) 7946-0018"]],
    ["12", ["12*"]],
    ["jo@example.com", ["jo@example.com*"]],
    ["call 202 555 0147", ["call", "202 555 0147*"]],
    ["call +1 (202) 555-0147 roof", ["call", "+1 (202) 555-0147", "roof*"]],
    ["12 2024 roof", ["12", "2024", "roof*"]],
    ["$1,299.50", ["$1,299.50*"]],
    ["a", ["a"]],
    ["日", ["日*"]],
    ["x* -* *", ["x"]],
    ["! ? “” -- ''", []],
    ["", []],
    ["\0", []],
  ])("%j is %j", (typed, terms) => {
    expect(written(typed)).toEqual(terms);
  });

  test("that is long is cut", () => {
    expect(parseSearch("word ".repeat(10_000)).length).toBeLessThanOrEqual(12);
  });

  test("whatever it is, every term has something to search for", () => {
    fc.assert(
      fc.property(fc.oneof(...(["binary-ascii", "grapheme"] as const).map((unit) => fc.string({ unit }))), (typed) => {
        for (const { text } of parseSearch(typed)) {
          expect(searchableWords(text)).not.toEqual([]);
          expect(text).not.toContain("\0");
        }
      }),
    );
  });
});

describe("what is marked", () => {
  test.each([
    ["The Solar panels, please", "solar", ["Solar"]],
    ["Wir möchten Müller-Solar", "moch mull", ["Müller"]],
    ["Wir möchten Müller-Solar", "mochten mull", ["möchten", "Müller"]],
    ["I don’t know", "dont", ["don’t"]],
    ["solar panels and panels of solar", '"solar panels"', ["solar panels"]],
    ["send an e-mail now", "e-mail", ["e-mail"]],
    ["the price is right", "right -price", ["right"]],
    ["<script>alert(1)</script>", "script", ["script", "script"]],
    ["我家在上海东边", "上海", ["上海"]],
    ["我家在上海东边", "海", ["海"]],
    ["我家在上海东边", "在上海东", ["在上海东"]],
    ["我家在上海东边", "上东", []],
    ["上海的海", "海", ["海", "海"]],
    ["今月の売上ダッシュボード", "売上", ["売上"]],
    ["今月の売上ダッシュボード", "ダッシュ", ["ダッシュ"]],
    ["ｶﾞｲﾄﾞをください", "ガイド", ["ｶﾞｲﾄﾞ"]],
    ["서울에서 부산까지", "부산", ["부산"]],
    ["매출대시보드를 보여주세요", "대시보드", ["대시보드"]],
    ["서울".normalize("NFD"), "서울", ["서울".normalize("NFD")]],
    ["ผมอยากจองห้องพักที่กรุงเทพครับ", "กรุงเทพ", ["กรุงเทพ"]],
    ["ຂ້ອຍຢາກຈອງຫ້ອງ", "ຈອງ", ["ຈອງ"]],
    ["ខ្ញុំចង់កក់បន្ទប់", "បន្ទប់", ["បន្ទប់"]],
    ["ကျွန်တော်ဟိုတယ်မှာ", "ဟိုတယ်", ["ဟိုတယ်"]],
    ["我要买iPhone手机2024款", "iphone", ["iPhone"]],
    ["我要买iPhone手机2024款", "2024", ["2024"]],
    ["à l'hôtel", "hotel", ["l'hôtel"]],
    ["à l’hôtel", "l'hotel", ["l’hôtel"]],
    ["devant l’œuvre", "oeuvre", ["l’œuvre"]],
    ["devant l’œuvre", "œuvre", ["l’œuvre"]],
    ["devant l'oeuvre", "œuvre", ["l'oeuvre"]],
    ["Qu'attendez-vous jusqu’ici", "attendez ici", ["Qu'attendez", "jusqu’ici"]],
    ["all'albergo dell’Aquila", "albergo aquila", ["all'albergo", "dell’Aquila"]],
    ["d'L'Oréal", "oreal", ["d'L'Oréal"]],
    ["Maria's hotel", "maria hotel", ["Maria's", "hotel"]],
    ["I don't, he said", '"don"', []],
    ["Straße, STRASSE, ẞ", "strasse", ["Straße", "STRASSE"]],
    ["Frau Müller und Frau Mueller", "müller", ["Müller", "Mueller"]],
    ["Frau Müller und Frau Muller", "mueller", ["Müller"]],
    ["Ægir, Søren, Łódź, Þór", "aegir soren lodz thor", ["Ægir", "Søren", "Łódź", "Þór"]],
    ["ΟΔΟΣ", "οδος", ["ΟΔΟΣ"]],
    ["מְלוֹנָה", "מלונה", ["מְלוֹנָה"]],
    ["می\u200cخواهم", "میخواهم", ["می\u200cخواهم"]],
    ["the ﬁrst ＡＢＣ", "first abc", ["ﬁrst", "ＡＢＣ"]],
    ["call 202-555-0147 now", "2025550147", ["202-555-0147"]],
    ["call 202-555-0147 now", "+1 202 555 0147", ["202-555-0147"]],
    ["call 202-555-0147 now", "12025550147", ["202-555-0147"]],
    ["call 2025550147 now", "202-555-0147", ["2025550147"]],
    ["call +1 202 555 0147 now", "(202) 555-0147", ["202 555 0147"]],
    ["call +1 202 555 0147 now", "call 202.555.0147", ["call", "202 555 0147"]],
    ["two oh two: 2 0 2, 5 5 5, 0 1 4 7", "2025550147", ["2 0 2, 5 5 5, 0 1 4 7"]],
    ["on +44 (0)20 7946 0018", "020 7946 0018", ["0)20 7946 0018"]],
    ["on +44 20 7946 0018", "02079460018", ["20 7946 0018"]],
    ["on 020 7946 0018", "+442079460018", ["020 7946 0018"]],
    ["on 020 7946 0018", "0044 20 7946 0018", ["020 7946 0018"]],
    ["call 303-555-0147", "202-555-0147", []],
    ["call 303-555-0147", "+1 202 555 0147", []],
    ["for $1,299.50", "1299", ["1,299"]],
    ["for $1,299.50", "1299.50", ["1,299.50"]],
    ["for $1,299.50", "$1,299.50", ["1,299.50"]],
    ["for 1299 dollars", "$1,299.50", ["1299"]],
    ["für 1.299,50 €", "1299", ["1.299"]],
    ["pour 1 299,50 €", "1,299.50", ["1 299,50"]],
    ["für 1'299.50", "1299", ["1'299"]],
    ["٢٠٢ ٥٥٥ ٠١٤٧", "2025550147", ["٢٠٢ ٥٥٥ ٠١٤٧"]],
    ["at 10:30 on 12", "1030", []],
  ])("in %j for %j is %j", (text, typed, expected) => {
    expect(marked(text, typed)).toEqual(expected);
  });

  test("and left makes the text again, whatever both are", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.string({ unit: "grapheme", maxLength: 40 }), (text, typed) => {
        expect(
          markSearch(text, parseSearch(typed))
            .map((piece) => piece.text)
            .join(""),
        ).toBe(text);
      }),
    );
  });
});

test("a snippet is of the turn that says most of it, and says who spoke and when", () => {
  const turns: Turn[] = [
    { role: "agent", text: "How many panels are on your roof?", atSeconds: 4 },
    { role: "user", text: null, atSeconds: 5 },
    { role: "user", text: `${"well ".repeat(40)}twenty panels of solar make ${"and so on ".repeat(40)}`, atSeconds: 9 },
  ];
  const snippet = findSnippet(turns, parseSearch("solar panels"));
  expect(snippet).toMatchObject({ turn: 2, role: "user", atSeconds: 9 });
  const text = snippet?.pieces.map((piece) => piece.text).join("") ?? "";
  expect(text).toMatch(/^…well .*twenty panels of solar make and so on .*…$/);
  expect(text.length).toBeLessThan(220);
  expect(findSnippet(turns, parseSearch("wind"))).toBeNull();
});
