import iconv from "iconv-lite";
import { expect, test } from "vitest";
import { createEncodingDetector } from "./detect-encoding";
import type { FileEncoding } from "./file-encoding";

const encode = (text: string, encoding: FileEncoding) => iconv.encode(text, encoding);

function detect(bytes: Buffer, pieceBytes = 7): FileEncoding {
  const detector = createEncodingDetector();
  for (let at = 0; at < bytes.byteLength; at += pieceBytes) detector.look(bytes.subarray(at, at + pieceBytes));
  return detector.encoding();
}

const texts: [FileEncoding, string][] = [
  ["windows-1250", "Imię;Nazwisko;Telefon\nŁukasz;Wójcik;+48 22 123 45 67\nMałgorzata;Błaszczyk;601 234 567\n"],
  ["windows-1250", "Name;Phone\nŁukasz;+48 22 123 45 67\n"],
  ["windows-1250", "Name;Phone\nAnna Wąs;+48 22 123 45 67\n"],
  ["windows-1250", "Jméno;Telefon\nTomáš Dvořák;601 123 456\nJiří Novák;602\nLucie Černá;603\nŽofie Říhová;604\n"],
  ["windows-1250", "Név;Telefon\nSzabó Gergő;+36 30 123 4567\nTóth Ágnes;1\nNagy Ödön;2\nKovács Fűzfa;3\n"],
  ["windows-1251", "Имя;Фамилия;Телефон\nИван;Петров;+7 495 123-45-67\nОльга;Сидорова;8 916 123\n"],
  ["windows-1251", "Name;Phone;Company;Email;Notes\nИван Петров;+7 495 123-45-67;;;\n"],
  ["windows-1251", "NAME;PHONE\nИВАН ПЕТРОВ;+7 495 123-45-67\n"],
  ["windows-1251", "Ім'я;Телефон\nЄвген Шевченко;+380 44 123 4567\nОлена Ковальчук;1\n"],
  ["windows-1252", "Name;Telefon\nJürgen Müller;030 1\nZoë Fässler;2\nGroß;3\n"],
  ["windows-1252", "Name;Phone\nZoë Müller;020 7946 0019\n"],
  ["windows-1252", "Prénom;Nom;Téléphone\nHélène;Lefèvre;01 42\nFrançois;Béranger;06\nÉlise;Dœuff;07\n"],
  ["windows-1252", "Nombre;Teléfono\nJosé Muñoz;91 123\nMaría Núñez;3\nÁngel Íñiguez;4\n"],
  ["windows-1252", "Namn;Telefon\nÅsa Öberg;08 1\nBjörn Sjöström;2\n"],
  ["windows-1252", "Nome;Nota\nJoão Conceição;“fine” – 5 €\nO’Neil;£5, 3 m², 1ª, ¿qué?\n"],
  ["shift_jis", "氏名,電話番号,会社\n山田太郎,03-1234-5678,株式会社サンプル\n鈴木花子,090-1234-5678,テスト\n"],
  ["shift_jis", "Name,Phone\n田中,03-1234-5678\n"],
  ["shift_jis", "ﾅﾏｴ,ﾃﾞﾝﾜ\nﾀﾅｶ,03-1234-5678\nｻﾄｳ,1\n"],
  ["utf-8", "Name;Phone\nZoë Müller;1\n田中;2\nИван;3\n"],
  ["utf-8", "Name;Phone\nAda;1\n"],
];

test.each(texts)("case %#: %s is told from the bytes of a few rows", (encoding, text) => {
  const bytes = encode(text, encoding);
  for (const pieceBytes of [1, 7, 65_536]) expect(detect(bytes, pieceBytes), String(pieceBytes)).toBe(encoding);
});

test("single names of Western and Central Europe are distinguished", () => {
  const western =
    "Müller Muñoz Peña Niño Ibáñez Lefèvre Hélène Irène Sørensen Bjørn Kjær Åsa Öberg Conceição João Simões Magalhães Guimarães Dœuff François Élise Noël Anaïs Zoë Nuñez Girão Strauß Günther Pérez Benoît Jérôme Lönnqvist Mäkinen Ødegård Ærø Nicolò Køhler Brønnum";
  const central =
    "Łukasz Wąs Małgorzata Błaszczyk Wałęsa Dvořák Jiří Kateřina Ondřej Růžička Tomáš Černý Gergő Fűzfa Petőfi Gdańsk Poznań Wiśniewski Świątek Źródło Zieliński Kovačić Đorđević Šťastný Žofie Ľubica Říha Němec Zdeněk Żuraw Jędrzejczak Nikolić";
  const wrong = [
    ...western.split(" ").filter((name) => detect(encode(`Name\n${name}\n`, "windows-1252")) !== "windows-1252"),
    ...central.split(" ").filter((name) => detect(encode(`Name\n${name}\n`, "windows-1250")) !== "windows-1250"),
  ];
  expect(wrong).toEqual([]);
});

test("one character of another encoding, or a truncated one, does not make all others unreadable", () => {
  const text = Buffer.from("Name;Phone\nZoë Müller;1\nJörg Groß;2\n");
  expect(detect(Buffer.concat([text, Buffer.from("Jürg;3\n", "latin1")]))).toBe("utf-8");
  expect(detect(Buffer.concat([text, Buffer.from([0xe4, 0xb8])]))).toBe("utf-8");
  expect(detect(Buffer.concat([text.subarray(0, 20), Buffer.from("Jörg;3\n", "latin1")]))).not.toBe("utf-8");
});
