import { Menu } from "@mantine/core";
import { IconCheck } from "@tabler/icons-react";
import { Link } from "@/components/navigation/link";
import { type Opened, OpenerAnchor } from "../ui/opener";
import { useAddress } from "../ui/use-address";
import type { Filter, FilterChoice } from "./filter";
import styles from "./filter-bar.module.css";

type FilterChoicesProps = Opened & {
  filter: Extract<Filter, { choices: readonly FilterChoice[] }>;
  value?: string;
};

/** What a filter can be set to; each choice is a link. */
export default function FilterChoices({ filter, value, isOpen, onChange }: FilterChoicesProps) {
  const address = useAddress();
  const { kind, name, label, choices } = filter;
  const isSeveral = kind === "choices";
  const chosen = value === undefined ? [] : isSeveral ? value.split(",") : [value];

  function addressOf(choice: string): string {
    if (!isSeveral) return address({ [name]: choice });
    const next = choices.map((each) => each.value).filter((each) => chosen.includes(each) !== (each === choice));
    return address({ [name]: next.length === 0 ? null : next.join(",") });
  }
  return (
    <Menu opened={isOpen} onChange={onChange} position="bottom-start" closeOnItemClick={!isSeveral}>
      <Menu.Target>
        <OpenerAnchor />
      </Menu.Target>
      <Menu.Dropdown className={styles.menu} aria-label={label}>
        {choices.length === 0 && <Menu.Label>Nothing to choose yet</Menu.Label>}
        {choices.map((choice) => {
          const isChosen = chosen.includes(choice.value);
          return (
            <Menu.Item
              key={choice.value}
              component={Link}
              href={addressOf(choice.value)}
              scroll={false}
              rightSection={isChosen ? <IconCheck size={15} aria-label="chosen" /> : null}
            >
              {choice.label}
            </Menu.Item>
          );
        })}
      </Menu.Dropdown>
    </Menu>
  );
}
