/// The library's page: pictures drawn from scenario files, words and tags that find them.

#include <QAbstractItemModelTester>
#include <QLineEdit>
#include <QListView>
#include <QSettings>
#include <QTest>
#include <QToolButton>

#include <gtest/gtest.h>

#include "gui/app/scenarios_page.h"
#include "scenarios/engine/loader/scenario_loader.h"
#include "tests/gui/opened_session.h"

namespace {

using app::ScenarioFilter;
using app::ScenarioSketch;
using app::ScenarioTag;

scenario::ScenarioSpec spec_of(const std::string& text) {
  scenario::Diagnostics diagnostics;
  auto spec = scenario::load_text("sketch", text, {}, diagnostics);
  if (!spec) throw std::runtime_error(diagnostics.render());
  return *spec;
}

TEST(ScenarioSketch, HasWhatTheFileHas) {
  gui_testing::need_application();
  const ScenarioSketch s = ScenarioSketch::of(spec_of(R"(title: t
duration: 2m
cluster: { brokers: [101, 102, 103] }
topics: [{ name: a, partitions: 4, replication.factor: 2 }, { name: b }]
producers: [{ name: shop, count: 3, workload: { topic: a, rate: 1/s } }]
groups: [{ name: g, topics: [a, b], members: 6 }]
faults: [{ kind: kill, target: broker-102, at: 30s, for: 10s }]
)"));
  EXPECT_EQ(s.brokers, (std::vector<QString>{"101", "102", "103"}));
  ASSERT_EQ(s.topics.size(), 2u);
  EXPECT_EQ(s.topics[0].replicas, (std::vector<std::vector<int>>{{0, 1}, {1, 2}, {2, 0}, {0, 1}}));
  ASSERT_EQ(s.groups.size(), 1u);
  EXPECT_EQ(s.groups[0].partitions, 5);
  EXPECT_EQ(s.groups[0].count, 6);
  EXPECT_EQ(s.producers[0].count, 3);
  ASSERT_EQ(s.mishaps.size(), 1u);
  EXPECT_EQ(s.mishaps[0].brokers, std::vector<int>{1});
  EXPECT_EQ(s.mishaps[0].end, 40);
  EXPECT_TRUE(s.describe().contains("kill broker-102 at 00:30")) << s.describe().toStdString();
}

TEST(ScenarioSketch, OfTrucksHasTheirTwoApplications) {
  gui_testing::need_application();
  const auto session = gui_testing::opened("trucks_gps.yaml", 0);
  const ScenarioSketch s = ScenarioSketch::of(*session->spec());
  ASSERT_EQ(s.groups.size(), 2u);
  EXPECT_EQ(s.groups[0].name, "location-dashboard");
  EXPECT_EQ(s.producers[0].count, 100);
}

TEST(ScenarioFilter, FindsAllWordsAnywhereAndTags) {
  gui_testing::need_application();
  app::ScenarioModel model;
  ScenarioFilter filter(model);
  QAbstractItemModelTester tester(&filter, QAbstractItemModelTester::FailureReportingMode::Fatal);
  const int all = filter.rowCount();
  EXPECT_EQ(all, model.rowCount());
  filter.set_words("zookeeper LEADER");
  EXPECT_GT(filter.rowCount(), 0);
  EXPECT_LT(filter.rowCount(), all);
  for (int i = 0; i < filter.rowCount(); ++i) {
    const QString text = filter.index(i, 0).data(app::ScenarioModel::search_role).toString();
    EXPECT_TRUE(text.contains("zookeeper", Qt::CaseInsensitive) && text.contains("leader", Qt::CaseInsensitive));
  }
  filter.set_words("");
  filter.set_tag(ScenarioTag::trucks);
  EXPECT_GT(filter.rowCount(), 0);
  for (int i = 0; i < filter.rowCount(); ++i)
    EXPECT_TRUE(model.cards()[static_cast<std::size_t>(filter.mapToSource(filter.index(i, 0)).row())].trucks);
}

TEST(ScenariosPage, ATagOfTheRowShowsOnlyItsCardsAndSaysHowMany) {
  const auto session = gui_testing::opened("trucks_gps.yaml", 0);
  app::ScenariosPage page(*session);
  page.resize(1400, 900);
  page.show();
  auto* const faults =
      page.findChild<QToolButton*>(QString("scenario-tag-%1").arg(static_cast<int>(ScenarioTag::faults)));
  ASSERT_NE(faults, nullptr);
  faults->click();
  int expected = 0;
  for (const app::ScenarioCard& card : page.model().cards()) expected += card.faults ? 1 : 0;
  EXPECT_EQ(page.filter().rowCount(), expected);
  EXPECT_EQ(page.findChild<QLabel*>("scenario-count")->text(), QString("%1 scenarios").arg(expected));
}

TEST(ScenariosPage, TheChosenCardIsInSightWhileOneTypes) {
  const auto session = gui_testing::opened("trucks_gps.yaml", 0);
  app::ScenariosPage page(*session);
  page.resize(1300, 700);
  page.show();
  auto* const list = page.findChild<QListView*>("scenario-list");
  QTest::qWait(50);
  QTest::keyClicks(page.findChild<QLineEdit*>("scenario-search"), "leader dies");
  QTest::qWait(50);
  EXPECT_TRUE(list->viewport()->rect().intersects(list->visualRect(list->currentIndex())));
}

/// A run that goes on beside it refreshes the page many times a second.
TEST(ScenariosPage, ARefreshLeavesTheChosenVariantAlone) {
  const auto session = gui_testing::opened("trucks_gps.yaml", 0);
  app::ScenariosPage page(*session);
  page.choose("trucks_gps");
  auto* const variant = page.findChild<QComboBox*>("scenario-variant");
  ASSERT_GT(variant->count(), 1);
  variant->setCurrentIndex(1);
  page.refresh();
  EXPECT_EQ(variant->currentIndex(), 1);
}

}  // namespace
