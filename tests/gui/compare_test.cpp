#include <QAbstractItemModelTester>

#include <gtest/gtest.h>

#include "gui/compare/compare_page.h"
#include "gui/compare/fork_dialog.h"
#include "tests/gui/opened_session.h"

namespace {

using comparing::ComparePage;
using comparing::Figure;
using comparing::ForkDialog;

constexpr const char* kComparedScenario = R"(
title: one leader dies
duration: 60s
cluster: { brokers: [101, 102, 103], config: { zookeeper.session.timeout.ms: 6s } }
topics: [{ name: orders, partitions: 3, replication.factor: 3 }]
producers: [{ name: shop, config: { acks: all, enable.idempotence: false }, workload: { topic: orders, rate: 50/s, start: 1s, stop: 50s } }]
groups: [{ name: stock, topics: [orders], config: { auto.offset.reset: earliest } }]
faults: [{ at: 20s, kind: kill, target: broker-101, for: 20s }]
expect: [{ lost-records: 0, group: stock }]
variants:
  acks-1: { title: only the leader, set: { producers.shop.config.acks: 1 } }
)";

struct CompareShown {
  CompareShown() : session(gui_testing::opened_text("one_leader_dies.yaml", kComparedScenario, 5)), page(*session) {
    page.resize(1260, 820);
    page.show();
    page.refresh();
  }
  const Figure& figure(std::string_view what) {
    for (const Figure& f : page.outcome().figures())
      if (f.what == what) return f;
    throw std::runtime_error("no such figure");
  }
  std::unique_ptr<bridge::Session> session;
  ComparePage page;
};

TEST(ComparePage, TheSameRunTwiceIsIdentical) {
  CompareShown shown;
  const ForkDialog dialog(*shown.session);
  shown.page.compare(dialog.base(), dialog.changed());
  shown.page.wait();
  EXPECT_TRUE(shown.page.difference().identical());
  for (const Figure& f : shown.page.outcome().figures()) EXPECT_EQ(f.better(), 0) << f.what;
  EXPECT_TRUE(shown.page.describe().contains("identical")) << shown.page.describe().toStdString();
}

TEST(ComparePage, AcksOneIsFasterAndGoesApartFromAcksAll) {
  CompareShown shown;
  ForkDialog dialog(*shown.session);
  ASSERT_TRUE(dialog.choose("producers.shop.config.acks", "1"));
  EXPECT_EQ(dialog.changed().title, "acks=1");
  const QAbstractItemModelTester tester(const_cast<comparing::OutcomeModel*>(&shown.page.outcome()),
                                        QAbstractItemModelTester::FailureReportingMode::Fatal);
  shown.page.compare(dialog.base(), dialog.changed());
  shown.page.wait();
  ASSERT_EQ(shown.page.outcome().rowCount(), 2);
  EXPECT_EQ(shown.figure("p50").better(), 1);
  EXPECT_FALSE(shown.page.difference().identical());
  EXPECT_EQ(shown.page.table().size(), 3);
}

TEST(ComparePage, AVariantIsARunToCompareWith) {
  CompareShown shown;
  ForkDialog dialog(*shown.session);
  dialog.choose_variant("acks-1");
  EXPECT_EQ(dialog.changed().source.variant, "acks-1");
  std::string problem;
  const auto spec = comparing::spec_of(dialog.changed(), problem);
  ASSERT_TRUE(spec) << problem;
  EXPECT_EQ(spec->producers.front().config.acks, kafka::Acks::leader);
}

TEST(ComparePage, FaultsByHandAreInBothRuns) {
  CompareShown shown;
  shown.session->inject("kill broker-102 for 5s");
  const ForkDialog dialog(*shown.session);
  ASSERT_EQ(dialog.base().journal.size(), 1u);
  const comparing::WholeRun run = comparing::run_whole(dialog.base(), [](double) { return true; });
  ASSERT_TRUE(run.result) << run.problem;
  EXPECT_EQ(run.record->faults().size(), 2u);
}

TEST(ComparePage, AValueThatCannotBeIsToldInTheDialog) {
  CompareShown shown;
  ForkDialog dialog(*shown.session);
  ASSERT_TRUE(dialog.choose("producers.shop.config.acks", "most"));
  std::string problem;
  EXPECT_FALSE(comparing::spec_of(dialog.changed(), problem));
  EXPECT_NE(problem.find("acks"), std::string::npos) << problem;
}

TEST(ComparePage, EverySettingThatIsOfferedCanBeSet) {
  CompareShown shown;
  for (const comparing::ForkSetting& setting : comparing::fork_settings(*shown.session->spec())) {
    comparing::Side side;
    side.source = shown.session->source();
    side.source.set = {setting.path + "=" + setting.now};
    std::string problem;
    EXPECT_TRUE(comparing::spec_of(side, problem)) << setting.path << "=" << setting.now << "\n" << problem;
  }
}

TEST(ComparePage, ABackgroundRunCanBeCancelled) {
  CompareShown shown;
  const ForkDialog dialog(*shown.session);
  comparing::BackgroundRuns runs;
  bool done = false;
  QObject::connect(&runs, &comparing::BackgroundRuns::done, [&] { done = true; });
  runs.start({dialog.base(), dialog.base()});
  runs.cancel();
  QCoreApplication::processEvents();
  EXPECT_FALSE(done);
  EXPECT_FALSE(runs.busy());
}

}  // namespace
