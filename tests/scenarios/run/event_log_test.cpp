#include "scenarios/engine/run/event_log.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "scenarios/engine/run/json_line.h"
#include "tests/scenarios/run/feed.h"

namespace scenario {
namespace {

struct EventLogTest : testing::Test {
  PlainNames names;
  std::vector<std::string> lines;
  EventLog log{names, EventLogLimits{3, 2}, [this](std::string_view line) { lines.emplace_back(line); }};
  Feed feed{log};
};

TEST_F(EventLogTest, WritesNamesAndExactTimes) {
  feed.now = sim::SimTime(sim::Duration(12'345'678'901));
  feed.emit(kafka::IsrShrunk{orders(7), {kafka::BrokerId(101), kafka::BrokerId(103)}, {kafka::BrokerId(102)}});
  feed.emit(kafka::SendUnblocked{kafka::ClientId(4), kafka::BlockedOn::buffer_memory, std::chrono::milliseconds(1500)},
            kafka::kNoHost);
  ASSERT_EQ(lines.size(), 2u);
  EXPECT_EQ(lines[0],
            "{\"t\":12.345678901,\"host\":\"host-1\",\"event\":\"IsrShrunk\",\"partition\":\"orders-7\","
            "\"isr\":[101,103],\"removed\":[102]}\n");
  EXPECT_EQ(lines[1],
            "{\"t\":12.345678901,\"event\":\"SendUnblocked\",\"producer\":\"client-4\",\"on\":\"buffer_memory\","
            "\"waited\":1.500000000}\n");
}

TEST_F(EventLogTest, CutsEachKindAtItsLimitAndSaysSo) {
  for (int i = 0; i < 5; ++i) {
    feed.sent(i, 1);                                                                // routine: 2
    feed.emit(kafka::BrokerStopped{kafka::BrokerId(101), "kill"});                  // turning point: 3
    feed.emit(kafka::SendBlocked{kafka::ClientId(0), kafka::BlockedOn::metadata});  // turning point: 3
  }
  EXPECT_EQ(lines.size(), 8u);
  log.finish(at_ms(1000));
  ASSERT_EQ(lines.size(), 9u);
  EXPECT_EQ(lines.back(),
            "{\"t\":1.000000000,\"event\":\"LeftOut\",\"BrokerStopped\":2,\"BatchSent\":3,\"SendBlocked\":2}\n");
}

TEST_F(EventLogTest, SaysNothingWhenNothingWasLeftOut) {
  feed.sent(0, 1);
  log.finish(at_ms(1000));
  EXPECT_EQ(lines.size(), 1u);
}

TEST(JsonString, EscapesWhatJsonMustNotHold) {
  EXPECT_EQ(json_string("a\"b\\c\n\x01"), "\"a\\\"b\\\\c\\u000a\\u0001\"");
  EXPECT_EQ(json_string("Zürich"), "\"Zürich\"");
}

}  // namespace
}  // namespace scenario
