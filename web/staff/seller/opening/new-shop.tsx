import { Apply } from "./apply.tsx";

/** One more shop for who has one already. */
export default function NewShop() {
  return <Apply />;
}
