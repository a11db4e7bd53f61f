// What the mouse does with flags of faults, and with the window of time in the timeline.

#include <cmath>

#include <QtTest/QTest>
#include <gtest/gtest.h>

#include "gui/app/main_window.h"
#include "gui/charts/charts_page.h"
#include "gui/charts/timeline.h"
#include "tests/gui/opened_session.h"

namespace {

/// At 90 s of a run of 180 s whose broker-102 is killed at 60 s.
struct Strip {
  Strip() : session(gui_testing::opened("the_leader_dies_and_producers_recover.yaml", 90)), line(*session) {
    line.resize(1000, line.sizeHint().height());
    line.refresh();
    session->window().show(40, 130);
  }
  [[nodiscard]] QPoint at(double seconds, int y) const {
    return {static_cast<int>(std::lround(line.x_of(seconds))), y};
  }
  [[nodiscard]] int middle() const { return line.height() / 2; }
  void drag(double from, double until, Qt::KeyboardModifiers keys = {}) {
    QTest::mousePress(&line, Qt::LeftButton, keys, at(from, middle()));
    for (const double part : {.3, .6, 1.0}) {
      const QPoint to = at(from + part * (until - from), middle());
      QMouseEvent move(QEvent::MouseMove, to, line.mapToGlobal(to), Qt::NoButton, Qt::LeftButton, keys);
      QCoreApplication::sendEvent(&line, &move);
    }
    QTest::mouseRelease(&line, Qt::LeftButton, keys, at(until, middle()));
  }
  std::unique_ptr<bridge::Session> session;
  charts::Timeline line;
};

TEST(Timeline, AClickOnAFlagGoesToWhereItsFaultBegins) {
  Strip s;
  QTest::mouseClick(&s.line, Qt::LeftButton, {}, s.at(60, 12) + QPoint(7, 0));
  EXPECT_DOUBLE_EQ(s.session->seconds(), 60);
}

TEST(Timeline, EdgesOfTheWindowCanBeDragged) {
  Strip s;
  const bridge::TimeWindow& window = s.session->window();
  s.drag(40, 20);
  EXPECT_NEAR(window.from(), 20, .3);
  EXPECT_DOUBLE_EQ(window.until(), 130);
  EXPECT_DOUBLE_EQ(s.session->seconds(), 90) << "the run stays where it is";
  s.drag(130, 10);
  EXPECT_GT(window.until(), window.from()) << "the edges do not pass each other";
  s.session->window().back();
  s.session->window().back();
  EXPECT_DOUBLE_EQ(window.from(), 40) << "one step back for each drag";
}

TEST(Timeline, WheelAndShiftMoveTheWindowAsInAChart) {
  Strip s;
  const bridge::TimeWindow& window = s.session->window();
  s.drag(100, 120, Qt::ShiftModifier);
  EXPECT_NEAR(window.from(), 60, .5);
  EXPECT_NEAR(window.span(), 90, 1e-6);
  const QPoint at = s.at(80, s.middle());
  QWheelEvent turn(at, s.line.mapToGlobal(at), {}, {0, 120}, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
  QCoreApplication::sendEvent(&s.line, &turn);
  EXPECT_NEAR(window.span(), 72, .1);
  EXPECT_DOUBLE_EQ(s.session->seconds(), 90);
}

/// Of a short run, whose window does not move along: nothing else would paint it.
TEST(Timeline, FollowsTheRunInTheMainWindow) {
  const auto session = gui_testing::opened("the_leader_dies_and_producers_recover.yaml", 10);
  app::MainWindow window(*session);
  window.show();
  window.show_page("cluster");
  auto* const line = window.findChild<charts::Timeline*>();
  ASSERT_NE(line, nullptr);
  QTest::qWait(100);
  session->seek(90);
  QTest::qWait(100);
  EXPECT_TRUE(line->text_at(60).contains("broker-102: ")) << line->text_at(60).toStdString();
  struct Watch final : QObject {
    bool eventFilter(QObject*, QEvent* e) override { return painted += e->type() == QEvent::Paint ? 1 : 0, false; }
    int painted = 0;
  } watch;
  line->installEventFilter(&watch);
  session->seek(91);
  QTest::qWait(100);
  EXPECT_GT(watch.painted, 0);
}

TEST(TimeChart, AClickOnAFlagGoesToWhereItsFaultBegins) {
  const auto session = gui_testing::opened("the_leader_dies_and_producers_recover.yaml", 90);
  charts::ChartsPage page(*session);
  page.resize(1260, 820);
  page.show();
  page.refresh();
  QCoreApplication::processEvents();
  charts::TimeChart& lag = *page.chart("lag");
  QTest::mouseClick(lag.viewport(), Qt::LeftButton, {}, QPointF(lag.x_of(60) + 6, lag.plot().top() - 7).toPoint());
  EXPECT_DOUBLE_EQ(session->seconds(), 60);
}

}  // namespace
