// Models of the AI SDK.
import { peek } from '../reading/observed.js';

/** Providers that have another name in OpenTelemetry than in the AI SDK. @type {[RegExp, string][]} */
const NAMES = [
  [/vertex/i, 'gcp.vertex_ai'],
  [/^google\./, 'gcp.gemini'],
  [/bedrock/, 'aws.bedrock'],
  [/^azure/, 'azure.ai.openai'],
  [/^mistral/, 'mistral_ai'],
  [/^xai/, 'x_ai'],
];

/** A model object of the AI SDK. Many are instances of classes that keep the provider's name in `config`. @type {import('./models.js').Reader} */
export function aiSdkModel(model) {
  const id = peek(model, 'specificationVersion') && peek(model, 'modelId');
  const name = peek(model, 'provider') ?? peek(peek(model, 'config'), 'provider');
  const provider = typeof name === 'string' ? name : '';
  return { model: id, provider: NAMES.find(([names]) => names.test(provider))?.[1] ?? provider.split('.')[0] };
}
