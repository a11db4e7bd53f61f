#pragma once
/// What a sequence chart shows of a chain of events: who takes part, at which moments, and who tells whom.

#include <cstdint>
#include <string>
#include <vector>

#include "gui/view/run_record.h"

namespace events {

struct Lifeline {
  std::string name;  ///< "broker-102", "zookeeper-3", "truck-17"; what has no machine: "ZooKeeper"
  std::vector<std::pair<double, double>> down;  ///< its process does not run, in seconds
};

/// A dot on a lifeline.
struct SequenceDot {
  std::size_t line = 0;
  const view::EventRow* row = nullptr;
  bool explained = false;
};

struct SequenceArrow {
  enum class Kind : std::uint8_t {
    leads_to,  ///< an event and what it led to
    batch,     ///< records that travelled
    lost,      ///< nothing arrived
  };
  Kind kind = Kind::leads_to;
  std::size_t from = 0;
  std::size_t to = 0;
  double sent = 0;
  double received = 0;
  std::string text;
  view::EventClass look = view::EventClass::request;
  const view::EventRow* row = nullptr;  ///< what it led to, or what was not heard; of a batch: nullptr
};

/// Between two moments a stretch of time; a silent one is folded: it takes no more room than any other.
struct Stretch {
  double from = 0;
  double until = 0;
  bool folded = false;
  double weight = 1;  ///< of the width
};

struct SequencePlan {
  std::vector<Lifeline> lines;
  std::vector<SequenceDot> dots;
  std::vector<SequenceArrow> arrows;
  std::vector<Stretch> stretches;
  std::vector<view::FaultSpan> faults;
  double from = 0;
  double until = 0;

  /// From 0 to 1 over the stretches.
  [[nodiscard]] double place(double seconds) const;
};

/// Of the chain that ends at `number` and of what follows directly; empty: the event is not in the record. `names` of
/// hosts, for batches that travel.
SequencePlan plan_sequence(const view::RunRecord& record, std::uint64_t number, const scenario::Names& names);

}  // namespace events
