/// The run on its own thread: whatever is done to it and whenever, what it tells is what a run in one thread tells.
/// Built with -fsanitize=thread these tests show that the two threads share nothing unguarded.

#include "gui/bridge/run_thread.h"

#include <QCoreApplication>
#include <QFile>
#include <QTemporaryDir>
#include <algorithm>
#include <chrono>
#include <fstream>
#include <future>
#include <iterator>
#include <random>

#include <gtest/gtest.h>

#include "gui/bridge/session.h"
#include "gui/view/live_run.h"
#include "gui/view/run_record.h"
#include "gui/view/scenario_of.h"
#include "gui/view/seconds.h"
#include "gui/view/travel_watch.h"
#include "tests/gui/opened_session.h"

namespace {

using bridge::Pace;
using bridge::RunThread;
using bridge::Session;
using bridge::Update;
using WallClock = std::chrono::steady_clock;

const char* const kThreadScenario = R"(title: Three brokers
duration: 1m
seed: 7
profile: "2.3"
cluster: { brokers: [101, 102, 103] }
topics: [{ name: orders, partitions: 4, replication.factor: 3 }]
producers: [{ name: shop, config: { acks: all }, workload: { topic: orders, rate: 50/s, key: { uniform: 20 } } }]
groups: [{ name: billing, topics: [orders], members: 2 }]
faults: [{ at: 20s, kind: kill, target: broker-103, for: 10s }]
)";

const char* const kOtherThreadScenario = R"(title: Two brokers
duration: 40s
seed: 3
cluster: { brokers: [1, 2] }
topics: [{ name: letters, partitions: 2, replication.factor: 2 }]
producers: [{ name: office, workload: { topic: letters, rate: 30/s } }]
)";

view::RunSource source_of(const std::string& text) {
  view::RunSource source;
  source.name = "test";
  source.text = text;
  return source;
}

/// A run that no machine gets to the end of while a test waits.
view::RunSource endless() {
  std::string text = kThreadScenario;
  text.replace(text.find("1m"), 2, "100h");
  return source_of(text);
}

sim::SimTime thread_instant(double seconds) {
  return sim::kTimeZero + sim::Duration(static_cast<std::int64_t>(seconds * 1e9));
}

RunThread::Command opening(const view::RunSource& source) {
  return [source](view::RunDriver& driver) { return driver.open(source); };
}

/// Asked of the run itself, between two of its events.
template <class F>
auto asked(RunThread& thread, F f) {
  decltype(f(std::declval<view::LiveRun&>())) result{};
  thread.post(
      [&](view::RunDriver& driver) {
        result = f(driver.run());
        return std::string();
      },
      false);
  thread.finish();
  return result;
}

sim::SimTime time_of_run(RunThread& thread) {
  return asked(thread, [](view::LiveRun& run) { return run.now(); });
}

/// Keeps what is told, and looks whether something is missing or comes in another order.
class Listener {
 public:
  void hear(Update update) {
    for (view::Told& t : update.told) hear(std::move(t));
    if (update.snapshot) snapshot_ = std::move(update.snapshot);
    for (const std::string& p : update.problems) ADD_FAILURE() << p;
  }
  [[nodiscard]] const view::RunRecord& record() const { return record_; }
  [[nodiscard]] const view::SnapshotPtr& snapshot() const { return snapshot_; }
  [[nodiscard]] std::uint64_t last_digest() const { return last_digest_; }

 private:
  void hear(view::Told told) {
    if (told.branch) record_.cut_after(told.branch->time, told.branch->event);
    if (told.begins) {
      record_.begin_run();
      steps_ = 0;
      until_ = sim::kTimeZero;
      event_ = 0;
    }
    const view::Chunk& chunk = told.chunk;
    EXPECT_GE(chunk.until, until_);
    EXPECT_GE(chunk.event, event_);
    until_ = chunk.until;
    event_ = chunk.event;
    // A run has one at each of its steps, from time zero on: none is lost, none comes twice.
    for (const auto& [seconds, digest] : chunk.digests) {
      if (steps_ == 1) step_ = seconds;
      EXPECT_NEAR(step_ * static_cast<double>(steps_++), seconds, 1e-6);
      last_digest_ = digest;
    }
    std::uint64_t number = 0;
    for (const view::EventRow& e : chunk.events) {
      EXPECT_GT(e.number, number);
      number = e.number;
    }
    record_.add(std::move(told.chunk));
  }

  view::RunRecord record_;
  view::SnapshotPtr snapshot_;
  std::int64_t steps_ = 0;
  double step_ = 0;
  std::uint64_t last_digest_ = 0;
  sim::SimTime until_ = sim::kTimeZero;
  std::uint64_t event_ = 0;
};

void expect_same_record(const view::RunRecord& a, const view::RunRecord& b) {
  EXPECT_EQ(a.until(), b.until());
  EXPECT_EQ(a.event(), b.event());
  ASSERT_EQ(a.events().size(), b.events().size());
  for (std::size_t i = 0; i < a.events().size(); ++i) {
    ASSERT_EQ(a.events()[i].number, b.events()[i].number);
    ASSERT_EQ(a.events()[i].text, b.events()[i].text);
  }
  ASSERT_EQ(a.all_series().size(), b.all_series().size());
  for (const view::RunRecord::Series& s : a.all_series()) {
    const view::RunRecord::Series* const other = b.find(s.info.path);
    ASSERT_NE(nullptr, other) << s.info.path;
    EXPECT_EQ(s.samples.size(), other->samples.size()) << s.info.path;
  }
  // Of one piece only the first ones are kept.
  const std::size_t hops = std::min({a.hops().size(), b.hops().size(), view::TravelWatch::kMostHops});
  EXPECT_GT(hops, 0U);
  for (std::size_t i = 0; i < hops; ++i) ASSERT_EQ(a.hops()[i].received, b.hops()[i].received);
  EXPECT_EQ(a.batches().size(), b.batches().size());
  EXPECT_EQ(a.marks().size(), b.marks().size());
  EXPECT_EQ(a.logs().size(), b.logs().size());
  EXPECT_EQ(a.faults().size(), b.faults().size());
  EXPECT_EQ(a.frames().size(), b.frames().size());
}

/// What one thread alone tells, up to that instant.
Listener directly(const std::string& text, double seconds) {
  RunThread direct(false);
  Listener heard;
  direct.post(opening(source_of(text)));
  direct.set_pace({Pace::Kind::fast, 1, thread_instant(seconds)});
  direct.finish();
  heard.hear(direct.take());
  return heard;
}

/// Takes until it pauses.
void hear_out(RunThread& thread, Listener& listener, std::chrono::microseconds between) {
  for (bool playing = true; playing;) {
    Update update = thread.take();
    playing = update.playing || update.busy;
    listener.hear(std::move(update));
    std::this_thread::sleep_for(between);
  }
  thread.finish();
  listener.hear(thread.take());
}

QString digest_in(Session& session) {
  return session.ask([](view::LiveRun& run) { return QString::number(run.digest()); });
}

/// Of a run in one thread with the same faults.
QString digest_without_threads(const Session& session, double seconds) {
  std::string problem;
  const std::string text = view::text_with(session.source(), session.journal(), problem);
  EXPECT_EQ("", problem);
  return digest_in(*gui_testing::opened_text("test", text, seconds));
}

std::unique_ptr<Session> live_session(const view::RunSource& source) {
  gui_testing::need_application();
  auto session = std::make_unique<Session>(Session::Mode::live);
  EXPECT_EQ("", session->open(source));
  return session;
}

template <class F>
bool comes_true(Session& session, F f) {
  for (const auto end = WallClock::now() + std::chrono::minutes(2); WallClock::now() < end;) {
    session.tick();
    QCoreApplication::processEvents();
    if (f()) return true;
    std::this_thread::sleep_for(std::chrono::microseconds(200));
  }
  return false;
}

// ---- the thread

TEST(RunThread, TellsWhatARunInOneThreadTells) {
  const Listener direct = directly(kThreadScenario, 60);
  EXPECT_GT(direct.record().events().size(), 100U);
  for (const int microseconds : {0, 300, 5000, 50'000}) {
    RunThread thread;
    Listener heard;
    thread.post(opening(source_of(kThreadScenario)));
    thread.set_pace({Pace::Kind::fast, 1, thread_instant(60)});
    hear_out(thread, heard, std::chrono::microseconds(microseconds));
    EXPECT_EQ(direct.last_digest(), heard.last_digest());
    expect_same_record(direct.record(), heard.record());
    EXPECT_TRUE(heard.snapshot() && heard.snapshot()->time == thread_instant(60));
  }
}

TEST(RunThread, PlayedAtAPaceItIsTheSameRun) {
  RunThread thread;
  Listener heard;
  thread.post(opening(source_of(kThreadScenario)));
  for (const double until : {3.0, 9.5, 22.0}) {
    thread.set_pace({Pace::Kind::play, 40, thread_instant(until)});
    hear_out(thread, heard, std::chrono::microseconds(700));
    EXPECT_EQ(thread_instant(until), time_of_run(thread));
  }
  heard.hear(thread.take());
  expect_same_record(directly(kThreadScenario, 22).record(), heard.record());
}

TEST(RunThread, PausesWithinASlice) {
  RunThread thread;
  thread.post(opening(endless()));
  auto least = std::chrono::nanoseconds::max();
  for (int i = 0; i < 20; ++i) {
    thread.set_pace({Pace::Kind::fast});
    for (int k = 0; k < 5; ++k) {
      std::this_thread::sleep_for(std::chrono::milliseconds(2));
      thread.take();
    }
    const auto began = WallClock::now();
    thread.set_pace({});
    thread.finish();
    least = std::min<std::chrono::nanoseconds>(least, WallClock::now() - began);
    const Update update = thread.take();
    EXPECT_FALSE(update.playing);
    const sim::SimTime paused = time_of_run(thread);
    EXPECT_TRUE(!update.snapshot || update.snapshot->time == paused) << "what is shown is where it stands";
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
    EXPECT_EQ(paused, time_of_run(thread));
  }
  EXPECT_LT(least, std::chrono::milliseconds(100));
}

TEST(RunThread, DoesNotPlayTheTimeInWhichItPaused) {
  RunThread thread;
  thread.post(opening(endless()));
  thread.set_pace({Pace::Kind::play, 0.001});
  for (int i = 0; i < 3; ++i) {
    thread.set_pace({});
    thread.finish();
    const sim::SimTime before = time_of_run(thread);
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
    const auto began = WallClock::now();
    thread.set_pace({Pace::Kind::play, 1000});
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
    thread.set_pace({});
    thread.finish();
    const std::chrono::duration<double> took = WallClock::now() - began;
    EXPECT_LE(sim::to_seconds(time_of_run(thread) - before), 1000 * took.count());
  }
}

TEST(RunThread, WaitsWhenNobodyTakes) {
  RunThread thread;
  thread.post(opening(endless()));
  thread.finish();
  thread.set_pace({Pace::Kind::fast});
  sim::SimTime stands = sim::kTimeZero;
  bool waits = false;
  std::size_t questions = 0;  // each hands over, too
  for (; questions < 20 && !waits; ++questions) {
    std::this_thread::sleep_for(std::chrono::milliseconds(400));
    const sim::SimTime now = time_of_run(thread);
    waits = now == stands;
    stands = now;
  }
  EXPECT_TRUE(waits) << "it goes on and on";
  EXPECT_GT(stands, sim::kTimeZero);
  const Update update = thread.take();
  EXPECT_TRUE(update.playing);
  EXPECT_EQ(stands, update.told.back().chunk.until);
  EXPECT_LE(update.told.size(), RunThread::kMostWaiting + questions + 2);
  bool goes_on = false;
  for (int i = 0; i < 1000 && !goes_on; ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
    goes_on = time_of_run(thread) > stands;
  }
  EXPECT_TRUE(goes_on) << "somebody has taken";
}

TEST(RunThread, CancellingEndsWhatWasPostedBeforeAndNothingElse) {
  RunThread thread;
  thread.post(opening(endless()));
  thread.finish();
  std::promise<void> gate;
  thread.post([&gate](view::RunDriver&) {
    gate.get_future().wait();
    return std::string();
  });
  const auto seek = [&thread](double seconds) {
    return [&thread, seconds](view::RunDriver& driver) {
      driver.seek(thread_instant(seconds), [&thread] { return !thread.cancelled(); });
      return std::string();
    };
  };
  thread.post(seek(300'000));
  thread.cancel();
  thread.post(seek(5));
  gate.set_value();
  EXPECT_EQ(thread_instant(5), time_of_run(thread));
  EXPECT_LT(view::seconds(thread.take().snapshot->time), 5.1);
}

TEST(RunThread, ANewPaceIsKeptWhenTheOldOneEndsAtThatMoment) {
  RunThread thread;
  Listener heard;
  thread.post(opening(source_of(kThreadScenario)));
  std::mt19937 random(5);
  for (int i = 1; i <= 400; ++i) {
    thread.set_pace({Pace::Kind::fast, 1, thread_instant(0.02 * i)});
    heard.hear(thread.take());
    std::this_thread::sleep_for(std::chrono::microseconds(random() % 300));
  }
  hear_out(thread, heard, std::chrono::microseconds(100));
  EXPECT_EQ(thread_instant(8), heard.record().until());
  EXPECT_EQ(directly(kThreadScenario, 8).last_digest(), heard.last_digest());
}

TEST(RunThread, EndsAtOnceWhateverItIsDoing) {
  for (int i = 0; i < 30; ++i) {
    const auto began = WallClock::now();
    {
      RunThread thread;
      thread.post(opening(endless()));
      if (i % 3 == 0) thread.finish();
      thread.post([&thread](view::RunDriver& driver) {
        driver.seek(thread_instant(300'000), [&thread] { return !thread.cancelled(); });
        return std::string();
      });
      if (i % 2 == 0) thread.set_pace({Pace::Kind::fast});
      std::this_thread::sleep_for(std::chrono::microseconds(300 * i));
      thread.take();
    }
    EXPECT_LT(WallClock::now() - began, std::chrono::seconds(20));
  }
}

TEST(RunThread, RunsBesideOneAnotherDoNotDisturbOneAnother) {
  std::ifstream file(kafka::testing::in_checkout("scenarios/trucks_gps.yaml"));
  const std::string trucks{std::istreambuf_iterator<char>(file), {}};
  const std::uint64_t alone = directly(trucks, 12).last_digest();
  RunThread a;
  RunThread b;
  for (RunThread* t : {&a, &b}) {
    t->post(opening(source_of(trucks)));
    t->set_pace({Pace::Kind::fast, 1, thread_instant(12)});
  }
  EXPECT_EQ(alone, directly(trucks, 12).last_digest()) << "a third, here";
  for (RunThread* t : {&a, &b}) {
    Listener heard;
    hear_out(*t, heard, std::chrono::microseconds(500));
    EXPECT_EQ(alone, heard.last_digest());
  }
}

// ---- the session

/// One thing that somebody at the screen may do.
void do_anything(Session& session, std::mt19937& random) {
  const auto any_time = [&] { return 0.1 * static_cast<double>(random() % 600); };
  switch (random() % 19) {
    case 0:
      return session.play();
    case 1:
      return session.pause();
    case 2:
      return session.seek(any_time());
    case 3:
      return session.scrub(any_time());
    case 4:
      return session.release_scrub();
    case 5:
      return session.inject("kill broker-101 for 2s");
    case 6:
      return session.inject("pause broker-102 for 1s");
    case 7:
      return session.undo_fault();
    case 8:
      return session.plan_fault("kill broker-103 for 3s", session.seconds() + 5);
    case 9:
      return session.heal(1);
    case 10:
      return session.cancel();
    case 11:
      return session.run_fast();
    case 12:
      return session.run_until(any_time());
    case 13:
      return session.step_event();
    case 14:
      return session.step_back();
    case 15:
      return session.next_turn();
    case 16:
      return session.previous_turn();
    case 17:
      return session.set_speed(static_cast<double>(1 + random() % 100));
    default:
      return session.tell_routine(random() % 2 == 0);
  }
}

class AnySession : public testing::TestWithParam<unsigned> {};

TEST_P(AnySession, WhateverIsDoneItIsARunThatOneThreadMakes) {
  std::mt19937 random(GetParam());
  const auto session = live_session(source_of(kThreadScenario));
  for (int i = 0; i < 60; ++i) {
    do_anything(*session, random);
    for (unsigned k = random() % 4; k > 0; --k) {
      session->tick();
      QCoreApplication::processEvents();
      std::this_thread::sleep_for(std::chrono::microseconds(random() % 1500));
    }
  }
  session->pause();
  ASSERT_TRUE(comes_true(*session, [&] { return !session->busy() && !session->playing(); }));
  session->seek(55);
  ASSERT_TRUE(comes_true(*session, [&] { return !session->busy() && session->seconds() == 55; }));
  EXPECT_FALSE(session->record().diverged_at());
  EXPECT_TRUE(session->record().violations().empty());
  EXPECT_EQ(digest_without_threads(*session, 55), digest_in(*session));
}

INSTANTIATE_TEST_SUITE_P(Seeds, AnySession, testing::Range(1U, 7U));

TEST(LiveSession, OpensAnotherScenarioWhileTheFirstOneRuns) {
  const auto session = live_session(source_of(kThreadScenario));
  bool of_this_one = true;
  QObject::connect(session.get(), &Session::opened, session.get(), [&] {
    of_this_one = of_this_one && session->seconds() == 0 && view::seconds(session->record().until()) == 0 &&
                  session->snapshot()->brokers.size() == (session->spec()->title == "Two brokers" ? 2U : 3U);
  });
  for (int i = 0; i < 8; ++i) {
    session->seek(4);
    session->inject("kill broker-101 for 2s");
    if (i % 2 == 0) session->run_fast();
    for (int k = 0; k < i; ++k) {
      std::this_thread::sleep_for(std::chrono::milliseconds(3));
      session->tick();
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(4 * i));
    ASSERT_EQ("", session->open(source_of(kOtherThreadScenario)));
    EXPECT_TRUE(of_this_one) << i;
    QCoreApplication::processEvents();
    EXPECT_TRUE(session->journal().empty());
    session->seek(10);
    ASSERT_TRUE(comes_true(*session, [&] { return !session->busy() && session->seconds() == 10; }));
    EXPECT_EQ(digest_without_threads(*session, 10), digest_in(*session));
    expect_same_record(directly(kOtherThreadScenario, 10).record(), session->record());
    ASSERT_EQ("", session->open(source_of(kThreadScenario)));
    EXPECT_TRUE(of_this_one) << i;
  }
  EXPECT_EQ("Three brokers", session->past_runs().front().title);
}

TEST(LiveSession, WhatCannotBeOpenedLeavesAllAsItWas) {
  const auto session = live_session(source_of(kThreadScenario));
  session->seek(3);
  EXPECT_NE("", session->open(source_of("title: Nothing\n")));
  ASSERT_TRUE(comes_true(*session, [&] { return !session->busy() && session->seconds() == 3; }));
  EXPECT_EQ("Three brokers", session->spec()->title);
  EXPECT_EQ(digest_without_threads(*session, 3), digest_in(*session));
}

TEST(LiveSession, APausedRunSaysThatItIsPaused) {
  const auto session = live_session(endless());
  for (int i = 0; i < 10; ++i) {
    session->play();
    for (int k = 0; k < 4; ++k) {
      std::this_thread::sleep_for(std::chrono::milliseconds(1 + i));
      session->tick();
      EXPECT_TRUE(session->playing());
    }
    session->pause();
    for (int k = 0; k < 4; ++k) {
      std::this_thread::sleep_for(std::chrono::milliseconds(1 + i));
      session->tick();
      EXPECT_FALSE(session->playing());
    }
  }
}

TEST(LiveSession, WhatWasDoneIsSavedAtOnce) {
  const auto session = live_session(source_of(kThreadScenario));
  session->seek(6);
  session->inject("kill broker-102 for 4s");
  const QTemporaryDir folder;
  const QString path = folder.filePath("by_hand.yaml");
  ASSERT_EQ("", session->save_as_scenario(path));
  QFile file(path);
  ASSERT_TRUE(file.open(QIODevice::ReadOnly));
  EXPECT_TRUE(file.readAll().contains("broker-102"));
}

TEST(LiveSession, EndsInTheMidstOfAnything) {
  std::mt19937 random(11);
  for (int i = 0; i < 12; ++i) {
    const auto session = live_session(i % 3 == 0 ? endless() : source_of(kThreadScenario));
    for (int k = 0; k < 6; ++k) {
      do_anything(*session, random);
      if (random() % 2 == 0) session->tick();
      std::this_thread::sleep_for(std::chrono::microseconds(random() % 3000));
    }
    if (i % 2 == 0) session->seek(300'000);
  }
  QCoreApplication::processEvents();  // what they left behind finds nobody
}

}  // namespace
