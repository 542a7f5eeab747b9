import { StackContextManager } from '@opentelemetry/sdk-trace-web';
import { tracerOverOtel } from './otel.js';

export const start = () => tracerOverOtel(new StackContextManager());
