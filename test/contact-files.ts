/** Files as programs export them, written for these tests, and whom an import of each makes: name, number, extension, address, company. */
export type ContactFile = {
  program: string;
  text: string;
  encoding?: "utf16le";
  country: string;
  contacts: [
    name: string | null,
    phone: string | null,
    extension: string | null,
    email: string | null,
    company: string | null,
  ][];
};

export const contactFiles: readonly ContactFile[] = [
  {
    program: "Google Contacts",
    country: "US",
    text: `First Name,Last Name,E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value
Ada,Example,* Work,ada@acme.example,Mobile,+44 7700 900111 ::: +44 7700 900112
`,
    contacts: [["Ada Example", "+447700900111", null, "ada@acme.example", null]],
  },
  {
    program: "Google Contacts, all columns",
    country: "US",
    text: `First Name,Middle Name,Last Name,Phonetic First Name,Phonetic Middle Name,Phonetic Last Name,Name Prefix,Name Suffix,Nickname,File As,Organization Name,Organization Title,Organization Department,Birthday,Notes,Photo,Labels,E-mail 1 - Label,E-mail 1 - Value,E-mail 2 - Label,E-mail 2 - Value,Phone 1 - Label,Phone 1 - Value,Phone 2 - Label,Phone 2 - Value,Website 1 - Label,Website 1 - Value
Grace,,Hopper,,,,,,,,Navy,Admiral,,1906-12-09,Met at the fair,,* myContacts,Home,,* Work,Grace@Navy.example,Home,,Work,(202) 555-0153 x12,Profile,https://navy.example
Alan,,Turing,,,,,,,,Bletchley,,,,,,Friends ::: * myContacts,,alan@park.example ::: turing@park.example,,,Mobile,+44 20 7946 0958,,,,
`,
    contacts: [
      ["Grace Hopper", "+12025550153", "12", "grace@navy.example", "Navy"],
      ["Alan Turing", "+442079460958", null, "alan@park.example", "Bletchley"],
    ],
  },
  {
    program: "Google Contacts of earlier years",
    country: "GB",
    text: `Name,Given Name,Additional Name,Family Name,Yomi Name,Group Membership,E-mail 1 - Type,E-mail 1 - Value,Phone 1 - Type,Phone 1 - Value,Organization 1 - Type,Organization 1 - Name
Zoë Müller,Zoë,,Müller,,* myContacts,* ,zoe@firma.example,Mobile,07700 900113,,Firma
`,
    contacts: [["Zoë Müller", "+447700900113", null, "zoe@firma.example", "Firma"]],
  },
  {
    program: "Outlook",
    country: "US",
    text: `"Title","First Name","Middle Name","Last Name","Suffix","Company","Department","Job Title","Business Street","Business City","Business Postal Code","Assistant's Phone","Business Fax","Business Phone","Business Phone 2","Home Phone","Mobile Phone","Other Phone","Primary Phone","Birthday","E-mail Address","E-mail Type","E-mail Display Name","E-mail 2 Address","E-mail 2 Type","Notes","Web Page"
"","Katherine","","Johnson","","Langley","","","","Hampton","23666","","","","","","(757) 555-0134","","","0/0/00","","","","katherine@langley.example","SMTP","",""
"","Dorothy","","Vaughan","","Langley","","","","Hampton","23666-1234","757-555-0100","757-555-0101","757-555-0135","","757-555-0136","","","","9/20/1910","dorothy@langley.example","SMTP","Dorothy Vaughan (dorothy@langley.example)","","","Chief",""
`,
    contacts: [
      ["Katherine Johnson", "+17575550134", null, "katherine@langley.example", "Langley"],
      ["Dorothy Vaughan", "+17575550135", null, "dorothy@langley.example", "Langley"],
    ],
  },
  {
    program: "Salesforce",
    country: "US",
    text: `"Salutation","First Name","Last Name","Title","Account Name","Mailing City","Mailing Zip/Postal Code","Phone","Mobile","Fax","Email","Email Opt Out","Do Not Call","Contact Owner","Contact ID"
"Ms.","Hedy","Lamarr","Inventor","Hopping Ltd","Vienna","12345","","(415) 555-0144","(415) 555-0199","hedy@hopping.example","0","0","Sam Seller","0035g00000XyZ12AAB"
"Mr.","George","Antheil","","Hopping Ltd","Trenton","08608","","(415) 555-0145","","","1","0","Sam Seller","0035g00000XyZ13AAB"
`,
    contacts: [
      ["Hedy Lamarr", "+14155550144", null, "hedy@hopping.example", "Hopping Ltd"],
      ["George Antheil", "+14155550145", null, null, "Hopping Ltd"],
    ],
  },
  {
    program: "HubSpot",
    country: "DE",
    text: `Record ID,First Name,Last Name,Email,Phone Number,Mobile Phone Number,Contact owner,Contact owner email,Email Domain,Marketing emails opted out,Associated Company,Last Activity Date,Lifecycle Stage
12345678901,Emmy,Noether,emmy@invariant.example,,0151 23456789,Sam Seller,sam@seller.example,invariant.example,false,Invariant GmbH,2026-11-02 09:12,lead
12345678902,Max,Born,max@invariant.example,030 901820,,Sam Seller,sam@seller.example,invariant.example,false,Invariant GmbH,2026-11-03 10:00,customer
`,
    contacts: [
      ["Emmy Noether", "+4915123456789", null, "emmy@invariant.example", "Invariant GmbH"],
      ["Max Born", "+4930901820", null, "max@invariant.example", "Invariant GmbH"],
    ],
  },
  {
    program: "Pipedrive",
    country: "GB",
    text: `Name,Label,Organization,Phone (work),Phone (home),Phone (mobile),Phone (other),Email (work),Email (home),Open deals,Owner
Rosalind Franklin,Hot lead,King's,,,07700 900114,,,rosalind@kings.example,2,Sam Seller
Dorothy Hodgkin,,Somerville,"020 7946 0115, 020 7946 0116",,,,"dorothy@somerville.example, dh@somerville.example",,0,Sam Seller
`,
    contacts: [
      ["Rosalind Franklin", "+447700900114", null, "rosalind@kings.example", "King's"],
      ["Dorothy Hodgkin", "+442079460115", null, "dorothy@somerville.example", "Somerville"],
    ],
  },
  {
    program: "Pipedrive, by sheet",
    country: "GB",
    text: `Person - ID,Person - Name,Person - Organization,Person - Phone - Work,Person - Phone - Mobile,Person - Email - Work
41,Mary Anning,Lyme,,+44 7700 900117,mary@lyme.example
`,
    contacts: [["Mary Anning", "+447700900117", null, "mary@lyme.example", "Lyme"]],
  },
  {
    program: "Facebook leads",
    country: "GB",
    encoding: "utf16le",
    text: `id\tcreated_time\tad_id\tad_name\tcampaign_id\tcampaign_name\tform_id\tform_name\tis_organic\tplatform\tfull_name\tphone_number\temail\tcompany_name
l:1234567890123456\t2026-11-01T10:12:13+00:00\tag:23851234567890123\tAutumn\tc:23851234567890124\tAutumn leads\tf:987654321098765\tForm A\tfalse\tfb\tChien-Shiung Wu\tp:+12025550175\twu@parity.example\tParity
`,
    contacts: [["Chien-Shiung Wu", "+12025550175", null, "wu@parity.example", "Parity"]],
  },
  {
    program: "a vCard converter",
    country: "GB",
    text: `FN,N,TEL;TYPE=CELL,TEL;TYPE=WORK,EMAIL;TYPE=INTERNET,ORG,NOTE
Ada Byron,Byron;Ada;;;,+447700900123,,ada@acme.example,Acme,"line1
line2"
`,
    contacts: [["Ada Byron", "+447700900123", null, "ada@acme.example", "Acme"]],
  },
  {
    program: "Freshsales",
    country: "US",
    text: `Id,First name,Last name,Job title,Emails,Work,Mobile,Sales account,Owner,Subscription status,Lead score
402000001234,Ada,Byron,CEO,ada@acme.example,,(202) 555-0123,Acme,Bob,Subscribed,12
`,
    contacts: [["Ada Byron", "+12025550123", null, "ada@acme.example", "Acme"]],
  },
  {
    program: "Calendly, with the host's address before the guest's",
    country: "US",
    text: `Team,User Name,User Email,Invitee Name,Invitee First Name,Invitee Last Name,Invitee Email,Invitee Time Zone,Text Reminder Number,Event Type Name
Sales,Boss,boss@firm.example,Ada Byron,,,ada@acme.example,UTC,+1 202-555-0123,Call
`,
    contacts: [["Ada Byron", "+12025550123", null, "ada@acme.example", null]],
  },
  {
    program: "a sales team, with the representative's number before the customer's",
    country: "GB",
    text: `Sales rep,Rep phone,Name,Customer phone,Customer email
Bob,07700 900001,Ada,07700 900123,ada@acme.example
`,
    contacts: [["Ada", "+447700900123", null, "ada@acme.example", null]],
  },
  {
    program: "an application, with its users",
    country: "GB",
    text: `Name,User Email,User Phone
Ada,ada@acme.example,07700 900123
`,
    contacts: [["Ada", "+447700900123", null, "ada@acme.example", null]],
  },
  {
    program: "WhatsApp, with the members of groups",
    country: "IN",
    text: `Saved Name,Public Display Name,Phone Number,Group
Asha,~asha,919876543210,Friends
`,
    contacts: [["Asha", "+919876543210", null, null, null]],
  },
  {
    program: "people who put a title above the table",
    country: "GB",
    text: `Customer list 2025,,,
Exported on 29.11.2025 10:00 by Bob,,,
,,,
Name,Company,Phone,Email
Ada,Acme,07700 900123,ada@acme.example
`,
    contacts: [["Ada", "+447700900123", null, "ada@acme.example", "Acme"]],
  },
  {
    program: "LinkedIn, below its note",
    country: "US",
    text: `Notes:
"When exporting your connection data, you may notice that some of the email addresses are missing."

First Name,Last Name,URL,Email Address,Company,Position,Connected On
Ada,Byron,https://social.example/ada,ada@acme.example,Acme,CEO,29 Nov 2025
`,
    contacts: [["Ada Byron", null, null, "ada@acme.example", "Acme"]],
  },
  {
    program: "people who merge cells above the headers",
    country: "GB",
    text: `Person;;Reach;
First name;Last name;Phone;Email
Ada;Byron;07700 900123;ada@acme.example
`,
    contacts: [["Ada Byron", "+447700900123", null, "ada@acme.example", null]],
  },
  {
    program: "a form, with its marks at the headers",
    country: "GB",
    text: `Name*,Phone *,Email (required),Company:
Ada,07700 900123,ada@acme.example,Acme
`,
    contacts: [["Ada", "+447700900123", null, "ada@acme.example", "Acme"]],
  },
  {
    program: "a developer",
    country: "GB",
    text: `firstName,lastName,phoneNumber,emailAddress,companyName
Ada,Byron,07700 900123,ada@acme.example,Acme
`,
    contacts: [["Ada Byron", "+447700900123", null, "ada@acme.example", "Acme"]],
  },
  {
    program: "Excel in German, whose plain name is the surname",
    country: "DE",
    text: `Anrede;Vorname;Name;Firma;PLZ;Telefon;Mobil;E-Mail;Bemerkung
Frau;Jörg;Müller;Groß GmbH;10115;030/901820;0170-5550142;joerg@gross.example;Hallo
`,
    contacts: [["Jörg Müller", "+4930901820", null, "joerg@gross.example", "Groß GmbH"]],
  },
  {
    program: "Excel in French",
    country: "FR",
    text: `Nom;Prénom;Société;Tél. portable;Tél. fixe;Courriel;Code postal
Lefèvre;Zoé;Hôtel;06 12 34 56 78;;zoe@hotel.example;75001
`,
    contacts: [["Zoé Lefèvre", "+33612345678", null, "zoe@hotel.example", "Hôtel"]],
  },
  {
    program: "Excel in Italian",
    country: "IT",
    text: `Nome;Cognome;Azienda;Cellulare;Telefono;Indirizzo email
Luca;Bianchi;Ditta;347 1234567;;luca@ditta.example
`,
    contacts: [["Luca Bianchi", "+393471234567", null, "luca@ditta.example", "Ditta"]],
  },
  {
    program: "Excel in Dutch",
    country: "NL",
    text: `Voornaam;Achternaam;Bedrijf;Mobiel nummer;E-mailadres
Jan;Jansen;Zaak;06-12345678;jan@zaak.example
`,
    contacts: [["Jan Jansen", "+31612345678", null, "jan@zaak.example", "Zaak"]],
  },
  {
    program: "Excel in Portuguese",
    country: "BR",
    text: `Nome;Sobrenome;Empresa;Celular;E-mail
João;Silva;Loja;(11) 98765-4321;joao@loja.example
`,
    contacts: [["João Silva", "+5511987654321", null, "joao@loja.example", "Loja"]],
  },
  {
    program: "Excel in Swedish",
    country: "SE",
    text: `Förnamn;Efternamn;Företag;Mobilnummer;E-post
Åsa;Öberg;Verk;070-123 45 67;asa@verk.example
`,
    contacts: [["Åsa Öberg", "+46701234567", null, "asa@verk.example", "Verk"]],
  },
  {
    program: "Excel in Polish",
    country: "PL",
    text: `Imię;Nazwisko;Nazwa firmy;Telefon komórkowy;Adres e-mail;Uwagi
Łukasz;Żółć;Sklep;600 700 800;lukasz@sklep.example;brak
`,
    contacts: [["Łukasz Żółć", "+48600700800", null, "lukasz@sklep.example", "Sklep"]],
  },
  {
    program: "Excel in Japanese, where the family's name comes first",
    country: "JP",
    text: `姓,名,会社名,電話番号,メールアドレス
山田,太郎,株式会社表,03-1234-5678,taro@yamada.example
`,
    contacts: [["山田 太郎", "+81312345678", null, "taro@yamada.example", "株式会社表"]],
  },
  {
    program: "Excel in Chinese",
    country: "CN",
    text: `姓,名,公司,手机,邮箱
张,三,北京公司,138 1234 5678,san@zhang.example
`,
    contacts: [["张三", "+8613812345678", null, "san@zhang.example", "北京公司"]],
  },
];

export const bytesOf = ({ text, encoding }: ContactFile): Buffer =>
  encoding === "utf16le" ? Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, "utf16le")]) : Buffer.from(text);
