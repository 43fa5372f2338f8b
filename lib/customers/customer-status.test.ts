import { expect, test } from "vitest";
import { canBecome, customerStatuses, nextStatuses } from "./customer-status";

test("nobody becomes what they are, and everybody can become active again", () => {
  for (const status of customerStatuses) {
    expect(canBecome(status, status), status).toBe(false);
    if (status !== "Active") expect(canBecome(status, "Active"), status).toBe(true);
  }
});

test("somebody who has left can only be won back", () => {
  expect(nextStatuses("Churned")).toEqual(["Active"]);
});

test("everybody who has not left can leave, pause and rest", () => {
  for (const status of ["Active", "Inactive", "On Hold"] as const) {
    for (const other of customerStatuses)
      expect(canBecome(status, other), `${status} to ${other}`).toBe(status !== other);
  }
});
