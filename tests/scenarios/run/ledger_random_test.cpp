// The ledger's intervals against an account kept record by record.

#include <gtest/gtest.h>

#include "scenarios/engine/run/cause_text.h"
#include "scenarios/engine/run/ledger.h"
#include "tests/scenarios/run/plain_world.h"

namespace scenario {
namespace {

constexpr kafka::GroupId kLedgerGroup{0};

TEST(LedgerAtRandom, SaysOfEveryRecordWhatAPlainAccountSays) {
  const kafka::TopicTable topics = topics_with_orders();
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    Ledger ledger(topics, {{{"orders"}}});
    PlainWorld world(ledger, seed);
    for (int i = 0; i < 300; ++i) {
      world.step();
      if (i % 20 != 19) continue;
      std::int64_t delivered = 0;
      std::int64_t polled = 0;
      StateCounts states{};
      for (const auto& [id, record] : world.records()) {
        delivered += record.processed;
        polled += record.polled;
        ++states[static_cast<std::size_t>(world.state(id))];
        ASSERT_EQ(name_of(ledger.state(kLedgerGroup, kafka::ClientId(id.first), orders(0), id.second)),
                  name_of(world.state(id)))
            << "seed " << seed << ", step " << i << ": record " << id.second << " of " << id.first;
      }
      const GroupTotals totals = ledger.of_group(kLedgerGroup);
      ASSERT_EQ(totals.states, states) << "seed " << seed << ", step " << i;
      ASSERT_EQ(totals.delivered, delivered);
      ASSERT_EQ(totals.polled, polled);
      ASSERT_EQ(totals.produced, static_cast<std::int64_t>(world.records().size()));
    }
    ASSERT_TRUE(ledger.contradictions().empty()) << "seed " << seed << ": " << ledger.contradictions().front();
  }
}

TEST(LedgerAtRandom, GivesACauseForWhateverIsLostOrSkipped) {
  const kafka::TopicTable topics = topics_with_orders();
  std::int64_t told = 0;
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    Ledger ledger(topics, {{{"orders"}}});
    PlainWorld world(ledger, seed);
    for (int i = 0; i < 300; ++i) world.step();
    for (const Irregularity& i : ledger.irregularities(kLedgerGroup)) {
      if (i.kind != Irregularity::Kind::lost && i.kind != Irregularity::Kind::skipped &&
          i.kind != Irregularity::Kind::duplicated)
        continue;
      ++told;
      EXPECT_NE(i.cause, nullptr) << "seed " << seed << ": " << name_of(i.kind) << " records " << i.ids.begin << " to "
                                  << i.ids.end - 1 << " of " << i.producer.value();
    }
  }
  EXPECT_GT(told, 100);
}

}  // namespace
}  // namespace scenario
