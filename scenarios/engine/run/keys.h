#pragma once
/// Where a workload's keys come from.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/producer/producer_record.h"
#include "scenarios/engine/spec/scenario_spec.h"
#include "sim/random/rng.h"
#include "sim/random/zipf.h"

namespace scenario {

/// Key number i as `format` writes it: the first "%d" becomes i, e.g. "truck-%d" -> "truck-7".
std::string format_key(std::string_view format, std::int64_t i);

/// What the partitioner wants to know of a key: its size and hash (Kafka: Utils.toPositive(Utils.murmur2(bytes))).
kafka::RecordKey make_key(std::string_view text);

/// The next record's key. Keys are hashed once when there are at most kTableSize of them, so that drawing one costs a
/// random number and a look into a table.
class KeySource {
 public:
  static constexpr std::int64_t kTableSize = 1 << 20;

  KeySource(const KeySpec& spec, sim::Rng rng);

  kafka::RecordKey next();
  /// Every record has the same key, or none.
  [[nodiscard]] bool fixed() const {
    return spec_.kind == KeySpec::Kind::null || spec_.kind == KeySpec::Kind::constant;
  }

 private:
  [[nodiscard]] kafka::RecordKey key(std::int64_t number) const;

  KeySpec spec_;
  sim::Rng rng_;
  sim::Zipf zipf_;
  kafka::RecordKey fixed_key_;           // null and constant
  std::vector<kafka::RecordKey> table_;  // key i at i - 1; empty when there are too many
  std::int64_t sequence_ = 0;
};

}  // namespace scenario
