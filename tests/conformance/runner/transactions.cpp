/// transactions: events at a transaction coordinator, with what is answered and the state after each; or a partition's
/// log with transactions in it (transactions_log.h).

#include <map>
#include <memory>
#include <set>
#include <utility>

#include <gtest/gtest.h>

#include "tests/conformance/runner/cases.h"
#include "tests/conformance/runner/produced_log.h"
#include "tests/conformance/runner/transactions_log.h"
#include "tests/conformance/runner/transactions_prose.h"
#include "tests/support/group_bench.h"
#include "tests/support/transaction_bench.h"

namespace conformance {

namespace {

using namespace std::chrono_literals;
using kafka::ErrorCode;
using kafka::testing::BenchProducer;
using Kind = TransactionEvent::Kind;

constexpr auto kTransactionalId = "tid";
constexpr auto kPartition = "t-0";

/// The leaders take a marker when a case says so, or when what it says next needs it.
class TransactionSteps {
 public:
  explicit TransactionSteps(Fields& fields)
      : rules_(kafka::behaviour_of(fields.text_or("profile", "3.9") == "2.3" ? kafka::Profile::v2_3
                                                                             : kafka::Profile::v3_9)),
        bench_(rules_) {
    bench_.taker(2).set_silent(true);
    bench_.coordinate(kTransactionalId);
    for (Fields* step : fields.maps("steps")) {
      SCOPED_TRACE(step->where());
      play(*step);
    }
  }

 private:
  struct Answer {
    std::optional<ErrorCode> error{};  ///< nothing: none came
    std::optional<BenchProducer> identity{};
  };

  void play(Fields& step) {
    const TransactionEvent event = read_transaction_event(step.text("event"));
    const auto expected = step.has("state") && !step.node("state").IsNull()
                              ? std::optional(read_transaction_state(step.text("state")))
                              : std::nullopt;
    if (event.while_state) bring_to(*event.while_state);
    // What was decided before is complete by now, unless it is said not to be.
    if (expected && prepared() && expected->state != state() && event.kind != Kind::markers_acknowledged)
      acknowledge_markers();
    const int appends = bench_.log.appends;
    const kafka::ProducerEpoch epoch = epoch_now();
    const Answer answer = carry_out(event, step);
    if (step.has("response") && !step.node("response").IsNull())
      compare(read_transaction_answer(step.text("response")), answer, appends);
    step.ignore("response");
    step.ignore("state");
    step.ignore("note");
    if (!expected) return;
    if (prepared() && expected->state.starts_with("Complete")) acknowledge_markers();
    EXPECT_EQ(state(), expected->state);
    if (expected->epoch_bumped) {
      EXPECT_EQ(epoch_now(), epoch + kafka::ProducerEpoch::rep{1});
    }
  }

  // ---- what happens

  Answer carry_out(const TransactionEvent& event, Fields& step) {
    switch (event.kind) {
      case Kind::init_producer_id:
        return init(event);
      case Kind::add_partitions:
      case Kind::add_offsets:
        return {.error = bench_.add(producer(event), partitions(event))};
      case Kind::txn_offset_commit:
        return {.error = commit_offsets(event)};
      case Kind::produce:
        return {.error = produce(event)};
      case Kind::end_txn:
        return end(event);
      case Kind::write_markers:
        return {.error = write_marker(event)};
      case Kind::markers_acknowledged:
        acknowledge_markers();
        return {};
      case Kind::state_given:
        bring_to(event.state);
        return {};
      case Kind::timeout_scan:
        time_out(step);
        return {};
      case Kind::id_expiration:
        bench_.run_for(bench_.config.transactional_id_expiration_ms +
                       bench_.config.transaction_remove_expired_transaction_cleanup_interval_ms);
        return {};
      case Kind::coordinator_lost:
        bench_.fail_over();
        return {};
      case Kind::time_passes:
        bench_.run_for(event.time);
        return {};
    }
    return {};
  }

  Answer init(const TransactionEvent& event) {
    kafka::InitProducerIdRequest request{
        .transactional_id = event.transactional_id.empty() ? kTransactionalId : event.transactional_id,
        .transaction_timeout = event.timeout.value_or(60s)};
    bench_.coordinate(request.transactional_id);
    if (event.says_who_it_is) {
      const BenchProducer p = producer(event);
      request.producer_id = p.id;
      request.producer_epoch = p.epoch;
    }
    const kafka::InitProducerIdResponse r = bench_.init(request);
    const BenchProducer identity{request.transactional_id, r.error, r.producer_id, r.producer_epoch};
    if (r.error == ErrorCode::NONE) {
      before_[event.actor] = producers_.contains(event.actor) ? producers_[event.actor] : identity;
      producers_[event.actor] = identity;
    }
    return {.error = r.error, .identity = identity};
  }

  Answer end(const TransactionEvent& event) {
    const BenchProducer p = producer_in_transaction(event);
    if (!event.lost_with_coordinator) return {.error = bench_.end(p, event.commit)};
    bench_.fail_over();
    return {};
  }

  /// A leader that asks the coordinator first, and tells a client of today what it heard.
  ErrorCode produce(const TransactionEvent& event) {
    const BenchProducer p = producer(event);
    ErrorCode error = ErrorCode::NONE;
    for (const auto& answer :
         bench_.coordinator().handle_verify_partitions({p.transactional_id, p.id, p.epoch, partitions(event)}))
      if (answer.error != ErrorCode::NONE) error = answer.error;
    return error == ErrorCode::PRODUCER_FENCED ? ErrorCode::INVALID_PRODUCER_EPOCH : error;
  }

  /// At a real coordinator of groups. A member that says its generation is the one member of generation 1.
  ErrorCode commit_offsets(const TransactionEvent& event) {
    const BenchProducer p = producer(event);
    if (!group_) {
      group_ = std::make_unique<kafka::testing::GroupBench>();
      group_->start();
      if (event.generation || event.unknown_member) member_ = group_->form(1).front();
    }
    kafka::TxnOffsetCommitRequest request = group_->txn_committing(p.id.value(), 5);
    request.producer_epoch = p.epoch;
    if (event.unknown_member) request.member_id = "unknown";
    if (event.generation) {
      request.member_id = member_;
      request.generation = kafka::Generation(static_cast<std::int32_t>(*event.generation));
    }
    const auto reply = group_->txn_commit(request);
    group_->run_for(1s);
    return reply.error();
  }

  /// At a real leader.
  ErrorCode write_marker(const TransactionEvent& event) {
    const BenchProducer p = producer(event);
    if (!leader_) leader_.emplace(kafka::Profile::v3_9);
    return leader_
        ->append({.pid = p.id.value(),
                  .epoch = p.epoch.value(),
                  .marker = event.commit ? kafka::ControlRecordType::COMMIT : kafka::ControlRecordType::ABORT,
                  .coordinator_epoch = event.coordinator_epoch.value_or(bench_.epoch)})
        .error;
  }

  void acknowledge_markers() {
    bench_.run_for(10ms);
    bench_.taker(2).set_silent(false);
    bench_.run_for(100ms);
    bench_.taker(2).set_silent(true);
  }

  /// Until the coordinator has looked; the instant counts from the transaction's start.
  void time_out(Fields& step) {
    const std::string before = state();
    const sim::SimTime began = bench_.metadata(kTransactionalId)->start_timestamp();
    const sim::Duration timeout = bench_.metadata(kTransactionalId)->timeout();
    while (state() == before && bench_.scheduler.now() - began < timeout + 60s) bench_.run_for(1ms);
    if (!step.has("aborts_between_ms")) return;
    const std::vector<std::int64_t> range = step.integers("aborts_between_ms");
    const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(bench_.scheduler.now() - began).count();
    EXPECT_GE(took, range.at(0));
    EXPECT_LE(took, range.at(1));
  }

  // ---- who, where, in which state

  [[nodiscard]] std::string state() { return bench_.state(kTransactionalId); }
  [[nodiscard]] bool prepared() { return state().starts_with("Prepare"); }
  [[nodiscard]] kafka::ProducerEpoch epoch_now() {
    const kafka::TransactionMetadata* known = bench_.metadata(kTransactionalId);
    return known ? known->producer_epoch() : kafka::kNoProducerEpoch;
  }

  /// As it knows itself; who was never heard of has asked for its id before.
  BenchProducer producer(const TransactionEvent& event) {
    if (!producers_.contains(event.actor) && producers_.size() == 1)
      producers_[event.actor] = producers_.begin()->second;
    if (!producers_.contains(event.actor))
      producers_[event.actor] = bench_.init(kTransactionalId, event.timeout.value_or(60s));
    BenchProducer p = producers_[event.actor];
    if (event.old_epoch && before_.contains(event.actor)) p = before_[event.actor];
    if (event.pid) p.id = kafka::ProducerId(*event.pid);
    if (event.epoch) p.epoch = kafka::ProducerEpoch(static_cast<std::int16_t>(*event.epoch));
    return p;
  }
  /// A case may begin with a transaction's end.
  BenchProducer producer_in_transaction(const TransactionEvent& event) {
    const bool first = producers_.empty();
    const BenchProducer p = producer(event);
    if (first) {
      EXPECT_EQ(bench_.add(p, {bench_.tp(kPartition)}), ErrorCode::NONE);
    }
    return p;
  }
  std::vector<kafka::TopicPartition> partitions(const TransactionEvent& event) {
    if (event.kind == Kind::add_offsets) return {bench_.tp("__consumer_offsets-0")};
    std::vector<kafka::TopicPartition> out;
    for (const std::string& name : event.partitions) out.push_back(bench_.tp(name));
    if (out.empty()) out.push_back(bench_.tp(kPartition));
    return out;
  }

  void bring_to(const std::string& wanted) {
    if (state() == wanted) return;
    const BenchProducer p = producer({.kind = Kind::state_given, .actor = "", .transactional_id = ""});
    if (wanted == "Empty") {
      producers_[""] = bench_.init(kTransactionalId);
      return;
    }
    if (state() != "Ongoing") {
      EXPECT_EQ(bench_.add(p, {bench_.tp(kPartition)}), ErrorCode::NONE);
    }
    if (wanted == "Ongoing") return;
    EXPECT_EQ(bench_.end(p, wanted.ends_with("Commit")), ErrorCode::NONE);
    if (wanted.starts_with("Complete")) acknowledge_markers();
  }

  // ---- what is answered

  void compare(const TransactionAnswer& expected, const Answer& answer, int appends_before) {
    if (expected.nothing_written) {
      EXPECT_EQ(bench_.log.appends, appends_before);
    }
    if (!expected.logged_state.empty()) {
      EXPECT_EQ(kafka::name_of(bench_.logged(kTransactionalId).back().state), expected.logged_state);
    }
    if (expected.errors.empty()) return compare_identity(expected, answer);
    const std::string got = answer.error ? std::string(kafka::name_of(*answer.error)) : "disconnect";
    bool fits = false;
    for (const std::string& error : expected.errors) fits = fits || error == got || means(error, got);
    EXPECT_TRUE(fits) << got;
  }
  /// Clients before Produce version 11 do not know TRANSACTION_ABORTABLE (KIP-890).
  static bool means(const std::string& error, const std::string& got) {
    return error == "INVALID_TXN_STATE" && got == "TRANSACTION_ABORTABLE";
  }
  void compare_identity(const TransactionAnswer& expected, const Answer& answer) {
    ASSERT_TRUE(answer.identity.has_value());
    EXPECT_EQ(answer.error, ErrorCode::NONE);
    if (expected.pid) {
      EXPECT_EQ(answer.identity->id, kafka::ProducerId(*expected.pid));
    }
    if (expected.epoch) {
      EXPECT_EQ(answer.identity->epoch, kafka::ProducerEpoch(static_cast<std::int16_t>(*expected.epoch)));
    }
    if (expected.same_pid) {
      EXPECT_TRUE(ids_.contains(answer.identity->id));
    }
    if (expected.new_pid) {
      EXPECT_FALSE(ids_.contains(answer.identity->id));
    }
    ids_.insert(answer.identity->id);
  }

  kafka::Behaviour rules_;
  kafka::testing::TransactionBench bench_;
  std::map<std::string, BenchProducer> producers_;  ///< by actor, as each knows itself
  std::map<std::string, BenchProducer> before_;     ///< ... and what it was before
  std::set<kafka::ProducerId> ids_;                 ///< given out so far
  std::optional<ProducedLog> leader_;
  std::unique_ptr<kafka::testing::GroupBench> group_;
  std::string member_;
};

}  // namespace

void run_transactions(Fields& fields) {
  if (fields.has("log")) return play_transaction_log(fields);
  const TransactionSteps steps(fields);
}

}  // namespace conformance
