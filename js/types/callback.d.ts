/**
 * The type of an option that is a function, such as `onError`. As with a method, the function may declare parameters of a narrower
 * type than it receives: `onError: (error: Error) => ...`.
 */
export type Callback<Args extends unknown[], Result> = { call(...args: Args): Result }['call'];
