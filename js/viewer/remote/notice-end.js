/**
 * Notices that a worker has ended, such as by the browser for want of memory, or by itself.
 * @param {{ holdLock(name: string): Promise<boolean> }} worker
 * @param {() => void} onEnd not called in an insecure page, which has no locks
 */
export async function noticeEnd(worker, onEnd) {
  const { locks } = navigator;
  if (!locks) return;
  const name = `spanloom-store-${crypto.randomUUID()}`;
  if (await worker.holdLock(name)) await locks.request(name, onEnd);
}
