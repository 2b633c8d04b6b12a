import { ErrorState } from "../../../kit/error-state.tsx";
import { money } from "../../../kit/format.ts";
import { useQueryOf } from "../../../kit/use-api.ts";
import { useWords } from "../../../kit/words.ts";
import { FigureCards } from "../../parts/figure-cards.tsx";

/** The shop's money by where it lies. */
export function MoneyCards({ shopId }: { shopId: string }) {
  const { cards } = useWords("statement");
  const { data, error, refetch } = useQueryOf("readShopStatement", { shopId, limit: 1 });
  if (error && !data) return <ErrorState problem={error} onRetry={() => void refetch()} />;
  const show = (fen: number | undefined) => (fen === undefined ? undefined : money(fen));
  const balances = data?.balances;
  return (
    <FigureCards
      cards={[
        { key: "due", name: cards.due, is: cards.dueIs, value: show(balances?.dueFen), lead: true },
        { key: "held", name: cards.held, is: cards.heldIs, value: show(balances?.heldFen) },
        { key: "reserve", name: cards.reserve, is: cards.reserveIs, value: show(balances?.reserveFen) },
        { key: "deposit", name: cards.deposit, is: cards.depositIs, value: show(balances?.depositFen) },
      ]}
    />
  );
}
