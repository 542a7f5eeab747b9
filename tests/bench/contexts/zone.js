import 'zone.js';
import { ZoneContextManager } from '@opentelemetry/context-zone-peer-dep';
import { tracerOverOtel } from './otel.js';

export const start = () => tracerOverOtel(new ZoneContextManager());
