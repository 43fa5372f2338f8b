import { readFile } from "node:fs/promises";
import { ownAddress, registerAndConfirm } from "./account-steps";
import { expect, test } from "./journey";
import { signIn } from "./sign-in";

test.use({ ...ownAddress, storageState: undefined });

/** A messy German file: UTF-16, semicolons, quoted line breaks, numbers in several forms, duplicates and numbers that are none. */
function messyFile(count: number): Buffer {
  const rows = ["Name;Telefon;E-Mail;Firma;Notizen"];
  for (let n = 0; n < count; n += 1)
    rows.push(`"Person ${n}; Müller";0151 7${String(1_000_000 + n).slice(1)};P${n}@Kunde.example;;`);
  rows.push('"Zwei\nZeilen";12;;;', "Doppelt;+49 151 7000001;;;", "Ohne;;;;");
  return Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(rows.join("\r\n"), "utf16le")]);
}

test("a messy file is imported by keyboard, also after leaving the page, its skipped rows are downloaded, and it is undone", async ({
  page,
  complaints,
}) => {
  test.slow();
  const account = await registerAndConfirm(page);
  // The frame in which a kept mail is shown runs no script, which the browser says of Playwright's own.
  complaints.length = 0;
  await signIn(page, account);
  await page.goto("/contacts");
  await expect(page.getByRole("heading", { name: "No contacts yet" })).toBeVisible();
  await page.getByRole("link", { name: "Import a file" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByText("You review the changes before anything is imported", { exact: false })).toBeVisible();
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Choose a file" }).focus();
  await page.keyboard.press("Enter");
  await (await chooser).setFiles({ name: "kunden.csv", mimeType: "text/csv", buffer: messyFile(9_000) });

  await expect(page.getByRole("heading", { name: "Match the columns" })).toBeVisible();
  await expect(page.getByText("separated by semicolons, in UTF-16LE", { exact: false })).toBeVisible();
  await expect(page.getByLabel("Number", { exact: true })).toHaveValue("1");
  await page.getByLabel("Country of numbers without a country code", { exact: false }).selectOption("DE");
  await page.getByRole("button", { name: "Check the rows" }).focus();
  await page.keyboard.press("Enter");
  const start = page.getByRole("button", { name: "Import 9,000 contacts" });
  await expect(start).toBeVisible({ timeout: 40_000 });
  await page.getByRole("navigation", { name: "Rows" }).getByRole("link", { name: /^Skip/ }).click();
  await expect(page.getByRole("cell", { name: "The number cannot be called" })).toBeVisible();
  await expect(page.getByRole("cell", { name: "Same number or address as line 3" })).toBeVisible();

  await start.focus();
  await page.keyboard.press("Enter");
  // Named, because a page on its way shows a bar of its own, "Loading".
  const progress = page.getByRole("progressbar", { name: "Importing" });
  await expect(progress.or(page.getByRole("heading", { name: "The import is done" }))).toBeVisible();
  await page.reload();
  await expect(page.getByRole("heading", { name: "The import is done" })).toBeVisible({ timeout: 40_000 });

  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "Skipped rows" }).click();
  const text = await readFile(await (await download).path(), "utf8");
  expect(text).toContain('"Zwei\nZeilen",12,');
  expect(text.trim().split("\r\n")).toHaveLength(4);
  expect(text).toContain("The number cannot be called: 12");

  await page.getByRole("link", { name: "See the new contacts" }).click();
  await expect(page.getByRole("row").nth(1)).toContainText("Müller");
  await page.goBack();
  await page.getByRole("button", { name: "Undo the import" }).click();
  await expect(page.getByRole("heading", { name: "The import is undone" })).toBeVisible({ timeout: 60_000 });
  await page.getByRole("link", { name: "Go to the contacts" }).click();
  await expect(page.getByRole("heading", { name: "No contacts yet" })).toBeVisible();
});

test("a CRM's export in another alphabet is decoded, unused columns cause a warning, and a bad number excludes nobody", async ({
  page,
  complaints,
}) => {
  test.slow();
  const account = await registerAndConfirm(page);
  // The frame in which a kept mail is shown runs no script, which the browser says of Playwright's own.
  complaints.length = 0;
  await signIn(page, account);
  await page.goto("/contacts/import");
  const rows = [
    "First Name;Last Name;Email Opt Out;Phone;Mobile Phone;E-mail 1 - Label;E-mail 1 - Value;Backup",
    "Zdenko;\xc8ech;0;;+420 601 123 456;* Work;zdenko@firma.example;+420 601 123 999",
    "Luka;Lu\xe8i\xe6;1;4.47701E+11;;* Work;luka@firma.example;",
    "Eva;Horn;0;+44 20 7946 0018 x12;;* Home;nobody;",
  ];
  const buffer = Buffer.from(rows.join("\r\n"), "latin1");
  await page.getByLabel("CSV file").setInputFiles({ name: "stiki.csv", mimeType: "text/csv", buffer });

  // The guess is right; choosing another encoding shows what it would make of the file, and can be taken back.
  const letters = page.getByRole("form", { name: "Encoding" });
  await letters.getByLabel("Windows-1252", { exact: false }).check();
  await letters.getByRole("button", { name: "Use this encoding" }).click();
  await expect(page.getByRole("cell", { name: "Èech" })).toBeVisible();
  await letters.getByLabel("Windows-1250", { exact: false }).check();
  await expect(letters.getByText("Čech · Lučić")).toBeVisible();
  await letters.getByRole("button", { name: "Use this encoding" }).click();
  await expect(page.getByText("in Windows-1250 (Central Europe), which is a guess", { exact: false })).toBeVisible();
  await expect(page.getByRole("cell", { name: "Čech" })).toBeVisible();

  await expect(page.getByLabel("Number", { exact: true })).toHaveValue("3");
  await expect(page.getByLabel("Second number")).toHaveValue("4");
  await expect(page.getByLabel("Email", { exact: true })).toHaveValue("6");
  await page.getByLabel("Third number").selectOption("");
  const warning = page.getByRole("status").filter({ hasText: "not used" });
  await expect(warning).toContainText("Backup: phone numbers in every filled cell");
  await page.getByLabel("Third number").selectOption({ label: "Backup" });
  await expect(warning).toBeHidden();
  await page.getByLabel("Third number").selectOption("");
  await page.getByRole("button", { name: "Check the rows" }).click();

  await expect(page.getByRole("button", { name: "Import 3 contacts" })).toBeVisible({ timeout: 40_000 });
  await expect(warning).toContainText("Backup");
  await expect(page.getByText("new contacts without a number")).toBeVisible();
  await expect(page.getByRole("cell", { name: "its last digits are lost: 4.47701E+11" })).toBeVisible();
  await page.getByRole("button", { name: "Import 3 contacts" }).click();
  await expect(page.getByRole("heading", { name: "The import is done" })).toBeVisible({ timeout: 40_000 });
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "Rows with a field left out" }).click();
  const text = await readFile(await (await download).path(), "utf8");
  expect(text.trim().split("\r\n")).toHaveLength(3);
  expect(text).toContain("Not a valid email address: nobody");
  await page.getByRole("link", { name: "Eva Horn" }).click();
  await expect(page.getByText("+44 20 7946 0018 ext. 12")).toBeVisible();
});

test("a contact is entered, shown where another has its number, changed, deleted and brought back", async ({
  page,
  complaints,
}) => {
  const account = await registerAndConfirm(page);
  // The frame in which a kept mail is shown runs no script, which the browser says of Playwright's own.
  complaints.length = 0;
  await signIn(page, account);
  await page.goto("/contacts/new");
  await page.getByLabel("Name").fill("Ada Lovelace");
  await page.getByLabel("Number").fill("020 7946");
  await page.getByRole("button", { name: "Add contact" }).click();
  await expect(page.getByText("Begin with + and the country", { exact: false })).toBeVisible();
  await expect(page.getByLabel("Number")).toBeFocused();
  await page.getByLabel("Number").fill("+44 (0)20 7946 0018");
  await expect(page.getByText("Saved as +442079460018.")).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Ada Lovelace", level: 1 })).toBeVisible();

  await page.goto("/contacts/new");
  await page.getByLabel("Name").fill("Countess");
  await page.getByLabel("Number").fill("+442079460018");
  await page.getByLabel("Notes").fill("Met in May");
  await page.getByRole("button", { name: "Add contact" }).click();
  await expect(page.getByText("has this number already", { exact: false })).toBeVisible();
  await page.getByRole("button", { name: "Merge the contacts" }).click();
  await expect(page.getByRole("heading", { name: "Ada Lovelace", level: 1 })).toBeVisible();
  await expect(page.getByText("Also called: Countess", { exact: false })).toBeVisible();

  await page.getByRole("button", { name: "Delete" }).click();
  await expect(page.getByRole("heading", { name: "No contacts yet" })).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByRole("row").nth(1)).toContainText("Ada Lovelace");
});
