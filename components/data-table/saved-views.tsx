"use client";

import { Button, UnstyledButton } from "@mantine/core";
import { IconBookmarkPlus, IconDots } from "@tabler/icons-react";
import dynamic from "next/dynamic";
import { useSearchParams } from "next/navigation";
import { useState } from "react";
import { Link } from "@/components/navigation/link";
import { useRouter } from "@/components/navigation/use-router";
import { useWork } from "@/components/navigation/working";
import { whenConnected } from "@/components/offline/when-connected";
import { showToast } from "@/components/toasts/show-toast";
import type { SavedView } from "@/lib/views/schema";
import { Opener } from "../ui/opener";
import { isSameView, viewHref, viewQuery } from "./saved-view-address";
import styles from "./saved-views.module.css";
import type { ViewAction, ViewActions } from "./view-actions";

const loadMenu = () => import("./saved-view-menu");
const SavedViewMenu = dynamic(whenConnected(loadMenu), { ssr: false });
const ViewNameDialog = dynamic(
  whenConnected(() => import("./view-name-dialog")),
  { ssr: false },
);

type SavedViewsProps = {
  /** The list's path, as in "/calls". */
  page: string;
  /** What the list is called without filters. */
  all: string;
  views: readonly SavedView[];
  actions: ViewActions;
};

const unreachable = "Callwright could not be reached. Nothing was changed: try again in a moment.";

/** The tabs above a list: the whole list, and its saved views. */
export function SavedViews({ page, all, views, actions }: SavedViewsProps) {
  const router = useRouter();
  const params = useSearchParams();
  const [isBusy, startTransition] = useWork();
  const [naming, setNaming] = useState<"new" | "current" | null>(null);
  const query = viewQuery(params);
  const current =
    views.find(({ id }) => id === params.get("saved")) ?? views.find((view) => isSameView(view.query, query));
  const isChanged = current !== undefined && !isSameView(current.query, query);

  function run<T>(action: ViewAction<T>, fields: Record<string, string>, done: (data: T) => void = () => {}) {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.set(name, value);
    startTransition(async () => {
      const result = await action(form).catch(() => null);
      if (!result?.ok) return showToast({ message: result?.message ?? unreachable, tone: "bad" });
      done(result.data);
      router.refresh();
    });
  }
  function move(view: SavedView, by: -1 | 1) {
    const ids = views.map(({ id }) => id).filter((id) => id !== view.id);
    ids.splice(views.indexOf(view) + by, 0, view.id);
    run(actions.order, { page, viewIds: ids.join(",") });
  }
  function remove(view: SavedView) {
    run(actions.remove, { viewId: view.id }, ({ name, query: kept }) => {
      const undo = () => run(actions.create, { page, name, query: kept });
      showToast({ message: `View “${name}” deleted`, undo });
      router.push(page);
    });
  }
  return (
    <div className={styles.bar}>
      <nav className={styles.tabs} aria-label="Saved views">
        <Link
          href={page}
          scroll={false}
          className={styles.tab}
          aria-current={!current && query === "" ? "page" : undefined}
        >
          {all}
        </Link>
        {views.map((view, index) => (
          <span key={view.id} className={styles.view} data-current={view === current || undefined}>
            <Link
              href={viewHref(page, view)}
              scroll={false}
              className={styles.tab}
              aria-current={view === current ? "page" : undefined}
            >
              {view.name}
              {view === current && isChanged && <span className={styles.changed}> (changed)</span>}
            </Link>
            {view === current && (
              <Opener
                load={loadMenu}
                opens="menu"
                button={(props) => (
                  <UnstyledButton className={styles.more} aria-label={`View ${view.name}: more`} {...props}>
                    <IconDots size={15} stroke={1.8} aria-hidden />
                  </UnstyledButton>
                )}
              >
                {(opened) => (
                  <SavedViewMenu
                    {...opened}
                    name={view.name}
                    onRename={() => setNaming("current")}
                    onMove={(by) => move(view, by)}
                    isFirst={index === 0}
                    isLast={index === views.length - 1}
                    onDelete={() => remove(view)}
                  />
                )}
              </Opener>
            )}
          </span>
        ))}
      </nav>
      {current && isChanged && (
        <Button
          size="xs"
          variant="default"
          loading={isBusy}
          onClick={() =>
            run(actions.replace, { viewId: current.id, query }, ({ name }) =>
              showToast({ message: `View “${name}” updated`, tone: "good" }),
            )
          }
        >
          Update view
        </Button>
      )}
      {query !== "" && (!current || isChanged) && (
        <Button
          size="xs"
          variant="subtle"
          leftSection={<IconBookmarkPlus size={15} stroke={1.8} aria-hidden />}
          onClick={() => setNaming("new")}
        >
          Save view
        </Button>
      )}
      {naming && (
        <ViewNameDialog
          title={naming === "new" ? "Save this view" : "Rename this view"}
          submit={naming === "new" ? "Save view" : "Rename"}
          name={naming === "current" ? current?.name : undefined}
          action={naming === "new" ? actions.create : actions.rename}
          fields={naming === "new" ? { page, query } : { viewId: current?.id ?? "" }}
          onClose={() => setNaming(null)}
          onDone={(view) => {
            setNaming(null);
            router.push(viewHref(page, view), { scroll: false });
            router.refresh();
          }}
        />
      )}
    </div>
  );
}
