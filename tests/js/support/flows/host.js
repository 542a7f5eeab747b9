// What pages and Node do alike.

/** Answers come in the order of the questions. @param {(onAnswer: () => void) => (() => void)} open @returns {(done: () => void) => Promise<unknown>} */
export function asking(open) {
  /** @type {(() => void)[]} */
  const waiting = [];
  const send = open(() => waiting.shift()?.());
  return (done) =>
    new Promise((resolve) => {
      waiting.push(() => {
        done();
        resolve(1);
      });
      send();
    });
}

/** @param {number} ms @param {() => void} done @returns {Promise<unknown>} */
export const timer = (ms, done) =>
  new Promise((resolve) => {
    setTimeout(() => {
      done();
      resolve(1);
    }, ms);
  });

/** @param {() => void} done */
export function platform(done) {
  const promise = new Blob(['text']).text();
  promise.then(done);
  return promise;
}
