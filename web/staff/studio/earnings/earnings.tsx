import { Segmented } from "antd";
import { useSearchState } from "../../../kit/search-state.ts";
import { useWords } from "../../../kit/words.ts";
import { Commissions } from "./commissions.tsx";
import { Statement } from "./statement.tsx";

const listOf = (search: Record<string, unknown>): { list: "statement" | "commissions" } => ({
  list: search.list === "commissions" ? "commissions" : "statement",
});

export default function Earnings() {
  const words = useWords("studio");
  const [{ list }, setSearch] = useSearchState(listOf);
  const choice = (
    <Segmented<"statement" | "commissions">
      size="large"
      value={list}
      options={[
        { value: "statement", label: words.statement },
        { value: "commissions", label: words.commissions },
      ]}
      onChange={(next) => setSearch({ list: next })}
    />
  );
  return list === "statement" ? <Statement choice={choice} /> : <Commissions choice={choice} />;
}
