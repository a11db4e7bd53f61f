#include <QtTest/QTest>
#include <gtest/gtest.h>

#include "gui/charts/lag_strip.h"
#include "gui/charts/lag_trend.h"
#include "gui/charts/peaks.h"
#include "tests/gui/opened_session.h"

namespace {

TEST(LagStrip, OfAHundredAndTwentyPartitionsIsReadByMouseAndKeys) {
  const auto session = gui_testing::opened_text("wide.yaml", R"(
title: a wide topic
duration: 60s
cluster: { brokers: [101, 102, 103] }
topics: [{ name: orders, partitions: 120, replication.factor: 1 }]
producers: [{ name: shop, workload: { topic: orders, rate: 240/s, start: 1s, stop: 50s } }]
groups: [{ name: stock, topics: [orders], config: { auto.offset.reset: earliest } }]
)",
                                                30);
  charts::LagStrip strip(*session, "Lag of each partition");
  strip.resize(600, 200);
  strip.refresh();
  strip.grab();
  ASSERT_EQ(strip.row_count(), 120u);
  EXPECT_EQ(strip.chosen_text(), "");
  QTest::keyClick(&strip, Qt::Key_Down);
  QTest::keyClick(&strip, Qt::Key_Down);
  EXPECT_EQ(strip.chosen_row(), 1);
  EXPECT_TRUE(strip.chosen_text().contains("records")) << strip.chosen_text().toStdString();
  QTest::keyClick(&strip, Qt::Key_Return);
  EXPECT_EQ(session->selection().kind(), bridge::Selection::Kind::partition);
  EXPECT_TRUE(strip.chosen_text().contains(session->selection().name()));
  const QRectF plot = strip.plot();
  QTest::mouseClick(&strip, Qt::LeftButton, {},
                    QPointF(plot.center().x(), plot.top() + plot.height() * 60.5 / 120).toPoint());
  EXPECT_NEAR(strip.chosen_row(), 60, 1);
  const double span = session->window().span();
  QTest::keyClick(&strip, Qt::Key_W);
  EXPECT_LT(session->window().span(), span);
}

TEST(LagTrend, IsGrowthAndTheTimeUntilNothingIsLeft) {
  view::Pyramid lag;
  for (int i = 0; i <= 100; ++i) lag.append(i * .1, static_cast<float>(200 - 2 * i));  // 20 records/s fewer
  charts::LagTrend growth(charts::LagTrend::Says::growth);
  charts::LagTrend drain(charts::LagTrend::Says::time_to_drain);
  EXPECT_NEAR(growth.follow(&lag)->at(8), -20, .1);
  EXPECT_NEAR(drain.follow(&lag)->at(8), 40 / 20.0, .05);
  EXPECT_EQ(drain.follow(&lag)->at(10), 0);
  view::Pyramid rising;
  for (int i = 0; i <= 100; ++i) rising.append(i * .1, static_cast<float>(i));
  charts::LagTrend never(charts::LagTrend::Says::time_to_drain);
  EXPECT_TRUE(never.follow(&rising)->empty() || never.follow(&rising)->size() == 1);
}

TEST(Peaks, OnlyABriefAndVeryHighOneIsCut) {
  std::vector<double> tops(200, 10);
  EXPECT_FALSE(charts::height_without_peaks(tops));
  tops[50] = 30;  // not high enough
  EXPECT_FALSE(charts::height_without_peaks(tops));
  tops[50] = 1000;
  EXPECT_DOUBLE_EQ(charts::height_without_peaks(tops).value(), 15);
  for (int i = 100; i < 130; ++i) tops[static_cast<std::size_t>(i)] = 1000;  // not brief
  EXPECT_FALSE(charts::height_without_peaks(tops));
}

}  // namespace
