#include "gui/view/event_teller.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "gui/view/event_chain.h"
#include "gui/view/live_run.h"
#include "gui/view/run_driver.h"
#include "gui/view/run_record.h"

namespace view {
namespace {

/// The truck example in short, with these faults.
std::string trucks(const std::string& faults, const std::string& members = "") {
  return "title: trucks\nprofile: \"2.3\"\nduration: 100s\ncluster: { brokers: [101, 102, 103] }\n"
         "topics: [{ name: trucks_gps, partitions: 10, replication.factor: 3 }]\n"
         "trucks: { fleet: 100, topic: trucks_gps, every: 5s, config: { acks: all }, dashboard: location-dashboard, "
         "notification: notification-service }\n" +
         members + "faults:\n" + faults;
}

constexpr const char* kTwoMembers =
    "groups: [{ name: maps, topics: [trucks_gps], members: 2, config: { auto.offset.reset: earliest, "
    "session.timeout.ms: 10s } }]\n";

RunRecord record_of(const std::string& text, double until) {
  RunDriver driver;
  RunSource source;
  source.name = "trucks";
  source.text = text;
  EXPECT_EQ(driver.open(source), "");
  RunRecord record;
  if (!driver.is_open()) return record;
  driver.seek(sim::kTimeZero + sim::Duration(static_cast<std::int64_t>(until * 1e9)));
  for (Told& told : driver.take()) {
    if (told.begins) record.begin_run();
    record.add(std::move(told.chunk));
  }
  return record;
}

/// The last event of that name.
const EventRow* last(const RunRecord& record, std::string_view name) {
  for (auto it = record.events().rbegin(); it != record.events().rend(); ++it)
    if (it->name == name && !it->who.starts_with("__")) return &*it;
  return nullptr;
}

std::vector<std::string> names_of_chain(const RunRecord& record, std::string_view name) {
  const EventRow* const row = last(record, name);
  if (row == nullptr) return {};
  std::vector<std::string> names;
  for (const EventRow* const step : chain_to(record, row->number)) names.emplace_back(step->name);
  return names;
}

TEST(EventTeller, ANewLeaderLeadsBackToTheFaultThatKilledTheOldOne) {
  const RunRecord record = record_of(trucks("  - { at: 30s, kind: kill, target: broker-102 }\n"), 60);
  const std::vector<std::string> expected{"FaultBegan",    "BrokerStopped",        "SessionExpired",
                                          "SessionClosed", "ControllerSawBrokers", "LeaderElected"};
  EXPECT_EQ(names_of_chain(record, "LeaderElected"), expected);
  const EventRow* const expired = last(record, "SessionExpired");
  ASSERT_NE(expired, nullptr);
  EXPECT_NE(expired->because.find("zookeeper.session.timeout.ms=6000"), std::string::npos) << expired->because;
  EXPECT_EQ(expired->who, "broker-102");
}

TEST(EventTeller, TheSettingIsThatOfTheScenario) {
  std::string text = trucks("  - { at: 30s, kind: kill, target: broker-102 }\n");
  text.replace(text.find("brokers: ["), 10, "config: { zookeeper.session.timeout.ms: 9s }, brokers: [");
  const RunRecord record = record_of(text, 60);
  const EventRow* const expired = last(record, "SessionExpired");
  ASSERT_NE(expired, nullptr);
  EXPECT_NE(expired->because.find("zookeeper.session.timeout.ms=9000"), std::string::npos) << expired->because;
}

TEST(EventTeller, AHighWatermarkThatStandsStillIsToldWithTheDeadMemberOfTheIsr) {
  const RunRecord record = record_of(trucks("  - { at: 30s, kind: kill, target: broker-102 }\n"), 60);
  const EventRow* stands = nullptr;
  for (const EventRow& row : record.events())
    if (stands == nullptr && row.text.find("stands still") != std::string::npos) stands = &row;
  ASSERT_NE(stands, nullptr);
  EXPECT_TRUE(stands->turn);
  EXPECT_NE(stands->text.find("still lists broker-102"), std::string::npos) << stands->text;
  EXPECT_EQ(record.event(stands->cause)->name, "BrokerStopped");
}

TEST(EventTeller, AnAssignmentLeadsBackToTheFaultThatKilledAConsumer) {
  const RunRecord record = record_of(trucks("  - { at: 30s, kind: kill, target: consumer maps-1 }\n", kTwoMembers), 60);
  const std::vector<std::string> expected{"FaultBegan",        "ClientStopped",     "GroupMemberRemoved",
                                          "RebalanceStarted",  "GenerationStarted", "GroupAssigned",
                                          "PartitionsAssigned"};
  EXPECT_EQ(names_of_chain(record, "PartitionsAssigned"), expected);
  const EventRow* const removed = last(record, "GroupMemberRemoved");
  ASSERT_NE(removed, nullptr);
  EXPECT_NE(removed->because.find("session.timeout.ms=10000"), std::string::npos) << removed->because;
}

TEST(EventTeller, OfManyAlikeWithOneCauseOnlyTheFirstIsATurn) {
  const RunRecord record = record_of(trucks("  - { at: 30s, kind: kill, target: broker-102 }\n"), 60);
  int elected = 0;
  int turns = 0;
  for (const EventRow& row : record.events()) {
    if (row.name != "LeaderElected" || row.time < sim::kTimeZero + std::chrono::seconds(30)) continue;
    ++elected;
    if (row.turn) ++turns;
  }
  EXPECT_GT(elected, 3);
  EXPECT_EQ(turns, 1);
}

TEST(EventTeller, NothingIsToldFromBeforeTimeZeroAndEveryEventHasASentence) {
  const RunRecord record = record_of(trucks("  - { at: 30s, kind: kill, target: broker-102, for: 20s }\n"), 100);
  ASSERT_FALSE(record.events().empty());
  std::uint64_t before = 0;
  for (const EventRow& row : record.events()) {
    EXPECT_GE(row.time, sim::kTimeZero);
    EXPECT_FALSE(row.text.empty()) << row.name;
    EXPECT_FALSE(row.who.empty()) << row.name;
    EXPECT_LT(row.cause, row.number);
    EXPECT_GT(row.number, before);
    before = row.number;
  }
}

TEST(EventTeller, WhatFollowedFromAFaultIsFound) {
  const RunRecord record = record_of(trucks("  - { at: 30s, kind: kill, target: broker-102 }\n"), 60);
  const EventRow* const fault = last(record, "FaultBegan");
  ASSERT_NE(fault, nullptr);
  bool elected = false;
  for (const Consequence& c : consequences_of(record, fault->number))
    elected = elected || c.row->name == "LeaderElected";
  EXPECT_TRUE(elected);
}

}  // namespace
}  // namespace view
