// Producers, coordinators and leaders at random, with everything that may go wrong between them. Afterwards no
// transaction is stuck, every partition is closed, and each marker says what its transaction's coordinator decided.
// Partitions are judged by a real ProducerStateManager: it fences, and it knows what is open.

#include <cstdlib>
#include <map>
#include <optional>

#include <gtest/gtest.h>

#include "model/log/producer_state_manager.h"
#include "tests/support/transaction_bench.h"

namespace kafka::testing {
namespace {

using namespace std::chrono_literals;

constexpr int kIds = 4;
constexpr int kPartitions = 6;

class RandomTransactions {
 public:
  explicit RandomTransactions(std::uint64_t seed) : rng_(sim::Streams(seed).stream("test")) {
    for (int i = 0; i < kPartitions; ++i) {
      const TopicPartition tp = bench_.tp("t-" + std::to_string(i));
      partitions_.emplace(tp, Kept{.producers = ProducerStateManager({.verifies_transactions = true})});
      bench_.leaders[tp] = BrokerId(2 + i % 2);
    }
    for (const int broker : {2, 3})
      bench_.taker(broker).set_judge([this, broker](TopicPartition tp, const WriteTxnMarkersRequest::Marker& marker) {
        return write_marker(BrokerId(broker), tp, marker);
      });
    for (int i = 0; i < kIds; ++i) bench_.coordinate(id_of(i));
  }

  void run() {
    for (int step = 0; step < 400; ++step) {
      rng_.chance(0.25) ? disturb() : work();
      bench_.run_for(sim::Duration(rng_.between(0, 4'000'000)));
      if (rng_.chance(0.01)) bench_.run_for(70s);  // some time out
    }
    heal();
    bench_.run_for(5min);
  }

  void check() {
    for (int i = 0; i < kIds; ++i) {
      const std::string state = bench_.state(id_of(i));
      EXPECT_TRUE(state.empty() || state == "Empty" || state.starts_with("Complete")) << id_of(i) << ": " << state;
    }
    EXPECT_EQ(bench_.coordinator().markers().transactions_with_pending_markers(), 0U);
    EXPECT_EQ(bench_.coordinator().markers().completions_to_retry(), 0U);
    for (const auto& [tp, kept] : partitions_)
      EXPECT_TRUE(kept.producers.ongoing_transactions().empty()) << bench_.topics.name(tp);
    for (int i = 0; i < kIds; ++i) check_markers(id_of(i));
  }
  [[nodiscard]] int decided() const { return decided_; }

 private:
  struct Written {
    sim::SimTime at;
    WriteTxnMarkersRequest::Marker marker;
  };
  struct Kept {
    ProducerStateManager producers;
    Offset end{0};
    std::vector<Written> markers{};
  };
  struct Producer {
    BenchProducer known;
    std::set<TopicPartition> added{};
    std::map<TopicPartition, int> sequences{};
    bool initialized = false;
  };
  using Answered = std::function<void(ErrorCode)>;

  static std::string id_of(int i) { return "tid-" + std::to_string(i); }
  TopicPartition any_partition() { return bench_.tp("t-" + std::to_string(rng_.between(0, kPartitions - 1))); }

  // ---- producers; two of each id, so that they fence each other. Answers of a coordinator that died never come.

  void work() {
    const int which = static_cast<int>(rng_.between(0, 2 * kIds - 1));
    Producer& p = producers_[which];
    const std::string id = id_of(which / 2);
    const double dice = rng_.unit();
    if (!p.initialized || dice < 0.08) return init(p, id);
    if (dice < 0.45) return add(p);
    if (dice < 0.80) return produce(p);
    end(p, rng_.chance(0.6));
  }
  void init(Producer& p, const std::string& id) {
    bench_.coordinator().handle_init_producer_id({.transactional_id = id, .transaction_timeout = 20s},
                                                 [&p, id](const InitProducerIdResponse& r) {
                                                   if (r.error != ErrorCode::NONE) return;
                                                   p = {.known = {id, r.error, r.producer_id, r.producer_epoch}};
                                                   p.initialized = true;
                                                 });
  }
  void add(Producer& p) {
    const TopicPartition tp = any_partition();
    AddPartitionsToTxnRequest request{};
    request.transactional_id = p.known.transactional_id;
    request.producer_id = p.known.id;
    request.producer_epoch = p.known.epoch;
    request.partitions = {tp};
    bench_.coordinator().handle_add_partitions(request, [&p, tp](ErrorCode error) {
      if (error == ErrorCode::NONE) p.added.insert(tp);
      if (error == ErrorCode::PRODUCER_FENCED) p.initialized = false;
    });
  }
  /// Even if it has not been added, and by a producer that may be fenced: the leader asks the coordinator first.
  void produce(Producer& p) {
    const TopicPartition tp = p.added.empty() ? any_partition() : *p.added.begin();
    Kept& kept = partitions_.at(tp);
    auto* batch = new RecordBatch;
    batch->count = 1;
    batch->size = sim::Bytes(100);
    batch->producer_id = p.known.id;
    batch->producer_epoch = p.known.epoch;
    batch->base_sequence = Sequence(p.sequences[tp]);
    batch->transactional = true;
    batch->first_timestamp = batch->max_timestamp = bench_.scheduler.now();
    const BatchPtr sent(batch);
    const VerificationGuard guard = kept.producers.maybe_start_verification(*sent, bench_.scheduler.now());
    if (guard != kNotVerified &&
        bench_.coordinator()
                .handle_verify_partitions({p.known.transactional_id, p.known.id, p.known.epoch, {tp}})
                .front()
                .error != ErrorCode::NONE)
      return;
    if (guard != kNotVerified && rng_.chance(0.3)) {  // the answer takes its time
      late_.push_back([this, &kept, sent, guard] { append(kept, sent, guard); });
      return;
    }
    if (append(kept, sent, guard)) ++p.sequences[tp];
  }
  static bool append(Kept& kept, const BatchPtr& batch, VerificationGuard guard) {
    if (kept.producers.check(*batch, AppendOrigin::CLIENT, guard) != ErrorCode::NONE) return false;
    kept.producers.update({.base_offset = kept.end, .batch = batch});
    kept.end += 1;
    return true;
  }
  void end(Producer& p, bool commit) {
    bench_.coordinator().handle_end_txn({.transactional_id = p.known.transactional_id,
                                         .producer_id = p.known.id,
                                         .producer_epoch = p.known.epoch,
                                         .commit = commit},
                                        [&p](ErrorCode error) {
                                          if (error == ErrorCode::NONE) p.added.clear();
                                          if (error == ErrorCode::PRODUCER_FENCED) p.initialized = false;
                                        });
  }

  // ---- leaders

  ErrorCode write_marker(BrokerId broker, TopicPartition tp, const WriteTxnMarkersRequest::Marker& marker) {
    const auto leader = bench_.leaders.find(tp);
    if (leader->second != broker) return ErrorCode::NOT_LEADER_OR_FOLLOWER;
    auto* batch = new RecordBatch;
    batch->count = 1;
    batch->size = sim::Bytes(78);
    batch->producer_id = marker.producer_id;
    batch->producer_epoch = marker.producer_epoch;
    batch->transactional = true;
    batch->control = marker.commit ? ControlRecordType::COMMIT : ControlRecordType::ABORT;
    batch->coordinator_epoch = marker.coordinator_epoch;
    batch->first_timestamp = batch->max_timestamp = bench_.scheduler.now();
    const BatchPtr sent(batch);
    Kept& kept = partitions_.at(tp);
    const ErrorCode error = kept.producers.check(*sent, AppendOrigin::COORDINATOR);
    if (error != ErrorCode::NONE) return error;
    if (const auto completed = kept.producers.update({.base_offset = kept.end, .batch = sent}))
      kept.producers.complete_txn(*completed);
    kept.end += 1;
    kept.markers.push_back({bench_.scheduler.now(), marker});
    return ErrorCode::NONE;
  }

  // ---- faults

  void disturb() {
    const int broker = rng_.chance(0.5) ? 2 : 3;
    switch (rng_.between(0, 9)) {
      case 0:
        return bench_.fail_over();
      case 1:
        return bench_.log.fail_next(ErrorCode::NOT_ENOUGH_REPLICAS, static_cast<int>(rng_.between(1, 3)));
      case 2:
        return bench_.log.hold();
      case 3:  // what was appended is replicated, or nobody can tell
        return bench_.log.release(rng_.chance(0.7) ? ErrorCode::NONE : ErrorCode::REQUEST_TIMED_OUT);
      case 4:
        silent_[broker] = !silent_[broker];
        return bench_.taker(broker).set_silent(silent_[broker]);
      case 5:
        if (silent_[broker]) return;
        dead_[broker] ? bench_.taker(broker).start() : bench_.taker(broker).die();
        dead_[broker] = !dead_[broker];
        return;
      case 6: {
        const std::int64_t dice = rng_.between(0, 2);
        bench_.leaders[any_partition()] = dice == 0 ? kNoBroker : BrokerId(static_cast<std::int32_t>(1 + dice));
        return bench_.coordinator().on_metadata_updated();
      }
      case 7:
        return bench_.taker(broker).will_answer(any_partition(), ErrorCode::NOT_ENOUGH_REPLICAS_AFTER_APPEND, 2);
      case 8:
        return bench_.run_for(sim::Duration(rng_.between(0, 100'000'000)));
      default:
        for (const auto& append_late : std::exchange(late_, {})) append_late();
    }
  }
  void heal() {
    bench_.log.release();
    bench_.fail_over();
    for (const auto& append_late : std::exchange(late_, {})) append_late();
    for (const int broker : {2, 3}) {
      if (dead_[broker]) bench_.taker(broker).start();
      bench_.taker(broker).set_silent(false);
    }
    for (auto& [tp, leader] : bench_.leaders) leader = BrokerId(2);
    bench_.coordinator().on_metadata_updated();
  }

  // ---- what must be true

  struct Logged {
    sim::SimTime at;
    TransactionLogValue value;
  };
  std::vector<Logged> logged(const std::string& id) {
    std::vector<Logged> found;
    for (const LogEntry& entry : bench_.log.entries(bench_.state_partition(id)))
      for (const InternalRecord& record : *entry.batch->content)
        if (const auto* value = std::get_if<TransactionLogValue>(&record); value && value->transactional_id == id)
          found.push_back({entry.batch->first_timestamp, *value});
    return found;
  }

  /// Between the last decision in the log and its completion only its own markers are written, in each of its
  /// partitions one at least: a repeated one does no harm.
  void check_markers(const std::string& id) {
    std::optional<Logged> decision;
    for (const Logged& entry : logged(id)) {
      const std::string_view state = name_of(entry.value.state);
      if (state.starts_with("Complete")) {
        ASSERT_TRUE(decision.has_value()) << id << ": a completion without a decision";
        EXPECT_EQ(state.substr(8), name_of(decision->value.state).substr(7)) << id;
        check_markers(*decision, entry.at);
        continue;
      }
      decision.reset();
      if (state.starts_with("Prepare")) decision = entry;
    }
  }
  void check_markers(const Logged& decision, sim::SimTime completed) {
    ++decided_;
    const TransactionLogValue& decided = decision.value;
    for (const TopicPartition tp : decided.partitions) {
      int own = 0;
      for (const Written& written : partitions_.at(tp).markers) {
        if (written.marker.producer_id != decided.producer_id) continue;
        if (written.at < decision.at || written.at > completed) continue;
        EXPECT_EQ(written.marker.commit, decided.state == TransactionState::PrepareCommit)
            << decided.transactional_id << ", " << bench_.topics.name(tp);
        EXPECT_EQ(written.marker.producer_epoch, decided.producer_epoch);
        ++own;
      }
      EXPECT_GE(own, 1) << decided.transactional_id << ", " << bench_.topics.name(tp);
    }
  }

  TransactionBench bench_;
  sim::Rng rng_;
  std::map<int, Producer> producers_;
  std::map<TopicPartition, Kept> partitions_;
  std::map<int, bool> silent_, dead_;
  std::vector<std::function<void()>> late_;
  int decided_ = 0;
};

TEST(RandomTransactionFaults, LeaveNoTransactionStuckAndEveryMarkerTrue) {
  const char* more = std::getenv("KAFKASIM_SEEDS");
  const int seeds = more ? std::atoi(more) : 20;
  int decided = 0;
  for (int seed = 1; seed <= seeds; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    RandomTransactions play(static_cast<std::uint64_t>(seed));
    play.run();
    play.check();
    decided += play.decided();
    if (HasFailure()) break;
  }
  EXPECT_GT(decided, 5 * seeds) << "there is something to judge";
}

}  // namespace
}  // namespace kafka::testing
