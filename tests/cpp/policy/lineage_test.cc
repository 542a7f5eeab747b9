#include "policy/lineage.h"

#include <gtest/gtest.h>

#include "support/otlp_decoder.h"
#include "support/processes.h"

namespace spanloom::testing {
namespace {

using Links = std::set<SpanLink>;

const std::string kOne = "one text that is certainly longer than forty letters altogether";
const std::string kTwo = "two quite different words in a row that nobody else would write";
const std::string kThree = "three more of the same kind so that there is something to choose";

std::string Quoted(const std::string& text) { return '"' + text + '"'; }

// A step that runs in one process, from its input to its output.
void Step(Processes& network, std::size_t process, std::uint32_t span, std::uint32_t parent, const std::string& input,
          const std::string& output, std::uint32_t fn = 0) {
  network.Start(process, span, parent, fn);
  if (!input.empty()) network.Input(process, span, input);
  network.Output(process, span, output);
  network.End(process, span);
}

TEST(Lineage, AMemberOfWhatAStepWasGivenIsFromThatStep) {
  Processes network(2);
  const std::string docs = "[" + Quoted(kOne) + ",[{\"text\":" + Quoted(kTwo) + "},{\"text\":" + Quoted(kThree) + "}]]";
  network.Start(0, 1, 0);
  network.Input(0, 1, docs);
  const auto message = network.Send(0, 1, "[" + docs + "]");
  network.Receive(1, message, 2);
  network.Input(1, 2, docs);
  Step(network, 1, 3, 2, "[" + Quoted(kThree) + ",\"key\"," + docs + "]", "done");
  network.End(1, 2);
  network.End(0, 1);
  EXPECT_EQ(network.Links(), (Links{{2, 1, "input>input"}, {3, 2, "input>input"}}));
}

TEST(Lineage, TextOfAMemberIsFromTheNearestStepThatWasGivenTheRecord) {
  Processes network(2);
  const std::string record = "{\"title\":" + Quoted(kOne) + ",\"body\":" + Quoted(kTwo) + "}";
  network.Start(0, 1, 0);
  network.Input(0, 1, record);
  const auto before = network.Send(0, 1, "[" + record + "]");
  network.Receive(1, before, 2);
  Step(network, 1, 9, 2, record, "done");
  network.End(1, 2);
  network.Drain(1);
  network.ReadOutputOf(0, before, 2, kThree);
  const auto first = network.Send(0, 1, "[" + record + "]");
  network.Receive(1, first, 3);
  network.Input(1, 3, record);
  const auto earlier = network.Send(1, 3, "[" + record + "]");
  network.Receive(0, earlier, 4);
  network.Input(0, 4, record);
  network.Output(0, 4, kThree);
  network.End(0, 4);
  network.Drain(0);
  network.ReadOutputOf(1, earlier, 4, kThree);
  const auto second = network.Send(1, 3, "[" + record + "]");
  network.Receive(0, second, 5);
  network.Input(0, 5, record);
  Step(network, 0, 6, 5, "so " + kTwo + " and then " + kOne, "done");
  network.End(0, 5);
  network.End(1, 3);
  network.End(0, 1);
  EXPECT_EQ(network.Links(), (Links{{3, 1, "input>input"},
                                    {4, 3, "input>input"},
                                    {9, 1, "input>input"},
                                    {5, 3, "input>input"},
                                    {6, 5, "input>input"}}));
}

// A sender (process 0) whose active span is 1, and below it 2, which returned kOne.
class Sender {
 public:
  explicit Sender(std::size_t processes = 2) : network(processes) {
    network.Start(0, 1, 0);
    Step(network, 0, 2, 1, "", kOne);
  }

  Processes network;
};

TEST(Lineage, AnEqualValueIsFromTheSendersSpan) {
  for (const bool notes : {false, true}) {
    Sender sender;
    Processes& network = sender.network;
    const auto message = network.Send(0, 1, "[" + Quoted(kOne) + "]");
    network.Receive(1, message, 3, 0, notes);
    network.Input(1, 3, kOne);
    network.End(1, 3);
    EXPECT_EQ(network.Links(), (Links{{3, 2, "output>input"}})) << notes;
  }
}

TEST(Lineage, APieceNeedsTheMessage) {
  for (const bool notes : {false, true}) {
    Sender sender;
    Processes& network = sender.network;
    const auto message = network.Send(0, 1, "[" + Quoted(kOne + " " + kTwo) + "]");
    network.Receive(1, message, 3, 0, notes);
    network.Input(1, 3, "before " + (kOne + " " + kTwo) + " after");
    network.End(1, 3);
    // Part of the string, which belongs to nobody by itself.
    network.log(1).StartBelow(4, 1, 0, message.from);
    network.Input(1, 4, kTwo + " and more");
    network.End(1, 4);
    EXPECT_EQ(network.Links(), notes ? (Links{{3, 2, "output>input"}}) : Links{}) << notes;
  }
}

TEST(Lineage, AStringWithTextOfSeveralSpansIsFromAllOfThem) {
  Sender sender;
  Processes& network = sender.network;
  Step(network, 0, 4, 1, "", kTwo);
  const std::string prompt = "Answer with " + kOne + " or with " + kTwo;
  const auto message = network.Send(0, 1, "{\"prompt\":" + Quoted(prompt) + "}");
  network.Receive(1, message, 5);
  network.Input(1, 5, prompt);
  network.End(1, 5);
  EXPECT_EQ(network.Links(), (Links{{5, 2, "output>input"}, {5, 4, "output>input"}}));
}

TEST(Lineage, WhatTheActiveSpanWasGivenIsItsInput) {
  Processes network(3);
  network.Start(0, 1, 0);
  network.Input(0, 1, kOne);
  network.Start(0, 2, 1);
  network.Input(0, 2, kTwo);
  const auto message = network.Send(0, 2, "[" + Quoted(kOne) + "," + Quoted(kTwo) + "]");
  network.Receive(1, message, 3);
  // Passed on at once, so the third process hears of the first one's spans.
  const auto next = network.Send(1, 3, "[" + Quoted(kTwo) + "," + Quoted(kOne) + "]");
  network.Receive(2, next, 4);
  network.Input(2, 4, kOne + " and " + kTwo);
  network.End(2, 4);
  EXPECT_EQ(network.Links(), (Links{{4, 1, "input>input"}, {4, 2, "input>input"}}));
}

TEST(Lineage, AReplyIsOfTheSpansThatMadeIt) {
  Processes network(2);
  network.Start(0, 1, 0);
  const auto request = network.Send(0, 1, "[" + Quoted(kThree) + "]");
  network.Receive(1, request, 2);
  Step(network, 1, 3, 2, "", kOne);
  const auto reply = network.Reply(1, 2, "{\"answer\":" + Quoted(kOne) + "}", 1);
  network.End(1, 2);
  network.Read(0, request, reply);
  Step(network, 0, 4, 1, kOne, "done");
  network.Output(0, 1, kOne);
  network.End(0, 1);
  EXPECT_EQ(network.Links(), (Links{{1, 3, "output>output"}, {4, 3, "output>input"}}));
}

TEST(Lineage, AReplyOfOneSpanIsItsOutput) {
  Processes network(2);
  network.Start(0, 1, 0);
  const auto request = network.Send(0, 1, "[" + Quoted(kThree) + "]");
  network.ReadOutputOf(0, request, 9, kOne);
  // Nobody said whose output this is.
  const auto other = network.Send(0, 1, "[" + Quoted(kThree) + "]");
  network.Output(0, other.stand_in, kTwo);
  network.log(0).End(other.stand_in);
  Step(network, 0, 4, 1, kOne + " and " + kTwo, "done");
  network.End(0, 1);
  EXPECT_EQ(network.Links(), (Links{{4, 9, "output>input"}}));
}

TEST(Lineage, NoSpanIsLinkedToItself) {
  Processes network(1);
  network.Start(0, 1, 0);
  const auto request = network.Send(0, 1, "[" + Quoted(kThree) + "]");
  network.ReadOutputOf(0, request, 1, kOne);
  network.Output(0, 1, kOne);
  network.End(0, 1);
  EXPECT_EQ(network.Links(), Links{});
}

TEST(Lineage, ACallerIsFoundHoweverManySpansEnded) {
  Processes network(2);
  network.Start(0, 1, 0);
  network.Input(0, 1, kOne);
  const auto message = network.Send(0, 1, "[" + Quoted(kOne) + "]");
  LogBuilder& log = network.log(1);
  log.Trace(1).Lineage(1, 77, 1, message.lineage);
  Links expected;
  for (std::uint32_t span = 100; span < 300; ++span) {
    log.StartBelow(span, 1, 77, 1);
    network.Input(1, span, kOne);
    log.End(span);
    // Each drain says it again.
    if (span % 50 == 0) log.Lineage(1, 77, 1, message.lineage);
    expected.insert({span, 1, "input>input"});
  }
  EXPECT_EQ(network.Links(), expected);
}

TEST(Lineage, OfAnotherTraceOrCallerItMeansNothing) {
  Sender sender;
  Processes& network = sender.network;
  const auto message = network.Send(0, 1, "[" + Quoted(kOne) + "]");
  LogBuilder& log = network.log(1);
  log.Trace(2).Lineage(2, 77, 1, message.lineage).StartBelow(3, 2, 77, 1);
  log.Trace(1).Lineage(1, 78, 5, message.lineage).StartBelow(4, 1, 78, 5);
  for (const std::uint32_t span : {3, 4}) {
    network.Input(1, span, kOne);
    network.End(1, span);
  }
  EXPECT_EQ(network.Links(), Links{});
}

TEST(Lineage, LinksAndSpansSayThatTheyCrossAProcess) {
  Sender sender;
  Processes& network = sender.network;
  const auto message = network.Send(0, 1, "[" + Quoted(kOne) + "]");
  network.Receive(1, message, 3);
  network.log(1).TraceState(3, "vendor=1");
  network.Input(1, 3, kOne);
  Step(network, 1, 4, 3, kOne, "done");
  network.End(1, 3);
  network.Drain(1);
  network.session(1).Cut(10, 1 << 20);
  network.session(1).Encode(Format::kOtlpProtobuf, true);
  const std::vector<DecodedSpan> spans = DecodeSpans(network.session(1).result());
  ASSERT_EQ(spans.size(), 2U);
  EXPECT_EQ(spans[1].flags, 0x301U);
  EXPECT_EQ(spans[1].trace_state, "vendor=1");
  ASSERT_EQ(spans[1].links.size(), 1U);
  EXPECT_EQ(spans[1].links[0].flags, 0x301U);
  EXPECT_EQ(spans[1].links[0].attributes.count("spanloom.from.path"), 0U);
  EXPECT_EQ(spans[1].links[0].attributes.at("spanloom.to.path"), "$[0]");
  EXPECT_EQ(spans[0].flags, 0x101U);
  EXPECT_EQ(spans[0].links[0].flags, 0x101U);
}

TEST(Lineage, WhatIsMalformedIsIgnoredAsAWhole) {
  Sender sender;
  Processes& network = sender.network;
  const std::string good = network.Send(0, 1, "[" + Quoted(kOne) + "]").lineage;
  ASSERT_EQ(good.size(), 2U + 1 + 8 + 9);
  std::vector<std::string> bad{"", good.substr(0, 2), good + "x", good.substr(0, good.size() - 1), good.substr(0, 8)};
  const auto change = [&](std::size_t at, char byte) {
    bad.push_back(good);
    bad.back()[at] = byte;
  };
  change(0, 2);                                                               // another version
  change(1, 4);                                                               // an unknown flag
  change(1, 1);                                                               // a producer, and entries
  change(2, 65);                                                              // too many spans
  change(2, 0);                                                               // an entry of a span that is not there
  change(11, 1);                                                              // the same
  bad.push_back(good.substr(0, 3) + std::string(8, '\0') + good.substr(11));  // no id
  std::uint32_t span = 10;
  for (const std::string& lineage : bad) {
    network.log(1).Trace(1).Lineage(1, span + 1000, 1, lineage).StartBelow(span, 1, span + 1000, 1);
    network.Input(1, span, kOne);
    network.End(1, span++);
  }
  EXPECT_EQ(network.Links(), Links{});
  network.session(1).Stats();
  EXPECT_NE(network.session(1).result().find("\"badLineages\":" + std::to_string(bad.size())), std::string_view::npos)
      << network.session(1).result();
}

TEST(Lineage, TheLargestPartsFitIntoItsBounds) {
  Processes network(2);
  network.Start(0, 1, 0);
  std::string list = "[";
  const std::size_t count = 600;
  for (std::uint32_t i = 0; i < count; ++i) {
    std::string text = kOne + " number " + std::to_string(i);
    if (i >= count - 70) text += " and a little more, because it is one of the last";
    Step(network, 0, 2 + i, 1, "", text);
    list += (i == 0 ? "" : ",") + Quoted(text);
  }
  const auto message = network.Send(0, 1, list + "]");
  EXPECT_LE(message.lineage.size(), 3072U);
  EXPECT_GT(message.lineage.size(), 64U * 17);
  EXPECT_EQ(message.lineage[2], 64);
  network.Receive(1, message, 9999);
  network.Input(1, 9999, list + "]");
  network.End(1, 9999);
  const Links links = network.Links();
  EXPECT_EQ(links.size(), 64U);
  for (const SpanLink& link : links) EXPECT_GE(link.from, 2 + count - 70);
}

TEST(Lineage, MemoryStaysFlat) {
  Sender sender;
  Processes& network = sender.network;
  const auto message = network.Send(0, 1, "[" + Quoted(kOne) + "]");
  std::uint64_t after_warm_up = 0;
  for (std::uint32_t round = 0; round < 400; ++round) {
    for (std::uint32_t i = 0; i < 10; ++i) {
      const std::uint32_t span = 10 + round * 10 + i;
      network.Receive(1, message, span);
      network.Input(1, span, kOne);
      network.End(1, span);
    }
    network.Drain(1, round * 2e6);
    network.session(1).Stats();
    const std::string stats(network.session(1).result());
    const std::uint64_t bytes = std::stoull(stats.substr(stats.find("\"tableBytes\":") + 13));
    if (round == 20) after_warm_up = bytes;
    if (round > 20) EXPECT_LE(bytes, after_warm_up) << round;
    network.session(1).Cut(1000, 1 << 20);
    network.session(1).Release();
  }
}

// A receiver of the same version must know the hashes.
TEST(Lineage, TheSameMessageHasTheSameBytesForEver) {
  Sender sender;
  const std::string bytes = sender.network.Send(0, 1, "{\"text\":" + Quoted(kOne) + ",\"n\":1.50}").lineage;
  std::string hex;
  for (const char byte : bytes) {
    char digits[3];
    std::snprintf(digits, sizeof digits, "%02x", static_cast<unsigned char>(byte));
    hex += digits;
  }
  EXPECT_EQ(hex, "0100010000000002000000008327713de00f3c02");
}

}  // namespace
}  // namespace spanloom::testing
