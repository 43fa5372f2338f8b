// expects lint/suspicious/noExplicitAny
export const probe = (value: any) => value;
