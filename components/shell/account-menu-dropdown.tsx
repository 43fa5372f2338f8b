import { Menu, useMantineColorScheme } from "@mantine/core";
import { IconArrowsLeftRight, IconCheck, IconDeviceDesktop, IconLogout, IconMoon, IconSun } from "@tabler/icons-react";
import { signOut } from "next-auth/react";
import { Link } from "@/components/navigation/link";
import { type Opened, OpenerAnchor } from "@/components/ui/opener";
import { useAccount } from "./account-context";
import styles from "./account-menu.module.css";
import { useOtherArea } from "./use-other-area";

const schemes = [
  { value: "light", label: "Light", icon: IconSun },
  { value: "dark", label: "Dark", icon: IconMoon },
  { value: "auto", label: "As the device", icon: IconDeviceDesktop },
] as const;

/** The account menu: the account, the colour scheme, and signing out. */
export default function AccountMenuDropdown({ isOpen, onChange }: Opened) {
  const account = useAccount();
  const otherArea = useOtherArea();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Menu opened={isOpen} onChange={onChange} position="bottom-end" width={240} withinPortal={false}>
      <Menu.Target>
        <OpenerAnchor />
      </Menu.Target>
      <Menu.Dropdown aria-label="Account">
        <div className={styles.who}>
          <strong>{account.name}</strong>
          <span>{account.email}</span>
          <span>Times in {account.timezone.replaceAll("_", " ")}</span>
        </div>
        {otherArea && (
          <>
            <Menu.Divider />
            <Menu.Item
              component={Link}
              href={otherArea.href}
              leftSection={<IconArrowsLeftRight size={16} stroke={1.7} aria-hidden />}
            >
              {otherArea.title}
            </Menu.Item>
          </>
        )}
        <Menu.Divider />
        <Menu.Label>Appearance</Menu.Label>
        {schemes.map(({ value, label, icon: SchemeIcon }) => (
          <Menu.Item
            key={value}
            role="menuitemradio"
            aria-checked={colorScheme === value}
            closeMenuOnClick={false}
            leftSection={<SchemeIcon size={16} stroke={1.7} aria-hidden />}
            rightSection={colorScheme === value ? <IconCheck size={16} aria-hidden /> : null}
            onClick={() => setColorScheme(value)}
          >
            {label}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item
          leftSection={<IconLogout size={16} stroke={1.7} aria-hidden />}
          onClick={() => signOut({ callbackUrl: "/sign-in" })}
        >
          Sign out
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
