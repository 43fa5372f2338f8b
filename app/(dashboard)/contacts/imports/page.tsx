import { IconFileUpload, IconUpload } from "@tabler/icons-react";
import type { Metadata } from "next";
import { Breadcrumbs } from "@/components/layout/breadcrumbs";
import { Page } from "@/components/layout/page";
import { RefreshOnChange } from "@/components/live/refresh-on-change";
import { Link } from "@/components/navigation/link";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { requireTenantContext } from "@/lib/auth/require-tenant-context";
import { listImports } from "@/lib/contacts/imports/list-imports";
import styles from "../contact.module.css";
import { ImportsTable } from "./imports-table";

export const metadata: Metadata = { title: "Imports" };

type ImportsPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function ImportsPage({ searchParams }: ImportsPageProps) {
  const { before } = await searchParams;
  const ctx = await requireTenantContext("/contacts/imports");
  const moment = typeof before === "string" && !Number.isNaN(Date.parse(before)) ? new Date(before) : null;
  const { imports, nextBefore } = await listImports(ctx, { before: moment });
  const upload = (
    <LinkButton href="/contacts/import" leftSection={<IconUpload size={15} stroke={1.8} aria-hidden />}>
      Import a file
    </LinkButton>
  );
  return (
    <Page
      title="Imports"
      before={<Breadcrumbs trail={[{ href: "/contacts", label: "Contacts" }]} />}
      actions={imports.length > 0 && upload}
    >
      {imports.some(({ status }) => ["checking", "running", "undoing"].includes(status)) && <RefreshOnChange />}
      {imports.length === 0 ? (
        <EmptyState icon={<IconFileUpload size={28} stroke={1.5} aria-hidden />} title="No imports yet" action={upload}>
          Every file of contacts that you import will be here, with what became of its rows, and can be undone for 30
          days.
        </EmptyState>
      ) : (
        <>
          <ImportsTable imports={imports} asOf={ctx.clock.now().toISOString()} timezone={ctx.actor.timezone} />
          {nextBefore && (
            <Link href={`/contacts/imports?before=${encodeURIComponent(nextBefore)}`} className={styles.older}>
              Older imports
            </Link>
          )}
        </>
      )}
    </Page>
  );
}
