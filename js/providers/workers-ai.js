// Cloudflare's Workers AI.
/** The name of a model of Cloudflare's Workers AI, which is the first argument of `run()`. @type {import('./models.js').Reader} */
export const workersAiModel = (name) => ({
  model: typeof name === 'string' && /^@[ch]f\/\S+\/\S+$/.test(name) && name,
});
