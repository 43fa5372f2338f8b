/** Headers that name a field by themselves, in the languages of common exports. */
export const headerNames = {
  firstName:
    /^(first|given|fore|vor)[ _-]?name$|^(nombre|vorname|pr[eé]nom|voornaam|imi[eę]|jm[eé]no|förnamn|fornavn|etunimi|keresztnév|имя|ім['’]я|名)$/i,
  lastName:
    /^(last|family|sur|nach|familien)[ _-]?name$|^(apellidos?|nom de famille|cognome|sobrenome|apelido|achternaam|nazwisko|p[rř][ií]jmen[ií]|efternamn|etternavn|efternavn|sukunimi|vezetéknév|фамилия|прізвище|姓)$/i,
  phone:
    /^((tele)?(ph|f)one?|tel[ée]fono|t[ée]l[ée]phone|telefon|telefoon|puhelin|tel|mobile?|mobiel|móvil|cellulare|celular|portable|handy|cell|rufnummer|telefonnummer|mobilnummer|telefoonnummer|number|nummer|msisdn|caller|телефон|电话|電話|電話番号|携帯電話|手机|전화번호|휴대폰)\.?([ _-]?(number|no|nr|nummer|phone))?$|^(mobile|cell|work|home|business|primary|contact)[ _-]?(tele)?phone([ _-]?number)?$/i,
  email:
    /^(e[- ]?mail|e-?post|correo( electr[oó]nico)?|courriel|mail|почта|メール(アドレス)?|邮箱|이메일)s?([ _-]?(address|adresse|adres))?$|^(indirizzo|adres|adresse) e?-?mail$|^e-?mailadres(se)?$/i,
  company:
    /^(company|organi[sz]ation|org|business|firma|unternehmen|soci[ée]t[ée]|entreprise|empresa|azienda|società|bedrijf|företag|(sales )?account|employer|компания|会社(名)?|公司|회사)([ _-]?name)?$|^nazwa firmy$|^(associated|primary) company$|^organi[sz]ation( 1)? ?- ?name$|^person - organi[sz]ation$/i,
  notes:
    /^(notes?|comments?|remarks?|description|notizen?|bemerkung(en)?|kommentar|notas?|osservazioni|opmerking(en)?|uwagi|remarques?|примечани[ея]|備考|备注)$/i,
  name: /^((full|contact|customer|client|lead|display|public display|saved|invitee|attendee|guest|subscriber|recipient)[ _-]?name|fn|name|nom|nome|naam|namn|navn|nimi|név|contact|kontakt|person|ansprechpartner|person - name|氏名|姓名|名前|이름)$/i,
} as const;

/** What is longer is text, and no header. */
const charactersMax = 200;

/** A header without what forms and programs put around its words: "Name*", "Email (required)", "TEL;TYPE=CELL", "phoneNumber". */
export function plainHeader(header: string): string {
  if (header.length > charactersMax) return "";
  return header
    .replace(/^['"\s]+|['"\s*:]+$/g, "")
    .replace(/\s*\((?:required|optional|pflichtfeld|obligatoire)\)$/i, "")
    .replace(/;\s*type=(?:internet|pref)\b/gi, "")
    .replace(/;\s*type=/gi, " ")
    .replace(/\p{Ll}(?=\p{Lu})/gu, "$& ")
    .replace(/[\s*:]+$/, "")
    .trim();
}

/** How many fields a row of headers names. */
export function knownHeaders(cells: readonly string[]): number {
  const plain = cells.map(plainHeader);
  return Object.values(headerNames).filter((name) => plain.some((header) => name.test(header))).length;
}
