import { Empty } from "../../../kit/empty.tsx";
import { LanguageSwitch } from "../../../kit/language-switch.tsx";
import { useWords } from "../../../kit/words.ts";

export default function Me() {
  const words = useWords("shell");
  return <Empty icon="person" title={words.meEmpty} hint={words.meEmptyHint} action={<LanguageSwitch />} />;
}
