import { Modal } from "antd";
import { useWords } from "../../../kit/words.ts";
import { ProductPicker } from "../parts/product-picker.tsx";
import type { Shelf } from "./use-shelf.ts";

type Props = { open: boolean; onClose: () => void; shelf: Shelf };

export function AddProducts({ open, onClose, shelf }: Props) {
  const words = useWords("desk");
  return (
    <Modal open={open} onCancel={onClose} footer={null} title={words.addProduct} width={560} destroyOnHidden>
      <ProductPicker
        taken={new Set(shelf.items.map(({ id }) => id))}
        onPick={({ id }) => shelf.add(id)}
        pickLabel={words.add}
        takenLabel={words.onShelf}
        busyId={shelf.addingId}
      />
    </Modal>
  );
}
