/// Faults by hand at other times than now, their early end, and where a run can be told to stop.

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLineEdit>
#include <QPushButton>
#include <QSettings>
#include <QTest>
#include <QToolButton>

#include <gtest/gtest.h>

#include "gui/app/main_window.h"
#include "gui/app/until_dialog.h"
#include "gui/cluster/cluster_page.h"
#include "gui/view/live_run.h"
#include "gui/view/scenario_of.h"
#include "gui/view/seconds.h"
#include "gui/view/stop_condition.h"
#include "tests/gui/opened_session.h"

namespace {

using bridge::Session;

const char* const kFaultScenario = R"(title: Three brokers
duration: 2m
seed: 7
profile: "2.3"
cluster: { brokers: [101, 102, 103] }
topics: [{ name: orders, partitions: 4, replication.factor: 3 }]
producers: [{ name: shop, config: { acks: all }, workload: { topic: orders, rate: 50/s, key: { uniform: 20 } } }]
groups: [{ name: billing, topics: [orders], members: 2 }]
)";

QString run_digest(Session& session) {
  return session.ask([](view::LiveRun& run) { return QString::number(run.digest()); });
}

/// The saved scenario's own run, at that instant.
QString saved_digest(const Session& session, double seconds) {
  std::string problem;
  const std::string text = view::text_with(session.source(), session.journal(), problem);
  EXPECT_EQ("", problem);
  const auto other = gui_testing::opened_text("saved", text, seconds);
  return run_digest(*other);
}

std::unique_ptr<Session> run_at(double seconds) { return gui_testing::opened_text("test", kFaultScenario, seconds); }

TEST(PlannedFault, BeginsAtItsTimeAndTheSavedRunIsTheSame) {
  const auto session = run_at(20);
  session->plan_fault("kill broker-102 for 30s", 40);
  ASSERT_EQ(1U, session->journal().size());
  EXPECT_EQ(20, session->seconds()) << "it stays where it was";
  EXPECT_TRUE(session->record().faults().empty());
  session->seek(45);
  ASSERT_EQ(1U, session->record().faults().size());
  EXPECT_EQ(40, view::seconds(session->record().faults().front().begin));
  EXPECT_TRUE(session->record().faults().front().by_hand);
  session->seek(100);
  EXPECT_EQ(run_digest(*session), saved_digest(*session, 100));
  EXPECT_FALSE(session->record().diverged_at());
}

TEST(PlannedFault, CutsTheFutureThatWasKnown) {
  const auto session = run_at(80);
  session->seek(30);
  session->plan_fault("pause broker-101 for 20s", 50);
  EXPECT_EQ(1U, session->past_runs().size()) << "the other future is kept";
  session->seek(100);
  EXPECT_EQ(run_digest(*session), saved_digest(*session, 100));
}

TEST(PlannedFault, IsKeptWhenAnotherIsMadeBeforeIt) {
  const auto session = run_at(10);
  session->plan_fault("kill broker-103 for 20s", 70);
  session->seek(30);
  session->inject("kill broker-101 for 10s");
  ASSERT_EQ(2U, session->journal().size());
  session->seek(90);
  EXPECT_EQ(2U, session->record().faults().size());
  EXPECT_EQ(run_digest(*session), saved_digest(*session, 90));
}

TEST(PlannedFault, IsNotPlannedInThePastOrBehindTheEnd) {
  const auto session = run_at(20);
  QStringList problems;
  QObject::connect(session.get(), &Session::problem, [&](const QString& p) { problems << p; });
  session->plan_fault("kill broker-102", 10);
  session->plan_fault("kill broker-102", 500);
  session->plan_fault("kill broker-999", 50);
  EXPECT_EQ(3, problems.size());
  EXPECT_TRUE(session->journal().empty());
}

TEST(PlannedFault, IsUndoneWithoutGoingThere) {
  const auto session = run_at(20);
  session->plan_fault("kill broker-102 for 30s", 60);
  session->undo_fault();
  EXPECT_TRUE(session->journal().empty());
  EXPECT_EQ(20, session->seconds());
  session->seek(80);
  EXPECT_TRUE(session->record().faults().empty());
}

TEST(FaultAtEvent, IsMadeWhereTheEventHappens) {
  const auto session = run_at(5);
  session->plan_fault("kill broker-102 for 60s", 20);
  session->inject_at_event("pause broker-101 for 5s", "name = SessionExpired");
  ASSERT_EQ(2U, session->journal().size());
  const double made = sim::to_seconds(session->journal().back().fault.at);
  EXPECT_GT(made, 22) << "only when ZooKeeper gives the session up";
  EXPECT_LT(made, 30);
  session->seek(60);
  EXPECT_EQ(run_digest(*session), saved_digest(*session, 60));
}

TEST(Heal, EndsAFaultEarlyAndTheSavedRunIsTheSame) {
  const auto session = run_at(20);
  session->inject("slow-disk broker-102 factor 20 for 60s");
  session->seek(35);
  ASSERT_FALSE(session->record().faults().front().end);
  session->heal(session->record().faults().front().fault);
  ASSERT_TRUE(session->record().faults().front().end);
  EXPECT_NEAR(35, view::seconds(*session->record().faults().front().end), 0.001);
  EXPECT_NEAR(35, session->seconds(), 0.001);
  session->seek(100);
  EXPECT_EQ(1U, session->record().faults().size());
  EXPECT_EQ(run_digest(*session), saved_digest(*session, 100));
  EXPECT_FALSE(session->record().diverged_at());
}

TEST(Heal, StartsAKilledBrokerThatWasToStayDead) {
  const auto session = run_at(20);
  session->inject("kill broker-102");
  session->seek(40);
  session->heal(0);
  session->seek(60);
  EXPECT_EQ(kafka::MachineState::running, session->snapshot()->brokers[1].state);
  EXPECT_EQ(run_digest(*session), saved_digest(*session, 60));
  session->undo_fault();  // first its end
  ASSERT_EQ(1U, session->journal().size());
  session->seek(60);
  EXPECT_EQ(kafka::MachineState::stopped, session->snapshot()->brokers[1].state);
  session->undo_fault();  // then the fault itself
  EXPECT_TRUE(session->journal().empty());
}

TEST(Heal, InThePastBeginsABranch) {
  const auto session = run_at(20);
  session->inject("kill broker-102 for 60s");
  session->seek(90);
  session->seek(30);
  session->heal(0);
  EXPECT_EQ(1U, session->past_runs().size());
  session->seek(60);
  EXPECT_EQ(kafka::MachineState::running, session->snapshot()->brokers[1].state);
  EXPECT_EQ(run_digest(*session), saved_digest(*session, 60));
}

TEST(Heal, IsRefusedForWhatIsOverAndForTheScenariosOwn) {
  const auto session = gui_testing::opened_text(
      "own", std::string(kFaultScenario) + "faults:\n  - {at: 10s, kind: pause, target: broker-101, for: 40s}\n", 20);
  QStringList problems;
  QObject::connect(session.get(), &Session::problem, [&](const QString& p) { problems << p; });
  session->heal(0);
  ASSERT_EQ(1, problems.size());
  EXPECT_TRUE(problems.front().contains("part of the scenario"));
  session->inject("kill broker-102 for 5s");
  session->seek(40);
  session->heal(1);
  EXPECT_EQ(2, problems.size());
}

TEST(Heal, HasAButtonForEachFaultThatLasts) {
  const auto session = run_at(20);
  cluster::ClusterPage page(*session);
  page.resize(1260, 640);
  page.show();
  session->inject("kill broker-102 for 60s");
  session->plan_fault("kill broker-103 for 10s", 90);
  session->seek(30);
  page.refresh();
  EXPECT_EQ(QStringList{"kill broker-103 for 10s at 01:30"}, page.faults().planned());
  auto* const heal = page.findChild<QToolButton*>("cluster/heal-A");
  ASSERT_NE(nullptr, heal);
  EXPECT_TRUE(heal->isEnabled());
  heal->click();
  page.refresh();
  EXPECT_TRUE(page.faults().lines().isEmpty());
}

TEST(FaultDialogWhen, ShowsWhatIsWrittenForEachTime) {
  const auto session = run_at(10);
  cluster::ClusterPage page(*session);
  page.show();
  cluster::FaultRequest request;
  request.target = "broker-102";
  request.duration = "30s";
  cluster::FaultDialog* const dialog = page.ask_fault(request);
  auto* const when = dialog->findChild<QComboBox*>("fault/when");
  auto* const time = dialog->findChild<QDoubleSpinBox*>("fault/at");
  when->setCurrentIndex(1);
  time->setValue(44.5);
  EXPECT_EQ("{at: 44.5s, kind: kill, target: broker-102, for: 30s}", dialog->preview());
  time->setValue(3);
  EXPECT_NE("", dialog->problem());
  when->setCurrentIndex(2);
  dialog->findChild<QLineEdit*>("fault/filter")->setText("kind = nonsense");
  EXPECT_NE("", dialog->problem());
  dialog->findChild<QLineEdit*>("fault/filter")->setText("kind = election");
  EXPECT_EQ("", dialog->problem()) << dialog->problem().toStdString();
  EXPECT_TRUE(dialog->preview().contains("kind = election")) << dialog->preview().toStdString();
  when->setCurrentIndex(1);
  time->setValue(50);
  dialog->accept();
  ASSERT_EQ(1U, session->journal().size());
  EXPECT_EQ(50, sim::to_seconds(session->journal().front().fault.at));
}

// ---- run until

TEST(StopCondition, ReadsTimesEventsFiltersAndComparisons) {
  std::string problem;
  EXPECT_EQ(66.2, view::seconds(*view::read_condition("1:06.2", false, problem)->time));
  EXPECT_EQ(66.2, view::seconds(*view::read_condition("66.2s", false, problem)->time));
  EXPECT_EQ(120U, *view::read_condition("event 120", false, problem)->event);
  EXPECT_TRUE(view::read_condition("kind = election and broker-102", false, problem)->matches);
  EXPECT_TRUE(view::read_condition("urp > 0 and lag billing >= 10", false, problem)->holds);
  view::Snapshot s;
  s.truth.under_replicated = 2;
  EXPECT_TRUE(view::read_condition("urp>1", false, problem)->holds(s));
  EXPECT_FALSE(view::read_condition("urp>1", true, problem)->holds(s)) << "the metrics do not say so";
  EXPECT_FALSE(view::read_condition("urp > 1 and lost > 0", false, problem)->holds(s));
}

TEST(StopCondition, SaysWhatIsWrong) {
  const std::vector<std::pair<std::string, std::string>> wrong{{"", "expected"},
                                                               {"event x1", "number of an event"},
                                                               {"urp", "comparison is expected"},
                                                               {"urp > many", "a number"},
                                                               {"urp >> 3", "no comparison"},
                                                               {"urp orders > 3", "whole cluster"},
                                                               {"urp > 0 and foo > 1", "no quantity"},
                                                               {"kind = nonsense", "nonsense"}};
  for (const auto& [text, said] : wrong) {
    std::string problem;
    EXPECT_FALSE(view::read_condition(text, false, problem)) << text;
    EXPECT_NE(std::string::npos, problem.find(said)) << text << ": " << problem;
  }
}

TEST(RunUntil, StopsWhereItBecomesSo) {
  const auto session = run_at(5);
  session->plan_fault("kill broker-102 for 60s", 20);
  session->run_until_so("urp > 0");
  EXPECT_NEAR(20.1, session->seconds(), 0.11);
  session->run_until_so("name = LeaderElected and not strategy");
  EXPECT_GT(session->seconds(), 22);
  const double elected = session->seconds();
  const auto& events = session->record().events();
  EXPECT_TRUE(std::any_of(events.begin(), events.end(), [&](const view::EventRow& row) {
    return row.time == session->now() && row.name == "LeaderElected";
  }));
  session->run_until_so("brokers >= 3");
  EXPECT_GT(session->seconds(), 79);
  // The same in what is known.
  session->seek(10);
  session->run_until_so("name = LeaderElected");
  EXPECT_EQ(elected, session->seconds());
  session->run_until_so("1:30");
  EXPECT_EQ(90, session->seconds());
}

TEST(RunUntil, SaysThatItIsNeverSo) {
  const auto session = run_at(100);
  QStringList problems;
  QObject::connect(session.get(), &Session::problem, [&](const QString& p) { problems << p; });
  session->run_until_so("lost > 0");
  ASSERT_EQ(1, problems.size());
  EXPECT_NEAR(120, session->seconds(), 1e-6);
  session->seek(50);
  session->run_until_so("name = NoSuchThing");
  EXPECT_EQ(2, problems.size()) << problems.join('\n').toStdString();
}

TEST(RunUntil, TheDialogChecksWhileOneTypes) {
  const auto session = run_at(10);
  session->selection().select(bridge::Selection::Kind::broker, "broker-102");
  app::UntilDialog dialog(*session);
  auto* const text = dialog.findChild<QLineEdit*>("until/text");
  auto* const run = dialog.findChild<QPushButton*>("primary");
  text->setText("urp >");
  EXPECT_FALSE(run->isEnabled());
  EXPECT_NE("", dialog.problem());
  dialog.findChild<QPushButton*>("until/example-2")->click();
  EXPECT_EQ("who = \"broker-102\"", dialog.condition());
  for (int i = 0; i < 6; ++i) {
    dialog.findChild<QPushButton*>(QString("until/example-%1").arg(i))->click();
    EXPECT_EQ("", dialog.problem()) << dialog.condition().toStdString();
    EXPECT_TRUE(run->isEnabled());
  }
}

// ---- interesting events

TEST(InterestingEvents, ABatchOfOneCauseIsOneStop) {
  const auto session = run_at(19);
  session->plan_fault("kill broker-102 for 30s", 20);
  std::vector<std::pair<double, std::string_view>> stops;
  while (session->seconds() < 45) {
    session->next_turn();
    stops.emplace_back(session->seconds(), session->record().turn_before(session->now() + sim::Duration{1})->name);
  }
  int elections = 0;
  for (std::size_t i = 0; i < stops.size(); ++i) {
    if (stops[i].second == "LeaderElected") ++elections;
    if (i == 0) continue;
    EXPECT_TRUE(stops[i].first > stops[i - 1].first || stops[i].second != stops[i - 1].second);
  }
  EXPECT_EQ(1, elections) << "one stop for all partitions that broker-102 led";
  EXPECT_EQ(20, stops.front().first) << "where the fault begins";
  session->previous_turn();
  EXPECT_LT(session->seconds(), stops.back().first);
  // It stopped in the midst of an instant at which a step ends, and the run is the same when it is gone through again.
  session->seek(10);
  session->seek(60);
  EXPECT_TRUE(session->verified());
}

TEST(InterestingEvents, StepsOfALessonAndMarksAreStops) {
  const auto session = gui_testing::opened_text(
      "steps", std::string(kFaultScenario) + "steps:\n  - { at: 30s, say: Look. }\n  - { at: 50s, say: And now. }\n",
      10);
  session->window().add_mark(40, "here");
  for (const double expected : {30.0, 40.0, 50.0}) {
    session->next_turn();
    EXPECT_NEAR(expected, session->seconds(), 1e-6);
  }
  session->previous_turn();
  EXPECT_NEAR(40, session->seconds(), 1e-6);
  session->previous_turn();
  EXPECT_NEAR(30, session->seconds(), 1e-6);
}

// ---- lessons

const char* const kLesson = R"(title: A question
duration: 1m
cluster: { brokers: [101, 102, 103] }
topics: [{ name: orders, partitions: 2, replication.factor: 3, config: { min.insync.replicas: 2 } }]
producers: [{ name: shop, config: { acks: all }, workload: { topic: orders, rate: 10/s } }]
steps:
  - { at: 10s, look: broker-102, say: Look at it. }
  - at: 20s
    say: And now?
    question: What comes?
    choices: [this, that]
    answer: that
    proof: all
  - { at: 40s, look: topic orders, say: The end. }
expect: [{ name: all, produced-records: 600 }]
)";

class LessonTest : public testing::Test {
 protected:
  void SetUp() override {
    gui_testing::need_application();
    QSettings().remove("predicted");
    session = std::make_unique<Session>(Session::Mode::direct);
    window = std::make_unique<app::MainWindow>(*session);
    window->resize(1600, 1000);
    window->show();
    view::RunSource source;
    source.name = "question";
    source.text = kLesson;
    ASSERT_EQ("", session->open(source));
    window->show_page("cluster");
  }
  void TearDown() override { QSettings().remove("predicted"); }
  std::unique_ptr<Session> session;
  std::unique_ptr<app::MainWindow> window;
};

TEST_F(LessonTest, APredictionIsKept) {
  session->seek(25);
  EXPECT_EQ(1, window->lesson().step());
  EXPECT_EQ(0, window->lesson().predictions().answered);
  EXPECT_FALSE(window->lesson().describe().contains("It is: that"));
  window->lesson().answer(1);
  EXPECT_TRUE(window->lesson().describe().contains("Right"));
  session->seek(45);
  session->seek(25);
  EXPECT_TRUE(window->lesson().describe().contains("Right")) << "it was predicted already";
  EXPECT_EQ(1, window->lesson().predictions().right);
  EXPECT_TRUE(window->lesson().describe().contains("1 of 1 predicted right"));
  session->seek(12);
  EXPECT_EQ("broker-102", session->selection().name()) << "what the step wants looked at";
}

TEST_F(LessonTest, ATeacherGoesByHandAndShowsTheAnswerWithA) {
  window->actions().find("teacher")->trigger();
  EXPECT_EQ(QKeySequence(Qt::Key_A), window->actions().find("reveal")->shortcuts().back());
  session->seek(45);
  EXPECT_EQ(-1, window->lesson().step()) << "the run does not turn the page";
  window->lesson().next();
  window->lesson().next();
  EXPECT_EQ(1, window->lesson().step());
  EXPECT_NEAR(20, session->seconds(), 1e-6);
  window->lesson().answer(0);
  EXPECT_FALSE(window->lesson().describe().contains("It is: that")) << "hidden until it is asked for";
  window->actions().find("reveal")->trigger();
  EXPECT_TRUE(window->lesson().describe().contains("It is: that"));
  EXPECT_EQ(0, window->lesson().predictions().answered) << "what a class says is not the teacher's";
  window->lesson().previous();
  window->lesson().next();
  EXPECT_FALSE(window->lesson().describe().contains("It is: that")) << "asked anew";
  window->show_page("charts");
  EXPECT_EQ(1, window->actions().find("reveal")->shortcuts().size()) << "A moves the charts";
}

TEST_F(LessonTest, TheGuaranteeCountsDownWithTheBrokers) {
  session->seek(5);
  EXPECT_TRUE(window->lesson().describe().contains("two more brokers until writes stop, three until data is at risk"))
      << window->lesson().describe().toStdString();
  session->inject("kill broker-102 for 50s");
  session->seek(6);
  EXPECT_TRUE(window->lesson().describe().contains("writes with acks=all have stopped, two until data is at risk"))
      << "of the partition that it led, nobody leads yet: " << window->lesson().describe().toStdString();
  session->seek(30);
  EXPECT_TRUE(window->lesson().describe().contains("one more broker until writes stop, two until data is at risk"))
      << window->lesson().describe().toStdString();
  session->inject("kill broker-101 for 20s");
  session->seek(31);
  EXPECT_TRUE(window->lesson().describe().contains("writes with acks=all have stopped, one until data is at risk"))
      << window->lesson().describe().toStdString();
}

TEST(Transport, NamesTheNextEventThatIsKnown) {
  gui_testing::need_application();
  Session session(Session::Mode::direct);
  app::MainWindow window(session);
  window.resize(1600, 1000);
  window.show();
  view::RunSource source;
  source.name = "test";
  source.text = kFaultScenario;
  ASSERT_EQ("", session.open(source));
  window.show_page("cluster");
  auto* const bar = window.findChild<app::TransportBar*>();
  session.seek(20);
  EXPECT_EQ("", bar->next_event()) << "the future is not known";
  session.inject("kill broker-102 for 30s");
  session.seek(60);
  session.seek(19);
  EXPECT_TRUE(bar->next_event().startsWith("next: ")) << bar->next_event().toStdString();
  EXPECT_TRUE(bar->next_event().contains("in "));
}

TEST(Transport, DrawsTheButtonAnewOnlyWhenItIsAnother) {
  gui_testing::need_application();
  Session session(Session::Mode::live);
  app::MainWindow window(session);
  view::RunSource source;
  source.name = "test";
  source.text = kFaultScenario;
  ASSERT_EQ("", session.open(source));
  const QAction& play = *window.actions().find("play");
  const qint64 paused = play.icon().cacheKey();
  session.play();
  const qint64 playing = play.icon().cacheKey();
  const QImage drawn = play.icon().pixmap(24, 24).toImage();
  EXPECT_NE(paused, playing);
  EXPECT_EQ("Pause", play.text().toStdString());
  Q_EMIT session.state_changed();
  Q_EMIT session.shown();
  EXPECT_EQ(playing, play.icon().cacheKey()) << "a look at the run changes nothing";
  window.apply_theme();
  EXPECT_NE(playing, play.icon().cacheKey()) << "in the colours of the theme";
  EXPECT_TRUE(drawn == play.icon().pixmap(24, 24).toImage()) << "it still says pause";
}

}  // namespace
