// A route of Next at the edge: app/ask/route.js. Next keeps the request alive until what `after` is given has settled.
import { after } from 'next/server';
import { otlp } from 'spanloom';
import { instrument } from 'spanloom/edge';
import { stream } from './answer.js';

export const runtime = 'edge';

export const GET = instrument(
  async (request) => new Response(await stream(new URL(request.url).searchParams.get('q') ?? '')),
  () => ({ service: 'guide', exporters: [otlp({ url: process.env.OTLP_URL })], waitUntil: after }),
);
