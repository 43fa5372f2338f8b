import { Drawer } from "@mantine/core";
import { AdminTag } from "./admin-tag";
import { BrandMark } from "./brand";
import styles from "./frame.module.css";
import { Sidebar } from "./sidebar";
import { useArea } from "./use-area";

/** The menu of the phone; loaded when it opens. */
export default function MenuDrawer({ isOpen, onClose }: { isOpen: boolean; onClose(): void }) {
  const area = useArea();
  return (
    <Drawer
      opened={isOpen}
      onClose={onClose}
      size={264}
      title={
        <span className={styles.drawertitle}>
          <BrandMark />
          Callwright
          {area === "admin" && <AdminTag />}
        </span>
      }
      closeButtonProps={{ "aria-label": "Close menu" }}
    >
      <Sidebar isCollapsed={false} isInDrawer />
    </Drawer>
  );
}
