// The window of time that all charts share, and what is joined to a line in it.

#include "gui/bridge/time_window.h"

#include <cmath>
#include <utility>

#include <gtest/gtest.h>

#include "gui/charts/chart_line.h"
#include "gui/view/pyramid.h"

namespace {

TEST(ChartLine, JoinsWhatIsSampledSeldomAndLeavesRealGapsOpen) {
  view::Pyramid often;
  view::Pyramid seldom;
  for (int i = 0; i < 20; ++i) {
    often.append(0.1 * i, 1);
    seldom.append(5.0 * i, 1);
  }
  EXPECT_NEAR(0.35, charts::gap_of(often), 1e-9);
  EXPECT_NEAR(17.5, charts::gap_of(seldom), 1e-9);
  EXPECT_NEAR(0.35, charts::gap_of({}), 1e-9);
  EXPECT_DOUBLE_EQ(1, charts::value_at(seldom, 14.9)) << "the sample at 10 s is the last that is known";
  EXPECT_TRUE(std::isnan(charts::value_at(often, 3)));
}

TEST(TimeWindow, GrowsWithALongRunUntilSomebodyChoosesAnother) {
  bridge::TimeWindow window;
  window.reset(3660);
  EXPECT_DOUBLE_EQ(30, window.until());
  for (const auto& [now, until] : {std::pair{20.0, 30.0}, {29.5, 60.0}, {63.4, 120.0}, {200.0, 300.0}}) {
    window.follow(now);
    EXPECT_DOUBLE_EQ(0, window.from());
    EXPECT_DOUBLE_EQ(until, window.until());
  }
  window.follow(3660);
  EXPECT_DOUBLE_EQ(3660, window.until()) << "there is nothing after the end";
  EXPECT_DOUBLE_EQ(300, window.span());

  window.reset(700'000);
  window.follow(299);
  EXPECT_DOUBLE_EQ(600, window.span());
  window.follow(60'000);
  EXPECT_DOUBLE_EQ(35'000, window.span()) << "a twentieth: its samples are 100 s apart";
  EXPECT_LT(60'000, window.until());

  window.reset(3660);
  window.show(0, 20);
  window.follow(40);
  EXPECT_DOUBLE_EQ(20, window.span()) << "it moves on, as wide as it was chosen";
}

TEST(TimeWindow, StopsFollowingWhenSomebodyLooksElsewhere) {
  bridge::TimeWindow window;
  window.reset(3660);
  window.follow(1000);
  window.show(100, 200);
  window.follow(1000.1);
  EXPECT_FALSE(window.follows());
  EXPECT_DOUBLE_EQ(100, window.from()) << "what was chosen stays, though the run goes on";

  window.set_follows(true);
  EXPECT_GT(window.until(), 1000) << "at once, also while the run stands";
  window.pan(-500);
  EXPECT_FALSE(window.follows());

  window.set_follows(true);
  window.show_all();
  window.zoom_at(1000, .1);
  EXPECT_TRUE(window.follows()) << "the run is in sight";
}

}  // namespace
