import { isPlaceholder } from "@/lib/contacts/is-placeholder";
import { isPlaceholderAddress } from "@/lib/contacts/is-placeholder-address";

const emailCharactersMax = 320;
const localCharactersMax = 64;
const atom = "[\\p{L}\\p{N}!#$%&'*+/=?^_`{|}~-]+";
const label = "[\\p{L}\\p{N}](?:[\\p{L}\\p{N}-]*[\\p{L}\\p{N}])?";
const addressPattern = new RegExp(`^${atom}(?:\\.${atom})*@(?:${label}\\.)+(?:\\p{L}{2,}|xn--[a-z0-9-]+)$`, "u");

/** The spoken names of an address's punctuation, where they are separate words. */
const spokenSigns: readonly (readonly [RegExp, string])[] = [
  [
    /^(?:at|arroba|arobase|chiocciola|apenstaartje|małpa|klammeraffe|ät|snabel-?a|krøllalfa|alfakrøll|zavináč|kukac|собака|собачка|アットマーク|アット)$/u,
    "@",
  ],
  [/^(?:dot|period|point|punkt|punktum|punto|ponto|punt|pont|kropka|tečka|bodka|точка|ドット)$/u, "."],
  [
    /^(?:underscore|unterstrich|underline|sublinhado|podkreślenie|podłoga|podtržítko|podčiarkovník|understreg|understrek|understreck|alulvonás)$/u,
    "_",
  ],
  [
    /^(?:dash|hyphen|minus|bindestrich|tiret|guion|guión|hífen|trattino|streepje|myślnik|pomlčka|kötőjel|дефис|ハイフン)$/u,
    "-",
  ],
  [/^plus$/u, "+"],
];
const phrases: readonly (readonly [RegExp, string])[] = [
  [/\bunder score\b/g, "underscore"],
  [/\bat sign\b/g, "at"],
  [/\b(?:guion|guión|tiret) (?:bajo|du bas|bas)\b/gu, "underscore"],
  [/\bfull stop\b/g, "dot"],
  [/(?<!\p{L})нижнее подч[её]ркивание(?!\p{L})/gu, "underscore"],
  [/アンダー(?:バー|スコア)/gu, " underscore "],
];

/** What stands before an address and is no part of it. */
const introduction =
  /^(?:(?:my|the|his|her|their|your|caller's|work|private|personal|business) )*(?:(?:e-?mail|mail)(?: address)?|address)\s*(?:is|would be|:|=|-)*\s+(?:is\s+)?|^(?:it's|it is|that's|that is|it would be)\s+/;
const otherIntroduction =
  /^(?:es ist |das ist |(?:meine|die|ihre|seine) (?:e-?mail(?:-?adresse)?|mail(?:adresse)?|adresse) (?:ist|lautet) |(?:c'est |(?:mon|l'|son) ?(?:e-?mail|mail|adresse(?: e-?mail)?|courriel) (?:est|c'est) )|(?:es |mi (?:correo(?: electr[oó]nico)?|email|mail) es )|(?:il mio|la mia) (?:indirizzo |e-?mail |mail )(?:email )?è |(?:o )?meu e-?mail é |mijn (?:e-?mail(?:adres)?|mailadres) is |m[oó]j (?:e-?mail|mail|adres) to |(?:you|they) can (?:reach|email|contact) (?:me|us) at (?=\S+@))/u;
const doubt =
  /(?<!\p{L})(?:wrong|incorrect|invalid|outdated|old|former|formerly|previous|sorry|correction|corrected|wait|instead|actually|typo|mistake|bounced?|falsch|ungültig|alte?|faux|fausse|incorrecte|errad[oa]|equivocad[oa]|sbagliat[oa]|fout|błędny)(?!\p{L})/u;
const remark = /\s*(?:\((?!at\)|dot\)|punkt\)|ät\))[^()]*\)|\[(?!at\]|dot\]|punkt\]|ät\])[^[\]@]*\])\s*/g;
const lastRemark =
  /(?:\s+(?:is\s+|was\s+)?(?:confirmed|verified|spelled out|as spelled|correct|please|thanks|thank you))+$/;

/**
 * An email address as written or as spelled aloud ("mara underscore k at haulwell dot example"), in lower case. Null when it is
 * none or could be read in two ways: another person's address is worse than no address.
 */
export function readSpokenEmail(text: string | null): string | null {
  if (text === null) return null;
  const words = stripSurroundings(text);
  const email = words === null ? null : joinWords(words);
  if (email === null || email.length > emailCharactersMax || !addressPattern.test(email)) return null;
  const [local = "", domain = ""] = email.split("@");
  if (local.length > localCharactersMax || isSpelled(local) || domain.split(".").some(isSpelled)) return null;
  // An analysis that heard no address makes one up of what it was asked for, too: "caller@example.com".
  return isPlaceholderAddress(email) || (isPlaceholder(local) && !/^(?:nan|nil)$/.test(local)) ? null : email;
}

function stripSurroundings(text: string): string | null {
  let words = text
    .normalize("NFKC")
    .replace(/\p{Cf}/gu, "")
    .toLowerCase()
    .replace(/\s+/g, " ")
    .trim();
  // "Mara Kerr <mara@example.com>": what stands in the brackets is the address, whatever the name is.
  const bracketed = /^[^<>]*<\s*(?:mailto:)?([^<>]*)>[^<>@]*$/.exec(words)?.[1];
  words = (bracketed ?? words).replace(/[([{<](at|ät|dot|punkt)[)\]}>]/g, " $1 ");
  const remarks = words.match(remark) ?? [];
  words = words.replace(remark, " ").trim();
  // After a comma, a semicolon or a dash comes another sentence; with a second address or a doubt in it the meaning is unclear.
  const [first = "", ...rest] = words.split(/[;,]\s|[;,]$|(?<=@\S+)\s[-–—]\s/);
  if ([...remarks, ...rest].some((part) => doubt.test(part))) return null;
  if (rest.some((part) => hasAt(part) && stripEnds(part) !== stripEnds(first))) return null;
  return stripEnds(first);
}

const hasAt = (part: string) => part.includes("@") || part.split(" ").some((word) => signOf(word, true) === "@");

/** "m-a-r-a": spelled letter by letter, or really written like that. */
const isSpelled = (part: string) => /^[\p{L}\p{N}](?:[._-][\p{L}\p{N}]){2,}$/u.test(part);

function stripEnds(words: string): string {
  return words
    .replace(introduction, "")
    .replace(otherIntroduction, "")
    .replace(/^mailto:/, "")
    .replace(/[\s.!?;,:]+$/, "")
    .replace(lastRemark, "")
    .replace(/[\s.!?;,:]+$/, "")
    .replace(/^["'`“”„‘’«»[\s]+|["'`“”„‘’«»\]\s]+$/g, "");
}

/** Punctuation joins the words around it; two adjacent words are joined only if they are spelled letters or digits. */
function joinWords(spoken: string): string | null {
  let words = spoken;
  for (const [phrase, word] of phrases) words = words.replace(phrase, word);
  const tokens = words
    .replace(/\s*@\s*/g, " @ ")
    .split(" ")
    .filter((token) => token !== "");
  const isSpoken = !tokens.includes("@");
  const signs = tokens.map((token) => (token === "@" ? "@" : signOf(token, isSpoken)));
  let email = "";
  for (const [index, token] of tokens.entries()) {
    const sign = signs[index];
    // A sign at an end of the name is rather a word of it: "dash at example dot com".
    if (sign !== undefined && sign !== "@" && (email === "" || signs[index + 1] === "@")) return null;
    const previous = tokens[index - 1];
    const isSpelled = previous !== undefined && isCharacter(previous) && isCharacter(token);
    const isNumber = /^\d+$/.test(token) && !email.includes("@");
    const isJoined =
      email === "" ||
      sign !== undefined ||
      signs[index - 1] !== undefined ||
      /[._-]$/.test(email) ||
      /^[._-]/.test(token);
    if (!isJoined && !isSpelled && !isNumber) return null;
    email += sign ?? token;
  }
  return email;
}

/** With an @ written out, the word "at" is a word. */
function signOf(token: string, isSpoken: boolean): string | undefined {
  const sign = spokenSigns.find(([word]) => word.test(token))?.[1];
  return sign === "@" && !isSpoken ? undefined : sign;
}

function isCharacter(token: string): boolean {
  return /^[\p{L}\p{N}]$/u.test(token);
}
