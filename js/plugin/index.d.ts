/**
 * The build plugin for pages: restores the active span after every `await`.
 * @module spanloom/plugin
 */
import type { UnpluginInstance } from 'unplugin';

/**
 * Selects files: a glob relative to the working directory, a RegExp that is matched against the whole path, or a list of these.
 * @example
 * ```ts
 * import type { Filter } from 'spanloom/plugin';
 *
 * const filter: Filter = ['src/steps/*.ts', /[\\/]agents[\\/]/];
 * ```
 */
export type Filter = string | RegExp | readonly (string | RegExp)[];

/**
 * Options of the build plugin: which files it transforms.
 * @example
 * ```ts
 * import spanloom, { type PluginOptions } from 'spanloom/plugin';
 *
 * const options: PluginOptions = { exclude: [/node_modules/, /\.worker\.ts$/] };
 * export default { plugins: [spanloom.rollup(options)] };
 * ```
 */
export interface PluginOptions {
  /**
   * Files to transform.
   * @default JavaScript and TypeScript, with or without JSX, and the JavaScript that Vue, Svelte and Astro files become
   */
  include?: Filter | undefined;
  /**
   * Files to leave unchanged. Replaces the default. spanloom's own files are never transformed.
   * @default node_modules
   */
  exclude?: Filter | undefined;
}

/**
 * A build plugin that restores the active span after every `await`, for runtimes without AsyncLocalStorage (browsers, and Workers
 * without a compatibility flag).
 *
 * Call the method for your bundler: `vite`, `rollup`, `rolldown`, `webpack`, `rspack` or `esbuild`. Also install `unplugin`,
 * `magic-string` and `@babel/parser`.
 *
 * It transforms `await`, `for await`, `yield`, `yield*` and `await using` in `async` functions, methods and generators, including
 * those in `catch` and `finally`. It leaves top-level `await` unchanged. Values, errors and the order of execution stay the same.
 * @throws {ConfigurationError} an option has the wrong name or type
 * @example
 * ```ts
 * // vite.config.ts
 * import spanloom from 'spanloom/plugin';
 *
 * export default { plugins: [spanloom.vite()] };
 * ```
 */
declare const plugin: UnpluginInstance<PluginOptions | undefined>;
export default plugin;
