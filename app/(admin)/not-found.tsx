import { OutsideMenu } from "@/components/shell/outside-menu";
import { MessageLink, MessagePage } from "@/components/ui/message-page";

export default function NotFound() {
  return (
    <MessagePage title="Page not found" isInFrame actions={<MessageLink href="/admin">Go to the overview</MessageLink>}>
      <OutsideMenu />
      <p style={{ margin: "0 0 8px" }}>It may have been deleted, or the address may be incomplete.</p>
    </MessagePage>
  );
}
