// Results on servers.
export { instanceAnswer } from './instance.js';
export { SERVER_EMITTERS } from './node-stream.js';

/** Whether the runtime reads response bodies where no shadowed method sees it. */
export const readsUnseen = () => false;
