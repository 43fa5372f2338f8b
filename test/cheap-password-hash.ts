import { hash } from "@node-rs/bcrypt";
import { digestPassword } from "@/lib/auth/passwords/digest-password";

/** A hash like the product's, at the least cost that bcrypt has: what compares a password with it takes a millisecond. */
export const cheapPasswordHash = (password: string): Promise<string> => hash(digestPassword(password), { cost: 4 });
