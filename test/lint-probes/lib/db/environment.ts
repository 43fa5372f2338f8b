// expects lint/style/noProcessEnv, but not in scripts
export const probe = process.env.HOME;
