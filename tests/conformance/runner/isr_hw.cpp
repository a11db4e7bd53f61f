/// isr_hw: what a leader's partition object makes of fetches, appends and answers to its ISR changes.
#include <memory>
#include <set>

#include <gtest/gtest.h>

#include "model/broker/partition.h"
#include "tests/conformance/runner/cases.h"
#include "tests/conformance/runner/replicas.h"

namespace conformance {

namespace {

using kafka::BrokerId;

/// A partition with everything around it played by the case.
class PlayedPartition final : public kafka::PartitionContext {
 public:
  explicit PlayedPartition(Fields& fields)
      : local_(fields.int32("broker")), replicas_(brokers(fields.integers("replicas"))) {
    config_.min_insync_replicas = fields.int32("min_insync_replicas");
    const kafka::PartitionRules rules{
        .behaviour = {}, .replica_lag_time_max = std::chrono::milliseconds(fields.integer("replica_lag_time_max_ms"))};
    Fields& initial = fields.map("initial");
    log_ = std::make_unique<kafka::Log>(kafka::TopicPartition{}, &config_, now_);
    const std::int64_t end = initial.integer("leo");
    if (end > 0) log_->append_as_leader(batch_of(end), kafka::LeaderEpoch(0), now_, 0);
    log_->update_high_watermark(kafka::Offset(initial.integer("hw_checkpoint")));
    partition_ = std::make_unique<kafka::Partition>(kafka::TopicPartition{}, local_, &config_, rules, *log_, *this);
  }

  void play(Fields& event) {
    SCOPED_TRACE(event.where());
    if (event.has("at_ms")) now_ = sim::SimTime(std::chrono::milliseconds(event.integer("at_ms")));
    if (event.has("leader_and_isr")) return leader_and_isr(event.map("leader_and_isr"));
    if (event.has("fetch")) return fetch(event.map("fetch"));
    if (event.has("append")) return append(event.map("append"));
    if (event.has("isr_expiration_check")) {
      event.map("isr_expiration_check");
      return partition_->maybe_shrink_isr();
    }
    if (event.has("isr_update_accepted")) return accepted(event.map("isr_update_accepted"));
    if (event.has("isr_update_error")) return refused(event.text("isr_update_error"));
    if (event.has("broker_removed_from_metadata"))
      return void(dead_.insert(event.int32("broker_removed_from_metadata")));
    if (event.has("broker_added_to_metadata")) return void(dead_.erase(event.int32("broker_added_to_metadata")));
    if (event.has("expect")) return expect(event.map("expect"));
    if (event.has("expect_replica")) return expect_replica(event.map("expect_replica"));
    throw event.error("has no event this runner knows");
  }

  // PartitionContext
  [[nodiscard]] sim::SimTime now() const override { return now_; }
  [[nodiscard]] bool is_alive(BrokerId id) const override { return !dead_.contains(id.value()); }
  void submit_isr_change(const kafka::IsrChange&) override {}
  void on_isr_changed(kafka::TopicPartition, const std::vector<BrokerId>& before,
                      const std::vector<BrokerId>& after) override {
    ++(after.size() > before.size() ? expands_ : shrinks_);
  }
  void on_high_watermark(kafka::TopicPartition, kafka::Offset, bool) override {}

 private:
  void leader_and_isr(Fields& f) {
    kafka::PartitionState state;
    state.leader = BrokerId(f.int32("leader"));
    state.leader_epoch = kafka::LeaderEpoch(f.int32("leader_epoch"));
    state.partition_epoch = kafka::PartitionEpoch(f.int32("partition_epoch"));
    state.isr = brokers(f.integers("isr"));
    state.replicas = f.has("replicas") ? brokers(f.integers("replicas")) : replicas_;
    state.leader == local_ ? partition_->make_leader(state) : partition_->make_follower(state);
  }
  void fetch(Fields& f) {
    partition_->update_follower_fetch_state(BrokerId(f.int32("broker")), kafka::Offset(f.integer("offset")),
                                            kafka::Offset(f.integer_or("log_start", 0)),
                                            partition_->log().log_end_offset());
  }
  void append(Fields& f) {
    const kafka::BatchPtr batch = batch_of(f.integer("records"));
    const auto acks = static_cast<std::int16_t>(f.integer_or("acks", 0));
    const kafka::ErrorCode error = partition_->check_append(*batch, acks);
    EXPECT_EQ(normalised_error(kafka::name_of(error)), normalised_error(f.text_or("expect_error", "NONE")));
    if (error != kafka::ErrorCode::NONE) return;
    partition_->append_as_leader(batch, 0);
    partition_->maybe_increment_high_watermark();
  }
  void accepted(Fields& f) {
    ASSERT_TRUE(partition_->isr().change_pending());
    partition_->on_isr_accepted(kafka::PartitionEpoch(f.int32("partition_epoch")));
  }
  void refused(const std::string& error) {
    ASSERT_TRUE(partition_->isr().change_pending());
    kafka::ErrorCode code{};
    ASSERT_TRUE(kafka::find_error_code(error, code)) << error;
    ++failures_;
    partition_->on_isr_refused(code);
  }

  void expect(Fields& f) {
    const kafka::Partition& p = *partition_;
    expect_list(f, "isr", p.isr().committed());
    expect_list(f, "maximal_isr", p.isr().maximal());
    if (f.has("isr_update_in_flight")) expect_in_flight(f);
    expect_flag(f, "isr_change_pending", p.isr().change_pending());
    expect_number(f, "hw", p.log().high_watermark().value());
    expect_number(f, "leo", p.log().log_end_offset().value());
    expect_number(f, "epoch_start", p.leader_epoch_start_offset().value());
    expect_number(f, "leader_epoch", p.leader_epoch().value());
    expect_number(f, "partition_epoch", p.partition_epoch().value());
    expect_flag(f, "under_min_isr", p.under_min_isr());
    expect_flag(f, "at_min_isr", p.at_min_isr());
    expect_flag(f, "under_replicated", p.under_replicated());
    expect_number(f, "expands", expands_);
    expect_number(f, "shrinks", shrinks_);
    expect_number(f, "failures", failures_);
  }
  static void expect_number(Fields& f, std::string_view field, std::int64_t seen) {
    if (!f.has(field)) return;
    EXPECT_EQ(seen, f.integer(field)) << field;
  }
  static void expect_flag(Fields& f, std::string_view field, bool seen) {
    if (!f.has(field)) return;
    EXPECT_EQ(seen, f.flag(field)) << field;
  }
  static void expect_list(Fields& f, std::string_view field, const std::vector<BrokerId>& seen) {
    if (!f.has(field)) return;
    EXPECT_EQ(numbers(seen), f.integers(field)) << field;
  }
  void expect_in_flight(Fields& f) {
    const bool none = is_none(f.node("isr_update_in_flight"));
    EXPECT_EQ(partition_->isr().in_flight(), !none);
    if (none) return;
    EXPECT_EQ(numbers(partition_->isr().proposed()), f.integers("isr_update_in_flight"));
  }
  void expect_replica(Fields& f) {
    const kafka::RemoteReplica* replica = partition_->remote(BrokerId(f.int32("broker")));
    ASSERT_NE(replica, nullptr);
    expect_number(f, "leo", replica->log_end_offset.value());
    expect_number(f, "log_start", replica->log_start_offset.value());
    expect_number(f, "last_caught_up_ms", millis_or_0(replica->last_caught_up_time));
  }

  BrokerId local_;
  std::vector<BrokerId> replicas_;
  kafka::TopicConfig config_;
  sim::SimTime now_{};
  std::set<std::int32_t> dead_;
  std::int64_t expands_ = 0;
  std::int64_t shrinks_ = 0;
  std::int64_t failures_ = 0;
  std::unique_ptr<kafka::Log> log_;
  std::unique_ptr<kafka::Partition> partition_;
};

}  // namespace

void run_isr_hw(Fields& fields) {
  read_origin(fields);
  PlayedPartition partition(fields);
  for (Fields* event : fields.maps("events")) partition.play(*event);
}

}  // namespace conformance
