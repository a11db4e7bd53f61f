#include <QAbstractItemModelTester>
#include <QFile>
#include <QHelpEvent>
#include <QPushButton>
#include <QTableView>
#include <QTemporaryDir>
#include <QToolButton>
#include <QToolTip>
#include <algorithm>

#include <QtTest/QTest>
#include <gtest/gtest.h>

#include "gui/events/events_page.h"
#include "gui/events/why_panel.h"
#include "gui/pages/picture_file.h"
#include "tests/gui/opened_session.h"

namespace {

using events::EventsPage;
using events::WhyPanel;

constexpr const char* kEventfulScenario = "the_leader_dies_and_producers_recover.yaml";

std::uint64_t first_of(const bridge::Session& session, std::string_view name) {
  for (const view::EventRow& row : session.record().events())
    if (row.name == name && !row.who.starts_with("__") && row.cause != 0) return row.number;
  return 0;
}

/// The page and the panel at 90 s of a run whose broker-102 is killed at 60 s.
struct EventsShown {
  explicit EventsShown(double at = 90)
      : session(gui_testing::opened(kEventfulScenario, at)), page(*session), why(*session) {
    page.resize(1260, 820);
    page.show();
    why.resize(330, 700);
    why.show();
    page.refresh();
    why.refresh();
  }
  void select(std::uint64_t number) {
    session->selection().select(bridge::Selection::Kind::event, QString::number(number));
  }
  events::EventModel& model() { return page.log().model(); }

  std::unique_ptr<bridge::Session> session;
  EventsPage page;
  WhyPanel why;
};

TEST(EventsPage, ItsModelIsARealOneAndOnlyGrowsWhileTimeGoesOn) {
  EventsShown shown(30);
  const QAbstractItemModelTester tester(&shown.model(), QAbstractItemModelTester::FailureReportingMode::Fatal);
  const int before = shown.model().rowCount();
  int resets = 0;
  QObject::connect(&shown.model(), &QAbstractItemModel::modelReset, [&] { ++resets; });
  shown.session->seek(70);
  shown.page.refresh();
  EXPECT_GT(shown.model().rowCount(), before);
  EXPECT_EQ(resets, 0);
}

TEST(EventsPage, ChipsAndTheFilterChooseRows) {
  EventsShown shown;
  const int all = shown.model().rowCount();
  EXPECT_EQ(shown.page.log().set_filter_text("kind = election and time > 60"), "");
  const int elections = shown.model().rowCount();
  EXPECT_GT(elections, 0);
  EXPECT_LT(elections, all);
  for (int i = 0; i < elections; ++i) EXPECT_EQ(shown.model().row_at(i)->kind, view::EventClass::election);
  shown.page.findChild<QToolButton*>("events-chip-elections")->setChecked(false);
  EXPECT_EQ(shown.model().rowCount(), 0);
  shown.page.findChild<QToolButton*>("events-chip-elections")->setChecked(true);
  EXPECT_EQ(shown.model().rowCount(), elections);
}

TEST(EventsPage, AMistakeInTheFilterIsToldAndTheRowsStay) {
  EventsShown shown;
  const int all = shown.model().rowCount();
  const QString mistake = shown.page.log().set_filter_text("time > soon");
  EXPECT_TRUE(mistake.contains("character 8")) << mistake.toStdString();
  EXPECT_TRUE(mistake.contains("no time")) << mistake.toStdString();
  EXPECT_EQ(shown.model().rowCount(), all);
  EXPECT_EQ(shown.page.log().set_filter_text(""), "");
}

TEST(EventsPage, ARowIsTheSelectionAndTheSelectionIsARow) {
  EventsShown shown;
  auto* const table = shown.page.findChild<QTableView*>("events-table");
  table->selectRow(2);
  EXPECT_EQ(shown.session->selection().kind(), bridge::Selection::Kind::event);
  EXPECT_EQ(shown.session->selection().name().toULongLong(), shown.model().row_at(2)->number);
  const std::uint64_t elected = first_of(*shown.session, "LeaderElected");
  ASSERT_NE(elected, 0u);
  shown.select(elected);
  EXPECT_EQ(shown.model().row_at(table->currentIndex().row())->number, elected);
}

TEST(EventsPage, ActivatingARowGoesThere) {
  EventsShown shown;
  auto* const table = shown.page.findChild<QTableView*>("events-table");
  const int row = shown.model().row_of(first_of(*shown.session, "SessionExpired"));
  ASSERT_GE(row, 0);
  Q_EMIT table->doubleClicked(shown.model().index(row, 0));
  EXPECT_EQ(shown.session->now(), shown.model().row_at(row)->time);
}

TEST(WhyPanel, LeadsFromTheFaultToTheSelectedEvent) {
  EventsShown shown;
  shown.select(first_of(*shown.session, "LeaderElected"));
  const QStringList lines = shown.why.describe().split('\n');
  ASSERT_GE(lines.size(), 4);
  EXPECT_TRUE(lines.first().contains("FAULT")) << lines.first().toStdString();
  EXPECT_TRUE(shown.why.describe().contains("zookeeper.session.timeout.ms="));
  EXPECT_TRUE(lines.last().contains("leader 10")) << lines.last().toStdString();
}

TEST(WhyPanel, WithoutASelectionItExplainsTheLastTurn) {
  EventsShown shown(62);
  EXPECT_TRUE(shown.why.describe().contains("FAULT")) << shown.why.describe().toStdString();
}

TEST(WhyPanel, ConsequencesOfTheFaultHaveTheElection) {
  EventsShown shown;
  std::uint64_t fault = 0;
  for (const view::EventRow& row : shown.session->record().events())
    if (fault == 0 && row.name == "FaultBegan") fault = row.number;
  shown.select(fault);
  shown.why.findChild<QToolButton*>("why-consequences")->setChecked(true);
  EXPECT_TRUE(shown.why.describe().contains("leader 10")) << shown.why.describe().toStdString();
}

TEST(SequenceChart, ShowsWhoTookPartAndFoldsSilence) {
  EventsShown shown;
  shown.select(first_of(*shown.session, "LeaderElected"));
  const events::SequencePlan& plan = shown.page.chart().plan();
  EXPECT_GE(plan.lines.size(), 3u);
  EXPECT_FALSE(plan.arrows.empty());
  EXPECT_FALSE(plan.faults.empty());
  bool folded = false;
  for (const events::Stretch& s : plan.stretches) folded = folded || (s.folded && s.until - s.from > 1);
  EXPECT_TRUE(folded);
  EXPECT_DOUBLE_EQ(plan.place(plan.until), 1);
  EXPECT_LT(plan.place(plan.from), 1e-9);
}

TEST(SequenceChart, GoesFromCauseToConsequenceAndBack) {
  EventsShown shown;
  const std::uint64_t elected = first_of(*shown.session, "LeaderElected");
  shown.select(elected);
  const std::uint64_t cause = shown.session->record().event(elected)->cause;
  shown.page.chart().go_to_cause();
  EXPECT_EQ(shown.session->selection().name().toULongLong(), cause);
  shown.page.chart().go_to_consequence();
  const std::uint64_t next = shown.session->selection().name().toULongLong();
  EXPECT_EQ(shown.session->record().event(next)->cause, cause);
}

TEST(SequenceChart, AnArrowSaysAllOfItsTextAndAClickSelectsWhatItLedTo) {
  EventsShown shown;
  shown.select(first_of(*shown.session, "LeaderElected"));
  events::SequenceChart& chart = shown.page.chart();
  chart.grab();
  const auto& arrows = chart.plan().arrows;
  const auto arrow = std::find_if(arrows.begin(), arrows.end(), [&](const events::SequenceArrow& a) {
    return a.kind == events::SequenceArrow::Kind::leads_to && chart.line_of(a).length() > 60;
  });
  ASSERT_NE(arrow, arrows.end());
  const QPoint at = chart.line_of(*arrow).pointAt(.4).toPoint();
  const std::uint64_t led_to = arrow->row->number;
  const QString text = QString::fromStdString(arrow->text);
  QHelpEvent help(QEvent::ToolTip, at, chart.mapToGlobal(at));
  QCoreApplication::sendEvent(&chart, &help);
  EXPECT_TRUE(QToolTip::text().contains(text)) << QToolTip::text().toStdString();
  QToolTip::hideText();
  QTest::mouseClick(&chart, Qt::LeftButton, {}, at);
  EXPECT_EQ(shown.session->selection().name().toULongLong(), led_to);
}

TEST(EventsPage, SaysSoWhenNothingIsOpen) {
  gui_testing::need_application();
  bridge::Session session(bridge::Session::Mode::direct);
  EventsPage page(session);
  WhyPanel why(session);
  page.show();
  why.show();
  page.refresh();
  EXPECT_EQ(page.log().model().rowCount(), 0);
  EXPECT_TRUE(why.describe().contains("No scenario"));
}

TEST(SequenceChart, IsSavedAsAPictureOfEachKind) {
  EventsShown shown;
  shown.select(first_of(*shown.session, "PartitionStateChanged"));
  QTemporaryDir folder;
  const QByteArray heads[] = {"\x89PNG", "%PDF"};
  const char* const names[] = {"a.png", "a.pdf"};
  for (const int i : {0, 1}) {
    const QString path = folder.filePath(names[i]);
    ASSERT_EQ(pages::write_picture(shown.page.chart(), path), "");
    QFile file(path);
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    EXPECT_TRUE(file.read(8).startsWith(heads[i])) << names[i];
  }
  EXPECT_NE(pages::write_picture(shown.page.chart(), folder.filePath("a.txt")), "");
}

TEST(EventsPage, TheFocusSelectsNothing) {
  EventsShown shown;
  shown.page.activateWindow();
  shown.page.findChild<QTableView*>()->setFocus();
  QCoreApplication::processEvents();
  EXPECT_EQ(shown.session->selection().kind(), bridge::Selection::Kind::nothing);
  EXPECT_GT(shown.page.findChild<QTableView*>()->currentIndex().row(), 0);
}

TEST(WhyPanel, ASettingThatDecidedItCanBeTriedWithAnotherValue) {
  EventsShown shown;
  shown.select(first_of(*shown.session, "PartitionStateChanged"));
  shown.why.refresh();
  QString wanted;
  QObject::connect(&shown.why, &WhyPanel::setting_wanted, [&](const QString& name) { wanted = name; });
  auto* const link = shown.why.findChild<QPushButton*>("why-setting-zookeeper.session.timeout.ms");
  ASSERT_NE(link, nullptr) << shown.why.describe().toStdString();
  link->click();
  EXPECT_EQ(wanted, "zookeeper.session.timeout.ms");
}

}  // namespace
