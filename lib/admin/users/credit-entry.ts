import { z } from "zod";
import type { TransactionType } from "@/lib/billing/transaction-type";

/** The entries that administrators make by hand. */
export const manualEntryTypes = ["admin_adjustment", "bonus", "refund"] as const satisfies TransactionType[];
export type ManualEntryType = (typeof manualEntryTypes)[number];

export const creditsMax = 1_000_000;

/** A number of credits as people type it: "500", "+1,000", "-20". */
export const CreditAmount = z
  .string({ error: "Enter a number of credits." })
  .transform((typed) => typed.replaceAll(/[\s,'’]/g, "").replace(/^[−–]/, "-"))
  .refine((typed) => /^[+-]?\d{1,9}$/.test(typed), "Enter a whole number of credits, such as 500 or -20.")
  .transform(Number)
  .refine((credits) => credits !== 0, "Zero credits move nothing.")
  .refine((credits) => Math.abs(credits) <= creditsMax, "One entry moves at most 1,000,000 credits.");
