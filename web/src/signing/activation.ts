/**
 * The registry's code authorises a new key without leaving this device.
 *
 * What is sent is HMAC-SHA-256 under the code over the enterprise and the passkey's own bytes: the portal can neither
 * read the code from it nor put another key in the passkey's place (`puhui.parties.activating` checks it).
 */

const encoder = new TextEncoder();

/** A code as people type it: without blanks and dashes, in upper case. */
export function normalised(code: string): string {
  return code.replace(/[\s-]/g, "").toUpperCase();
}

/** Whether it can be a code at all: 16 characters of base 32. */
export function looksLikeCode(code: string): boolean {
  return /^[A-Z2-7]{16}$/.test(normalised(code));
}

/** The authorisation of a passkey's attestation object, both base64url. */
export async function activation(code: string, uscc: string, attestationObject: string): Promise<string> {
  const key = await crypto.subtle.importKey("raw", encoder.encode(normalised(code)), { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  const head = encoder.encode(`puhui activation\n${uscc}\n`);
  const what = fromBase64Url(attestationObject);
  const message = new Uint8Array(head.length + what.length);
  message.set(head);
  message.set(what, head.length);
  return toBase64Url(new Uint8Array(await crypto.subtle.sign("HMAC", key, message)));
}

function fromBase64Url(text: string): Uint8Array {
  return Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (character) => character.charCodeAt(0));
}

function toBase64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes)).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}
