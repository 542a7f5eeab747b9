// All APIs, for the runtimes of servers.
export { askedModel } from './models.js';
export { SERVER_ANSWERS, SERVER_APIS } from './server-apis.js';
