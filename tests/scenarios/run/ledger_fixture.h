#pragma once
/// A ledger with two groups that read `orders` and one that does not; when a test ends, its books must balance.

#include <gtest/gtest.h>

#include "scenarios/engine/run/ledger.h"
#include "tests/scenarios/run/feed.h"

namespace scenario {

inline constexpr kafka::GroupId kFirst{0};
inline constexpr kafka::GroupId kSecond{1};
inline constexpr kafka::GroupId kStranger{2};

/// Every record in exactly one state, for every group and in every partition.
inline void expect_balanced(const Ledger& ledger) {
  for (const kafka::GroupId group : {kFirst, kSecond, kStranger}) {
    for (const auto& [tp, t] : ledger.by_partition(group)) {
      std::int64_t sum = 0;
      for (const std::int64_t count : t.states) sum += count;
      EXPECT_EQ(sum, t.produced) << "group " << group.value() << ", partition " << tp.partition.value();
      EXPECT_EQ(t.delivered, t.distinct() + t.duplicated);
    }
  }
}

struct LedgerTest : testing::Test {
  kafka::TopicTable topics = topics_with_orders();
  Ledger ledger{topics, {{{"orders"}}, {{"orders"}}, {{"payments"}}}, {kafka::Acks::leader, kafka::Acks::all}};
  Feed feed{ledger};
  bool sound = true;  ///< false: a test of what cannot be

  void TearDown() override {
    expect_balanced(ledger);
    if (sound) {
      EXPECT_TRUE(ledger.contradictions().empty()) << ledger.contradictions().front();
    }
  }

  void at(double seconds) { feed.now = sim::kTimeZero + sim::Duration(static_cast<std::int64_t>(seconds * 1e9)); }
  [[nodiscard]] GroupTotals first() const { return totals(kFirst); }
  [[nodiscard]] GroupTotals second() const { return totals(kSecond); }
  [[nodiscard]] GroupTotals totals(kafka::GroupId group) const {
    const GroupTotals all = ledger.of_group(group);
    EXPECT_EQ(ledger.lost(group), all.lost());
    return all;
  }
  [[nodiscard]] std::int64_t in(RecordState state) const { return first().in(state); }

  /// Which ids of kFirst are irregular like this, in orders-0.
  [[nodiscard]] std::vector<Interval> ids_of(Irregularity::Kind kind) const {
    std::vector<Interval> ids;
    for (const Irregularity& i : ledger.irregularities(kFirst))
      if (i.kind == kind) ids.push_back(i.ids);
    return ids;
  }
};

}  // namespace scenario
