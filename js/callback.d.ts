/** A function among options. As with a method, what it is told may be named more narrowly: `onError: (error: Error) => ...`. */
export type Callback<Args extends unknown[], Result> = { call(...args: Args): Result }['call'];
