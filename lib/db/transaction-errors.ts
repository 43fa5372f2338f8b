/** What whoever asks a `tx` is told after its transaction has ended. */
export const transactionIsOver = () => new Error("This transaction is over: nothing can be asked of its tx any more.");

/** What whoever begins or ends a transaction in one is told. */
export const alreadyInTransaction = () =>
  new Error("This is a transaction already: it begins and ends with its tx. Use a savepoint within it.");
