import "@mantine/spotlight/styles.layer.css";
import { createSpotlightStore, Spotlight, useSpotlight } from "@mantine/spotlight";
import { IconSearch } from "@tabler/icons-react";
import { type KeyboardEvent, useEffect, useLayoutEffect, useState } from "react";
import styles from "./palette.module.css";
import { type PaletteItem, usePaletteGroups } from "./use-palette-groups";

type Store = ReturnType<typeof createSpotlightStore>;
type PaletteProps = { isOpen: boolean; onClose(): void };

const noMotion = { duration: 0 };
const overlay = { backgroundOpacity: 0.45, blur: 0 };
const named = { content: { "aria-label": "Search and go to" } };
const parts = {
  content: styles.content,
  search: styles.search,
  actionsList: styles.list,
  actionsGroup: styles.group,
  action: styles.item,
  actionBody: styles.body,
  actionLabel: styles.title,
  actionSection: styles.section,
  empty: styles.none,
};

/** A search field that opens any page, person or call and runs the actions of menus and main buttons. */
export default function Palette({ isOpen, onClose }: PaletteProps) {
  const [store] = useState(createSpotlightStore);
  // It notes what has the focus when it opens, so it is never drawn open at first.
  useEffect(() => change(store, { opened: isOpen, selected: 0 }), [store, isOpen]);
  return (
    <Spotlight.Root
      store={store}
      shortcut={null}
      onSpotlightClose={onClose}
      closeOnActionTrigger={false}
      yOffset="10dvh"
      xOffset={12}
      overlayProps={overlay}
      transitionProps={noMotion}
      attributes={named}
      classNames={parts}
    >
      <Results store={store} onClose={onClose} />
    </Spotlight.Root>
  );
}

const listId = "palette-list";
/** What scrolls is the list box itself, so that its options are its own. */
const scrolling = { scrollbars: "y", viewportProps: { id: listId, role: "listbox", "aria-label": "Found" } };
const optionId = (index: number) => `palette-${index}`;

function Results({ store, onClose }: { store: Store; onClose(): void }) {
  const { query, selected } = useSpotlight(store);
  const groups = usePaletteGroups(query);
  const items = groups.flatMap((group) => group.items);
  const current = Math.max(0, Math.min(selected, items.length - 1));
  // Before the next key, so that an arrow continues from the selection.
  useLayoutEffect(() => {
    // The server's results arrive later, and may be fewer than before.
    if (items.length > 0 && selected !== current) change(store, { selected: current });
  }, [store, items.length, selected, current]);

  function choose(item: PaletteItem | undefined) {
    if (!item) return;
    onClose();
    item.run();
  }
  function onKeyDown({ key, nativeEvent: { code, isComposing } }: KeyboardEvent) {
    // Spotlight detects Enter by its `code`, which phone keyboards do not send.
    if (key === "Enter" && code === "" && !isComposing) choose(items[current]);
    // An arrow key moves Spotlight's selection after this, without notifying the component that renders it.
    queueMicrotask(() => change(store, {}));
  }

  return (
    <>
      <Spotlight.Search
        data-autofocus
        role="combobox"
        aria-label="Search for a page, a person, a call or an action"
        aria-expanded
        aria-controls={listId}
        aria-activedescendant={items.length > 0 ? optionId(current) : undefined}
        aria-autocomplete="list"
        placeholder="Search a name, a number, words said, a page, an action"
        maxLength={100}
        autoComplete="off"
        spellCheck={false}
        leftSection={<IconSearch size={18} stroke={1.8} aria-hidden />}
        onKeyDown={onKeyDown}
      />
      <Spotlight.ActionsList {...scrolling}>
        {groups.map(({ label, items: own }) => (
          <Spotlight.ActionsGroup key={label} label={label} role="group" aria-label={label}>
            {own.map((item) => {
              const index = items.indexOf(item);
              return (
                <Spotlight.Action
                  key={item.key}
                  renderRoot={(root) => <div {...root} id={optionId(index)} />}
                  role="option"
                  aria-selected={index === current}
                  data-selected={index === current || undefined}
                  label={item.title}
                  leftSection={<item.icon size={17} stroke={1.7} aria-hidden />}
                  rightSection={item.detail}
                  onPointerMove={() => index !== current && change(store, { selected: index })}
                  onClick={() => choose(item)}
                />
              );
            })}
          </Spotlight.ActionsGroup>
        ))}
      </Spotlight.ActionsList>
      <Spotlight.Empty role="status">{items.length === 0 ? "Nothing was found." : ""}</Spotlight.Empty>
    </>
  );
}

function change(store: Store, changed: Partial<ReturnType<Store["getState"]>>): void {
  store.setState({ ...store.getState(), ...changed });
}
