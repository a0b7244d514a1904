import type { zh } from "./zh-CN";

/** The same in English. */
export const en: Record<keyof typeof zh, string> = {
  "identities.or": "or",
  "identities.sign_in": "Sign in with {provider}",
  "identities.take_up": "Join by the code and {provider}, without a password",
  "identities.take_up.code": "Enter the invitation's code first",
  "identities.confirm": "Confirm with {provider}",
  "identities.returning": "Checking who you are …",
  "identities.again": "Back to the sign-in page",
  "identities.account": "Back to my account",
  "identities.title": "Sign-in by your institution",
  "identities.lead": "Once linked, your institution's own sign-on lets you in without a password of this platform. An administrator can unlink it.",
  "identities.link": "Link my account at {provider}",
  "identities.linked": "Linked with {provider} since {since}",
  "people.providers": "Sign-on",
  "people.change.unlink": "Unlink",
  "people.sure.unlink": "This person can no longer sign in by the institution's sign-on, and all their sessions end at once. Sure?",
  "change.link": "Link of an identity",
  "change.unlink": "Unlinking",
};
