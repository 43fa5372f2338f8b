export const transactionTypes = ["purchase", "usage", "bonus", "admin_adjustment", "refund"] as const;
export type TransactionType = (typeof transactionTypes)[number];
