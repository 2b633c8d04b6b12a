import { lazy, Suspense } from "react";
import { Skeleton } from "../../kit/skeleton.tsx";
import type { Draft } from "./address-draft.ts";

type Props = { draft: Draft; onChange: (draft: Draft) => void; problem?: string | undefined };

const Cascader = lazy(async () => {
  const [{ regions }, { RegionCascader }] = await Promise.all([
    import("#contract/regions"),
    import("../../kit/region-cascader.tsx"),
  ]);
  return {
    default: ({ draft, onChange }: Omit<Props, "problem">) => (
      <RegionCascader
        regions={regions()}
        value={draft.regionCodes}
        onChange={(regionCodes, regionNames) => onChange({ ...draft, regionCodes, regionNames })}
      />
    ),
  };
});

/** The country's regions are 20 KB: they come when an address is written, and their place is kept. */
export function RegionField({ draft, onChange, problem }: Props) {
  return (
    <div>
      <Suspense fallback={<Skeleton height={73} radius={10} />}>
        <Cascader draft={draft} onChange={onChange} />
      </Suspense>
      {problem ? (
        <p role="alert" style={{ color: "var(--bad)", fontSize: 13, marginTop: 6 }}>
          {problem}
        </p>
      ) : null}
    </div>
  );
}
