// expects lint/style/noNonNullAssertion
export const probe = (value: string | undefined) => value!.length;
