// Follows the requests of the receiver, from the first that it still has. It asks for them while the page is visible: a browser gives few connections to a
// server, and those of hidden pages would keep it from answering others.

const RETRY_MS = 1000;
const LENGTH_BYTES = 4;

/**
 * @typedef {object} Follower
 * @property {(requests: Uint8Array[]) => Promise<void>} onRequests
 * @property {(count: number) => void} onMissed how many requests were dropped before this page could have them
 * @property {() => void} onLost the receiver does not answer
 * @property {() => void} onFound it answers again
 */

/** Ends what is asked for when the page is hidden. */
let untilHidden = new AbortController();
document.addEventListener('visibilitychange', () => {
  if (document.hidden) untilHidden.abort();
  else untilHidden = new AbortController();
});

/** Never ends. @param {Follower} follower */
export async function follow({ onRequests, onMissed, onLost, onFound }) {
  let position = '';
  let isLost = false;
  for (;;) {
    await visible();
    const answer = await ask(position).catch(() => undefined);
    if (answer) {
      position = answer.position;
      if (isLost) onFound();
      isLost = false;
      if (answer.missed > 0) onMissed(answer.missed);
      if (answer.requests.length > 0) await onRequests(answer.requests);
    } else if (!document.hidden) {
      isLost = true;
      onLost();
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
    }
  }
}

/** @param {string} position */
async function ask(position) {
  const response = await fetch(`/requests?after=${position}`, { signal: untilHidden.signal });
  if (!response.ok) throw new Error(response.statusText);
  return {
    requests: split(await response.arrayBuffer()),
    position: response.headers.get('spanloom-position') ?? '',
    missed: Number(response.headers.get('spanloom-missed')),
  };
}

/** Requests that each follow their length. @param {ArrayBuffer} answer */
function split(answer) {
  const view = new DataView(answer);
  const requests = [];
  for (let at = 0; at < answer.byteLength; ) {
    const length = view.getUint32(at);
    requests.push(new Uint8Array(answer.slice(at + LENGTH_BYTES, at + LENGTH_BYTES + length)));
    at += LENGTH_BYTES + length;
  }
  return requests;
}

async function visible() {
  while (document.hidden)
    await new Promise((resolve) => document.addEventListener('visibilitychange', resolve, { once: true }));
}
