import { useWords } from "../../../kit/words.ts";
import { AddressBook } from "../../addresses/address-book.tsx";
import { ScreenFrame } from "../../parts/screen-frame.tsx";
import { SignedIn } from "../../parts/signed-in.tsx";

export default function Addresses() {
  const words = useWords("address");
  return (
    <ScreenFrame title={words.title}>
      <SignedIn title={words.title}>{() => <AddressBook />}</SignedIn>
    </ScreenFrame>
  );
}
