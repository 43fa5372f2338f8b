import { MessageLink, MessagePage } from "@/components/ui/message-page";

export default function Forbidden() {
  return (
    <MessagePage
      title="Only administrators may open this page"
      actions={<MessageLink href="/overview">Go to my workspace</MessageLink>}
    >
      <p style={{ margin: "0 0 8px" }}>
        It is part of the admin panel. If you need it for your work, ask an administrator of this installation for
        access.
      </p>
    </MessagePage>
  );
}
