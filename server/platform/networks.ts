import { isIPv4, SocketAddress } from "node:net";

const MAPPED = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i;
const GROUPS_OF_NETWORK = 4;

const plain = (address: string): string => MAPPED.exec(address)?.[1] ?? address;

/** The first 64 bits of an IPv6 address, which one household or one machine has for itself. */
function first64(address: string): string {
  const [text = address] = address.split("%");
  const [head = "", tail = ""] = (SocketAddress.parse(`[${text}]:0`)?.address ?? text).split("::");
  const groups = head.split(":").filter(Boolean);
  const after = tail.split(":").filter(Boolean);
  const zeros = Array.from({ length: Math.max(0, 8 - groups.length - after.length) }, () => "0");
  return `${[...groups, ...zeros, ...after].slice(0, GROUPS_OF_NETWORK).join(":")}::/64`;
}

const isOwn = (address: string): boolean => address.startsWith("127.") || address === "::1";

/**
 * The network an address belongs to: its /24, or its /64. Nothing for this machine's own address: there a proxy in
 * front of us asks for everybody.
 */
export function networkOf(address: string): string | undefined {
  const known = plain(address);
  if (isOwn(known)) return undefined;
  return isIPv4(known) ? `${known.slice(0, known.lastIndexOf("."))}.0/24` : first64(known);
}

/** What one customer of a network operator is counted by: an IPv4 address, or a /64. Nothing for this machine's own. */
export function householdOf(address: string): string | undefined {
  const known = plain(address);
  if (isOwn(known)) return undefined;
  return isIPv4(known) ? known : first64(known);
}
