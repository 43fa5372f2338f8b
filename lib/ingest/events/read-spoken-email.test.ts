import { expect, test } from "vitest";
import { readSpokenEmail } from "./read-spoken-email";

test.each([
  ["mara@example.com", "mara@example.com"],
  ["MARA@EXAMPLE.COM.", "mara@example.com"],
  ["mara@example.com (confirmed)", "mara@example.com"],
  ["mara@example.com (not maria@example.com)", "mara@example.com"],
  ["mara@example.com, confirmed by spelling", "mara@example.com"],
  ["mara@example.com; mara@example.com", "mara@example.com"],
  ["mara@example.com confirmed", "mara@example.com"],
  ["Mara Kerr <Mara.Kerr@example.com>", "mara.kerr@example.com"],
  ["mailto:mara@example.com", "mara@example.com"],
  ["My email is mara@example.com", "mara@example.com"],
  ["Email: mara@example.com", "mara@example.com"],
  ["\u200bmara@example.com\u200b", "mara@example.com"],
  ["ｍａｒａ＠example.com", "mara@example.com"],
  ["mara @ example . com", "mara@example.com"],
  ["mara at haulwell dot example", "mara@haulwell.example"],
  ["mara underscore k at example dot com", "mara_k@example.com"],
  ["mara under score k at example dot com", "mara_k@example.com"],
  ["mara dot k at example dot co dot uk", "mara.k@example.co.uk"],
  ["mara dash k at my hyphen firm dot com", "mara-k@my-firm.com"],
  ["mara plus calls at example dot com", "mara+calls@example.com"],
  ["m a r a at example dot com", "mara@example.com"],
  ["mara 84 at example dot com", "mara84@example.com"],
  ["mara (at) example (dot) com", "mara@example.com"],
  ["mara[at]example[dot]com", "mara@example.com"],
  ["mara Unterstrich k ät example Punkt de", "mara_k@example.de"],
  ["mara guion bajo k arroba example punto es", "mara_k@example.es"],
  ["mara tiret k arobase example point fr", "mara-k@example.fr"],
  ["dot.matrix@example.com", "dot.matrix@example.com"],
  ["o'neill@example.com", "o'neill@example.com"],
  ["mara {at} example {dot} com", "mara@example.com"],
  ["mara <at> example <dot> com", "mara@example.com"],
  ["[mara@example.com]", "mara@example.com"],
  ["“mara@example.com”", "mara@example.com"],
  ["mara@example.com [confirmed]", "mara@example.com"],
  ["mara@example.com – confirmed by the caller", "mara@example.com"],
  ["You can reach me at mara@example.com", "mara@example.com"],
  ["Meine E-Mail-Adresse ist mara ät example Punkt de", "mara@example.de"],
  ["Mon adresse est mara arobase example point fr", "mara@example.fr"],
  ["mi correo es mara arroba example punto es", "mara@example.es"],
  ["mara snabel-a example punktum no", "mara@example.no"],
  ["mara zavináč example tečka cz", "mara@example.cz"],
  ["mara kukac example pont hu", "mara@example.hu"],
  ["mara собака example точка ru", "mara@example.ru"],
  ["mara アットマーク example ドット com", "mara@example.com"],
  ["nan@example.com", "nan@example.com"],
  ["mara@email.com", "mara@email.com"],
])("%j is read as %j", (spoken, email) => {
  expect(readSpokenEmail(spoken)).toBe(email);
});

test.each([
  ["two words that may be one, or have a sign between them", "mara k at example dot com"],
  ["a name of which only the end was written together", "mara k@example.com"],
  ["a domain of two words", "mara at haul well dot example"],
  ["a domain that lost its end", "mara@example.co uk"],
  ["two addresses", "mara@example.com, office@example.com"],
  ["two addresses in one sentence", "mara@example.com or office@example.com"],
  ["two at signs", "look at me at example dot com"],
  ["a sign that is rather a word", "dash at example dot com"],
  ["no top-level domain", "mara at example"],
  ["a sentence", "the caller will send the address later"],
  ["a placeholder", "not.provided@example.com"],
  ["a placeholder of a domain", "mara@unknown.com"],
  ["a placeholder written together", "noemail@noemail.com"],
  ["an address that was asked for", "email@example.com"],
  ["letters that were spelled with hyphens", "m-a-r-a at example dot com"],
  ["a domain that was spelled", "mara@h-a-u-l.com"],
  ["an address that is wrong", "mara@example.com (wrong)"],
  ["an address that was taken back", "mara@example.com, no wait, marta"],
  ["two addresses in another language", "mara arroba example punto es, marta arroba example punto es"],
  ["dots beside each other", "mara..k@example.com"],
  ["a label that ends with a hyphen", "mara@example-.com"],
  ["an empty text", "   "],
  ["a text without end", `${"a".repeat(400)}@example.com`],
  ["a name longer than any", `${"a".repeat(65)}@example.com`],
])("%s is no address", (_, spoken) => {
  expect(readSpokenEmail(spoken)).toBeNull();
});

test.each(["at ".repeat(300), "(".repeat(1000), "a ".repeat(500), `${"x.".repeat(480)}@`, "my email ".repeat(110)])(
  "a hostile text is no address, and keeps nobody waiting",
  (spoken) => {
    expect(readSpokenEmail(spoken)).toBeNull();
  },
);
