// The shapes of messages, requests and answers, by API and framework. The parts are exactly the content.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "conventions/parts_of.h"

namespace spanloom::testing {
namespace {

using Texts = std::vector<std::string>;

TEST(Shapes, OpenAiChat) {
  EXPECT_EQ(PartsOf(R"({"model":"gpt-4o","temperature":0,"tools":[{"type":"function","function":{"name":"weather",
      "description":"Tells the weather","parameters":{"type":"object","properties":{"city":{"type":"string"}}}}}],
      "messages":[{"role":"system","content":"Be brief."},{"role":"user","name":"Ann","content":"How is it in Oslo?"},
      {"role":"assistant","content":null,"tool_calls":[{"id":"call_1","type":"function","function":{"name":"weather",
      "arguments":"{\"city\":\"Oslo\",\"unit\":\"celsius\"}"}}]},
      {"role":"tool","tool_call_id":"call_1","content":"Snow, 3 below zero"},
      {"role":"user","content":[{"type":"text","text":"And here?"},{"type":"image_url","image_url":{"url":"data:"}}]}]})"),
            Texts({"system: Be brief.", "How is it in Oslo?", R"({"city":"Oslo","unit":"celsius"})",
                   "Snow, 3 below zero", "And here?"}));
  EXPECT_EQ(PartsOf(R"({"id":"chatcmpl-1","object":"chat.completion","created":1,"model":"gpt-4o-2024","choices":[
      {"index":0,"message":{"role":"assistant","content":"It snows.","refusal":null,"annotations":[]},"logprobs":null,
      "finish_reason":"stop"}],"usage":{"total_tokens":12},"system_fingerprint":"fp_1","service_tier":"default"})"),
            Texts({"It snows."}));
  EXPECT_EQ(PartsOf(R"({"id":"1","object":"text_completion","choices":[{"text":"It snows.","index":0,
      "finish_reason":"length"}]})"),
            Texts({"It snows."}));
}

TEST(Shapes, OpenAiResponses) {
  EXPECT_EQ(PartsOf(R"({"model":"gpt-5","instructions":"Be brief.","input":[{"role":"user","content":"Oslo?"},
      {"type":"reasoning","id":"rs_1","summary":[{"type":"summary_text","text":"They want weather."}]},
      {"type":"function_call","id":"fc_1","call_id":"call_1","name":"weather","arguments":"{\"city\":\"Oslo, Norway\"}"},
      {"type":"function_call_output","call_id":"call_1","output":"Snow and wind"}],"tools":[{"type":"function","name":"weather"}]})"),
            Texts({"system: Be brief.", "Oslo?", "They want weather.", "Oslo, Norway", "Snow and wind"}));
  EXPECT_EQ(
      PartsOf(R"({"id":"resp_1","object":"response","status":"completed","instructions":"Be brief.","model":"gpt-5",
      "output":[{"id":"msg_1","type":"message","role":"assistant","status":"completed","content":[{"type":"output_text",
      "text":"It snows.","annotations":[]}]}],"text":{"format":{"type":"text"}},"usage":{"input_tokens":3},"tools":[]})"),
      Texts({"system: Be brief.", "It snows."}));
  EXPECT_EQ(PartsOf(R"({"model":"gpt-5","input":"Oslo?","stream":true})"), Texts({"Oslo?"}));
  EXPECT_EQ(PartsOf(R"({"input":["Oslo","Bergen"],"model":"text-embedding-3-small","encoding_format":"float"})"),
            Texts({R"(["Oslo","Bergen"])"}));
}

TEST(Shapes, OpenAiRealtime) {
  EXPECT_EQ(PartsOf(R"([{"id":"item_1","object":"realtime.item","type":"message","role":"user","content":[
      {"type":"input_audio","transcript":"How is Oslo?","audio":"UklGRg"},{"type":"input_text","text":"Please"}]}])"),
            Texts({"How is Oslo?", "Please"}));
}

TEST(Shapes, Anthropic) {
  EXPECT_EQ(
      PartsOf(R"({"model":"claude-sonnet-4","max_tokens":9,"system":"Be brief.","messages":[
      {"role":"user","content":[{"type":"document","source":{"type":"text","media_type":"text/plain","data":"The report"}}]},
      {"role":"assistant","content":[{"type":"thinking","thinking":"Ask the tool","signature":"c2ln"},
      {"type":"tool_use","id":"toolu_1","name":"weather","input":{"city":"Oslo","days":300}}]},
      {"role":"user","content":[{"type":"tool_result","tool_use_id":"toolu_1","content":[{"type":"text","text":"Snow"}]},
      {"type":"tool_result","tool_use_id":"toolu_2","is_error":false,"content":"Wind"},
      {"type":"image","source":{"type":"base64","media_type":"image/png","data":"iVBORw0KGgo"}}]}]})"),
      Texts({"system: Be brief.", "The report", "Ask the tool", R"({"city":"Oslo","days":300})", "Snow", "Wind"}));
  EXPECT_EQ(PartsOf(R"({"id":"msg_1","type":"message","role":"assistant","model":"claude-sonnet-4","content":[
      {"type":"text","text":"It snows."}],"stop_reason":"end_turn","usage":{"input_tokens":3}})"),
            Texts({"It snows."}));
}

TEST(Shapes, Gemini) {
  EXPECT_EQ(
      PartsOf(
          R"({"model":"gemini-2.5","config":{"system_instruction":"Be brief.","tools":[{"function_declarations":[]}]},
      "contents":[{"role":"user","parts":[{"text":"How is Oslo?"},{"inlineData":{"mimeType":"image/png","data":"iVBORw0K"}}]},
      {"role":"model","parts":[{"functionCall":{"id":"1","name":"weather","args":{"city":"Oslo","days":300}}}]},
      {"role":"user","parts":[{"functionResponse":{"name":"weather","response":{"output":"Snow"}}}]}]})"),
      Texts({"How is Oslo?", R"({"city":"Oslo","days":300})", "Snow"}));
  EXPECT_EQ(
      PartsOf(R"({"candidates":[{"content":{"role":"model","parts":[{"text":"It snows."}]},"finishReason":"STOP"}],
      "usageMetadata":{"totalTokenCount":9},"modelVersion":"gemini-2.5","responseId":"r1"})"),
      Texts({"It snows."}));
  // Google's ADK.
  EXPECT_EQ(
      PartsOf(R"({"content":{"parts":[{"function_call":{"args":{"city":"Oslo"},"name":"weather"}}],"role":"model"},
      "finish_reason":"STOP","usage_metadata":{"total_token_count":9}})"),
      Texts({"Oslo"}));
}

TEST(Shapes, BedrockConverse) {
  EXPECT_EQ(PartsOf(R"([{"role":"user","content":[{"text":"How is Oslo?"}]},{"role":"assistant","content":[
      {"reasoningContent":{"reasoningText":{"text":"Ask the tool","signature":"c2ln"}}},
      {"toolUse":{"toolUseId":"t1","name":"weather","input":{"city":"Oslo"}}}]},
      {"role":"user","content":[{"toolResult":{"toolUseId":"t1","status":"success","content":[{"text":"Snow"},
      {"json":{"wind":"north","gusts":"east"}}]}}]}])"),
            Texts({"How is Oslo?", "Ask the tool", "Oslo", "Snow", R"({"wind":"north","gusts":"east"})"}));
  EXPECT_EQ(
      PartsOf(R"({"output":{"message":{"role":"assistant","content":[{"text":"It snows."}]}},"stopReason":"end_turn",
      "usage":{"totalTokens":9},"metrics":{"latencyMs":300}})"),
      Texts({"It snows."}));
}

TEST(Shapes, Cohere) {
  EXPECT_EQ(
      PartsOf(R"({"model":"command-r","preamble":"Be brief.","chat_history":[{"role":"USER","message":"Hello there"},
      {"role":"CHATBOT","message":"Good day"}],"message":"How is Oslo?","temperature":0.5})"),
      Texts({"system: Be brief.", "Hello there", "Good day", "How is Oslo?"}));
  EXPECT_EQ(PartsOf(R"({"generation_id":"g1","text":"","tool_calls":[{"name":"weather","parameters":{"city":"Oslo"}}],
      "finish_reason":"COMPLETE","meta":{"api_version":{"version":"1"}}})"),
            Texts({"Oslo"}));
  EXPECT_EQ(
      PartsOf(
          R"({"id":"1","message":{"role":"assistant","tool_plan":"I will ask","content":[{"type":"text","text":"It snows."}]},
      "finish_reason":"COMPLETE"})"),
      Texts({"I will ask", "It snows."}));
}

TEST(Shapes, GenAiConventions) {
  EXPECT_EQ(PartsOf(R"([{"role":"system","parts":[{"type":"text","content":"Be brief."}]},
      {"role":"user","parts":[{"type":"text","content":"How is Oslo?"},{"type":"blob","mime_type":"image/png","modality":"image"},
      {"type":"uri","uri":"https://example.com/a.png"}]},
      {"role":"assistant","parts":[{"type":"reasoning","content":"Ask the tool"},
      {"type":"tool_call","id":"call_1","name":"weather","arguments":{"city":"Oslo","days":300}}],"finish_reason":"tool_call"},
      {"role":"tool","parts":[{"type":"tool_call_response","id":"call_1","response":"Snow"}]}])"),
            Texts({"system: Be brief.", "How is Oslo?", "Ask the tool", R"({"city":"Oslo","days":300})", "Snow"}));
}

TEST(Shapes, BodiesOfEventsNeedNoRole) {
  EXPECT_EQ(PartsOf(R"({"content":"How is Oslo?"})", true), Texts({"How is Oslo?"}));
  EXPECT_EQ(PartsOf(R"({"content":"Snow","id":"call_1"})", true), Texts({"Snow"}));
  EXPECT_EQ(PartsOf(R"({"index":0,"message":{"content":"It snows."}})", true), Texts({"It snows."}));
  EXPECT_EQ(PartsOf(R"({"message":{"content":[{"text":"It snows."}]},"finish_reason":"stop","index":0})", true),
            Texts({"It snows."}));
  EXPECT_EQ(PartsOf("It snows.", true), Texts({"It snows."}));
  EXPECT_EQ(PartsOf(R"({"city":"Oslo","days":300})", true), Texts({R"({"city":"Oslo","days":300})"}));
}

TEST(Shapes, AiSdk) {
  EXPECT_EQ(
      PartsOf(R"({"system":"Be brief.","messages":[{"role":"user","content":[{"type":"text","text":"How is Oslo?"}]},
      {"role":"assistant","content":[{"type":"tool-call","toolCallId":"c1","toolName":"weather","input":{"city":"Oslo"}}]},
      {"role":"tool","content":[{"type":"tool-result","toolCallId":"c1","toolName":"weather","output":{"type":"json","value":{"sky":"snow","wind":"north"}}},
      {"type":"tool-result","toolCallId":"c2","toolName":"weather","output":{"type":"text","value":"Wind"}},
      {"type":"tool-result","toolCallId":"c3","toolName":"weather","result":"Fog"}]}]})"),
      Texts({"system: Be brief.", "How is Oslo?", "Oslo", R"({"sky":"snow","wind":"north"})", "Wind", "Fog"}));
  EXPECT_EQ(PartsOf(R"([{"toolCallId":"c1","toolName":"weather","input":{"city":"Oslo"}},
      {"toolCallType":"function","toolCallId":"c2","toolName":"weather","args":"{\"city\":\"Bergen\"}"}])"),
            Texts({"Oslo", "Bergen"}));
}

TEST(Shapes, VercelUiMessages) {
  EXPECT_EQ(
      PartsOf(
          R"([{"id":"m1","role":"assistant","parts":[{"type":"step-start"},{"type":"reasoning","text":"Ask the tool"},
      {"type":"tool-weather","toolCallId":"c1","state":"output-available","input":{"city":"Oslo"},"output":{"sky":"snow","wind":"north"}},
      {"type":"data-note","id":"n1","data":{"title":"Note","body":"Wear boots"}},{"type":"text","text":"It snows.","state":"done"},
      {"type":"source-url","sourceId":"s1","url":"https://example.com"}]},
      {"id":"m2","role":"assistant","content":"","toolInvocations":[{"state":"result","toolCallId":"c2","toolName":"weather","args":{"city":"Bergen"},"result":"Rain"}]}])"),
      Texts({"Ask the tool", "Oslo", R"({"sky":"snow","wind":"north"})", R"({"title":"Note","body":"Wear boots"})",
             "It snows.", "Bergen", "Rain"}));
}

TEST(Shapes, LangChain) {
  EXPECT_EQ(
      PartsOf(
          R"({"messages":[[{"lc":1,"type":"constructor","id":["langchain_core","messages","SystemMessage"],"kwargs":{"content":"Be brief."}},
      {"lc":1,"type":"constructor","id":["langchain_core","messages","HumanMessage"],"kwargs":{"content":"How is Oslo?","type":"human","id":"h1"}}]]})"),
      Texts({"system: Be brief.", "How is Oslo?"}));
  EXPECT_EQ(
      PartsOf(
          R"({"generations":[[{"text":"It snows.","generation_info":{"finish_reason":"stop"},"type":"ChatGeneration",
      "message":{"lc":1,"type":"constructor","id":["langchain","schema","messages","AIMessage"],"kwargs":{"content":"It snows.",
      "response_metadata":{"model_name":"gpt-4o"},"tool_calls":[{"name":"weather","args":{"city":"Oslo"},"id":"c1","type":"tool_call"}],"usage_metadata":{"total_tokens":9}}}}]],
      "llm_output":{"model_name":"gpt-4o"},"run":null,"type":"LLMResult"})"),
      Texts({"It snows.", "It snows.", "Oslo"}));
  EXPECT_EQ(PartsOf(R"([{"type":"human","data":{"content":"How is Oslo?","additional_kwargs":{},"type":"human"}},
      {"content":"Snow","additional_kwargs":{},"response_metadata":{},"type":"tool","name":"weather","tool_call_id":"c1","status":"success"}])"),
            Texts({"How is Oslo?", "Snow"}));
  // A state with messages keeps its other members.
  EXPECT_EQ(PartsOf(R"({"messages":[{"type":"human","content":"How is Oslo?"}],"plan":"Ask the tool","name":"Ann"})"),
            Texts({"How is Oslo?", "Ask the tool", "Ann"}));
}

TEST(Shapes, LlamaIndex) {
  EXPECT_EQ(
      PartsOf(
          R"({"messages":[{"role":"user","additional_kwargs":{},"blocks":[{"block_type":"text","text":"How is Oslo?"}]}]})"),
      Texts({"How is Oslo?"}));
}

TEST(Shapes, Mcp) {
  EXPECT_EQ(
      PartsOf(
          R"({"content":[{"type":"text","text":"Snow and wind"}],"structuredContent":{"sky":"snow","wind":"north"},"isError":false})"),
      Texts({"Snow and wind", R"({"sky":"snow","wind":"north"})"}));
}

TEST(Shapes, PydanticAi) {
  EXPECT_EQ(PartsOf(R"([{"role":"user","parts":[{"type":"text","content":"How is Oslo?"}]},{"role":"assistant","parts":[
      {"type":"tool_call","id":"c1","name":"weather","arguments":"{\"city\":\"Oslo, Norway\"}"}]},{"role":"user","parts":[
      {"type":"tool_call_response","id":"c1","name":"weather","result":"Snow"}]}])"),
            Texts({"How is Oslo?", "Oslo, Norway", "Snow"}));
  EXPECT_EQ(
      PartsOf(
          R"([{"content":"How is Oslo?","role":"user","gen_ai.system":"openai","gen_ai.message.index":0,"event.name":"gen_ai.user.message"},
      {"index":0,"message":{"role":"assistant","content":[{"kind":"text","text":"It snows."}]},"gen_ai.system":"openai","event.name":"gen_ai.choice"}])"),
      Texts({"How is Oslo?", "It snows."}));
  EXPECT_EQ(
      PartsOf(
          R"([{"kind":"request","parts":[{"content":"Be brief.","part_kind":"system-prompt","timestamp":"2025-01-01T00:00:00Z"},
      {"content":"How is Oslo?","part_kind":"user-prompt","timestamp":"2025-01-01T00:00:00Z"},
      {"tool_name":"weather","content":"Snow","tool_call_id":"c1","part_kind":"tool-return"}]}])"),
      Texts({"system: Be brief.", "How is Oslo?", "Snow"}));
}

TEST(Shapes, Genkit) {
  EXPECT_EQ(
      PartsOf(
          R"({"message":{"role":"model","content":[{"text":"It snows."},{"toolRequest":{"name":"weather","input":{"city":"Oslo"},"ref":"c1"}}]},
      "finishReason":"stop","usage":{"inputTokens":3},"custom":{},"request":{"messages":[{"role":"user","content":[{"text":"How is Oslo?"}]}]}})"),
      Texts({"It snows.", "Oslo"}));
}

TEST(Shapes, HaystackAndAutoGen) {
  EXPECT_EQ(
      PartsOf(R"({"messages":[{"role":"assistant","meta":{"model":"gpt-4o"},"name":null,"content":[{"text":"It snows."},
      {"tool_call":{"tool_name":"weather","arguments":{"city":"Oslo"},"id":"c1"}}]},
      {"_role":"tool","_meta":{},"_content":[{"tool_call_result":{"result":"Snow","origin":{"tool_name":"weather"},"error":false}}]}]})"),
      Texts({"It snows.", "Oslo", "Snow"}));
  EXPECT_EQ(
      PartsOf(R"({"source":"writer","models_usage":null,"metadata":{},"content":"It snows.","type":"TextMessage"})"),
      Texts({"It snows."}));
}

TEST(Shapes, StrandsAndDatadog) {
  EXPECT_EQ(
      PartsOf(R"([{"text":"It snows."},{"toolUse":{"toolUseId":"t1","name":"weather","input":{"city":"Oslo"}}}])"),
      Texts({"It snows.", "Oslo"}));
  EXPECT_EQ(
      PartsOf(
          R"([{"role":"assistant","content":"","tool_calls":[{"name":"weather","arguments":{"city":"Oslo","days":300},"tool_id":"c1","type":"function"}]}])"),
      Texts({R"({"city":"Oslo","days":300})"}));
}

}  // namespace
}  // namespace spanloom::testing
