export const demoPassword = "an-end-to-end-password";

export const demoTenant = { email: "demo@example.com", password: demoPassword };
export const demoAdmin = { email: "admin@example.com", password: demoPassword };
