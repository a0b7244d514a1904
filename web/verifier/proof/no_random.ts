/** Stands in for Node's crypto, which sm-crypto-v2 asks for where a browser has none: a verifier needs no random numbers. */
export const webcrypto = undefined;
