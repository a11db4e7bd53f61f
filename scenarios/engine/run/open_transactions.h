#pragma once
/// Transactions that are open in one partition: which records wait for a marker. Built on what leaders append.

#include <cstdint>
#include <map>
#include <vector>

#include "scenarios/engine/run/interval_set.h"
#include "scenarios/engine/run/written_log.h"

namespace scenario {

class OpenTransactions {
 public:
  /// How a batch lies to the one before it in its transaction.
  struct Appended {
    bool skipped = false;    ///< somebody else's records are between them
    bool backwards = false;  ///< it holds records that were sent before those
  };
  Appended append(kafka::ProducerId producer_id, const WrittenRun& run);
  /// A marker: what it decides, in order.
  std::vector<WrittenRun> end(kafka::ProducerId producer_id);
  /// What lies at or above `offset` is no longer in the log.
  void cut(std::int64_t offset);

  /// Records of one producer that still wait.
  [[nodiscard]] IntervalSet waiting(kafka::ClientId producer) const;
  [[nodiscard]] bool empty() const { return open_.empty(); }
  [[nodiscard]] std::size_t kept() const;

 private:
  std::map<kafka::ProducerId, WrittenLog> open_;
};

}  // namespace scenario
