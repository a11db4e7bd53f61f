// Playing, pausing, and faults while the run goes on.

#include <QTest>
#include <fstream>
#include <functional>

#include <gtest/gtest.h>

#include "tests/gui/opened_session.h"

namespace {

using bridge::Session;

bool pace_becomes(const std::function<bool()>& so) { return QTest::qWaitFor(so, 60'000); }

std::unique_ptr<Session> live_session() {
  gui_testing::need_application();
  auto session = std::make_unique<Session>(Session::Mode::live);
  view::RunSource source;
  source.name = "trucks_gps.yaml";
  std::ifstream file(kafka::testing::in_checkout("scenarios/trucks_gps.yaml"));
  source.text.assign(std::istreambuf_iterator<char>(file), {});
  EXPECT_EQ("", session->open(source));
  return session;
}

bool is_dead(const Session& session, const std::string& broker) {
  for (const view::BrokerNow& b : session.snapshot()->brokers)
    if (b.name == broker) return b.state == kafka::MachineState::stopped;
  return false;
}

TEST(Pace, APauseIsAPauseAndTheSecondSpacePlaysOn) {
  const auto session = live_session();
  session->set_speed(20);
  double last = 0;
  for (int round = 0; round < 5; ++round) {
    session->toggle_play();
    ASSERT_TRUE(pace_becomes([&] { return session->seconds() > last + 0.5; })) << round;
    session->toggle_play();
    QTest::qWait(60);
    EXPECT_FALSE(session->playing()) << round;
    last = session->seconds();
    QTest::qWait(60);
    EXPECT_DOUBLE_EQ(last, session->seconds());
  }
}

TEST(Pace, AFaultDoesNotStopARunThatPlays) {
  const auto session = live_session();
  session->set_speed(5);
  session->play();
  ASSERT_TRUE(pace_becomes([&] { return session->seconds() > 1; }));
  session->inject("kill broker-102 for 60s");
  ASSERT_TRUE(pace_becomes([&] { return session->journal().size() == 1; }));
  const double then = session->seconds();
  ASSERT_TRUE(pace_becomes([&] { return session->seconds() > then + 2; }));
  EXPECT_TRUE(session->playing());
  EXPECT_TRUE(is_dead(*session, "broker-102"));
}

TEST(Pace, AFaultIsSeenAtOnceWhileTheRunStands) {
  const auto session = gui_testing::opened("trucks_gps.yaml", 60);
  session->inject("kill broker-102 for 60s");
  EXPECT_TRUE(is_dead(*session, "broker-102"));
  EXPECT_NEAR(60, session->seconds(), 1e-6);
  ASSERT_EQ(1U, session->record().faults().size());
}

}  // namespace
