import { Menu } from "@mantine/core";
import { type Opened, OpenerAnchor } from "../ui/opener";

type SavedViewMenuProps = Opened & {
  name: string;
  isFirst: boolean;
  isLast: boolean;
  onRename(): void;
  onMove(by: -1 | 1): void;
  onDelete(): void;
};

/** What can be done with a saved view. */
export default function SavedViewMenu({ name, isFirst, isLast, isOpen, onChange, ...on }: SavedViewMenuProps) {
  return (
    <Menu opened={isOpen} onChange={onChange} position="bottom-end">
      <Menu.Target>
        <OpenerAnchor />
      </Menu.Target>
      <Menu.Dropdown aria-label={name}>
        <Menu.Item onClick={on.onRename}>Rename</Menu.Item>
        <Menu.Item disabled={isFirst} onClick={() => on.onMove(-1)}>
          Move left
        </Menu.Item>
        <Menu.Item disabled={isLast} onClick={() => on.onMove(1)}>
          Move right
        </Menu.Item>
        <Menu.Item color="red" onClick={on.onDelete}>
          Delete
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
