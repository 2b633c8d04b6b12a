import { Empty } from "../../../kit/empty.tsx";
import { useWords } from "../../../kit/words.ts";

export default function Home() {
  const words = useWords("shell");
  return <Empty icon="video" title={words.homeEmpty} hint={words.homeEmptyHint} />;
}
