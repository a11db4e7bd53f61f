#pragma once
/// The producers of one log: what they wrote last, their transactions, and up to where everything is decided.
/// Kafka: ProducerStateManager.

#include <cstddef>
#include <optional>
#include <vector>

#include "model/log/log_entry.h"
#include "model/log/producer_append_info.h"
#include "model/log/verification_states.h"

namespace kafka {

/// Kafka: ProducerStateManagerConfig.
struct ProducerStateManagerConfig {
  sim::Duration producer_id_expiration = std::chrono::hours(24);  ///< producer.id.expiration.ms
  /// 2.4 and 2.5, KIP-360 (with KAFKA-7190, KAFKA-9144): a producer is remembered until it expires, also when none of
  /// its records is left, and one that is not known may begin with any sequence number.
  bool kip360 = true;
  /// 3.6, KIP-890 (transaction.partition.verification.enable): no transaction begins here before its coordinator has
  /// said that the partition belongs to it.
  bool verifies_transactions = false;
};

/// A transaction as one log sees it. Kafka: TxnMetadata.
struct TxnMetadata {
  ProducerId producer_id;
  Offset first_offset;
  Offset last_offset = kUnknownOffset;  ///< of its marker; kUnknownOffset: it is open
};

/// A marker ended a transaction that has data here. Kafka: CompletedTxn.
struct CompletedTxn {
  ProducerId producer_id;
  Offset first_offset;
  Offset last_offset;
  bool aborted = false;
};

/// Pure bookkeeping beside a Log, which tells it what it appended and what became of its offsets.
///
///   durable    the snapshots (files in Kafka)
///   volatile   producers and transactions: a start and a truncation rebuild them from the last snapshot in range and
///              the batches behind it, so of the batches before a snapshot only the last is known
///
/// Cost: update O(log producers); what it remembers goes by producer.id.expiration.ms.
class ProducerStateManager {
 public:
  explicit ProducerStateManager(const ProducerStateManagerConfig& config = {}) : config_(config) {}

  // ---- appends

  /// What a leader says to a batch with a producer id; see check_producer_append. NONE also for a duplicate.
  /// `guard`: what the verification of its transaction has given, if there was one. INVALID_TXN_STATE for a batch that
  /// would begin a transaction without.
  [[nodiscard]] ErrorCode check(const RecordBatch& batch, AppendOrigin origin,
                                VerificationGuard guard = kNotVerified) const;
  /// Where the batch already lies, if it is one of the last five of its producer; nullptr otherwise.
  [[nodiscard]] const BatchMetadata* find_duplicate(const RecordBatch& batch) const;
  /// A batch with a producer id was appended. A transaction that it ended must then be given to complete_txn().
  std::optional<CompletedTxn> update(const LogEntry& entry);
  /// Where everything is decided when this transaction is and all are replicated.
  [[nodiscard]] Offset last_stable_offset(const CompletedTxn& completed) const;
  /// It still counts as unstable until the high watermark has passed its marker.
  void complete_txn(const CompletedTxn& completed);

  /// kNotVerified: the producer's transaction is open here, nothing needs to be asked.
  /// Kafka: UnifiedLog.maybeStartTransactionVerification.
  VerificationGuard maybe_start_verification(const RecordBatch& batch, sim::SimTime now);
  [[nodiscard]] const VerificationStates& verifications() const { return verifications_; }

  // ---- offsets

  /// First offset of a transaction that is open, or whose marker is not below the high watermark; else kUnknownOffset.
  [[nodiscard]] Offset first_unstable_offset() const { return first_unstable_; }
  void on_high_watermark_updated(Offset high_watermark) { remove_unreplicated(high_watermark); }
  /// Before KIP-360 producers without a record left are forgotten, their open transactions too.
  void on_log_start_offset_incremented(Offset log_start);
  /// Segments below were deleted, and the snapshots taken at their beginning.
  void delete_snapshots_before(Offset offset);

  // ---- time

  /// Forgets producers that are in no transaction and wrote nothing for producer.id.expiration.ms, and verifications
  /// that nothing came of.
  void remove_expired_producers(sim::SimTime now);

  // ---- lives

  /// At most one for an offset; only if there ever was a producer here.
  void take_snapshot(Offset offset);
  /// The log now is [log_start, log_end): goes back to the last snapshot there and returns its offset, or log_start.
  /// The caller then gives update() what lies behind. kUnknownOffset: nothing was known, nothing is to be done.
  Offset truncate_and_reload(Offset log_start, Offset log_end, sim::SimTime now);
  /// Another process has the log now.
  void forget_verifications() { verifications_.clear(); }
  void truncate_fully();

  // ---- what is known

  /// Kafka: isEmpty.
  [[nodiscard]] bool empty() const { return producers_.empty() && unreplicated_.empty(); }
  /// nullptr for one that is not known.
  [[nodiscard]] const ProducerStateEntry* last_entry(ProducerId id) const;
  /// Kafka: UnifiedLog.hasOngoingTransaction.
  [[nodiscard]] bool has_ongoing_transaction(ProducerId id) const {
    const ProducerStateEntry* entry = last_entry(id);
    return entry && entry->in_transaction();
  }
  [[nodiscard]] const std::vector<ProducerStateEntry>& producers() const { return producers_; }
  [[nodiscard]] const std::vector<TxnMetadata>& ongoing_transactions() const { return ongoing_; }
  /// Was a transactional batch or a marker ever appended here?
  [[nodiscard]] bool has_seen_transactions() const { return seen_transactions_; }
  [[nodiscard]] std::size_t snapshot_count() const { return snapshots_.size(); }

 private:
  struct Snapshot {
    Offset offset;
    std::vector<ProducerStateEntry> producers;
  };

  [[nodiscard]] std::size_t find(ProducerId id) const;
  ProducerStateEntry& entry_of(ProducerId id);
  [[nodiscard]] bool expired(const ProducerStateEntry& entry, sim::SimTime now) const;
  void load(const Snapshot& snapshot, Offset log_start, sim::SimTime now);
  void remove_unreplicated(Offset below);
  void settle_first_unstable();
  void clear();
  [[nodiscard]] bool lacks_verification(const RecordBatch& batch, VerificationGuard guard) const;

  ProducerStateManagerConfig config_;
  std::vector<ProducerStateEntry> producers_;  // by id; ids are handed out upwards, so new ones mostly come last
  std::vector<TxnMetadata> ongoing_;           // by first offset
  std::vector<TxnMetadata> unreplicated_;      // in the order of their markers
  std::vector<Snapshot> snapshots_;            // by offset
  VerificationStates verifications_;
  Offset first_unstable_ = kUnknownOffset;
  mutable std::size_t found_ = 0;  // of producers_, by the last search
  bool seen_producers_ = false;
  bool seen_transactions_ = false;
};

}  // namespace kafka
