import type { Metadata } from "next";
import { requireTenantContext } from "@/app/_tenant-context";
import { Hydrated } from "@/components/live/hydrated";
import { Breadcrumbs } from "@/components/shell/breadcrumbs";
import { Page } from "@/components/shell/page";
import { type EncodingSample, sampleEncodings } from "@/lib/contacts/imports/files/sample-encodings";
import { getImport } from "@/lib/contacts/imports/get-import";
import type { ImportDetail, ImportRowPage } from "@/lib/contacts/imports/import-detail";
import { listImportRows, rowFilters } from "@/lib/contacts/imports/list-import-rows";
import { listCountries } from "@/lib/platform/countries";
import { getStorage } from "@/lib/storage/get-storage";
import { orNotFound } from "../../../../_or-not-found";
import styles from "../import.module.css";
import { importKey } from "../import-key";
import { EncodingChoice } from "./encoding-choice";
import { ImportSteps } from "./import-steps";
import { MappingForm } from "./mapping-form";
import { RowsPanel } from "./rows-panel";
import { Samples } from "./samples";

export const metadata: Metadata = { title: "Import" };

type ImportPageProps = {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

const withRows = ["checked", "finished", "cancelled", "undone"];

export default async function ImportPage({ params, searchParams }: ImportPageProps) {
  const { id } = await params;
  const ctx = await requireTenantContext(`/contacts/import/${encodeURIComponent(id)}`);
  const found = await getImport(ctx, { id }).catch(orNotFound);
  const { show, after, step } = await searchParams;
  const filter = rowFilters.find((each) => each === show);
  const isMapping = found.status === "mapping" || (step === "columns" && ["checked", "failed"].includes(found.status));
  const rows = withRows.includes(found.status) && !isMapping ? await readRows() : null;

  async function readRows(): Promise<ImportRowPage> {
    const from = typeof after === "string" && /^\d{1,9}$/.test(after) ? Number(after) : 0;
    return listImportRows(ctx, { id: found.id, filter, after: from });
  }
  return (
    <Page
      title={found.fileName}
      before={
        <Breadcrumbs
          trail={[
            { href: "/contacts", label: "Contacts" },
            { href: "/contacts/imports", label: "Imports" },
          ]}
        />
      }
    >
      {isMapping ? (
        <Mapping import={found} encodings={await sampleEncodings(ctx, { id: found.id }, getStorage())} />
      ) : (
        <Hydrated queryKey={importKey(found.id)} data={found}>
          <ImportSteps id={found.id} status={found.status}>
            {rows && (
              <RowsPanel
                id={found.id}
                status={found.status}
                counts={found.counts}
                filter={filter}
                rows={rows}
                isFirstPage={after === undefined}
              />
            )}
          </ImportSteps>
        </Hydrated>
      )}
    </Page>
  );
}

function Mapping({ import: given, encodings }: { import: ImportDetail; encodings: readonly EncodingSample[] }) {
  return (
    <div className={styles.page}>
      {encodings.length > 0 && <EncodingChoice id={given.id} encoding={given.encoding} samples={encodings} />}
      <MappingForm
        key={given.encoding}
        import={given}
        countries={listCountries()}
        samples={<Samples columns={given.columns} />}
      />
    </div>
  );
}
