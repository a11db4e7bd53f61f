#pragma once
/// What an idempotent or transactional producer knows of itself: id, numbers, the transaction, what it must ask next.
/// Kafka: TransactionManager. It decides; the Sender sends.

#include <map>
#include <optional>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

#include "model/config/behaviour.h"
#include "model/config/producer_config.h"
#include "model/observe/event_sink.h"
#include "model/producer/transactional_request.h"
#include "model/producer/txn_partition_entry.h"
#include "sim/core/scheduler.h"

namespace kafka {

/// What a broker said of a batch.
struct BatchAnswer {
  ErrorCode error = ErrorCode::NONE;
  Offset base_offset = kUnknownOffset;
  Offset log_start_offset = kUnknownOffset;
};

///   durable    none
///   volatile   all of it
///   sends      through the TransactionalRequestSender: FindCoordinator, InitProducerId, AddPartitionsToTxn,
///              AddOffsetsToTxn, TxnOffsetCommit, EndTxn
///   receives   their answers
///   timers     none
class TransactionManager {
 public:
  enum class State {
    UNINITIALIZED,
    INITIALIZING,
    READY,
    IN_TRANSACTION,
    COMMITTING_TRANSACTION,
    ABORTING_TRANSACTION,
    ABORTABLE_ERROR,
    FATAL_ERROR,
  };
  struct Context {
    sim::Scheduler& scheduler;
    const Emitter& emitter;
    sim::HostId host;
    ClientId client;
    Profile profile;
    const Behaviour& behaviour;
  };
  /// How often the first AddPartitionsToTxn asks whether the last transaction has ended.
  static constexpr sim::Duration kAddPartitionsRetryBackoff = std::chrono::milliseconds(20);

  TransactionManager(const Context& context, const ProducerConfig& config) : context_(context), config_(config) {}

  // ---- the application's calls. What they throw is a result that has failed already.
  TransactionalResultPtr initialize_transactions();
  ProducerError begin_transaction();
  TransactionalResultPtr begin_commit();
  TransactionalResultPtr begin_abort();
  TransactionalResultPtr send_offsets_to_transaction(std::vector<PartitionOffset> offsets,
                                                     const ConsumerGroupMetadata& group);
  /// May it send? Kafka: maybeAddPartition, 2.3: failIfNotReadyForSend.
  [[nodiscard]] ProducerError check_send() const;
  /// A record for this partition was accepted.
  void maybe_add_partition(TopicPartition tp);

  // ---- state
  [[nodiscard]] State state() const { return state_; }
  [[nodiscard]] const ProducerError& last_error() const { return last_error_; }
  [[nodiscard]] bool transactional() const { return !config_.transactional_id.empty(); }
  [[nodiscard]] bool has_fatal_error() const { return state_ == State::FATAL_ERROR; }
  [[nodiscard]] bool has_abortable_error() const { return state_ == State::ABORTABLE_ERROR; }
  [[nodiscard]] bool has_error() const { return has_fatal_error() || has_abortable_error(); }
  [[nodiscard]] bool aborting() const { return state_ == State::ABORTING_TRANSACTION; }
  [[nodiscard]] bool completing() const { return state_ == State::COMMITTING_TRANSACTION || aborting(); }
  [[nodiscard]] bool ongoing() const {
    return state_ == State::IN_TRANSACTION || completing() || has_abortable_error();
  }
  [[nodiscard]] const ProducerIdAndEpoch& producer() const { return producer_; }

  // ---- what to ask
  /// The sender's housekeeping before each round: mends what can be mended, asks for an id where one is missing.
  void housekeeping();
  [[nodiscard]] bool has_pending_requests() const { return !pending_.empty(); }
  /// Nothing: none is due. `incomplete`: batches are not finished, and a transaction cannot end yet.
  std::optional<TransactionalRequest> next_request(bool incomplete);
  [[nodiscard]] BrokerId coordinator(CoordinatorType type) const { return coordinators_[index(type)]; }
  /// The coordinator is not known, or does not answer: ask for it, then try again.
  void lookup_and_retry(TransactionalRequest request, std::string_view why);
  void retry(TransactionalRequest request);
  void on_disconnected(TransactionalRequest request);
  void on_response(TransactionalRequest request, const ResponseBody& answer);

  // ---- batches
  [[nodiscard]] bool send_allowed(TopicPartition tp) const {
    return !has_fatal_error() && (!transactional() || partitions_.contains(tp));
  }
  /// May this batch, the first of its partition's queue, not be sent now?
  [[nodiscard]] bool must_wait(const ProducerBatch& first);
  /// Numbers a batch that is sent for the first time.
  void assign_sequence(const ProducerBatchPtr& batch);
  void add_in_flight(const ProducerBatchPtr& batch) { entry(batch->tp).add_in_flight(batch); }
  void remove_in_flight(const ProducerBatch& batch) { entry(batch.tp).remove_in_flight(batch); }
  [[nodiscard]] bool can_retry(const ProducerBatch& batch, const BatchAnswer& answer);
  void on_completed(const ProducerBatch& batch, Offset base_offset);
  /// `adjust`: a broker has refused it for good, so that its numbers are free.
  void on_failed(const ProducerBatch& batch, const ProducerError& error, bool adjust);
  /// It ran out of time after it had been sent: nobody knows whether it was stored.
  void mark_unresolved(const ProducerBatch& batch);
  /// 2.3: the batch was numbered under an id that is no more.
  [[nodiscard]] bool id_is_stale(const ProducerBatch& batch) const {
    return !context_.behaviour.producer_epoch_bump && batch.producer != producer_;
  }

 private:
  using Priority = TransactionalRequest::Priority;
  struct PendingTransition {
    TransactionalResultPtr result;
    State state;
  };
  static std::size_t index(CoordinatorType type) { return static_cast<std::size_t>(type); }
  static bool valid(State from, State to);

  // state
  bool transition(State to, const ProducerError& error = {});
  void transition_in_sender(State to, const ProducerError& error = {});
  void to_abortable_error(const ProducerError& error);
  void to_fatal_error(const ProducerError& error);
  void to_error_state(const ProducerError& error);
  [[nodiscard]] ProducerError call_error() const;
  [[nodiscard]] ProducerError invalid_transition() const;
  template <class Make>
  TransactionalResultPtr cached(State next, Make make);
  [[nodiscard]] bool another_call_pending();
  TransactionalResultPtr complete_transaction_with(bool commit);
  TransactionalResultPtr ask_for_bump();
  void complete_transaction();
  void tell_ended();

  // id and numbers
  [[nodiscard]] bool bumps() const { return context_.behaviour.producer_epoch_bump; }
  void set_producer(ProducerIdAndEpoch producer);
  void request_epoch_bump(TopicPartition tp);
  void bump_idempotent_epoch();
  void reset_idempotent_id();
  void ask_for_id();
  void resolve_sequences();
  void resolve_by_new_id();
  void give_up_unresolved(TopicPartition tp);
  [[nodiscard]] bool can_retry_unknown_producer(const ProducerBatch& batch, const BatchAnswer& answer);
  [[nodiscard]] bool can_retry_out_of_order(const ProducerBatch& batch);
  [[nodiscard]] bool can_retry_2_3(const ProducerBatch& batch, const BatchAnswer& answer);
  TxnPartitionEntry& entry(TopicPartition tp) { return entries_[tp]; }
  [[nodiscard]] bool is_next(TopicPartition tp, Sequence sequence);
  [[nodiscard]] bool stale(TopicPartition tp) { return entry(tp).producer() != producer_; }

  // requests
  TransactionalRequest make(Priority priority, RequestBody body, std::optional<CoordinatorType> coordinator) const;
  void enqueue(TransactionalRequest request);
  void enqueue_add_partitions();
  void lookup(CoordinatorType type, GroupId group, std::string_view why);
  void find_again(TransactionalRequest request, std::string_view why);
  void fail_abortable(const TransactionalRequest& request, const ProducerError& error);
  void fail_fatal(const TransactionalRequest& request, const ProducerError& error);
  void fail_abortable_if_possible(const TransactionalRequest& request, ErrorCode error);
  bool terminated_by_error(const TransactionalRequest& request);
  /// Errors that all answers have in common; false: it is for the caller to judge.
  bool handle_common_error(TransactionalRequest& request, ErrorCode error);
  [[nodiscard]] bool may_retry(ErrorCode error) const;
  void handle(TransactionalRequest request, const FindCoordinatorResponse& answer);
  void handle(TransactionalRequest request, const InitProducerIdResponse& answer);
  void handle(TransactionalRequest request, const AddPartitionsToTxnResponse& answer);
  void handle(TransactionalRequest request, const AddOffsetsToTxnResponse& answer);
  void handle(TransactionalRequest request, const TxnOffsetCommitResponse& answer);
  void handle(TransactionalRequest request, const EndTxnResponse& answer);

  template <class Make>
  void emit(Make make) const {
    context_.emitter.emit(context_.scheduler.now(), context_.host, make);
  }

  Context context_;
  const ProducerConfig& config_;

  State state_ = State::UNINITIALIZED;
  ProducerError last_error_;
  ProducerIdAndEpoch producer_;
  bool transaction_started_ = false;  ///< the coordinator knows of it
  bool epoch_bump_required_ = false;
  std::optional<bool> ending_;  ///< commit?
  std::optional<PendingTransition> pending_transition_;

  std::map<TopicPartition, TxnPartitionEntry> entries_;
  /// Partitions where a batch ran out of time after it had been sent, with the number after it.
  std::map<TopicPartition, Sequence> unresolved_;
  std::set<TopicPartition> to_renumber_;

  std::set<TopicPartition> new_partitions_;
  std::set<TopicPartition> pending_partitions_;
  std::set<TopicPartition> partitions_;
  std::map<TopicPartition, PartitionOffset> pending_offsets_;

  std::vector<TransactionalRequest> pending_;  // by priority, then in order
  BrokerId coordinators_[2] = {kNoBroker, kNoBroker};
};

}  // namespace kafka
