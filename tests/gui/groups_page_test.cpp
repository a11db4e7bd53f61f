#include "gui/groups/groups_page.h"

#include <QHelpEvent>
#include <QToolTip>

#include <QtTest/QTest>
#include <gtest/gtest.h>

#include "tests/gui/opened_session.h"

namespace {

using groups::BarKind;
using groups::GroupsPage;

struct ShownGroups {
  explicit ShownGroups(double at)
      : session(gui_testing::opened("a_consumer_crashes_or_leaves.yaml", at)), page(*session) {
    page.resize(1260, 820);
    page.show();
    page.refresh();
    QCoreApplication::processEvents();
  }
  std::unique_ptr<bridge::Session> session;
  GroupsPage page;
};

/// The bar of that kind in that row that begins last.
std::optional<groups::GanttView::Hit> find(const groups::GanttView& view, const QString& row, BarKind kind) {
  std::optional<groups::GanttView::Hit> found;
  for (std::size_t r = 0; r < view.row_count(); ++r)
    for (std::size_t b = 0; view.row(r).name == row && b < view.row(r).bars.size(); ++b)
      if (view.row(r).bars[b].kind == kind) found = {r, b};
  return found;
}

TEST(GroupsPage, HasARowForEachMemberAndEachPartition) {
  ShownGroups shown(80);
  EXPECT_EQ(shown.page.gantt().rows().members.size(), 3u);
  EXPECT_EQ(shown.page.gantt().rows().partitions.size(), 3u);
}

TEST(GroupsPage, TilesCountOnlyWhatIsInTheWindowAndKnown) {
  ShownGroups shown(80);
  const groups::GroupFigures whole = shown.page.figures();
  EXPECT_GT(whole.rebalances, 1);
  EXPECT_GT(whole.stopped_s, 0);
  EXPECT_GT(whole.reread, 0);
  EXPECT_NEAR(whole.longest_s, 10, 4);
  EXPECT_EQ(whole.longest_why, "owner is dead");
  shown.session->window().show(43.5, 45);
  const groups::GroupFigures part = shown.page.figures();
  EXPECT_EQ(part.rebalances, 0);
  EXPECT_EQ(part.reread, 0);
  EXPECT_NEAR(part.longest_s, 1.5, 0.001);
  EXPECT_NEAR(part.unread_s, 1.5, 0.001);
  EXPECT_EQ(part.stopped_s, 0);
}

TEST(GroupsPage, AClickOnAGapExplainsWhichTimeoutItWaitsFor) {
  ShownGroups shown(50);
  groups::GanttView& gantt = shown.page.gantt();
  shown.session->window().show(40, 50);
  std::optional<groups::GanttView::Hit> gap;
  for (const char* row : {"orders-0", "orders-1", "orders-2"})
    for (std::size_t r = 0; r < gantt.row_count(); ++r)
      for (std::size_t b = 0; gantt.row(r).name == row && b < gantt.row(r).bars.size(); ++b)
        if (gantt.row(r).bars[b].text == "owner is dead") gap = {r, b};
  ASSERT_TRUE(gap);
  EXPECT_TRUE(shown.page.explanation().isEmpty());
  QTest::mouseClick(&gantt, Qt::LeftButton, {}, gantt.place(*gap).toPoint());
  EXPECT_TRUE(shown.page.explanation().contains("session.timeout.ms = 10 s")) << shown.page.explanation().toStdString();
  EXPECT_TRUE(shown.page.explanation().contains("crashes-1"));
}

TEST(GroupsPage, ABarUnderThePointerSaysWhatItIs) {
  ShownGroups shown(50);
  groups::GanttView& gantt = shown.page.gantt();
  const auto dead = find(gantt, "crashes-1", BarKind::dead);
  ASSERT_TRUE(dead);
  const QPoint at = gantt.place(*dead).toPoint();
  QHelpEvent help(QEvent::ToolTip, at, gantt.mapToGlobal(at));
  QCoreApplication::sendEvent(&gantt, &help);
  EXPECT_TRUE(QToolTip::text().contains("crashes-1")) << QToolTip::text().toStdString();
  EXPECT_FALSE(gantt.chosen()) << "nothing is chosen by that";
  QToolTip::hideText();
}

TEST(GroupsPage, AKilledMembersBandNamesItsFault) {
  ShownGroups shown(50);
  const auto dead = find(shown.page.gantt(), "crashes-1", BarKind::dead);
  ASSERT_TRUE(dead);
  const groups::Row& row = shown.page.gantt().row(dead->row);
  EXPECT_EQ(shown.page.gantt().fault_that_hit(row, row.bars[dead->bar]), "kill (fault A)");
}

TEST(GroupsPage, ArrowsGoFromBarToBarAndEscapeClosesTheExplanation) {
  ShownGroups shown(80);
  groups::GanttView& gantt = shown.page.gantt();
  QTest::keyClick(&gantt, Qt::Key_Return);
  ASSERT_TRUE(gantt.chosen());
  const auto first = *gantt.chosen();
  QTest::keyClick(&gantt, Qt::Key_Left);
  ASSERT_TRUE(gantt.chosen());
  EXPECT_NE(gantt.chosen()->bar, first.bar);
  QTest::keyClick(&gantt, Qt::Key_Down);
  EXPECT_EQ(gantt.chosen()->row, first.row + 1);
  EXPECT_FALSE(shown.page.explanation().isEmpty());
  QTest::keyClick(&gantt, Qt::Key_Escape);
  EXPECT_FALSE(gantt.chosen());
  EXPECT_TRUE(shown.page.explanation().isEmpty());
}

TEST(GroupsPage, DragWheelAndKeysMoveTheWindowThatAllViewsShare) {
  ShownGroups shown(80);
  groups::GanttView& gantt = shown.page.gantt();
  bridge::TimeWindow& window = shown.session->window();
  const QPoint from(static_cast<int>(gantt.x_of(40)), 60);
  const QPoint to(static_cast<int>(gantt.x_of(60)), 60);
  QTest::mousePress(&gantt, Qt::LeftButton, {}, from);
  QTest::mouseMove(&gantt, to);
  QTest::mouseRelease(&gantt, Qt::LeftButton, {}, to);
  EXPECT_NEAR(window.from(), 40, 0.2);
  EXPECT_NEAR(window.until(), 60, 0.2);
  const double span = window.span();
  QTest::keyClick(&gantt, Qt::Key_W);
  EXPECT_LT(window.span(), span);
  QTest::keyClick(&gantt, Qt::Key_Backspace);
  EXPECT_NEAR(window.span(), span, 1e-9);
  QTest::keyClick(&gantt, Qt::Key_D);
  EXPECT_GT(window.from(), 40.5);
}

TEST(GroupsPage, TheChooserShowsAnotherGroupAndSelectsIt) {
  ShownGroups shown(80);
  shown.page.show_group("leaves");
  EXPECT_EQ(shown.page.gantt().rows().members.front().name, "leaves-1");
  EXPECT_EQ(shown.session->selection().name(), "leaves");
  shown.session->selection().select(bridge::Selection::Kind::member, "crashes-2");
  EXPECT_EQ(shown.page.shown_group(), "crashes");
}

TEST(GroupsPage, SaysInWordsWhatNobodyReads) {
  ShownGroups shown(48);
  EXPECT_TRUE(shown.page.describe().contains("owner is dead")) << shown.page.describe().toStdString();
  EXPECT_TRUE(shown.page.describe().contains("crashes-1 does not run"));
}

TEST(GroupsPage, WithoutGroupsItSaysSo) {
  const auto session = gui_testing::opened("acks_ladder.yaml", 1);
  GroupsPage page(*session);
  page.refresh();
  const bool none = session->snapshot()->groups.empty();
  EXPECT_EQ(page.describe() == "This scenario has no consumer groups.", none);
}

TEST(GroupsPage, EverythingThatCanBeOperatedHasNames) {
  ShownGroups shown(10);
  int named = 0;
  for (QWidget* w : shown.page.findChildren<QWidget*>()) {
    if (w->focusPolicy() == Qt::NoFocus || !w->objectName().startsWith("groups-")) continue;
    EXPECT_FALSE(w->accessibleName().isEmpty()) << w->objectName().toStdString();
    ++named;
  }
  EXPECT_GE(named, 3);  // the chooser, the chart of bars, the lag
}

}  // namespace
