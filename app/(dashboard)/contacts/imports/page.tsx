import { IconFileUpload, IconUpload } from "@tabler/icons-react";
import type { Metadata } from "next";
import { requireTenantContext } from "@/app/_tenant-context";
import { ListFooter } from "@/components/data-table/list-footer";
import { RefreshOnChange } from "@/components/live/refresh-on-change";
import { Breadcrumbs } from "@/components/shell/breadcrumbs";
import { Page } from "@/components/shell/page";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { importOrder, listImports } from "@/lib/contacts/imports/list-imports";
import { decodeCursor } from "@/lib/lists/cursor";
import { ImportsTable } from "./imports-table";

export const metadata: Metadata = { title: "Imports" };

type ImportsPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function ImportsPage({ searchParams }: ImportsPageProps) {
  const { at } = await searchParams;
  const ctx = await requireTenantContext("/contacts/imports");
  const cursor = typeof at === "string" ? decodeCursor(at, importOrder) : null;
  const { imports, total, previousCursor, nextCursor } = await listImports(ctx, { cursor });
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
      <RefreshOnChange />
      {imports.length === 0 ? (
        <EmptyState icon={<IconFileUpload size={28} stroke={1.5} aria-hidden />} title="No imports yet" action={upload}>
          Imported files appear here with the result of each row. You can undo an import for 30 days.
        </EmptyState>
      ) : (
        <>
          <ImportsTable imports={imports} asOf={ctx.clock.now().toISOString()} timezone={ctx.actor.timezone} />
          <ListFooter
            nouns={["import", "imports"]}
            total={total}
            previousCursor={previousCursor}
            nextCursor={nextCursor}
          />
        </>
      )}
    </Page>
  );
}
