type Waiting<In, Out> = { input: In; resolve: (out: Out) => void; reject: (error: unknown) => void };

/** More callers wait than the house is willing to keep waiting: come back in a second. */
export class Busy extends Error {}

export type BatchOptions = { batchMax?: number; inFlightMax?: number; secondFrom?: number; waitingMax?: number };

/**
 * Makes a use-case for many callable by one. While a batch is with the database the next callers queue up and then
 * leave together, so batches grow with the load and nobody waits for a timer in a quiet hour.
 */
export function batcher<In, Out>(
  work: (inputs: In[]) => Promise<Out[]>,
  { batchMax = 256, inFlightMax = 2, secondFrom = 64, waitingMax = 20_000 }: BatchOptions = {},
): (input: In) => Promise<Out> {
  const queue: Waiting<In, Out>[] = [];
  let inFlight = 0;

  async function run(batch: Waiting<In, Out>[]): Promise<void> {
    try {
      const outs = await work(batch.map((waiting) => waiting.input));
      for (const [n, waiting] of batch.entries()) waiting.resolve(outs[n]!);
    } catch (error) {
      // One bad input must not fail its neighbours: each of them goes again alone.
      if (batch.length === 1) batch[0]!.reject(error);
      else for (const waiting of batch) await run([waiting]);
    }
  }

  // The first batch leaves at once; a second one only when it is large enough to be worth a transaction.
  const mayLeave = (): boolean => queue.length >= (inFlight === 0 ? 1 : secondFrom) && inFlight < inFlightMax;

  function drain(): void {
    while (mayLeave()) {
      inFlight += 1;
      void run(queue.splice(0, batchMax)).finally(() => {
        inFlight -= 1;
        drain();
      });
    }
  }

  return (input) =>
    new Promise((resolve, reject) => {
      if (queue.length >= waitingMax) return reject(new Busy());
      queue.push({ input, resolve, reject });
      setImmediate(drain); // after this turn's arrivals have all been read
    });
}
