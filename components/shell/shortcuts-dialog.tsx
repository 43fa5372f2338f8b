import { Modal } from "@mantine/core";
import { useState } from "react";
import { areShortcutsOn, switchShortcuts } from "./shortcut-switch";
import styles from "./shortcuts-dialog.module.css";
import { useMenuItems } from "./use-menu-items";

const general = [
  { keys: ["Ctrl", "K"], does: "Search, go to a page, do something" },
  { keys: ["/"], does: "Search in the list, or anywhere" },
  { keys: ["j"], does: "Next row" },
  { keys: ["k"], does: "Previous row" },
  { keys: ["Shift", "Space"], does: "Select the rows from the last one to this" },
  { keys: ["Shift", "↓"], does: "Select one row more" },
  { keys: ["?"], does: "These shortcuts" },
];

const recording = [
  { keys: ["Space"], does: "Play or pause, as k" },
  { keys: ["j"], does: "Back 10 seconds" },
  { keys: ["l"], does: "Forward 10 seconds" },
  { keys: ["←"], does: "Back 5 seconds" },
  { keys: ["→"], does: "Forward 5 seconds" },
  { keys: ["<"], does: "Slower" },
  { keys: [">"], does: "Faster" },
];

/** Lists the keyboard shortcuts, and switches them on or off. */
export default function ShortcutsDialog({ onClose }: { onClose(): void }) {
  const [isOn, setOn] = useState(areShortcutsOn);
  const goes = useMenuItems().map(({ key, label }) => ({ keys: ["g", key], does: label }));
  return (
    <Modal opened onClose={onClose} title="Keyboard shortcuts" size={560} closeButtonProps={{ "aria-label": "Close" }}>
      <div className={styles.columns}>
        <Shortcuts title="Everywhere" rows={general} />
        <Shortcuts title="Go to" rows={goes} />
        <Shortcuts title="In a recording" rows={recording} />
      </div>
      <label className={styles.switch}>
        <input
          type="checkbox"
          checked={isOn}
          onChange={(event) => {
            setOn(event.currentTarget.checked);
            switchShortcuts(event.currentTarget.checked);
          }}
        />
        Use single-key shortcuts in this browser
      </label>
    </Modal>
  );
}

type ShortcutsProps = { title: string; rows: readonly { keys: readonly string[]; does: string }[] };

function Shortcuts({ title, rows }: ShortcutsProps) {
  return (
    <section aria-label={title}>
      <h3 className={styles.title}>{title}</h3>
      <dl className={styles.list}>
        {rows.map(({ keys, does }) => (
          <div key={does}>
            <dt>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
