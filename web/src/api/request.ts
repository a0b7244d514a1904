const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** A number for one request: pressed twice, or sent again after an error, it is done once. */
export function freshRequest(): string {
  const chosen = crypto.getRandomValues(new Uint8Array(26));
  return `req_${Array.from(chosen, (octet, place) => ALPHABET[place === 0 ? octet % 8 : octet % 32]).join("")}`;
}
