// The errors that spanloom throws. It throws during setup only (init, createTracer, wrapping, decorating), never while a traced function runs.

/** An option has the wrong name, type or range. The message names the option and what it accepts. */
export class ConfigurationError extends TypeError {
  name = 'ConfigurationError';
}

/** A wrapper or decorator was applied to something that it cannot trace. The message says what to do instead. */
export class DecoratorError extends TypeError {
  name = 'DecoratorError';
}
