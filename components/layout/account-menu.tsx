"use client";

import { Avatar, Menu, Text, UnstyledButton, useMantineColorScheme } from "@mantine/core";
import { useMounted } from "@mantine/hooks";
import { IconCheck, IconDeviceDesktop, IconLogout, IconMoon, IconSun } from "@tabler/icons-react";
import { signOut } from "next-auth/react";
import { useAccount } from "./account-context";
import styles from "./account-menu.module.css";

const schemes = [
  { value: "light", label: "Light", icon: IconSun },
  { value: "dark", label: "Dark", icon: IconMoon },
  { value: "auto", label: "As the device", icon: IconDeviceDesktop },
] as const;

export function AccountMenu() {
  const account = useAccount();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const isMounted = useMounted();

  return (
    <Menu position="bottom-end" width={240}>
      <Menu.Target>
        <UnstyledButton aria-label={`Account of ${account.name}`} style={{ borderRadius: 32, flexShrink: 0 }}>
          <Avatar size={30} radius="xl" aria-hidden classNames={{ placeholder: styles.initials }}>
            {initials(account.name)}
          </Avatar>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <div style={{ padding: "6px 10px 8px" }}>
          <Text fw={600} truncate>
            {account.name}
          </Text>
          <Text size="xs" c="dimmed" truncate>
            {account.email}
          </Text>
          <Text size="xs" c="dimmed">
            Times in {account.timezone.replaceAll("_", " ")}
          </Text>
        </div>
        <Menu.Divider />
        <Menu.Label>Appearance</Menu.Label>
        {schemes.map(({ value, label, icon: SchemeIcon }) => (
          <Menu.Item
            key={value}
            role="menuitemradio"
            aria-checked={isMounted && colorScheme === value}
            closeMenuOnClick={false}
            leftSection={<SchemeIcon size={16} stroke={1.7} aria-hidden />}
            rightSection={isMounted && colorScheme === value ? <IconCheck size={16} aria-hidden /> : null}
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

function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => word?.[0] ?? "");
  return letters.join("").toUpperCase() || "?";
}
