import { Drawer } from "@mantine/core";
import { BrandMark } from "./brand";
import styles from "./frame.module.css";
import { Sidebar } from "./sidebar";

/** The menu of the phone; loaded when it opens. */
export default function MenuDrawer({ isOpen, onClose }: { isOpen: boolean; onClose(): void }) {
  return (
    <Drawer
      opened={isOpen}
      onClose={onClose}
      size={264}
      title={
        <span className={styles.drawertitle}>
          <BrandMark />
          Callwright
        </span>
      }
      closeButtonProps={{ "aria-label": "Close menu" }}
    >
      <Sidebar isCollapsed={false} isInDrawer />
    </Drawer>
  );
}
