const key = "callwright.shortcuts";

/** Whether keys without Ctrl or Cmd do anything in this browser: anyone who speaks to the computer may not want that. */
export function areShortcutsOn(): boolean {
  return localStorage.getItem(key) !== "off";
}

export function switchShortcuts(isOn: boolean): void {
  localStorage.setItem(key, isOn ? "on" : "off");
}
