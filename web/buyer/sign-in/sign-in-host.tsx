import { lazy, Suspense, useState, useSyncExternalStore } from "react";
import { currentWish, subscribeToWish } from "./sign-in-wish.ts";

const SignInSheet = lazy(() => import("./sign-in-sheet.tsx"));

/** Stands once in the shell; the sheet is loaded when somebody is first asked to sign in. */
export function SignInHost() {
  const { isOpen } = useSyncExternalStore(subscribeToWish, currentWish);
  const [wanted, setWanted] = useState(false);
  if (isOpen && !wanted) setWanted(true);
  return wanted ? (
    <Suspense fallback={null}>
      <SignInSheet open={isOpen} />
    </Suspense>
  ) : null;
}
