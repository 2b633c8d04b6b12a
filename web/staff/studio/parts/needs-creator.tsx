import { Link } from "@tanstack/react-router";
import { Button } from "antd";
import type { ReactNode } from "react";
import { Empty } from "../../../kit/empty.tsx";
import { useWords } from "../../../kit/words.ts";
import { useMe } from "../../parts/use-me.ts";

/** Shows its screen to creators; others see how to become one. */
export function NeedsCreator({ children }: { children: ReactNode }) {
  const words = useWords("studio");
  const { me } = useMe();
  if (me?.isCreator) return children;
  const step = (
    <Link to="/studio/creator">
      <Button type="primary">{words.stepCreator}</Button>
    </Link>
  );
  return <Empty icon="person" title={words.needCreator} hint={words.needCreatorHint} action={step} />;
}
