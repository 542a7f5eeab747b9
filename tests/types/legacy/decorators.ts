// TypeScript's legacy decorators: bare, and with options.
import { createTracer, task, tool } from 'spanloom';

const tracer = createTracer();

class Agent {
  prefix = 'hello ';

  @tool
  greet(name: string) {
    return this.prefix + name;
  }

  @task({ name: 'think' })
  async think(question: string): Promise<string> {
    return question;
  }

  @tracer.llm({ model: 'm' })
  static async *stream(prompt: string) {
    yield prompt;
  }

  // @ts-expect-error a field is no method
  @tool
  answer = 42;
}

const agent = new Agent();
agent.greet('you').length;
agent.think('why').then((text) => text.length);
// @ts-expect-error an argument of the wrong type
agent.greet(1);

// @ts-expect-error a class cannot be traced
@task
class Wrong {}
void Wrong;
