// Every error spanloom throws. All of them are thrown while setting up (init, createTracer, wrapping, decorating), never while a user's function runs.

/** An option has the wrong name, type or range. The message names the option and says what is accepted. */
export class ConfigurationError extends TypeError {
  name = 'ConfigurationError';
}

/** A wrapper or decorator was applied to something that it cannot trace. The message says what to do instead. */
export class DecoratorError extends TypeError {
  name = 'DecoratorError';
}
