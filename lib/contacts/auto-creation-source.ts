export const autoCreationSources = ["webhook", "manual"] as const;
export type AutoCreationSource = (typeof autoCreationSources)[number];
