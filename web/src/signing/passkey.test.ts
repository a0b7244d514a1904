import { describe, expect, it } from "vitest";

import { refusalOf, sign, SigningRefused, subjectSignature } from "./passkey";

describe("passkey", () => {
  it("hands the device's bytes on unchanged, under the names of the contract", () => {
    const signature = subjectSignature({
      id: "Y3JlZA",
      rawId: "Y3JlZA",
      type: "public-key",
      clientExtensionResults: {},
      response: { authenticatorData: "SZYN5Y", clientDataJSON: "eyJ0eXBlIjoi", signature: "MEUCIQ", userHandle: "AAEC" },
    });
    expect(signature).toEqual({
      kind: "webauthn",
      credential_id: "Y3JlZA",
      authenticator_data: "SZYN5Y",
      client_data_json: "eyJ0eXBlIjoi",
      signature: "MEUCIQ",
    });
  });

  it("tells cancelling from failing", () => {
    const named = (name: string): Error => Object.assign(new Error(), { name });
    expect(refusalOf(named("NotAllowedError"))).toBe("cancelled");
    expect(refusalOf(named("AbortError"))).toBe("cancelled");
    expect(refusalOf(named("InvalidStateError"))).toBe("already_enrolled");
    expect(refusalOf(named("SecurityError"))).toBe("unsupported");
    expect(refusalOf(named("UnknownError"))).toBe("failed");
    expect(refusalOf("no error at all")).toBe("failed");
  });

  it("does not start a ceremony without a key", async () => {
    await expect(sign(null)).rejects.toEqual(new SigningRefused("not_enrolled"));
  });
});
