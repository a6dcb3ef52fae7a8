/* A question to the server whose answer may be a refusal: then there is a sentence to show, and nothing breaks. */

import { Refused, Unreachable } from "./wire.js";

/** `{told}` with the answer, or `{why}` with a sentence: the server's, or that it does not answer (then `away`, too). */
export async function asked(store, path, body) {
  try {
    return { told: await store.ask(path, body) };
  } catch (error) {
    if (error instanceof Refused) return { why: error.message };
    if (error instanceof Unreachable) return { why: store.t("desk_offline"), away: true };
    throw error;
  }
}
