/** The error of a `tx` that is used after its transaction has ended. */
export const transactionIsOver = () => new Error("This transaction is over: nothing can be asked of its tx any more.");

/** The error of a BEGIN, COMMIT or ROLLBACK within a transaction. */
export const alreadyInTransaction = () =>
  new Error("This is a transaction already: it begins and ends with its tx. Use a savepoint within it.");
