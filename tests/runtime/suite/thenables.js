// What API clients return instead of plain promises. Both start their work when somebody asks for the result.

/** As the clients of OpenAI and Anthropic do it: a promise with methods of its own. */
class ClientPromise extends Promise {
  #work;
  /** @type {Promise<string> | undefined} */
  #parsed;

  /** @param {() => unknown} work */
  constructor(work) {
    super((resolve) => resolve(undefined));
    this.#work = work;
  }

  asResponse() {
    return Promise.resolve(new Response('value'));
  }

  parse() {
    this.#parsed ??= this.asResponse().then(async (response) => {
      this.#work();
      return response.text();
    });
    return this.#parsed;
  }

  /** @param {any} onFulfilled @param {any} onRejected @returns {any} */
  // biome-ignore lint/suspicious/noThenProperty: that is what it is
  then(onFulfilled, onRejected) {
    return this.parse().then(onFulfilled, onRejected);
  }
}

/** @param {() => unknown} work */
export const clientPromise = (work) => new ClientPromise(work);

/** As query builders do it: no promise at all. @param {() => unknown} work */
export const lazyThenable = (work) => ({
  /** @param {(value: string) => void} resolve */
  // biome-ignore lint/suspicious/noThenProperty: that is what it is
  then(resolve) {
    work();
    setTimeout(() => resolve('value'), 1);
  },
});
