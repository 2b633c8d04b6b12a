import { SkeletonCards } from "./skeleton.tsx";
import { useWords } from "./words.ts";

export function ScreenWaiting() {
  const words = useWords("kit");
  return (
    <div style={{ padding: "var(--s4)" }} aria-busy>
      <span className="read-only-aloud" role="status">
        {words.loading}
      </span>
      <SkeletonCards cards={6} />
    </div>
  );
}
