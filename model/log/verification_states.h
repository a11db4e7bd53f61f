#pragma once
/// Transactional producers of whom a leader has asked, or is asking, whether their transaction really contains the
/// partition (3.6, KIP-890). Kafka: VerificationStateEntry, VerificationGuard.

#include <algorithm>
#include <cstdint>
#include <vector>

#include "model/types/ids.h"
#include "sim/core/time.h"

namespace kafka {

/// Proof that the question was asked for this transaction and not for one before. Kafka: VerificationGuard.SENTINEL is
/// kNotVerified.
using VerificationGuard = sim::StrongInt<struct VerificationGuardTag, std::int64_t>;
inline constexpr VerificationGuard kNotVerified{0};

///   volatile   all of it
class VerificationStates {
 public:
  struct Entry {
    ProducerId producer_id;
    VerificationGuard guard;
    sim::SimTime timestamp;
    Sequence lowest_sequence;  ///< that wanted to be written: none above it may come first
    ProducerEpoch epoch;
  };

  /// A batch wants to begin a transaction: the same guard until one is written, or a marker.
  VerificationGuard begin(ProducerId id, Sequence sequence, ProducerEpoch epoch, sim::SimTime now) {
    if (!find(id)) entries_.push_back(Entry{id, VerificationGuard(++last_guard_), now, sequence, epoch});
    Entry& entry = *std::find_if(entries_.begin(), entries_.end(), Of{id});
    if (epoch == entry.epoch) entry.lowest_sequence = std::min(entry.lowest_sequence, sequence);
    if (epoch > entry.epoch) {
      entry.epoch = epoch;
      entry.lowest_sequence = sequence;
    }
    return entry.guard;
  }
  /// nullptr: nobody asked.
  [[nodiscard]] const Entry* find(ProducerId id) const {
    const auto it = std::find_if(entries_.begin(), entries_.end(), Of{id});
    return it == entries_.end() ? nullptr : &*it;
  }
  [[nodiscard]] bool verifies(ProducerId id, VerificationGuard guard) const {
    const Entry* entry = find(id);
    return entry && entry->guard == guard;
  }
  void end(ProducerId id) { std::erase_if(entries_, Of{id}); }
  void remove_older_than(sim::SimTime time) {
    std::erase_if(entries_, [&](const Entry& e) { return e.timestamp <= time; });
  }
  void clear() { entries_.clear(); }
  [[nodiscard]] std::size_t size() const { return entries_.size(); }

 private:
  struct Of {
    ProducerId id;
    bool operator()(const Entry& entry) const { return entry.producer_id == id; }
  };

  std::vector<Entry> entries_;  // few: they go with the first batch
  std::int64_t last_guard_ = 0;
};

}  // namespace kafka
