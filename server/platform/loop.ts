export type Loop = { stop: () => Promise<void> /** The next turn comes at once. */; hurry: () => void };

/** Takes turns until stopped, never two at once. The turn deals with its own faults: a loop does not end by one. */
export function loop(everyMs: number, turn: () => Promise<void>): Loop {
  let going = true;
  let wake: (() => void) | undefined;
  let hurried = false;
  const rest = (): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, hurried ? 0 : everyMs);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  const running = (async () => {
    while (going) {
      hurried = false;
      await turn();
      if (going) await rest();
    }
  })();
  return {
    stop: () => {
      going = false;
      wake?.();
      return running;
    },
    hurry: () => {
      hurried = true;
      wake?.();
    },
  };
}
