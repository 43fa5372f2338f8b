import "pg";

declare module "pg" {
  interface ClientBase {
    /** What the server said with its last answer: idle, in a transaction, or in one that has failed. */
    getTransactionStatus(): "I" | "T" | "E" | null;
  }
}
