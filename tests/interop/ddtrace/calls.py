"""The calls of events.test.js, with ddtrace."""

from ddtrace.llmobs import LLMObs
from ddtrace.llmobs.decorators import agent, embedding, llm, retrieval, task, tool, workflow

LLMObs.enable(
    ml_app="parity", service="shop", env="test", integrations_enabled=False, agentless_enabled=False
)
LONG = "x" * 5_500_000


@retrieval
def find(query):
    found = [{"text": "Keys rotate.", "name": "keys", "id": "7", "score": 0.5}, {"text": "Also so."}]
    LLMObs.annotate(output_data=found)
    return found


@llm(model_name="Small-1", model_provider="OpenAI", session_id="session 1")
def answer(request):
    LLMObs.annotate(
        input_data=[{"role": "system", "content": "Be brief."}, {"role": "user", "content": "hé \ud83d\ude00 \x7f"}],
        output_data=[{"role": "assistant", "content": "Rotate it."}],
        metadata={"temperature": 0.5, "nested": {"list": [1, None, True]}},
        metrics={"input_tokens": 3, "output_tokens": 4, "total_tokens": 7, "score": 0.25},
        tags={"plan": "pro", "env": "mine"},
    )
    return {"text": "Rotate it."}


@llm
def plain():
    LLMObs.annotate(input_data="question", output_data="answer")


@embedding
def embed(texts):
    LLMObs.annotate(input_data=["a", "b"], output_data="2 vectors")
    return {}


@tool
def broken(found):
    raise RuntimeError("no way")


@task
def tidy(found):
    return found


@task
def silent():
    return None


@task
def long():
    LLMObs.annotate(input_data="short", output_data=LONG, metadata={"kept": 1})


@agent
def think(found):
    return tidy(found)


@workflow
def run(question):
    found = find(question)
    answer({"found": 1})
    plain()
    embed(found)
    try:
        broken(found)
    except RuntimeError:
        pass
    silent()
    long()
    return think(found)


run({"text": "How?", "ü": 1})
LLMObs.flush()
