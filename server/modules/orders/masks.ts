/** The first character of a name and a star for each further one, at least one: 王伟 → 王*. */
export function maskName(name: string): string {
  const [first = "", ...rest] = Array.from(name);
  return first + "*".repeat(Math.max(1, rest.length));
}

/** Six digits of a phone are hidden: 13812345678 → 138******78. */
export const maskPhone = (phone: string): string =>
  phone.length < 8 ? "*".repeat(phone.length) : `${phone.slice(0, 3)}******${phone.slice(9)}`;

/** The street's first two characters, never a number, and stars of one length for every address. */
export const maskStreet = (street: string): string =>
  `${Array.from(street.replaceAll(/\d/g, "*")).slice(0, 2).join("")}****`;
