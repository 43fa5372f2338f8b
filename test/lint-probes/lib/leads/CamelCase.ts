// expects lint/style/useFilenamingConvention
export const probe = 1;
