/// Break-fix exercises: who chooses the fault, that nothing gives it away, and how an answer is graded.

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QPushButton>
#include <QSettings>
#include <QTest>

#include <gtest/gtest.h>

#include "gui/app/main_window.h"
#include "gui/breakfix/breakfix_page.h"
#include "gui/breakfix/instrument_panel.h"
#include "gui/view/live_run.h"
#include "gui/view/scenario_of.h"
#include "tests/gui/opened_session.h"

namespace breakfix {
namespace {

using bridge::Session;

scenario::ScenarioSpec spec_of(const Cluster& cluster) {
  std::string problem;
  const auto spec = view::scenario_of(cluster.source, problem);
  EXPECT_TRUE(spec) << problem;
  return *spec;
}

Exercise exercise_of(const Cluster& cluster, std::uint64_t number) {
  QString problem;
  const Exercise e = make_exercise(cluster.name, spec_of(cluster), number, problem);
  EXPECT_EQ("", problem);
  return e;
}

/// The first exercise of that kind.
Exercise with_trouble(const Cluster& cluster, Trouble trouble) {
  for (std::uint64_t number = 1; number < 500; ++number) {
    const Exercise e = exercise_of(cluster, number);
    if (e.trouble == trouble) return e;
  }
  throw std::runtime_error("none");
}

std::unique_ptr<Session> veiled(const Cluster& cluster, const Exercise& e) {
  gui_testing::need_application();
  auto session = std::make_unique<Session>(Session::Mode::direct);
  const QString wrong = session->open_veiled(cluster.source, e.words, e.at);
  EXPECT_EQ("", wrong) << e.words.toStdString();
  return session;
}

TEST(BreakfixExercise, IsTheSameForEverybodyAndAnotherForEachNumber) {
  const Cluster& c = clusters().front();
  EXPECT_EQ(exercise_of(c, 7).words, exercise_of(c, 7).words);
  EXPECT_EQ(exercise_of(c, 7).at, exercise_of(c, 7).at);
  std::set<QString> words;
  std::set<Trouble> kinds;
  for (std::uint64_t n = 1; n <= 60; ++n) {
    words.insert(exercise_of(c, n).words);
    kinds.insert(exercise_of(c, n).trouble);
  }
  EXPECT_GT(words.size(), 55U);
  EXPECT_EQ(kinds.size(), troubles_of(spec_of(c)).size()) << "every kind comes";
}

TEST(BreakfixExercise, OnlyAsksForWhatTheClusterCanSuffer) {
  Cluster small;
  small.source.name = "small";
  small.source.text =
      "title: x\nduration: 3m\ncluster: { brokers: 1, zookeeper: { servers: 1 } }\n"
      "topics: [{ name: t, partitions: 1, replication.factor: 1 }]\n";
  const std::vector<Trouble> all = troubles_of(spec_of(small));
  EXPECT_EQ(all, std::vector<Trouble>{Trouble::quorum_loss}) << "one broker, nobody reads or writes";
}

TEST(BreakfixExercise, TakesAScenarioWithoutItsOwnFaults) {
  Cluster c;
  c.name = "group";
  std::ifstream file(kafka::testing::in_checkout("scenarios/a_group_shares_the_work.yaml"));
  std::stringstream text;
  text << file.rdbuf();
  c.source.name = "group";
  c.source.text = text.str();
  EXPECT_FALSE(spec_of(c).faults.empty());
  c.source = without_own_faults(c.source);
  EXPECT_TRUE(spec_of(c).faults.empty());
  EXPECT_TRUE(spec_of(c).steps.empty());
  const Exercise e = exercise_of(c, 3);
  EXPECT_TRUE(targets_of(spec_of(c)).contains(e.targets.front()) || e.trouble == Trouble::quorum_loss);
}

/// Each kind can be told from the metrics or the logs that an operator has.
TEST(BreakfixExercise, EveryKindShowsItselfToAnOperator) {
  const Cluster& c = clusters().front();
  for (const Trouble trouble : troubles_of(spec_of(c))) {
    const Exercise e = with_trouble(c, trouble);
    const auto session = veiled(c, e);
    session->seek(std::min(e.at + e.lasts, session->duration()));
    session->lift_veil();
    ASSERT_EQ(1U, session->record().faults().size()) << e.words.toStdString();
    const double until = e.at + e.lasts;
    EXPECT_TRUE(first_metric_sign(session->record(), e.at, until) || first_log_sign(session->record(), e.at, until))
        << e.words.toStdString();
    const QStringList told = explain(e, session->record());
    EXPECT_GE(told.size(), 4) << told.join('\n').toStdString();
    if (qEnvironmentVariableIsSet("KAFKASIM_SHOW")) qInfo("%s", qPrintable(told.join('\n') + "\n"));
  }
}

TEST(BreakfixVeil, TheSessionHasNothingThatAnOperatorHasNot) {
  const Cluster& c = clusters().front();
  const Exercise e = with_trouble(c, Trouble::broker_hang);
  const auto session = veiled(c, e);
  EXPECT_TRUE(session->sight().veiled());
  session->seek(e.at + 3);  // it hangs, and nobody knows yet
  EXPECT_TRUE(session->record().faults().empty());
  EXPECT_TRUE(session->record().events().empty());
  EXPECT_TRUE(session->journal().empty());
  EXPECT_EQ(nullptr, session->record().groups());
  EXPECT_EQ(nullptr, session->record().find("replication/under-replicated"));
  EXPECT_NE(nullptr, session->record().find("operator/under-replicated"));
  EXPECT_FALSE(session->record().logs().empty());
  const view::Snapshot& s = *session->snapshot();
  EXPECT_EQ(s.truth.under_replicated, s.operators.under_replicated);
  for (const view::BrokerNow& b : s.brokers) {
    EXPECT_EQ(kafka::MachineState::running, b.state) << "ZooKeeper still has it";
    EXPECT_EQ("", b.faults);
    EXPECT_FALSE(b.session_left);
  }
  EXPECT_TRUE(s.flows.empty());
  // Scrubbing shows no more.
  session->scrub(e.at + 2);
  for (const view::BrokerNow& b : session->snapshot()->brokers) EXPECT_EQ(kafka::MachineState::running, b.state);
}

TEST(BreakfixVeil, NothingCanBeDoneThatWouldTell) {
  const Cluster& c = clusters().front();
  const Exercise e = exercise_of(c, 2);
  const auto session = veiled(c, e);
  QStringList problems;
  QObject::connect(session.get(), &Session::problem, [&](const QString& p) { problems << p; });
  session->seek(20);
  session->next_turn();
  EXPECT_EQ(20, session->seconds());
  session->inject("kill broker-101");
  session->undo_fault();
  session->previous_turn();
  session->set_operator_view(false);
  session->run_until_so("kind = fault");
  session->heal(0);
  EXPECT_EQ(7, problems.size());
  EXPECT_TRUE(session->operator_view());
  EXPECT_NE("", session->save_as_scenario(QDir::temp().filePath("never.yaml")));
  session->seek(e.at + 1);
  session->lift_veil();
  ASSERT_EQ(1U, session->record().faults().size()) << "it was there all the time";
  EXPECT_FALSE(session->operator_view());
  EXPECT_EQ(1U, session->journal().size());
}

TEST(BreakfixVeil, TheHiddenFaultIsInTheSavedScenarioToTheLastEvent) {
  const Cluster& c = clusters().front();
  const Exercise e = with_trouble(c, Trouble::broker_crash);
  const auto session = veiled(c, e);
  session->seek(e.at + 20);
  session->lift_veil();
  const QString digest = session->ask([](view::LiveRun& run) { return QString::number(run.digest()); });
  std::string problem;
  view::RunSource saved;
  saved.name = "saved";
  saved.text = view::text_with(session->source(), session->journal(), problem);
  ASSERT_EQ("", problem);
  Session other(Session::Mode::direct);
  ASSERT_EQ("", other.open(saved));
  other.seek(e.at + 20);
  EXPECT_EQ(digest, other.ask([](view::LiveRun& run) { return QString::number(run.digest()); }));
}

/// Everything that a window says on all its pages, in the tiles and in what can be read aloud.
QString all_words(app::MainWindow& window) {
  QString words = window.describe();
  for (pages::Page* const page : window.pages()) {
    window.show_page(page->objectName());
    page->refresh();
    window.refresh_page();
    words += page->describe() + '\n';
    for (const QStringList& row : page->table()) words += row.join(' ') + '\n';
  }
  for (const QWidget* const w : window.findChildren<QWidget*>())
    words += w->accessibleDescription() + '\n' + w->toolTip() + '\n';
  for (const QLabel* const l : window.findChildren<QLabel*>()) words += l->text() + '\n';
  return words;
}

TEST(BreakfixWindow, NoPageGivesTheFaultAway) {
  const Cluster& c = clusters().front();
  for (const Trouble trouble :
       {Trouble::broker_hang, Trouble::broker_crash, Trouble::slow_disk, Trouble::consumer_hang}) {
    const Exercise e = with_trouble(c, trouble);
    gui_testing::need_application();
    Session session(Session::Mode::direct);
    app::MainWindow window(session);
    window.resize(1600, 1000);
    window.show();
    auto* const page = static_cast<BreakfixPage*>(window.page("breakfix"));
    window.show_page("breakfix");
    page->findChild<QSpinBox*>("breakfix/number")->setValue(static_cast<int>(e.number));
    page->begin();
    ASSERT_TRUE(session.sight().veiled());
    session.seek(e.at + 4);
    for (pages::Page* const p : window.pages()) {
      window.show_page(p->objectName());
      EXPECT_TRUE(session.sight().page(window.current_page()->objectName()));
    }
    // Choices of the answer name every kind and target: they say nothing.
    const QString words = all_words(window);
    EXPECT_FALSE(words.contains("FAULT")) << words.toStdString();
    EXPECT_FALSE(words.contains("really"));
    EXPECT_FALSE(words.contains("fault A"));
    EXPECT_FALSE(words.contains("by hand, "));
    EXPECT_FALSE(words.contains(title_of(trouble)));
    EXPECT_FALSE(words.contains(e.words));
    const QString target = e.targets.front();
    for (const char* const state : {": stopped", ": paused", " paused", " stands still", " hangs", " is dead"})
      EXPECT_FALSE(words.contains(target + state)) << target.toStdString() << state;
    EXPECT_TRUE(page->findChild<QPushButton*>("breakfix/answer")->isVisibleTo(page));
    EXPECT_FALSE(window.actions().find("fault")->isEnabled());
    EXPECT_FALSE(window.actions().find("next-turn")->isEnabled());
  }
}

TEST(BreakfixWindow, TheAnswerIsGradedAndEverythingIsShown) {
  QSettings().remove("breakfix");
  const Cluster& c = clusters().front();
  const Exercise e = with_trouble(c, Trouble::broker_crash);
  gui_testing::need_application();
  Session session(Session::Mode::direct);
  app::MainWindow window(session);
  window.resize(1600, 1000);
  window.show();
  window.show_page("breakfix");
  auto* const page = static_cast<BreakfixPage*>(window.page("breakfix"));
  page->findChild<QSpinBox*>("breakfix/number")->setValue(static_cast<int>(e.number));
  QTest::mouseClick(page->findChild<QPushButton*>("primary"), Qt::LeftButton);
  session.seek(e.at + 10);
  QTest::mouseClick(page->findChild<QPushButton*>("breakfix/hint"), Qt::LeftButton);
  EXPECT_EQ(1, page->hints_shown());
  auto* const kind = page->findChild<QComboBox*>("breakfix/kind");
  auto* const target = page->findChild<QComboBox*>("breakfix/target");
  kind->setCurrentIndex(kind->findData(static_cast<int>(e.trouble)));
  target->setCurrentIndex(target->findData(e.targets.front()));
  page->findChild<QDoubleSpinBox*>("breakfix/when")->setValue(e.at + 2);
  QTest::mouseClick(page->findChild<QPushButton*>("breakfix/answer"), Qt::LeftButton);
  ASSERT_TRUE(page->result());
  EXPECT_EQ(90, page->result()->total()) << "a hint costs ten";
  EXPECT_TRUE(page->result()->solved());
  EXPECT_EQ(1, Progress::solved());
  EXPECT_EQ(90, Progress::of(e.id())->points);
  EXPECT_EQ(static_cast<int>(e.number) == 1 ? 2 : 1, Progress::next_number(c.name));
  EXPECT_FALSE(session.sight().veiled());
  EXPECT_EQ(1U, session.record().faults().size());
  EXPECT_TRUE(page->describe().contains("What really happened"));
  EXPECT_TRUE(page->describe().contains("first metric")) << page->describe().toStdString();
  page->go_to_fault();
  EXPECT_NEAR(e.at - 1, session.seconds(), 0.01);
  EXPECT_TRUE(window.actions().find("fault")->isEnabled());
  window.show_page("events");
  EXPECT_EQ("events", window.current_page()->objectName());
  QSettings().remove("breakfix");
}

TEST(BreakfixWindow, WorksWithTheRunOnItsOwnThread) {
  gui_testing::need_application();
  Session session(Session::Mode::live);
  app::MainWindow window(session);
  window.resize(1280, 800);
  window.show();
  window.show_page("breakfix");
  auto* const page = static_cast<BreakfixPage*>(window.page("breakfix"));
  page->begin();
  ASSERT_TRUE(page->exercise());
  session.seek(20);
  ASSERT_TRUE(QTest::qWaitFor([&] { return !session.busy() && session.seconds() > 19.9; }, 60'000));
  EXPECT_TRUE(session.record().events().empty());
  page->give_up();
  ASSERT_TRUE(QTest::qWaitFor([&] { return page->describe().contains("in a log"); }, 60'000));
  EXPECT_EQ(1U, session.record().faults().size());
  EXPECT_FALSE(session.record().events().empty());
  EXPECT_FALSE(page->result()) << "given up: no points";
}

TEST(BreakfixWindow, GoesOnWhenTheWindowIsMadeAnew) {
  gui_testing::need_application();
  Session session(Session::Mode::direct);
  app::MainWindow window(session);
  auto* const page = static_cast<BreakfixPage*>(window.page("breakfix"));
  page->begin();
  page->hint();
  app::MainWindow other(session);
  auto* const again = static_cast<BreakfixPage*>(other.page("breakfix"));
  again->take_over(*page);
  ASSERT_TRUE(again->exercise());
  EXPECT_EQ(page->exercise()->words, again->exercise()->words);
  EXPECT_EQ(1, again->hints_shown());
  EXPECT_TRUE(session.sight().veiled());
  again->findChild<QComboBox*>("breakfix/kind")->setCurrentIndex(0);
  again->findChild<QComboBox*>("breakfix/target")->setCurrentIndex(0);
  again->answer();
  EXPECT_TRUE(again->result());
  EXPECT_FALSE(session.sight().veiled());
  QSettings().remove("breakfix");
}

TEST(BreakfixWindow, ManyScenariosCanBeTaken) {
  gui_testing::need_application();
  Session session(Session::Mode::direct);
  app::MainWindow window(session);
  auto* const page = static_cast<BreakfixPage*>(window.page("breakfix"));
  for (const char* const name : {"trucks_gps", "a_rolling_restart_under_load"})
    page->begin_with(QString::fromStdString(kafka::testing::in_checkout(std::string("scenarios/") + name + ".yaml")));
  auto* const cluster = page->findChild<QComboBox*>("breakfix/cluster");
  cluster->setCurrentIndex(cluster->findData("trucks_gps"));
  page->begin();
  ASSERT_TRUE(page->exercise());
  EXPECT_EQ("trucks_gps", page->exercise()->cluster);
  // Another run is open: of what was hidden, and how it went, nothing is left.
  page->hint();
  ASSERT_EQ("", session.open(clusters().front().source));
  EXPECT_FALSE(page->exercise());
  EXPECT_EQ(0, page->hints_shown());
}

TEST(BreakfixLogs, SpeakAsKafkasOwn) {
  const auto session = gui_testing::opened_text("three-brokers", clusters().front().source.text, 5);
  session->inject("kill broker-102 for 20s");
  session->inject("kill consumer billing-2");
  session->seek(40);
  std::string all;
  for (const view::LogLine& l : session->record().logs()) all += l.text + '\n';
  for (const char* const words :
       {"[Consumer clientId=billing-1, groupId=billing] (Re-)joining group", "Discovered group coordinator broker-",
        ":9092 (id: 2147483", "[KafkaServer id=102] starting", "[GroupCoordinator ",
        " has failed, removing it from the group",
        "Newly added brokers: ", "could not be established. Broker may not be", " for partitions Map(orders-",
        "[Log partition=orders-", "Expiring session 0x"})
    EXPECT_NE(std::string::npos, all.find(words)) << words;
  EXPECT_EQ(std::string::npos, all.find("Removed member"));
}

TEST(BreakfixGrading, GivesPartOfThePointsForWhatIsNear) {
  Exercise truth;
  truth.trouble = Trouble::broker_crash;
  truth.targets = {"broker-102"};
  truth.at = 60;
  EXPECT_EQ(100, grade(truth, {Trouble::broker_crash, "broker-102", 63, 0}).total());
  EXPECT_EQ(20 + 40 + 12, grade(truth, {Trouble::broker_hang, "broker-102", 50, 0}).total());
  EXPECT_EQ(0 + 0 + 6, grade(truth, {Trouble::producer_crash, "broker-103", 85, 0}).total());
  EXPECT_EQ(0, grade(truth, {Trouble::producer_crash, "broker-103", 200, 2}).total());
  Exercise quorum;
  quorum.trouble = Trouble::quorum_loss;
  quorum.targets = {"zookeeper-1", "zookeeper-2"};
  EXPECT_EQ(40, grade(quorum, {Trouble::quorum_loss, quorum_name(), 0, 0}).target);
  EXPECT_EQ(20, grade(quorum, {Trouble::quorum_loss, "zookeeper-2", 0, 0}).target);
  Exercise reader;
  reader.trouble = Trouble::consumer_crash;
  reader.targets = {"billing-2"};
  reader.group = "billing";
  EXPECT_EQ(20, grade(reader, {Trouble::consumer_crash, "billing-1", 0, 0}).target);
  EXPECT_EQ(3, grade(reader, {Trouble::consumer_crash, "billing-1", 0, 0}).verdicts.size());
}

}  // namespace
}  // namespace breakfix
