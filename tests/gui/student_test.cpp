// What a student does in the first ten minutes, on the real window; judged by the data behind the screen.

#include <QAction>
#include <QPushButton>
#include <QTest>
#include <QToolButton>

#include <gtest/gtest.h>

#include "gui/app/main_window.h"
#include "gui/cluster/cluster_page.h"
#include "gui/compare/compare_page.h"
#include "gui/compare/fork_dialog.h"
#include "scenarios/engine/loader/scenario_loader.h"
#include "scenarios/engine/run/experiment.h"
#include "gui/view/live_run.h"
#include "tests/gui/opened_session.h"

namespace app {
namespace {

using bridge::Session;

/// Waits until it is so; a minute is more than any machine needs.
bool becomes(const std::function<bool()>& so) { return QTest::qWaitFor(so, 60'000); }

const view::BrokerNow& broker(const Session& session, const std::string& name) {
  for (const view::BrokerNow& b : session.snapshot()->brokers)
    if (b.name == name) return b;
  throw std::runtime_error("no " + name);
}

/// The way back from an event to what nobody caused.
std::vector<const view::EventRow*> chain_of(const view::RunRecord& record, const view::EventRow* event) {
  std::vector<const view::EventRow*> chain;
  for (; event != nullptr; event = event->cause == 0 ? nullptr : record.event(event->cause)) chain.push_back(event);
  return chain;
}

std::uint64_t headless_digest(const std::string& text, double seconds) {
  scenario::Diagnostics diagnostics;
  const auto spec = scenario::load_text("saved", text, {}, diagnostics);
  EXPECT_TRUE(spec) << diagnostics.render();
  scenario::Experiment experiment(*spec);
  experiment.start();
  experiment.advance(sim::kTimeZero + sim::Duration(static_cast<std::int64_t>(seconds * 1e9)));
  return experiment.fingerprint().trajectory();
}

TEST(Student, StartsBreaksAsksWhyGoesBackAndCompares) {
  gui_testing::need_application();
  Session session(Session::Mode::live);
  MainWindow window(session);
  window.resize(1600, 1000);
  window.show();

  // Opens the tutorial's example from the library and presses Start: it plays.
  window.show_page("scenarios");
  window.scenarios().choose("trucks_gps");
  QTest::mouseClick(window.scenarios().findChild<QPushButton*>("primary"), Qt::LeftButton);
  ASSERT_TRUE(session.spec());
  EXPECT_EQ("cluster", window.current_page()->objectName());
  EXPECT_TRUE(session.playing());
  session.set_speed(20);
  ASSERT_TRUE(becomes([&] { return session.seconds() > 8; }));
  QTest::keyClick(&window, Qt::Key_Space);
  ASSERT_TRUE(becomes([&] { return !session.playing() && !session.busy(); }));
  const double before = session.seconds();

  // Kills broker 102 by its menu.
  auto* const page = static_cast<cluster::ClusterPage*>(window.page("cluster"));
  cluster::FaultMenu* const menu = page->make_menu(bridge::Selection::Kind::broker, "broker-102");
  auto* const kill = menu->findChild<QAction*>("fault/kill broker-102 for 30s");
  ASSERT_NE(nullptr, kill);
  kill->trigger();
  ASSERT_TRUE(becomes([&] { return session.journal().size() == 1; }));

  // Watches the session run out: dead for three seconds, and ZooKeeper does not know.
  session.seek(before + 3);
  ASSERT_TRUE(becomes([&] { return !session.busy() && session.seconds() >= before + 2.99; }));
  EXPECT_EQ(kafka::MachineState::stopped, broker(session, "broker-102").state);
  ASSERT_TRUE(broker(session, "broker-102").session_left);
  const sim::Duration left = *broker(session, "broker-102").session_left;
  EXPECT_GT(left, sim::Duration{0});
  EXPECT_EQ(0, session.snapshot()->operators.under_replicated) << "metrics know nothing yet";
  EXPECT_GT(session.snapshot()->truth.under_replicated, 0);

  // After it: somebody else leads, and the chain of causes ends at the fault.
  session.seek(before + 25);
  ASSERT_TRUE(becomes([&] { return !session.busy() && session.seconds() >= before + 24.9; }));
  const view::EventRow* elected = nullptr;
  for (const view::EventRow& e : session.record().events())
    if (e.name == "LeaderElected" && e.time > sim::kTimeZero) elected = &e;
  ASSERT_NE(nullptr, elected);
  const auto chain = chain_of(session.record(), elected);
  EXPECT_EQ("FaultBegan", chain.back()->name) << chain.back()->text;
  EXPECT_GE(chain.size(), 4U);

  // Goes back to before it happened: the same run, verified.
  session.seek(before - 1);
  ASSERT_TRUE(becomes([&] { return !session.busy() && session.seconds() < before; }));
  EXPECT_EQ(kafka::MachineState::running, broker(session, "broker-102").state);
  EXPECT_TRUE(session.verified());

  // And the same faults in a file make the same run without a screen.
  session.seek(before + 25);
  ASSERT_TRUE(becomes([&] { return !session.busy() && session.seconds() >= before + 24.9; }));
  const QString path = QDir::temp().filePath("student_by_hand.yaml");
  ASSERT_EQ("", session.save_as_scenario(path));
  QFile file(path);
  ASSERT_TRUE(file.open(QIODevice::ReadOnly));
  qulonglong digest = 0;
  double at = 0;
  session.ask([&](view::LiveRun& run) {
    digest = run.digest();
    at = sim::to_seconds(run.now() - sim::kTimeZero);
    return QString();
  });
  EXPECT_EQ(headless_digest(file.readAll().toStdString(), at), digest);
}

TEST(Window, EveryPageSaysWhatItShowsAndEveryButtonHasAName) {
  gui_testing::need_application();
  Session session(Session::Mode::direct);
  MainWindow window(session);
  window.resize(1280, 800);
  window.show();
  ASSERT_TRUE(window.open_file(QString::fromStdString(kafka::testing::in_checkout("scenarios/trucks_gps.yaml"))));
  session.seek(40);
  for (pages::Page* const page : window.pages()) {
    window.show_page(page->objectName());
    window.refresh_page();
    EXPECT_FALSE(page->describe().isEmpty()) << page->objectName().toStdString();
    for (const auto* const button : window.findChildren<QAbstractButton*>()) {
      const bool named = !button->accessibleName().isEmpty() || !button->text().isEmpty();
      EXPECT_TRUE(!button->isVisible() || named)
          << page->objectName().toStdString() << ": " << button->objectName().toStdString();
    }
  }
}

TEST(Window, ABrokenScenarioIsToldInWordsAndNothingChanges) {
  gui_testing::need_application();
  Session session(Session::Mode::direct);
  MainWindow window(session);
  const QString path = QDir::temp().filePath("broken.yaml");
  QFile file(path);
  ASSERT_TRUE(file.open(QIODevice::WriteOnly));
  file.write("title: x\nduration: 10s\nclutser: {brokers: [1]}\n");
  file.close();
  EXPECT_FALSE(window.open_file(path));
  EXPECT_FALSE(session.spec());
  EXPECT_TRUE(window.findChild<QLabel*>("bar")->text().contains("cluster"));
}

}  // namespace
}  // namespace app
