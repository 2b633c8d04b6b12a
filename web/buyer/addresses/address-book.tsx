import { useState } from "react";
import { Button } from "../../kit/button.tsx";
import { Dialog } from "../../kit/dialog.tsx";
import { Empty } from "../../kit/empty.tsx";
import { ErrorState } from "../../kit/error-state.tsx";
import { Icon } from "../../kit/icon.tsx";
import { SkeletonRows } from "../../kit/skeleton.tsx";
import { Tag } from "../../kit/tag.tsx";
import { toast } from "../../kit/toast.tsx";
import { useCall, useQueryOf } from "../../kit/use-api.ts";
import { useWords } from "../../kit/words.ts";
import styles from "./address.module.css";
import type { Address } from "./address-draft.ts";
import { AddressSheet } from "./address-sheet.tsx";
import { maskedPhone } from "./phone.ts";

type Props = { chosenId?: string | undefined; onChoose?: (address: Address) => void };
type Editing = { address?: Address; turn: number };

/** Every address of this person: to keep in order, or, at the checkout, to choose from. */
export function AddressBook({ chosenId, onChoose }: Props) {
  const words = useWords("address");
  const book = useQueryOf("listAddresses", {});
  const [editing, setEditing] = useState<Editing>({ turn: 0 });
  const [open, setOpen] = useState(false);
  const edit = (address?: Address) => {
    setEditing(({ turn }) => ({ ...(address ? { address } : {}), turn: turn + 1 }));
    setOpen(true);
  };
  const add = (
    <Button wide look={onChoose ? "tint" : "primary"} size="large" icon="plus" onClick={() => edit()}>
      {words.add}
    </Button>
  );
  if (book.error && !book.data) return <ErrorState problem={book.error} onRetry={() => void book.refetch()} />;
  return (
    <>
      {book.data === undefined ? (
        <SkeletonRows rows={3} picture={0} />
      ) : book.data.items.length === 0 ? (
        <Empty icon="pin" title={words.emptyTitle} hint={words.emptyHint} />
      ) : (
        <ul className={styles.book}>
          {book.data.items.map((address) => (
            <Entry
              key={address.id}
              address={address}
              chosen={address.id === chosenId}
              onChoose={onChoose}
              onEdit={edit}
            />
          ))}
        </ul>
      )}
      <div className={styles.add}>{add}</div>
      <AddressSheet
        key={editing.turn}
        open={open}
        address={editing.address}
        onClose={() => setOpen(false)}
        {...(onChoose ? { onSaved: onChoose } : {})}
      />
    </>
  );
}

type EntryProps = {
  address: Address;
  chosen: boolean;
  onChoose?: ((address: Address) => void) | undefined;
  onEdit: (address: Address) => void;
};

function Entry({ address, chosen, onChoose, onEdit }: EntryProps) {
  const words = useWords("address");
  const text = <AddressText address={address} chosen={chosen} />;
  return (
    <li className={chosen ? styles.entryNow : styles.entry}>
      {onChoose ? (
        <button type="button" className={styles.text} aria-pressed={chosen} onClick={() => onChoose(address)}>
          {text}
        </button>
      ) : (
        <div className={styles.text}>{text}</div>
      )}
      <button
        type="button"
        className={styles.deed}
        aria-label={`${words.edit} ${address.name}`}
        onClick={() => onEdit(address)}
      >
        <Icon name="edit" size={20} />
      </button>
      {onChoose ? null : <Remove address={address} />}
    </li>
  );
}

const AddressText = ({ address, chosen }: { address: Address; chosen: boolean }) => {
  const words = useWords("address");
  return (
    <>
      <span className={styles.who}>
        <b>{address.name}</b>
        <span>{maskedPhone(address.phone)}</span>
        {address.isDefault ? <Tag tone="brand">{words.isDefault}</Tag> : null}
        {chosen ? <Icon name="check" size={18} weight={2.2} label={words.chosen} /> : null}
      </span>
      <span className={styles.where}>{`${address.regionNames.join(" ")} ${address.street}`}</span>
    </>
  );
};

function Remove({ address }: { address: Address }) {
  const words = useWords("address");
  const [asking, setAsking] = useState(false);
  const remove = useCall("removeAddress", {
    refresh: ["listAddresses"],
    onDone: () => {
      setAsking(false);
      toast({ text: words.removed });
    },
  });
  return (
    <>
      <button
        type="button"
        className={styles.deed}
        aria-label={`${words.remove} ${address.name}`}
        onClick={() => setAsking(true)}
      >
        <Icon name="trash" size={20} />
      </button>
      <Dialog
        open={asking}
        onClose={() => setAsking(false)}
        title={words.removeTitle}
        confirmLabel={words.remove}
        danger
        busy={remove.isPending}
        onConfirm={() => remove.mutate({ addressId: address.id })}
      >
        {`${address.name} · ${address.regionNames.join(" ")} ${address.street}`}
      </Dialog>
    </>
  );
}
