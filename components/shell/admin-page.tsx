import { AdminTag } from "./admin-tag";
import { PageFrame, type PageProps } from "./page-frame";

/** A page of the admin panel, which says so at any width. */
export function AdminPage(props: PageProps) {
  return <PageFrame {...props} tag={<AdminTag />} />;
}
