/* The line to the server: requests, and the stream of what others decide. */

/** The server said no, in one sentence; `answer` is what came with it. */
export class Refused extends Error {
  constructor(status, answer) {
    super(answer?.why?.text ?? `HTTP ${status}`);
    this.status = status;
    this.answer = answer;
  }
}

/** The server did not answer, or no longer knows this page: it was stopped, or started again. */
export class Unreachable extends Error {}

/** JSON from the server; sends `body` as JSON where there is one. Throws `Refused` and `Unreachable`. */
export async function ask(path, body) {
  const answer = await request(path, body);
  return answer.json();
}

/** The same, for what is no JSON: octets and text. The caller reads the body. */
export async function request(path, body) {
  const how = body === undefined ? {} : {
    method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body),
  };
  let answer;
  try {
    answer = await fetch(path, how);
  } catch {
    throw new Unreachable();
  }
  if (answer.status === 403) throw new Unreachable();
  if (!answer.ok) throw new Refused(answer.status, await answer.json().catch(() => null));
  return answer;
}

const FIRST_WAIT_MS = 400;
const LONGEST_WAIT_MS = 4000;

/**
 * Server-sent events that come back by themselves. `seen()` is the last event that the page knows, `shown()` the hash of
 * the desk that it shows; `on.open` is told each time the line stands, `on.lost` when it does not, `on.state` and
 * `on.desk` what came over it.
 *
 * A plain EventSource gives up for good where a server that was started again answers 403; this one does not. A browser
 * has six connections to a server, for all its tabs together: a tab that nobody sees lets its own go, and is told what it
 * missed when it is seen again.
 */
export function listen(seen, shown, on) {
  let wait = FIRST_WAIT_MS;
  let source = null;
  const close = () => {
    source?.close();
    source = null;
  };
  const open = () => {
    if (source || document.hidden) return;
    source = new EventSource(`/api/stream?seen=${seen()}&desk=${shown()}`);
    source.addEventListener("open", () => {
      wait = FIRST_WAIT_MS;
      on.open();
    });
    source.addEventListener("state", (event) => on.state(JSON.parse(event.data)));
    source.addEventListener("desk", () => on.desk());
    source.addEventListener("error", () => {
      close();
      on.lost();
      setTimeout(open, wait);
      wait = Math.min(wait * 2, LONGEST_WAIT_MS);
    });
  };
  document.addEventListener("visibilitychange", () => (document.hidden ? close() : open()));
  open();
}
