const things =
  "name|first name|last name|full name|caller name|company name|caller|user|customer|client|person|contact|lead|company|business|organi[sz]ation|email|e mail|email address|address|phone|number|phone number|information|info|data|details|answer|response|value";
const participles =
  "(?:(?:explicitly|clearly|ever|yet|fully) )?(?:provided|given|stated|mentioned|specified|available|applicable|disclosed|known|shared|collected|captured|confirmed|supplied|discussed|found|recorded|obtained|asked|said|offered|set|identified)";

/** Whole texts without diacritics, in lower case, with one blank for anything that is no letter and no digit. */
const english = [
  "null|undefined|nan|nil|none|no one|empty|missing|unknown|anonymous|unnamed|unidentified|undisclosed|unspecified|withheld|private caller|tbd|tbc|tba|to be (?:determined|confirmed|announced|advised)|n a|not a number|false|object object",
  "unclear|unsure|not (?:sure|clear|audible|understood)|no idea|inaudible|unintelligible|redacted|none of the above|no ?(?:name|e ?mail|phone)|x{3,}",
  "(?:(?:the )?(?:caller|user|customer|client) )?(?:declined|refused)(?: to (?:answer|say|provide|give|share))?|(?:prefers?|preferred) not to (?:say|answer)|(?:(?:the )?(?:caller|user|customer|client) )?(?:did not|didn t|would not|wouldn t) (?:say|tell|answer|provide|give|share)",
  `(?:(?:the )?(?:(?:caller|user|customer|client) s )?(?:${things}) (?:is |was )?)?(?:no|none|not|nothing|never|unknown|anonymous|missing|unnamed|unidentified)(?: yet)?(?: (?:${things}))?(?: (?:was|were|is|has been))?(?: (?:${participles}))?(?: (?:by|from|in|during) (?:the )?(?:caller|user|customer|client|call|conversation))?`,
  `(?:the )?(?:caller|user|customer|client|person) (?:did not|didn t|has not|never|declined to|refused to) (?:provide|give|state|mention|specify|share|say|disclose)(?: (?:a|an|any|it|the|their|his|her))?(?: (?:${things}))?`,
];
/** Somebody's part or a field's name in place of a name; of a name's two cells, one may well be such a word. */
const roles = `(?:the )?(?:caller|user|customer|speaker)(?: \\d+)?|(?:your |the |insert )?(?:(?:first |last |full |caller |company |client |customer |user |lead |contact )?name|company|email(?: address)?|phone number)(?: here)?`;
const otherLanguages = [
  // German
  "unbekannt(?:er? (?:anrufer(?:in)?|name|firma|kunde|kundin))?|keine?(?:r|n)? (?:angaben?|name|firma|antwort|e mail)|ohne (?:angabe|namen)|nicht (?:angegeben|genannt|bekannt|erwahnt|verfugbar|vorhanden|mitgeteilt|zutreffend|anwendbar)|k a|anonym|anrufer(?:in)?|(?:wurde )?nicht (?:genannt|angegeben|erwahnt|mitgeteilt)(?: worden)?|keine?(?:n|r)? (?:name|firma|e mail|nummer|telefonnummer|adresse) (?:genannt|angegeben|bekannt|vorhanden)|unklar|unverstandlich",
  // French
  "inconnue?|(?:appelant|personne|nom|societe) inconnue?s?|(?:non|pas) (?:fournie?|communiquee?|precisee?|renseignee?|indiquee?|mentionnee?|disponible|specifiee?|connue?|applicable|donnee?)|aucune?(?: (?:nom|reponse|information))?|sans (?:objet|nom|reponse)|pas de (?:nom|reponse)|anonyme|appelant|n a pas (?:donne|communique|precise|indique)(?: (?:son|de) (?:nom|e mail|adresse))?|aucune? (?:nom|e mail|adresse|information|societe|entreprise) (?:fournie?|donnee?|indiquee?|communiquee?|mentionnee?)|(?:non|pas) (?:fournie?|communiquee?|precisee?|mentionnee?) par l appelant|inaudible|personne",
  // Spanish
  "desconocid[oa]|(?:llamante|persona|nombre|empresa|cliente) desconocid[oa]|(?:no|sin) (?:proporcionad[oa]|indicad[oa]|especificad[oa]|facilitad[oa]|mencionad[oa]|informad[oa]|disponible|aplica|consta|nombre|datos|especificar)|ningun[oa]?|anonim[oa]|llamante|no (?:se )?(?:proporciono|indico|especifico|menciono|dijo|facilito)(?: (?:el |su )?nombre)?|no (?:sabe|contesta)|nadie",
  // Italian
  "sconosciut[oa]|(?:chiamante|persona|nome|azienda) sconosciut[oa]|non (?:fornit[oa]|specificat[oa]|indicat[oa]|disponibile|comunicat[oa]|menzionat[oa]|applicabile|pervenut[oa])|nessun[oa]?(?: (?:nome|risposta))?|senza nome|chiamante|non (?:ha )?(?:fornito|detto|specificato|indicato)(?: (?:il|un) nome)?",
  // Portuguese
  "desconhecid[oa]|(?:chamador|pessoa|nome|empresa|cliente) desconhecid[oa]|(?:nao|sem) (?:informad[oa]|fornecid[oa]|especificad[oa]|indicad[oa]|mencionad[oa]|disponivel|aplicavel|se aplica|nome|resposta)|nenhum[a]?|nao (?:informou|disse|forneceu|mencionou)(?: o nome)?|ninguem",
  // Dutch
  "onbekende?(?: (?:beller|naam|bedrijf|klant))?|niet (?:opgegeven|verstrekt|vermeld|bekend|beschikbaar|genoemd|van toepassing)|geen(?: (?:naam|antwoord|gegevens))?|n v t|anoniem|beller|niet (?:gegeven|gezegd|duidelijk)",
  // Polish
  "nieznan[yae](?: (?:dzwoniac[ya]|rozmowca|numer|firma))?|nie (?:podano|podal[a]?|dotyczy|okreslono|wiadomo)|brak(?: (?:danych|nazwy|imienia|informacji))?|anonimow[yae]|nie (?:podal[a]?|wskazano|powiedziano|ustalono)(?: (?:imienia|nazwiska|nazwy))?|niejasne|nikt",
];
/** Of further languages only what is written most. */
const wholeTexts = new Set(
  [
    [
      "不明",
      "未提供",
      "未知",
      "无",
      "無",
      "没有",
      "沒有",
      "匿名",
      "なし",
      "名前なし",
      "名無し",
      "非通知",
      "該当なし",
      "未記入",
      "無回答",
    ],
    ["없음", "알 수 없음", "미제공", "이름 없음", "익명", "해당 없음"],
    ["неизвестно", "неизвестный", "неизвестный абонент", "не указано", "не указан", "не указана", "нет", "нет данных"],
    ["не предоставлено", "аноним", "невідомо", "не вказано", "немає"],
    ["غير معروف", "غير متوفر", "غير محدد", "مجهول", "لا يوجد", "לא ידוע", "לא צוין", "अज्ञात", "ज्ञात नहीं"],
    ["bilinmiyor", "belirtilmedi", "bilinmeyen", "okänd", "ej angivet", "ukendt", "ikke oplyst", "ukjent"],
    ["ikke oppgitt", "tuntematon", "neznámý", "neznámé", "neuvedeno", "není známo", "ismeretlen", "nincs megadva"],
    ["necunoscut", "nespecificat", "nepoznato", "άγνωστο", "δεν δόθηκε"],
  ]
    .flat()
    .map(fold),
);
const missing = new RegExp(`^(?:${[...english, ...otherLanguages].join("|")})$`);
const role = new RegExp(`^(?:${roles})$`);
const placeholderCharactersMax = 80;

/**
 * Whether a text only says that something is missing ("Not provided", "N/A", "unbekannt", "{{lead_name}}"), in the spelling of
 * people, language models and programs. A name that merely contains such a word is a name; with `isPart`, "Caller" may be a surname.
 */
export function isPlaceholder(text: string, { isPart = false } = {}): boolean {
  const trimmed = text.trim();
  if (trimmed.length > placeholderCharactersMax) return false;
  // A template that nobody has filled in.
  if (/^\{\{.*\}\}$|^\$\{.*\}$|^%.*%$/.test(trimmed)) return true;
  // "Na", "Nan" and "Nil" are names and "No" a surname; in capitals, or as programs write it, they are none.
  if (/^(?:NA|n\.?\/?a\.?|[nN](?:\/[dD]|\.d\.)|[sS]\/[nN]|\\N)$/.test(trimmed)) return true;
  if (/^(?:no|Nan|Nil)$/i.test(trimmed)) return /^(?:nan|NaN|NAN|nil|NIL)$/.test(trimmed);
  const words = fold(trimmed);
  if (words === "" || isMissing(words)) return true;
  if (role.test(words)) return !isPart;
  // "N/A (caller hung up)" and "Name: unknown" say no more; "null null" comes from joining two of them.
  const [, label, said = trimmed] = /^([\p{L} '’]{1,32}):\s*(.+?)$/u.exec(trimmed) ?? [];
  const bare = said.replace(/\s*[([][^()[\]]*[)\]]\s*$/, "");
  if (bare !== trimmed && bare !== "" && (label === undefined || isFieldName(label))) return isPlaceholder(bare);
  const parts = trimmed.split(/\s+/);
  return parts.length > 1 && parts.every((part) => part === parts[0]) && isPlaceholder(parts[0] ?? "");
}

const fieldName = new RegExp(`^(?:(?:the )?(?:caller|user|customer|client) s )?(?:${things})$`);
const isFieldName = (label: string) => fieldName.test(fold(label));
const isMissing = (words: string) => missing.test(words) || wholeTexts.has(words);

/** Without diacritics, in lower case, with one blank for anything that is no letter and no digit. */
function fold(text: string): string {
  // Nearly every text is ASCII, for which Unicode's tables say the same and take longer.
  if (/^\p{ASCII}*$/u.test(text)) {
    return text
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, " ")
      .trim();
  }
  return text
    .normalize("NFKD")
    .replace(/\p{M}|\p{Cf}/gu, "")
    .normalize("NFC")
    .toLowerCase()
    .replaceAll("ł", "l")
    .replaceAll("ß", "ss")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}
