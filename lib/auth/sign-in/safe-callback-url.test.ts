import fc from "fast-check";
import { expect, test } from "vitest";
import { safeCallbackUrl } from "./safe-callback-url";

test("a page of this site is kept with its query and place", () => {
  expect(safeCallbackUrl("/calls?temperature=hot&range=7d#x")).toBe("/calls?temperature=hot&range=7d#x");
});

test.each([
  "https://evil.example/",
  "//evil.example",
  "/\\evil.example",
  "/\t/evil.example",
  "\n//evil.example",
  "javascript:alert(1)",
  "/..//evil.example",
  "/api/auth/signout",
  "/sign-in?callbackUrl=/sign-in",
  "/two-factor?callbackUrl=/calls",
  "/",
  "",
  undefined,
  ["/calls"],
])("%j leads home", (wanted) => {
  expect(safeCallbackUrl(wanted)).toBe("/");
});

test("whatever is asked for, a browser stays on this site", () => {
  const slashes = fc.array(fc.constantFrom("/", "\\", "\t", "\n", "@", "evil.example", ".", "..", "%2f", ":"));
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.webUrl(),
        slashes.map((parts) => parts.join("")),
      ),
      (wanted) => {
        expect(new URL(safeCallbackUrl(wanted), "https://app.example").origin).toBe("https://app.example");
      },
    ),
  );
});
