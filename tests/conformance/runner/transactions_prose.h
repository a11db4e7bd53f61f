#pragma once
/// What the words of a transactions case mean: who does what, and what is said to be the answer.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sim/core/time.h"

namespace conformance {

/// One event of a case. Wording that none of the patterns fits throws CaseError.
struct TransactionEvent {
  enum class Kind {
    init_producer_id,
    add_partitions,
    add_offsets,
    txn_offset_commit,
    produce,
    end_txn,
    write_markers,
    markers_acknowledged,
    state_given,  ///< the case begins, or goes on, in `state`
    timeout_scan,
    id_expiration,
    coordinator_lost,
    time_passes,
  };
  Kind kind;
  std::string actor;             ///< "A" of "producer A: ..."; "" if nobody is named
  std::string transactional_id;  ///< "" if none is named
  std::vector<std::string> partitions{};
  bool commit = true;
  std::optional<std::int64_t> pid{};
  std::optional<std::int64_t> epoch{};
  std::optional<std::int64_t> coordinator_epoch{};
  std::optional<sim::Duration> timeout{};
  std::optional<std::string> while_state{};  ///< "... in state Ongoing": it is brought there first
  std::string state{};
  sim::Duration time{0};
  std::optional<std::int64_t> generation{};  ///< TxnOffsetCommit: what the member says; nothing: it says nothing
  bool unknown_member = false;
  bool old_epoch = false;              ///< the one the producer had before it was fenced
  bool says_who_it_is = false;         ///< InitProducerId with the producer's own id and epoch
  bool lost_with_coordinator = false;  ///< ... which dies before it answers
};
TransactionEvent read_transaction_event(const std::string& text);

/// What the answer is said to be.
struct TransactionAnswer {
  std::vector<std::string> errors{};  ///< any of these; "disconnect": none at all. Empty: an identity
  std::optional<std::int64_t> pid{};
  std::optional<std::int64_t> epoch{};
  bool same_pid = false;
  bool new_pid = false;
  bool nothing_written = false;
  std::string logged_state{};  ///< given as soon as this state is in the log
};
TransactionAnswer read_transaction_answer(const std::string& text);

/// "PrepareAbort (epoch bumped)".
struct TransactionStateText {
  std::string state;  ///< "" for none
  bool epoch_bumped = false;
};
TransactionStateText read_transaction_state(const std::string& text);

}  // namespace conformance
