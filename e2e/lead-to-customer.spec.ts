import { expect, test } from "./journey";

test("a hot lead of the overview opens its call, and the call its lead, where each quote opens the call at its words", async ({
  page,
}) => {
  await page.goto("/overview");
  await page
    .getByRole("region", { name: "Latest hot lead calls" })
    .getByRole("listitem")
    .first()
    .getByRole("link")
    .click();
  await expect(page).toHaveURL(/\/calls\/[0-9a-f-]{36}/);
  await page.getByRole("link", { name: "Open the lead" }).click();
  await expect(page).toHaveURL(/\/leads\/[0-9a-f-]{36}$/);
  await expect(page.getByRole("region", { name: "Score", exact: true })).toContainText("of 100");
  await expect(page.getByRole("region", { name: "Score history" }).getByRole("row")).not.toHaveCount(1);
  await page.getByRole("region", { name: "Why" }).getByRole("link").first().click();
  await expect(page).toHaveURL(/\/calls\/[0-9a-f-]{36}\?t=\d+$/);
});

test("a lead is followed up and becomes a customer by keyboard alone, whose trail leads back to the first call", async ({
  page,
}) => {
  await page.goto("/leads?customer=no&followup=none&temperature=hot");
  await page.getByRole("row").nth(1).getByRole("link").click();
  await expect(page).toHaveURL(/\/leads\/[0-9a-f-]{36}$/);
  const followUps = page.getByRole("region", { name: "Follow-ups" });
  await followUps.getByRole("button", { name: "Schedule follow-up" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Remark").fill("Send the offer");
  await dialog.getByRole("button", { name: "Schedule", exact: false }).last().click();
  await expect(followUps).toContainText("Send the offer");

  const person = page.getByRole("region", { name: "Person" });
  const firstCall = await person.getByRole("link", { name: /^\d+ \w+ \d{4}/ }).getAttribute("href");
  await page.getByRole("button", { name: "Convert to customer" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog").getByLabel("Name")).toBeFocused();
  await page.keyboard.press("Control+A");
  await page.keyboard.type("Mara Lindqvist");
  for (const _ of ["email", "company", "sales rep"]) await page.keyboard.press("Tab");
  await page.keyboard.type("Rita");
  await page.keyboard.press("Enter");

  await expect(page).toHaveURL(/\/customers\/[0-9a-f-]{36}$/);
  await expect(page.getByRole("heading", { name: "Mara Lindqvist" })).toBeVisible();
  await expect(page.getByRole("region", { name: "Customer", exact: true })).toContainText(/CUST-\d{4}-\d{4,}/);
  await expect(page.getByRole("region", { name: "Customer", exact: true })).toContainText("Rita");
  await expect(page.getByRole("region", { name: "Follow-ups" })).toContainText("Send the offer");

  await page.getByRole("button", { name: "Change status" }).click();
  await page.getByRole("menuitem", { name: "On hold" }).click();
  const history = page.getByRole("region", { name: "History" });
  await expect(history).toContainText("Status changed from active to on hold");
  await expect(history.getByRole("link", { name: "First call" })).toHaveAttribute("href", firstCall ?? "");
  await page.goto("/customers?status=On+Hold");
  await expect(page.getByRole("row").nth(1)).toContainText("Mara Lindqvist");
});

test("a score is overridden with a reason, stays beside the AI's, and gives way to it again", async ({ page }) => {
  await page.goto("/leads?temperature=cold&sort=score");
  await page.getByRole("row").nth(1).getByRole("link").click();
  const score = page.getByRole("region", { name: "Score", exact: true });
  await score.getByRole("button", { name: "Override score" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Your score").fill("140");
  await dialog.getByRole("button", { name: "Use this score" }).click();
  await expect(dialog.getByText("A score is a whole number from 0 to 100.")).toBeVisible();
  await dialog.getByLabel("Your score").fill("93");
  await dialog.getByLabel("Reason").fill("Signed the order on paper");
  await dialog.getByRole("button", { name: "Use this score" }).click();
  await expect(score).toContainText("93");
  await expect(score).toContainText("Hot");
  await expect(score).toContainText("Signed the order on paper");
  await score.getByRole("button", { name: "Use the AI's score" }).click();
  await expect(score).toContainText("Cold");
  await expect(score.getByRole("button", { name: "Override score" })).toBeVisible();
});

test("the board pages each column separately, and its address can be shared", async ({ page }) => {
  await page.goto("/leads");
  await page.getByRole("link", { name: "Board" }).click();
  const hot = page.getByRole("region", { name: "Hot leads" });
  const warm = page.getByRole("region", { name: "Warm leads" });
  const [firstHot, firstWarm] = await Promise.all(
    [hot, warm].map((column) => column.getByRole("listitem").first().getByRole("link").getAttribute("href")),
  );
  await hot.getByRole("link", { name: "Next" }).click();
  await expect(hot.getByRole("listitem").first().getByRole("link")).not.toHaveAttribute("href", firstHot ?? "");
  await expect(warm.getByRole("listitem").first().getByRole("link")).toHaveAttribute("href", firstWarm ?? "");
  await page.reload();
  await expect(hot.getByRole("listitem").first().getByRole("link")).not.toHaveAttribute("href", firstHot ?? "");
  await hot.getByRole("link", { name: "Previous" }).click();
  await expect(hot.getByRole("listitem").first().getByRole("link")).toHaveAttribute("href", firstHot ?? "");
});
