import { useState } from "react";
import { Icon } from "../../kit/icon.tsx";
import { Sheet } from "../../kit/sheet.tsx";
import { Skeleton } from "../../kit/skeleton.tsx";
import { useWords } from "../../kit/words.ts";
import { AddressBook } from "../addresses/address-book.tsx";
import type { Address } from "../addresses/address-draft.ts";
import { AddressSheet } from "../addresses/address-sheet.tsx";
import { maskedPhone } from "../addresses/phone.ts";
import styles from "./checkout.module.css";
import type { Checkout } from "./use-checkout.ts";

/** Where the goods go: a tap changes it; where there is none yet, a tap writes the first. */
export function AddressCard({ checkout }: { checkout: Checkout }) {
  const words = useWords("buy");
  const [open, setOpen] = useState<"book" | "form">();
  const { address, book } = checkout;
  const choose = (chosen: Address) => {
    checkout.chooseAddress(chosen);
    setOpen(undefined);
  };
  if (book.isPending) return <Skeleton height={76} radius={14} />;
  return (
    <>
      <button type="button" className={styles.address} onClick={() => setOpen(address ? "book" : "form")}>
        <Icon name="pin" size={24} />
        {address ? (
          <span className={styles.addressText}>
            <span>
              <span className="read-only-aloud">{words.changeAddress}</span>
              <b>{address.name}</b> {maskedPhone(address.phone)}
            </span>
            <small>{`${address.regionNames.join(" ")} ${address.street}`}</small>
          </span>
        ) : (
          <span className={styles.addressText}>
            <b>{words.addAddress}</b>
            <small>{words.addAddressHint}</small>
          </span>
        )}
        <Icon name="next" size={16} />
      </button>
      <Sheet open={open === "book"} onClose={() => setOpen(undefined)} title={words.chooseAddress} height="72dvh">
        <AddressBook chosenId={address?.id} onChoose={choose} />
      </Sheet>
      <AddressSheet open={open === "form"} onClose={() => setOpen(undefined)} onSaved={choose} />
    </>
  );
}
