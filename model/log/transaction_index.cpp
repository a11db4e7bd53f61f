#include "model/log/transaction_index.h"

#include <algorithm>

namespace kafka {

std::vector<AbortedTxn>::const_iterator TransactionIndex::first_ending_at(Offset offset) const {
  return std::lower_bound(txns_.begin(), txns_.end(), offset,
                          [](const AbortedTxn& txn, Offset value) { return txn.last_offset < value; });
}

std::vector<AbortedTxn> TransactionIndex::collect_aborted_txns(Offset from, Offset upper) const {
  std::vector<AbortedTxn> found;
  for (auto it = first_ending_at(from); it != txns_.end(); ++it) {
    if (it->first_offset < upper) found.push_back(*it);
    if (it->last_stable_offset >= upper) break;
  }
  return found;
}

void TransactionIndex::truncate_to(Offset offset) { txns_.erase(first_ending_at(offset), txns_.end()); }
void TransactionIndex::remove_before(Offset offset) { txns_.erase(txns_.begin(), first_ending_at(offset)); }

}  // namespace kafka
