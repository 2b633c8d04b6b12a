/**
 * Solves the puzzle that a suspicious entrance asks for (altcha), off the main thread, and resolves to the `proof` that
 * `enterLine` takes. Give it the `challenge` of `promotions.proof_needed` or of `readPuzzle`; it takes about half a
 * second on a desk and two on an old phone. Rejects with the signal's reason when it is aborted, and with an error when
 * the puzzle is not one of ours. The worker is loaded only when called: `const { solvePuzzle } = await import(…)`.
 */
export function solvePuzzle(challenge: string, signal?: AbortSignal): Promise<string> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const worker = new Worker(new URL("./solve-puzzle-worker.ts", import.meta.url), { type: "module" });
    const stop = (): void => {
      worker.terminate();
      reject(signal?.reason);
    };
    const done = (): void => {
      worker.terminate();
      signal?.removeEventListener("abort", stop);
    };
    signal?.addEventListener("abort", stop, { once: true });
    worker.onmessage = ({ data: proof }: MessageEvent<string | null>) => {
      done();
      if (proof === null) reject(new Error("this puzzle has no answer"));
      else resolve(proof);
    };
    worker.onerror = (event) => {
      done();
      reject(new Error(event.message));
    };
    worker.postMessage(challenge);
  });
}
