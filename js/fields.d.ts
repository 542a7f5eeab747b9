// Objects whose members are data of the user's.

/** What functions, lists, Maps, Sets and promises have, and no record. */
interface NoRecord {
  readonly [Symbol.hasInstance]?: never;
  readonly [Symbol.iterator]?: never;
  readonly then?: never;
}

/** An object of names and values, also one that has an interface or a class: those do not fit a `Record`. */
export type Fields<Value = unknown> = Readonly<Record<string, Value>> | (object & NoRecord);
