import { useState } from "react";
import { Button } from "../../kit/button.tsx";
import { Field } from "../../kit/field.tsx";
import { useRefusalText } from "../../kit/refusal-text.ts";
import { Sheet } from "../../kit/sheet.tsx";
import { toast } from "../../kit/toast.tsx";
import { useCall } from "../../kit/use-api.ts";
import { useWords } from "../../kit/words.ts";
import styles from "./address.module.css";
import { type Address, type Draft, draftOf, emptyDraft, faultyParts } from "./address-draft.ts";
import { PasteBox } from "./paste-box.tsx";
import { RegionField } from "./region-field.tsx";

type Props = {
  open: boolean;
  address?: Address | undefined;
  onClose: () => void;
  onSaved?: (address: Address) => void;
};

/** Writes a new address or changes one. What is wrong stands beside its field, from the first try to save on. */
export function AddressSheet({ open, address, onClose, onSaved }: Props) {
  const words = useWords("address");
  const [draft, setDraft] = useState<Draft>(address ? draftOf(address) : emptyDraft);
  const [tried, setTried] = useState(false);
  const done = (saved: Address) => {
    toast({ text: words.saved, look: "good" });
    onSaved?.(saved);
    onClose();
  };
  const add = useCall("addAddress", { refresh: ["listAddresses"], onDone: done });
  const change = useCall("changeAddress", { refresh: ["listAddresses"], onDone: done });
  const problem = useRefusalText(add.error ?? change.error);
  const save = () => {
    setTried(true);
    if (faultyParts(draft).length > 0) return;
    if (address) change.mutate({ addressId: address.id, ...draft });
    else add.mutate(draft);
  };
  const footer = (
    <>
      {problem ? (
        <p className={styles.problem} role="alert">
          {problem}
        </p>
      ) : null}
      <Button wide size="large" busy={add.isPending || change.isPending} onClick={save}>
        {words.save}
      </Button>
    </>
  );
  return (
    <Sheet open={open} onClose={onClose} title={address ? words.edit : words.add} height="86dvh" footer={footer}>
      <Fields draft={draft} tried={tried} onChange={setDraft} />
    </Sheet>
  );
}

function Fields({ draft, tried, onChange }: { draft: Draft; tried: boolean; onChange: (draft: Draft) => void }) {
  const words = useWords("address");
  const faults = tried ? faultyParts(draft) : [];
  return (
    <div className={styles.form}>
      <PasteBox draft={draft} onFill={onChange} />
      <Field
        label={words.name}
        required
        value={draft.name}
        maxLength={40}
        autoComplete="name"
        placeholder={words.namePlaceholder}
        problem={faults.includes("name") ? words.needName : undefined}
        onChange={(event) => onChange({ ...draft, name: event.target.value })}
      />
      <Field
        label={words.phone}
        required
        value={draft.phone}
        maxLength={11}
        inputMode="tel"
        autoComplete="tel-national"
        placeholder={words.phonePlaceholder}
        problem={faults.includes("phone") ? words.needPhone : undefined}
        onChange={(event) => onChange({ ...draft, phone: event.target.value.replace(/\D/g, "") })}
      />
      <RegionField
        draft={draft}
        onChange={onChange}
        problem={faults.includes("region") ? words.needRegion : undefined}
      />
      <Field
        label={words.street}
        required
        lines={2}
        value={draft.street}
        maxLength={120}
        autoComplete="street-address"
        placeholder={words.streetPlaceholder}
        problem={faults.includes("street") ? words.needStreet : undefined}
        onChange={(event) => onChange({ ...draft, street: event.target.value })}
      />
      <label className={styles.check}>
        <input
          type="checkbox"
          checked={draft.isDefault ?? false}
          onChange={(event) => onChange({ ...draft, isDefault: event.target.checked })}
        />
        {words.setDefault}
      </label>
    </div>
  );
}
