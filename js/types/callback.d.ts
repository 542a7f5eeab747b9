/**
 * A function option, such as `onError`. Like a method, it may declare narrower parameters than it receives:
 * `onError: (error: Error) => ...`.
 */
export type Callback<Args extends unknown[], Result> = { call(...args: Args): Result }['call'];
