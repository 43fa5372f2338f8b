import type { ReactNode } from "react";
import type { ActiveFilters, Filter } from "@/components/filters/filter";
import { FilterBar } from "@/components/filters/filter-bar";
import { SearchField } from "@/components/filters/search-field";
import { Toolbar } from "@/components/ui/toolbar";
import type { SavedView } from "@/lib/views/schema";
import { ColumnMenu } from "./column-menu";
import { ExportLink } from "./export-link";
import { SavedViews } from "./saved-views";
import type { ViewActions } from "./view-actions";

export type ColumnMenuChoices = {
  columns: readonly { key: string; header: string }[];
  /** Those that are always shown. */
  fixed: readonly string[];
  shown: readonly string[];
};

type ListToolsProps = {
  /** The list's name in addresses: its page is `/name`, its file `/api/name/export`. */
  list: string;
  /** What the list is called without filters. */
  all: string;
  /** The query of the page's address. */
  search: string;
  views: readonly SavedView[];
  viewActions: ViewActions;
  /** What is searched for; without it the list has no search. */
  searchField?: { label: string; placeholder: string };
  /** The columns to choose from; null where the list is shown without columns. */
  columns: ColumnMenuChoices | null;
  filters?: { offered: readonly Filter[]; active: ActiveFilters };
  /** What else stands beside the search. */
  children?: ReactNode;
};

/** What stands above every list: its saved views, its search, its columns, its file and its filters. */
export function ListTools(props: ListToolsProps) {
  const { list, all, search, views, viewActions, searchField, columns, filters, children } = props;
  return (
    <>
      <SavedViews page={`/${list}`} all={all} views={views} actions={viewActions} />
      <Toolbar search={searchField && <SearchField {...searchField} />}>
        {children}
        {columns && <ColumnMenu list={list} {...columns} />}
        <ExportLink href={`/api/${list}/export?${search}`} />
      </Toolbar>
      {filters && <FilterBar filters={filters.offered} active={filters.active} />}
    </>
  );
}
