/**
 * A callback that must answer at once may have been given as an async function: that it fails later must not end the process.
 * @param {unknown} answer
 */
export function ignoreRejection(answer) {
  if (answer instanceof Promise) answer.catch(() => {});
}
