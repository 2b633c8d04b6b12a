import { Empty } from "../../../kit/empty.tsx";
import { useWords } from "../../../kit/words.ts";

export default function Overview() {
  const words = useWords("staff");
  return <Empty icon="shield" title={words.soonTitle} hint={words.soonHint} />;
}
