// Starts a worker, or the same module in the page where none may start: a script of another origin, or a policy without workers.

/**
 * @param {() => Worker} start
 * @param {() => Promise<{ serve(port: MessagePort): void }>} load the same module
 * @returns {Promise<Worker | MessagePort>} once it listens; rejects if neither loads
 */
export async function startWorker(start, load) {
  try {
    return await listening(start());
  } catch {
    const { serve } = await load();
    const { port1, port2 } = new MessageChannel();
    serve(port2);
    return port1;
  }
}

/** A worker's first message says that it listens. @param {Worker} worker @returns {Promise<Worker>} */
const listening = (worker) =>
  new Promise((resolve, reject) => {
    worker.addEventListener('message', () => resolve(worker), { once: true });
    worker.addEventListener('error', () => reject(new Error('the worker did not start')), { once: true });
  });
