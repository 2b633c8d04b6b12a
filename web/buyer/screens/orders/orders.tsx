import { Empty } from "../../../kit/empty.tsx";
import { useWords } from "../../../kit/words.ts";

export default function Orders() {
  const words = useWords("shell");
  return <Empty icon="orders" title={words.ordersEmpty} hint={words.ordersEmptyHint} />;
}
