// What a session says of its run, with the run on its own thread: nothing of one run gets into the next.

#include "gui/bridge/session.h"

#include <QDir>
#include <QFile>
#include <QTest>

#include <gtest/gtest.h>

#include "tests/gui/opened_session.h"

namespace bridge {
namespace {

view::RunSource small_run(const char* title) {
  view::RunSource source;
  source.name = "small";
  source.text = std::string("title: ") + title + R"(
duration: 2m
seed: 3
profile: "2.3"
cluster: { brokers: [101, 102, 103], zookeeper: { servers: 1 } }
topics: [{ name: t, partitions: 3, replication.factor: 3 }]
producers: [{ name: p, workload: { topic: t, rate: 50/s } }]
)";
  return source;
}

bool settles(const Session& session, double at) {
  return QTest::qWaitFor([&] { return !session.busy() && session.seconds() >= at; }, 60'000);
}

TEST(Session, OfTheRunBeforeNothingIsInTheNext) {
  gui_testing::need_application();
  for (const Session::Mode mode : {Session::Mode::direct, Session::Mode::live}) {
    Session session(mode);
    ASSERT_EQ("", session.open(small_run("one")));
    const std::size_t at_start = session.record().events().size();
    session.seek(30);
    ASSERT_TRUE(settles(session, 30));
    session.inject("kill broker-102 for 10s");
    session.seek(40);
    ASSERT_EQ("", session.open(small_run("two")));
    EXPECT_EQ(0, session.seconds());
    EXPECT_EQ(sim::kTimeZero, session.record().until());
    EXPECT_EQ(at_start, session.record().events().size());
    EXPECT_TRUE(session.record().faults().empty());
    QTest::qWait(50);
    EXPECT_TRUE(session.journal().empty()) << "its news were on their way";
    EXPECT_EQ("two", session.spec()->title);
    EXPECT_FALSE(session.playing());
    session.seek(20);
    ASSERT_TRUE(settles(session, 20));
    EXPECT_EQ(sim::kTimeZero + std::chrono::seconds(20), session.record().until());
    EXPECT_FALSE(session.record().diverged_at());
  }
}

TEST(Session, WhoPausesStaysPaused) {
  gui_testing::need_application();
  Session session(Session::Mode::live);
  ASSERT_EQ("", session.open(small_run("one")));
  session.play();
  ASSERT_TRUE(QTest::qWaitFor([&] { return session.seconds() > 0.2; }, 60'000));
  EXPECT_TRUE(session.playing());
  session.pause();
  int changes = 0;
  QObject::connect(&session, &Session::state_changed, &session, [&] { ++changes; });
  QTest::qWait(100);
  EXPECT_FALSE(session.playing());
  EXPECT_EQ(0, changes) << "it does not seem to play again for a moment";
}

TEST(Session, SavesWhatWasJustDone) {
  gui_testing::need_application();
  Session session(Session::Mode::live);
  ASSERT_EQ("", session.open(small_run("one")));
  session.seek(5);
  session.inject("kill broker-102 for 10s");
  const QString path = QDir::temp().filePath("session_test_saved.yaml");
  ASSERT_EQ("", session.save_as_scenario(path));
  QFile file(path);
  ASSERT_TRUE(file.open(QIODevice::ReadOnly));
  EXPECT_TRUE(file.readAll().contains("broker-102"));
  file.remove();
}

TEST(Session, CancelsWhatStillWaits) {
  gui_testing::need_application();
  Session session(Session::Mode::live);
  ASSERT_EQ("", session.open(small_run("one")));
  session.seek(110);
  session.seek(115);
  session.cancel();
  ASSERT_TRUE(QTest::qWaitFor([&] { return !session.busy(); }, 60'000));
  EXPECT_LT(session.seconds(), 110);
  session.seek(5);
  ASSERT_TRUE(QTest::qWaitFor([&] { return !session.busy(); }, 60'000));
  EXPECT_NEAR(5, session.seconds(), 0.001) << "what comes later is done";
}

TEST(Session, WithoutARunTimeStandsStill) {
  Session session(Session::Mode::direct);
  session.seek(10);
  session.step_event();
  session.step_back();
  session.inject("kill broker-102 for 10s");
  EXPECT_FALSE(session.snapshot());
}

TEST(Session, AnExerciseThatWasLeftIsNotAmongThePastRuns) {
  Session session(Session::Mode::direct);
  ASSERT_EQ("", session.open_veiled(small_run("exercise"), "kill broker-102 for 10s", 20));
  EXPECT_TRUE(session.operator_view());
  ASSERT_EQ("", session.open_veiled(small_run("exercise"), "kill broker-102 for 10s", 20));
  EXPECT_TRUE(session.past_runs().empty());
  ASSERT_EQ("", session.open(small_run("other")));
  EXPECT_FALSE(session.operator_view());
  EXPECT_TRUE(session.past_runs().empty());
}

TEST(Session, AHiddenFaultThatCannotBeLeavesTheRunOpen) {
  Session session(Session::Mode::direct);
  EXPECT_NE("", session.open_veiled(small_run("exercise"), "kill broker-777", 20));
  EXPECT_FALSE(session.sight().veiled());
  ASSERT_TRUE(session.snapshot());
  session.seek(3);
  EXPECT_NEAR(3, session.seconds(), 0.001);
}

}  // namespace
}  // namespace bridge
