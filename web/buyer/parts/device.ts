const place = "jishi.device";
let mine: string | undefined;

/** A random name for this browser, so that one visitor counts once. Says nothing of the person. */
export function deviceId(): string {
  mine ??= kept() ?? crypto.randomUUID();
  return mine;
}

function kept(): string | undefined {
  try {
    const found = localStorage.getItem(place) ?? crypto.randomUUID();
    localStorage.setItem(place, found);
    return found;
  } catch {
    // Storage is refused in some private windows: then the visitor is new with each page.
    return undefined;
  }
}
