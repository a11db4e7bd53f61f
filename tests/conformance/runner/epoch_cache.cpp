/// epoch_cache: steps of the form [operation, argument..., {expect: ...}] on a LeaderEpochCache.
#include <gtest/gtest.h>

#include "tests/conformance/runner/cases.h"
#include "tests/conformance/runner/epochs.h"

namespace conformance {

EpochEntries epoch_entries(const kafka::LeaderEpochCache& cache) {
  EpochEntries entries;
  for (const kafka::EpochEntry& entry : cache.entries())
    entries.emplace_back(entry.epoch.value(), entry.start_offset.value());
  return entries;
}

EpochEntries read_epoch_entries(const YAML::Node& list, const std::string& where) {
  if (!list.IsSequence()) throw CaseError(where + ": a list of [epoch, start] is expected");
  EpochEntries entries;
  for (const YAML::Node& pair : list) {
    if (!pair.IsSequence() || pair.size() != 2) throw CaseError(where + ": [epoch, start] is expected");
    entries.emplace_back(to_integer(pair[0], where), to_integer(pair[1], where));
  }
  return entries;
}

namespace {

/// One step, taken apart.
class Step {
 public:
  Step(const YAML::Node& node, std::string where) : where_(std::move(where)) {
    if (!node.IsSequence() || node.size() == 0) throw CaseError(where_ + ": [operation, ...] is expected");
    operation_ = to_text(node[0], where_);
    for (std::size_t i = 1; i < node.size(); ++i) {
      if (node[i].IsMap()) {
        if (i + 1 != node.size() || node[i].size() != 1 || !node[i]["expect"])
          throw CaseError(where_ + ": only {expect: ...} may end a step");
        expected_ = node[i]["expect"];
        has_expectation_ = true;
      } else {
        arguments_.push_back(to_integer(node[i], where_));
      }
    }
  }

  [[nodiscard]] const std::string& operation() const { return operation_; }
  [[nodiscard]] const std::string& where() const { return where_; }
  /// Is it this operation? Its arguments and whether it is a query must then be right.
  [[nodiscard]] bool is(std::string_view operation, std::size_t arguments, bool query) const {
    if (operation_ != operation) return false;
    if (arguments_.size() != arguments) throw CaseError(where_ + ": wrong number of arguments");
    if (has_expectation_ != query) throw CaseError(where_ + ": an expectation is missing or out of place");
    return true;
  }
  [[nodiscard]] kafka::LeaderEpoch epoch(std::size_t i) const {
    return kafka::LeaderEpoch(static_cast<std::int32_t>(arguments_[i]));
  }
  [[nodiscard]] kafka::Offset offset(std::size_t i) const { return kafka::Offset(arguments_[i]); }
  [[nodiscard]] const YAML::Node& expected() const { return expected_; }
  /// An epoch, -1 for none.
  [[nodiscard]] kafka::LeaderEpoch expected_epoch() const {
    if (is_none(expected_)) return kafka::kNoEpoch;
    return kafka::LeaderEpoch(static_cast<std::int32_t>(to_integer(expected_, where_)));
  }

 private:
  std::string where_;
  std::string operation_;
  std::vector<std::int64_t> arguments_;
  YAML::Node expected_;
  bool has_expectation_ = false;
};

bool change(kafka::LeaderEpochCache& cache, const Step& step) {
  if (step.is("assign", 2, false)) {
    if (step.epoch(0) < kafka::LeaderEpoch(0) || step.offset(1) < kafka::Offset(0))
      throw CaseError(step.where() + ": only known epochs and offsets can be assigned");
    cache.assign(step.epoch(0), step.offset(1));
  } else if (step.is("truncate_from_end", 1, false)) {
    cache.truncate_from_end(step.offset(0));
  } else if (step.is("truncate_from_start", 1, false)) {
    cache.truncate_from_start(step.offset(0));
  } else if (step.is("clear", 0, false)) {
    cache.clear();
  } else {
    return false;
  }
  return true;
}

void check_end_offset(const kafka::LeaderEpochCache& cache, const Step& step) {
  Fields expected(step.expected(), step.where());
  const kafka::EpochEndOffset found = cache.end_offset_for(step.epoch(0), step.offset(1));
  EXPECT_EQ(found.epoch.value(), expected.integer("epoch"));
  EXPECT_EQ(found.end_offset.value(), expected.integer("offset"));
}

bool query(const kafka::LeaderEpochCache& cache, const Step& step) {
  if (step.is("end_offset_for", 2, true)) {
    check_end_offset(cache, step);
  } else if (step.is("epoch_for_offset", 1, true)) {
    EXPECT_EQ(cache.epoch_for_offset(step.offset(0)).value(), step.expected_epoch().value());
  } else if (step.is("previous_epoch", 1, true)) {
    EXPECT_EQ(cache.previous_epoch(step.epoch(0)).value(), step.expected_epoch().value());
  } else if (step.is("next_epoch", 1, true)) {
    EXPECT_EQ(cache.next_epoch(step.epoch(0)).value(), step.expected_epoch().value());
  } else if (step.is("latest_epoch", 0, true)) {
    EXPECT_EQ(cache.latest_epoch().value(), step.expected_epoch().value());
  } else if (step.is("entries", 0, true)) {
    EXPECT_EQ(epoch_entries(cache), read_epoch_entries(step.expected(), step.where()));
  } else {
    return false;
  }
  return true;
}

}  // namespace

void run_epoch_cache(Fields& fields) {
  read_origin(fields);
  kafka::LeaderEpochCache cache;
  const YAML::Node steps = fields.node("steps");
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const Step step(steps[i], fields.where() + ".steps[" + std::to_string(i) + "]");
    SCOPED_TRACE(step.where());
    if (!change(cache, step) && !query(cache, step)) throw CaseError(step.where() + ": unknown " + step.operation());
  }
}

}  // namespace conformance
