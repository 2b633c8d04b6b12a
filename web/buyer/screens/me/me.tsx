import { Empty } from "../../../kit/empty.tsx";
import { useWords } from "../../../kit/words.ts";

export default function Me() {
  const words = useWords("shell");
  return <Empty icon="person" title={words.meEmpty} hint={words.meEmptyHint} />;
}
