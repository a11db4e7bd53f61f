// Letters a third larger, in windows of 1280x800: nothing is cut, nothing lies on something else.

#include <QPushButton>

#include <gtest/gtest.h>

#include "gui/app/health_strip.h"
#include "gui/app/lesson_panel.h"
#include "gui/groups/groups_page.h"
#include "gui/log/log_page.h"
#include "gui/style/fonts.h"
#include "tests/gui/opened_session.h"
#include "tests/gui/painted_texts.h"

namespace {

class LargeLetters : public testing::Test {
 protected:
  void SetUp() override {
    session = gui_testing::opened("trucks_gps.yaml", 30);
    style::set_font_scale(1.35);
    style::set_theme(style::ThemeName::light);
  }
  void TearDown() override {
    style::set_font_scale(1);
    style::set_theme(style::ThemeName::dark);
  }
  std::unique_ptr<bridge::Session> session;
};

TEST_F(LargeLetters, ALessonsButtonsAreWholeInANarrowPanel) {
  app::LessonPanel panel(*session);
  panel.resize(220, 400);
  panel.show();
  QCoreApplication::processEvents();
  const auto buttons = panel.findChildren<QPushButton*>();
  ASSERT_GE(buttons.size(), 2);
  for (const auto* const b : buttons) {
    if (!b->isVisible()) continue;
    EXPECT_GE(b->width(), b->sizeHint().width()) << b->text().toStdString();
  }
}

TEST_F(LargeLetters, TheLogAndItsChartDoNotLieOnEachOther) {
  logs::LogPage page(*session);
  page.resize(1160, 480);
  page.show();
  page.refresh();
  QCoreApplication::processEvents();
  const logs::PartitionLogView& view = page.log_view();
  const auto* const chart = page.findChild<charts::TimeChart*>("log-chart");
  EXPECT_GE(view.height(), view.minimumHeight());
  EXPECT_TRUE(chart->parentWidget()->rect().contains(chart->geometry()));
  EXPECT_LE(view.geometry().bottom(), chart->parentWidget()->geometry().top());
}

TEST_F(LargeLetters, RowsOfAGroupsPartitionsGrowWithThem) {
  groups::GroupsPage large(*session);
  large.show();
  large.refresh();
  style::set_font_scale(1);
  groups::GroupsPage usual(*session);
  usual.show();
  usual.refresh();
  EXPECT_GE(large.gantt().minimumHeight(), usual.gantt().minimumHeight() + 10 * 15 / 3);
}

TEST_F(LargeLetters, TitlesOfTheTilesAreWholeWords) {
  app::HealthStrip strip(*session);
  strip.resize(1150, strip.sizeHint().height());
  strip.show();
  for (const auto& painted : gui_testing::painted_texts(strip))
    EXPECT_FALSE(painted.text.contains(QChar(0x2026))) << painted.text.toStdString();
}

}  // namespace
