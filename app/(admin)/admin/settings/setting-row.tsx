"use client";

import { TextInput } from "@mantine/core";
import { exactTime, RelativeTime } from "@/components/ui/relative-time";
import type { SettingChange, ShownSetting } from "@/lib/admin/settings/list-settings";
import { settingText, settingUnit } from "@/lib/admin/settings/setting-text";
import type { DialogFields } from "../../_parts/action-dialog";
import { DialogButton } from "../../_parts/dialog-button";
import { saying } from "../../_parts/saying";
import { saveSetting } from "./actions";
import styles from "./settings.module.css";

type SettingRowProps = { setting: ShownSetting; timezone: string };

/** A setting with its meaning, its value, and who changed it from what. */
export function SettingRow({ setting, timezone }: SettingRowProps) {
  const { key, definition, value, history } = setting;
  const [newest] = history;
  return (
    <li className={styles.setting}>
      <div>
        <span className={styles.label}>{definition.label}</span>
        <span className={styles.detail}>{definition.description}.</span>
        <span className={styles.detail}>
          <code>{key}</code>
          {" · "}Default: {settingText(definition.default)}
          {"min" in definition && `, from ${settingText(definition.min)} to ${settingText(definition.max)}`}
        </span>
      </div>
      <div className={styles.value}>
        {settingText(value)} {settingUnit(definition, value)}
      </div>
      <div className={styles.control}>
        <ChangeButton setting={setting} />
      </div>
      {newest && (
        <details className={styles.history}>
          <summary>
            Changed by <bdi>{newest.by}</bdi>{" "}
            <span title={exactTime(newest.at, timezone)}>
              <RelativeTime at={newest.at} asOf={newest.at} timezone={timezone} />
            </span>
          </summary>
          <ol>
            {history.map((change) => (
              <Change key={change.id} setting={setting} change={change} timezone={timezone} />
            ))}
          </ol>
        </details>
      )}
    </li>
  );
}

type ChangeProps = SettingRowProps & { change: SettingChange };

function Change({ setting, change: { at, by, before, after, reason }, timezone }: ChangeProps) {
  return (
    <li className={styles.change}>
      <span>
        {settingText(before)} → {settingText(after)}
        {reason && (
          <>
            {" "}
            “<bdi>{reason}</bdi>”
          </>
        )}
        <span className={styles.detail}>
          <bdi>{by}</bdi>, <RelativeTime at={at} asOf={at} timezone={timezone} />
        </span>
      </span>
      {before !== null && before !== setting.value && <ReturnButton setting={setting} to={before} />}
    </li>
  );
}

const expected = ({ value }: ShownSetting) => String(value ?? "");
const saved = () => "Saved. Every instance uses the new value within seconds.";

function ChangeButton({ setting }: { setting: ShownSetting }) {
  const { key, definition, value } = setting;
  const hidden = { key, expected: expected(setting) };
  const common = {
    title: definition.label,
    consequence: definition.effect,
    action: saying(saveSetting, saved),
    size: "xs" as const,
  };
  if (definition.type === "boolean") {
    const word = value === true ? "Turn off" : "Turn on";
    return (
      <DialogButton
        {...common}
        label={word}
        ariaLabel={`${word}: ${definition.label}`}
        submitLabel={word}
        hidden={{ ...hidden, value: String(value !== true) }}
      />
    );
  }
  return (
    <DialogButton
      {...common}
      label="Change"
      ariaLabel={`Change ${definition.label}`}
      submitLabel="Save"
      hidden={hidden}
      fields={(fields) => <ValueField setting={setting} {...fields} />}
    />
  );
}

function ValueField({ setting, typed, errorOf }: DialogFields & { setting: ShownSetting }) {
  const { definition, value } = setting;
  const unit = definition.unit ? ` (${definition.unit})` : "";
  return (
    <TextInput
      name="value"
      label={`New value${unit}`}
      description={
        "min" in definition ? `From ${settingText(definition.min)} to ${settingText(definition.max)}.` : undefined
      }
      inputMode="numeric"
      autoComplete="off"
      data-autofocus
      defaultValue={typed.value ?? String(value ?? "")}
      error={errorOf("value")}
      aria-invalid={errorOf("value") !== undefined}
    />
  );
}

function ReturnButton({ setting, to }: { setting: ShownSetting; to: string | number | boolean }) {
  const { key, definition } = setting;
  return (
    <DialogButton
      size="compact-xs"
      label={`Return to ${settingText(to)}`}
      ariaLabel={`Return ${definition.label} to ${settingText(to)}`}
      title={definition.label}
      consequence={`The value becomes ${settingText(to)} again. ${definition.effect}`}
      submitLabel={`Return to ${settingText(to)}`}
      action={saying(saveSetting, saved)}
      hidden={{ key, expected: expected(setting), value: String(to) }}
    />
  );
}
