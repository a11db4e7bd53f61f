#include "gui/view/event_filter.h"

#include <gtest/gtest.h>

namespace view {
namespace {

EventRow row(double seconds, EventClass kind, std::string_view name, std::string who, std::string text) {
  EventRow r;
  r.number = 7;
  r.time = sim::kTimeZero + sim::Duration(static_cast<std::int64_t>(seconds * 1e9));
  r.kind = kind;
  r.name = name;
  r.who = std::move(who);
  r.text = std::move(text);
  return r;
}

const EventRow kElection = row(66.014, EventClass::election, "LeaderElected", "orders-0", "leader 102 → 103, epoch 1");
const EventRow kSession =
    row(66, EventClass::zookeeper, "SessionExpired", "broker-102", "its ZooKeeper session has expired");

bool matches(std::string_view filter, const EventRow& r) {
  EventFilter::Mistake mistake;
  const auto read = EventFilter::read(filter, mistake);
  EXPECT_TRUE(read) << filter << ": " << mistake.at << " " << mistake.what;
  return read && read->matches(r);
}

EventFilter::Mistake mistake_in(std::string_view filter) {
  EventFilter::Mistake mistake;
  EXPECT_FALSE(EventFilter::read(filter, mistake)) << filter;
  return mistake;
}

TEST(EventFilter, NothingLetsEverythingThrough) {
  EventFilter::Mistake mistake;
  EXPECT_TRUE(EventFilter::read("  ", mistake)->all());
  EXPECT_TRUE(matches("", kElection));
}

TEST(EventFilter, AWordIsLookedForEverywhereWhateverItsCase) {
  EXPECT_TRUE(matches("BROKER-102", kSession));
  EXPECT_TRUE(matches("leaderelected", kElection));
  EXPECT_TRUE(matches("election", kElection));
  EXPECT_TRUE(matches("\"session has\"", kSession));
  EXPECT_FALSE(matches("\"session has\"", kElection));
}

TEST(EventFilter, WordsAreJoinedByAndOrNot) {
  EXPECT_TRUE(matches("broker-102 and not fetch", kSession));
  EXPECT_FALSE(matches("broker-102 and not session", kSession));
  EXPECT_TRUE(matches("orders session or epoch", kElection));
  EXPECT_FALSE(matches("orders (session or fetch)", kElection));
  EXPECT_TRUE(matches("not (session or fetch) orders", kElection));
}

TEST(EventFilter, FieldsAreCompared) {
  EXPECT_TRUE(matches("time > 60 and kind = election", kElection));
  EXPECT_FALSE(matches("time > 60 and kind = election", kSession));
  EXPECT_TRUE(matches("time >= 1:06", kSession));
  EXPECT_TRUE(matches("time = 66 number = 7", kSession));
  EXPECT_TRUE(matches("who = ORDERS-0", kElection));
  EXPECT_FALSE(matches("who = orders", kElection));
  EXPECT_TRUE(matches("who ~ orders", kElection));
  EXPECT_TRUE(matches("turn = no", kElection));
  EXPECT_TRUE(matches("name != SessionExpired", kElection));
}

TEST(EventFilter, AMistakeIsLocatedAndToldInWords) {
  EXPECT_EQ(mistake_in("time > soon").at, 7u);
  EXPECT_NE(mistake_in("time > soon").what.find("no time"), std::string::npos);
  EXPECT_EQ(mistake_in("kind = elections").at, 7u);
  EXPECT_NE(mistake_in("kind = elections").what.find("election, isr"), std::string::npos);
  EXPECT_EQ(mistake_in("broker and").at, 10u);
  EXPECT_EQ(mistake_in("a (b or c").at, 2u);
  EXPECT_EQ(mistake_in("a )").at, 2u);
  EXPECT_EQ(mistake_in("say \"hello").at, 4u);
  EXPECT_NE(mistake_in("colour = red").what.find("no field"), std::string::npos);
  EXPECT_NE(mistake_in("who < orders").what.find("cannot compare words"), std::string::npos);
  EXPECT_EQ(mistake_in("or broker").at, 0u);
}

}  // namespace
}  // namespace view
