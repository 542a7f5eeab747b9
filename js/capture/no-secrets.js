// In a page, which is handed no environment and no server's objects.

/** Minifiers remove calls of empty functions, and with them what depends on the results. @returns {any} */
function nothing() {}

export {
  nothing as areVariables,
  nothing as closeEnv,
  nothing as isBinding,
  nothing as isContextMember,
  nothing as isMessage,
  nothing as nameOfHolder,
  nothing as secretOf,
};

/** @param {unknown[]} args */
export function withoutEnv(args) {
  return args;
}
