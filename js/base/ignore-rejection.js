/**
 * Handles a callback that must return a value but was given as an async function: its rejection must not end the process.
 * @param {unknown} answer
 */
export function ignoreRejection(answer) {
  if (answer instanceof Promise) answer.catch(() => {});
}
