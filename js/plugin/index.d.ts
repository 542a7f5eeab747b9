import type { UnpluginInstance } from 'unplugin';

/** A glob relative to the working directory, a RegExp on the whole path, or several of them. */
export type Filter = string | RegExp | readonly (string | RegExp)[];

export interface PluginOptions {
  /** Files to transform. Default: JavaScript and TypeScript, with or without JSX, and Vue, Svelte and Astro once they have become JavaScript. */
  include?: Filter | undefined;
  /** Files to leave as they are. Default: `node_modules`; what is given replaces that. spanloom's own files are never transformed. */
  exclude?: Filter | undefined;
}

/**
 * The build plugin that brings the active span back after every `await`, for runtimes without `AsyncLocalStorage` (browsers).
 * `plugin.vite(options)`, `.rollup`, `.rolldown`, `.webpack`, `.rspack` and `.esbuild` make it for a bundler.
 *
 * In `async` functions it covers `await`, `for await`, `yield`, `yield*` and `await using`, in `catch` and `finally` too; `await` outside of
 * functions is left as it is. Values, errors and the order in which code runs stay as they are. Needs `unplugin`, `magic-string` and
 * `@babel/parser` beside it.
 * @throws {import('../index.js').ConfigurationError} an option is unknown or of the wrong type
 */
declare const plugin: UnpluginInstance<PluginOptions | undefined>;
export default plugin;
