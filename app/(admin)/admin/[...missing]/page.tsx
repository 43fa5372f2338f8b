import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { requireAdminContext } from "@/app/_admin-context";

export const metadata: Metadata = { title: "Not found" };

type MissingPageProps = { params: Promise<{ missing: string[] }> };

/** The page for unknown addresses below the admin panel's. */
export default async function MissingPage({ params }: MissingPageProps) {
  await requireAdminContext(`/admin/${(await params).missing.join("/")}`);
  notFound();
}
