/// produce_fetch: `check: produce` sends a Produce to a real broker whose partition is in the state of the case;
/// `fetch_wait` and `preferred_read_replica` are in their own files.
#include "tests/conformance/runner/produce_fetch.h"

#include <gtest/gtest.h>

#include "tests/support/one_broker.h"

namespace conformance {

namespace {

using kafka::BrokerId;
using kafka::Offset;

/// What happens to the partition while an acks=all Produce waits.
enum class Then { replicated, timeout, shrink, leadership_lost, reelected };

struct Event {
  Then what;
  std::int64_t isr_left = 0;  ///< shrink
};

class ProduceCase {
 public:
  explicit ProduceCase(Fields& fields) : fields_(fields), state_(fields.map("state")), acks_(fields.integer("acks")) {
    isr_ = state_.integer("isr");
    min_isr_ = state_.integer("min_isr");
    batch_ = state_.integer("batch");
    for (const std::string& clause : clauses(state_.text_or("then", "none"))) events_.push_back(read_event(clause));
    prepare();
  }

  void run() {
    client_ = world_.client();
    kafka::ProduceRequest request{.acks = static_cast<std::int16_t>(acks_), .timeout = kTimeout, .partitions = {}};
    request.partitions.push_back({.tp = tp_, .batch = world_.batch(batch_)});
    client_->send(std::move(request), 0, acks_ != 0);
    world_.run_for(sim::Duration{0});
    answered_at_once_ = !client_->answers.empty();
    appended_ = has_grown();
    for (const Event& event : events_) play(event);
    if (client_->answers.empty()) world_.run_for(sim::Duration{0});
    compare(fields_.map("expected"));
  }

 private:
  static constexpr sim::Duration kTimeout = std::chrono::seconds(30);

  void prepare() {
    world_.start();
    kafka::TopicConfig config;
    config.min_insync_replicas = static_cast<std::int32_t>(min_isr_);
    config.max_message_bytes = sim::Bytes(state_.integer("max_message"));
    const bool known = state_.flag("known");
    const std::string topic = state_.flag("internal") ? std::string(kafka::kGroupMetadataTopicName) : "orders";
    std::vector<int> replicas;
    for (int id = 1; id <= state_.int32("replicas"); ++id) replicas.push_back(id);
    const std::vector<int> isr(replicas.begin(), replicas.begin() + isr_);
    tp_ = {world_.topics.intern(topic), kafka::PartitionId(0)};
    if (!known) return state_.ignore("leader");
    partition_ = &world_.lead(topic, config, replicas, isr);
    if (!state_.flag("leader")) move_leadership();
  }

  Event read_event(const std::string& text) const {
    if (mentions(text, {"shrink"})) return {.what = Then::shrink, .isr_left = isr_after(text)};
    if (mentions(text, {"timeout", "times out", "time out", "expires", "no follower"})) return {.what = Then::timeout};
    if (mentions(text, {"re-elect", "reelect", "elected again", "same leader", "same broker", "leader again"}))
      return {.what = Then::reelected};
    if (mentions(text, {"leader"})) return {.what = Then::leadership_lost};
    if (mentions(text, {"replicat", "high watermark", "followers fetch", "hw"})) return {.what = Then::replicated};
    throw state_.error("then '" + text + "' is not understood");
  }
  std::int64_t isr_after(const std::string& text) const {
    if (const auto number = first_number(text)) return *number;
    if (mentions(text, {"enough", "at least", "at min"}) && !mentions(text, {"not enough", "no longer enough"}))
      return std::max(min_isr_, std::int64_t{1});
    if (mentions(text, {"below", "not enough", "no longer enough", "too small", "under", "less than", "too few"}))
      return std::max(min_isr_ - 1, std::int64_t{1});
    throw state_.error("then '" + text + "': how many members stay is not understood");
  }

  [[nodiscard]] bool has_grown() const { return partition_ && partition_->log().log_end_offset() > Offset(0); }

  void play(const Event& event) {
    if (event.what == Then::replicated) return replicate();
    if (event.what == Then::timeout) return world_.run_for(kTimeout);
    if (event.what == Then::shrink) return shrink(event.isr_left);
    if (event.what == Then::leadership_lost) return move_leadership();
    kafka::PartitionState again = world_.state();
    again.leader_epoch = again.leader_epoch + 1;
    world_.tell(again);
  }
  void replicate() {
    const Offset end = partition_->log().log_end_offset();
    for (const BrokerId id : partition_->isr().committed())
      if (id != BrokerId(1)) world_.follower_fetch(id.value(), end);
  }
  /// The members that stay confirm the records. If too few stay, all confirm at the moment in which the shrunken ISR
  /// is accepted: with hw frozen below min ISR (3.7) that overlap of two threads is how Kafka gets there.
  void shrink(std::int64_t left) {
    kafka::PartitionState smaller = world_.state();
    smaller.isr.resize(static_cast<std::size_t>(left));
    if (left < min_isr_) {
      const Offset end = partition_->log().log_end_offset();
      for (const BrokerId id : partition_->isr().committed())
        if (id != BrokerId(1)) partition_->update_follower_fetch_state(id, end, Offset(0), end);
      return world_.tell(smaller);
    }
    world_.tell(smaller);
    replicate();
  }
  void move_leadership() {
    kafka::PartitionState other = world_.state();
    other.leader = BrokerId(2);
    other.leader_epoch = other.leader_epoch + 1;
    world_.tell(other);
  }

  void compare(Fields& expected) {
    const auto answer = client_->answers.empty() ? nullptr : &client_->answers.front();
    const bool silent = acks_ == 0;
    if (expected.has("error") && !silent) {
      ASSERT_NE(answer, nullptr) << "no answer came";
      const auto& p = std::get<kafka::ProduceResponse>(answer->body).partitions.front();
      EXPECT_EQ(normalised_error(kafka::name_of(p.error)), normalised_error(expected.text("error")));
      EXPECT_EQ(p.base_offset == kafka::kUnknownOffset, !appended_);
    } else if (expected.has("error")) {
      EXPECT_EQ(client_->connected(), normalised_error(expected.text("error")) == "NONE");
    }
    if (expected.has("appended")) {
      EXPECT_EQ(appended_, expected.flag("appended"));
      EXPECT_EQ(has_grown(), appended_) << "what was appended stays";
    }
    if (expected.has("answered")) compare_instant(expected.text("answered"));
    if (expected.has("response")) {
      const std::string response = expected.text("response");
      if (response != "none" && response != "sent") throw expected.error("response is none or sent");
      EXPECT_EQ(answer != nullptr, response == "sent");
    }
    if (expected.has("connection")) {
      const std::string connection = expected.text("connection");
      if (connection != "kept" && connection != "closed") throw expected.error("connection is kept or closed");
      EXPECT_EQ(client_->connected(), connection == "kept");
    }
  }
  void compare_instant(const std::string& when) {
    if (mentions(when, {"decided"})) {
      EXPECT_EQ(answered_at_once_, isr_ == 1) << "alone, the leader decides at once";
      EXPECT_FALSE(client_->answers.empty());
    } else if (mentions(when, {"local append", "immediately", "at once"})) {
      EXPECT_EQ(answered_at_once_, acks_ != 0);
    } else {
      throw fields_.error("answered '" + when + "' is not understood");
    }
  }

  Fields& fields_;
  Fields& state_;
  std::int64_t acks_;
  std::int64_t isr_ = 0;
  std::int64_t min_isr_ = 0;
  std::int64_t batch_ = 0;
  std::vector<Event> events_;
  kafka::testing::OneBroker world_;
  kafka::TopicPartition tp_;
  kafka::Partition* partition_ = nullptr;
  std::unique_ptr<kafka::testing::RawClient> client_;
  bool answered_at_once_ = false;
  bool appended_ = false;
};

}  // namespace

void run_produce_fetch(Fields& fields) {
  read_origin(fields);
  const std::string check = fields.text("check");
  if (check == "produce") return ProduceCase(fields).run();
  if (check == "fetch_wait") return run_fetch_wait(fields);
  if (check == "preferred_read_replica") return run_preferred_read_replica(fields);
  unknown(fields, "check", check);
}

}  // namespace conformance
