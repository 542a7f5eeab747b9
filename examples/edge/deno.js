// A server in Deno. Each request is traced, and its spans are sent when its answer is complete.
// deno run --allow-net --allow-env --allow-read deno.js
import { otlp } from 'spanloom';
import { instrument } from 'spanloom/edge';
import { stream } from './answer.js';

const handle = async (request) => new Response(await stream(new URL(request.url).searchParams.get('q') ?? ''));

Deno.serve(
  { port: Number(Deno.env.get('PORT') ?? 8000), hostname: '127.0.0.1' },
  instrument(handle, { service: 'guide', exporters: [otlp({ url: Deno.env.get('OTLP_URL') })] }),
);
