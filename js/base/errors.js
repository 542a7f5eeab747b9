// The errors that spanloom throws. A tracer throws during setup only (init, createTracer, wrapping, decorating), never while a traced function runs; a linker
// of spanloom/core throws whenever it is used wrongly.

/** An option has the wrong name, type or range. The message names the option and what it accepts. */
export class ConfigurationError extends TypeError {
  name = 'ConfigurationError';
}

/** A wrapper or decorator was applied to something that it cannot trace. The message says what to do instead. */
export class DecoratorError extends TypeError {
  name = 'DecoratorError';
}

/** A linker was given something that is not an OTLP request. The message says what is wrong with it, and at which byte. */
export class OtlpError extends Error {
  name = 'OtlpError';

  /** @param {string} what @param {number} offset in bytes from the start of the request */
  constructor(what, offset) {
    super(`${what}, at byte ${offset}`);
    this.offset = offset;
  }
}

/** A linker was used after delete(). */
export class LinkerDeletedError extends Error {
  name = 'LinkerDeletedError';
}

/** The WebAssembly module of a linker has failed, as when memory ran out. What the linker held is lost. */
export class LinkerFailedError extends Error {
  name = 'LinkerFailedError';
}
