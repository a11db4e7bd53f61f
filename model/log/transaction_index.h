#pragma once
/// The transactions of a log that were taken back. Kafka: TransactionIndex (one file for each segment), AbortedTxn.

#include <cstddef>
#include <vector>

#include "model/types/ids.h"

namespace kafka {

/// The records that a producer wrote in [first_offset, last_offset] do not count; last_offset is the marker's.
struct AbortedTxn {
  ProducerId producer_id;
  Offset first_offset;
  Offset last_offset;
  Offset last_stable_offset;  ///< after this marker: transactions that end later begin there or later
};

/// In the order of the markers.
class TransactionIndex {
 public:
  void append(const AbortedTxn& txn) { txns_.push_back(txn); }
  /// Those that reach into [from, upper), in the order of their markers. O(log n + those found + those that ended
  /// while one of them was open).
  [[nodiscard]] std::vector<AbortedTxn> collect_aborted_txns(Offset from, Offset upper) const;

  /// The log was cut to `offset`: markers there or later are gone.
  void truncate_to(Offset offset);
  /// Segments below `offset` were deleted, and the markers in them.
  void remove_before(Offset offset);
  template <class Predicate>
  void remove_if(Predicate predicate) {
    std::erase_if(txns_, predicate);
  }
  void clear() { txns_.clear(); }
  [[nodiscard]] const std::vector<AbortedTxn>& all() const { return txns_; }

 private:
  [[nodiscard]] std::vector<AbortedTxn>::const_iterator first_ending_at(Offset offset) const;

  std::vector<AbortedTxn> txns_;
};

}  // namespace kafka
