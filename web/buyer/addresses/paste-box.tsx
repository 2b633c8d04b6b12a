import { useState } from "react";
import { Button } from "../../kit/button.tsx";
import { Field } from "../../kit/field.tsx";
import { useWords } from "../../kit/words.ts";
import styles from "./address.module.css";
import type { Draft } from "./address-draft.ts";

type Props = { draft: Draft; onFill: (draft: Draft) => void };

/** A whole delivery note, pasted at once, fills the form; what was found is named so that it gets checked. */
export function PasteBox({ draft, onFill }: Props) {
  const words = useWords("address");
  const [text, setText] = useState("");
  const [said, setSaid] = useState<string>();
  const fill = async () => {
    const { recogniseInto } = await import("./recognise.ts");
    const result = recogniseInto(draft, text);
    onFill(result.draft);
    const parts = result.found.map((part) => words.parts[part]);
    setSaid(parts.length > 0 ? words.recognised(parts.join(" · ")) : words.recognisedNothing);
  };
  return (
    <div className={styles.paste}>
      <Field
        label={words.pasteLabel}
        lines={2}
        value={text}
        maxLength={500}
        placeholder={words.pastePlaceholder}
        onChange={(event) => setText(event.target.value)}
        hint={said}
      />
      <Button look="tint" size="small" icon="scan" disabled={text.trim() === ""} onClick={() => void fill()}>
        {words.recognise}
      </Button>
    </div>
  );
}
