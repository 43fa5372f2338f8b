const things =
  "name|first name|last name|full name|caller name|company name|caller|user|customer|client|person|contact|lead|company|business|organi[sz]ation|email|e mail|email address|address|phone|number|phone number|information|info|data|details|answer|response|value";
const participles =
  "provided|given|stated|mentioned|specified|available|applicable|disclosed|known|shared|collected|captured|confirmed|supplied|discussed|found|recorded|obtained|asked|said|offered|set|identified";

/** Whole texts without diacritics, in lower case, with one blank for anything that is no letter and no digit. */
const english = [
  "null|undefined|nan|none|empty|missing|unknown|anonymous|unnamed|unidentified|undisclosed|withheld|private caller|tbd|tbc|n a|not a number",
  `(?:the )?(?:caller|user|customer|speaker)(?: \\d+)?|(?:your |the |insert )?(?:(?:first |last |full |caller |company )?name|company|email(?: address)?|phone number)(?: here)?`,
  `(?:(?:the )?(?:${things}) (?:is |was )?)?(?:no|none|not|nothing|never|unknown|anonymous|missing|unnamed|unidentified)(?: yet)?(?: (?:${things}))?(?: (?:was|were|is|has been))?(?: (?:${participles}))?(?: (?:by|from|in|during) (?:the )?(?:caller|user|customer|client|call|conversation))?`,
  `(?:the )?(?:caller|user|customer|client|person) (?:did not|didn t|has not|never|declined to|refused to) (?:provide|give|state|mention|specify|share|say|disclose)(?: (?:a|an|any|it|the|their|his|her))?(?: (?:${things}))?`,
];
const otherLanguages = [
  // German
  "unbekannt(?:er? (?:anrufer(?:in)?|name|firma|kunde|kundin))?|keine?(?:r|n)? (?:angaben?|name|firma|antwort|e mail)|ohne (?:angabe|namen)|nicht (?:angegeben|genannt|bekannt|erwahnt|verfugbar|vorhanden|mitgeteilt|zutreffend|anwendbar)|k a|anonym|anrufer(?:in)?",
  // French
  "inconnue?|(?:appelant|personne|nom|societe) inconnue?s?|(?:non|pas) (?:fournie?|communiquee?|precisee?|renseignee?|indiquee?|mentionnee?|disponible|specifiee?|connue?|applicable|donnee?)|aucune?(?: (?:nom|reponse|information))?|sans (?:objet|nom|reponse)|pas de (?:nom|reponse)|anonyme|appelant",
  // Spanish
  "desconocid[oa]|(?:llamante|persona|nombre|empresa|cliente) desconocid[oa]|(?:no|sin) (?:proporcionad[oa]|indicad[oa]|especificad[oa]|facilitad[oa]|mencionad[oa]|informad[oa]|disponible|aplica|consta|nombre|datos|especificar)|ningun[oa]?|anonim[oa]|llamante",
  // Italian
  "sconosciut[oa]|(?:chiamante|persona|nome|azienda) sconosciut[oa]|non (?:fornit[oa]|specificat[oa]|indicat[oa]|disponibile|comunicat[oa]|menzionat[oa]|applicabile|pervenut[oa])|nessun[oa]?(?: (?:nome|risposta))?|senza nome|chiamante",
  // Portuguese
  "desconhecid[oa]|(?:chamador|pessoa|nome|empresa|cliente) desconhecid[oa]|(?:nao|sem) (?:informad[oa]|fornecid[oa]|especificad[oa]|indicad[oa]|mencionad[oa]|disponivel|aplicavel|se aplica|nome|resposta)|nenhum[a]?",
  // Dutch
  "onbekende?(?: (?:beller|naam|bedrijf|klant))?|niet (?:opgegeven|verstrekt|vermeld|bekend|beschikbaar|genoemd|van toepassing)|geen(?: (?:naam|antwoord|gegevens))?|n v t|anoniem|beller",
  // Polish
  "nieznan[yae](?: (?:dzwoniac[ya]|rozmowca|numer|firma))?|nie (?:podano|podal[a]?|dotyczy|okreslono|wiadomo)|brak(?: (?:danych|nazwy|imienia|informacji))?|anonimow[yae]",
];
const placeholder = new RegExp(`^(?:${[...english, ...otherLanguages].join("|")})$`);
const placeholderCharactersMax = 80;

/**
 * Whether a text only says that something is missing ("Not provided", "N/A", "unbekannt", "{{lead_name}}"), in the spelling of
 * people, language models and programs. A name that merely contains such a word is a name.
 */
export function isPlaceholder(text: string): boolean {
  const trimmed = text.trim();
  if (trimmed.length > placeholderCharactersMax) return false;
  // A template that nobody has filled in.
  if (/^\{\{.*\}\}$|^\$\{.*\}$|^%.*%$/.test(trimmed)) return true;
  // "Na" is a name and "No" a surname; "NA" is neither.
  if (/^(?:NA|n\.?\/?a\.?)$/.test(trimmed)) return true;
  if (/^no$/i.test(trimmed)) return false;
  const words = trimmed
    .normalize("NFKD")
    .replace(/\p{M}|\p{Cf}/gu, "")
    .toLowerCase()
    .replaceAll("ł", "l")
    .replaceAll("ß", "ss")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
  return words === "" || placeholder.test(words);
}
