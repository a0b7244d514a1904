/**
 * The enterprise's own signature, by a key that never leaves its device.
 *
 * The server sends the challenge inside WebAuthn options; the device answers with an assertion, which becomes the
 * `SubjectSignature` that the ledger's contract checks. The library encodes; this file only names the parts.
 */

import {
  startAuthentication,
  startRegistration,
  WebAuthnError,
  type AuthenticationResponseJSON,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  type RegistrationResponseJSON,
} from "@simplewebauthn/browser";

import type { SubjectSignature } from "../api/models";

export type Refusal = "unsupported" | "cancelled" | "not_enrolled" | "already_enrolled" | "failed";

/** No signature came of it, and why. Nothing was sent. */
export class SigningRefused extends Error {
  readonly reason: Refusal;

  constructor(reason: Refusal) {
    super(reason);
    this.name = "SigningRefused";
    this.reason = reason;
  }
}

/** Which refusal a failed WebAuthn ceremony is. */
export function refusalOf(error: unknown): Refusal {
  if (error instanceof WebAuthnError && error.code === "ERROR_AUTHENTICATOR_PREVIOUSLY_REGISTERED") return "already_enrolled";
  const name = error instanceof Error ? error.name : "";
  if (name === "NotAllowedError" || name === "AbortError") return "cancelled";
  if (name === "InvalidStateError") return "already_enrolled";
  if (name === "NotSupportedError" || name === "SecurityError") return "unsupported";
  return "failed";
}

/** The wire form of an assertion: base64url texts, as the device produced them. */
export function subjectSignature(assertion: AuthenticationResponseJSON): SubjectSignature {
  return {
    kind: "webauthn",
    credential_id: assertion.id,
    authenticator_data: assertion.response.authenticatorData,
    client_data_json: assertion.response.clientDataJSON,
    signature: assertion.response.signature,
  };
}

/** Sign what the options' challenge stands for. */
export async function sign(options: { [key: string]: unknown } | null): Promise<SubjectSignature> {
  if (!options) throw new SigningRefused("not_enrolled");
  if (!window.PublicKeyCredential) throw new SigningRefused("unsupported");
  try {
    const optionsJSON = options as unknown as PublicKeyCredentialRequestOptionsJSON;
    return subjectSignature(await startAuthentication({ optionsJSON }));
  } catch (error) {
    throw new SigningRefused(refusalOf(error));
  }
}

/** Make a passkey on this device. */
export async function createPasskey(options: { [key: string]: unknown }): Promise<RegistrationResponseJSON> {
  if (!window.PublicKeyCredential) throw new SigningRefused("unsupported");
  try {
    const optionsJSON = options as unknown as PublicKeyCredentialCreationOptionsJSON;
    return await startRegistration({ optionsJSON });
  } catch (error) {
    throw new SigningRefused(refusalOf(error));
  }
}
