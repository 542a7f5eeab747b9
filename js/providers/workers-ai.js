/** The name of a model of Cloudflare's, which stands before its input. @type {import('./models.js').Reader} */
export const workersAiModel = (name) => ({
  model: typeof name === 'string' && /^@[ch]f\/\S+\/\S+$/.test(name) && name,
});
