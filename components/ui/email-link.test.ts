import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { EmailLink } from "./email-link";

test("an address may break after its @ and its dots, and nowhere else", () => {
  expect(renderToStaticMarkup(createElement(EmailLink, { email: "ada.king@example.com" }))).toBe(
    '<a href="mailto:ada.king%40example.com">ada.<wbr/>king@<wbr/>example.<wbr/>com</a>',
  );
});
