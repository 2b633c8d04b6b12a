import { Link } from "@tanstack/react-router";
import { Button } from "antd";
import { Empty } from "../../kit/empty.tsx";
import { useWords } from "../../kit/words.ts";
import { useSignOut } from "./use-sign-out.ts";

/** Not allowed, whom to ask, and a way out: another account or another section. */
export function NoPermission({ hint }: { hint?: string }) {
  const words = useWords("entry");
  const signOut = useSignOut();
  const ways = (
    <div style={{ display: "flex", gap: "var(--s2)" }}>
      <Link to="/">
        <Button>{words.otherSection}</Button>
      </Link>
      <Button type="primary" onClick={signOut}>
        {words.otherAccount}
      </Button>
    </div>
  );
  return <Empty icon="shield" title={words.noPermission} hint={hint ?? words.noPermissionHint} action={ways} />;
}
