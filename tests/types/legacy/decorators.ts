// Legacy TypeScript decorators, as with `experimentalDecorators`.
import { task, tool } from 'spanloom';

class Legacy {
  @task
  step(value: number) {
    return value;
  }

  @tool({ name: 'search' })
  static async search(query: string) {
    return [query];
  }

  // @ts-expect-error a field is no method
  @task
  size = 1;
}

const size: Promise<string[]> = Legacy.search('x');
export { Legacy, size };
