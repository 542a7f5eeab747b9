export { instanceAnswer } from './instance.js';
export { SERVER_EMITTERS } from './node-stream.js';

/** Whether the runtime reads the bodies of responses itself, where nobody can see it. */
export const readsUnseen = () => false;
