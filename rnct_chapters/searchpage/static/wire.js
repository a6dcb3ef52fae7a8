/* The line to the server: questions alone. */

/** The server said no, in one sentence. */
export class Refused extends Error {}

/** The server did not answer, or no longer knows this page: it was stopped, or started again. */
export class Unreachable extends Error {}

/** JSON from the server. Throws `Refused` and `Unreachable`, and what `fetch` throws once `signal` gave up. */
export async function ask(path, signal) {
  let answer;
  try {
    answer = await fetch(path, { signal });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new Unreachable();
  }
  if (answer.status === 403) throw new Unreachable();
  if (!answer.ok) {
    const told = await answer.json().catch(() => null);
    throw new Refused(told?.why?.text ?? `HTTP ${answer.status}`);
  }
  return answer.json();
}
