// A page's replacement for secrets.js: a page has no environment and no server objects.

/** Minifiers remove calls of an empty function, and the code that depends on their results. @returns {any} */
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
