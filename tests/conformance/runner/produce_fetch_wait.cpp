/// produce_fetch, `check: fetch_wait`: when a real broker answers a fetch that finds little or nothing, and with what.
///
/// Broker 1 leads the partition. Its log holds a record at offset 0 of epoch 0 and one at offset 1 of epoch 1, then
/// what the case says is readable; the fetch begins at offset 2. The fetch is a follower's unless the case speaks of
/// consumers, the high watermark or read replicas.
#include <gtest/gtest.h>

#include "tests/conformance/runner/produce_fetch.h"
#include "tests/support/one_broker.h"

namespace conformance {

namespace {

using kafka::BrokerId;
using kafka::ErrorCode;
using kafka::LeaderEpoch;
using kafka::Offset;

constexpr Offset kFrom{2};

/// What happens at an instant.
struct Happening {
  enum class Kind { append, roll, commit, truncate, diverge, leadership_lost };
  Kind kind = Kind::append;
  std::int64_t at_ms = 0;
  std::int64_t bytes = 0;  ///< append; commit: not replicated before, if no append comes first
};

Happening::Kind kind_of(const std::string& text, const Fields& given) {
  using Kind = Happening::Kind;
  if (mentions(text, {"diverg"})) return Kind::diverge;
  if (mentions(text, {"truncat"})) return Kind::truncate;
  if (mentions(text, {"append"})) return Kind::append;
  if (mentions(text, {"roll", "new segment"})) return Kind::roll;
  if (mentions(text, {"high watermark", "hw", "replicated"})) return Kind::commit;
  if (mentions(text, {"leader", "follower"})) return Kind::leadership_lost;
  throw given.error("event '" + text + "' is not understood");
}

/// A clause without an instant of its own happens at the next one's, at the end at the last one's.
std::vector<Happening> read_happenings(Fields& given) {
  std::vector<Happening> list;
  if (!given.has("event")) return list;
  std::vector<std::optional<std::int64_t>> instants;
  for (const std::string& text : clauses(given.text("event"))) {
    const std::string plain = text.substr(0, text.find('('));
    list.push_back({.kind = kind_of(plain, given)});
    instants.push_back(number_before(plain, "ms"));
    const auto bytes = number_before(plain, "byte");
    if (!bytes && list.back().kind == Happening::Kind::append)
      throw given.error("event '" + text + "': how many bytes?");
    list.back().bytes = bytes.value_or(100);
  }
  std::optional<std::int64_t> known;
  for (std::size_t i = list.size(); i-- > 0;) known = instants[i] = instants[i] ? instants[i] : known;
  for (std::size_t i = 0; i < list.size(); ++i) {
    if (!instants[i] && i > 0) instants[i] = instants[i - 1];
    if (!instants[i]) throw given.error("event: no instant such as 'at 120 ms'");
    list[i].at_ms = *instants[i];
  }
  return list;
}

class FetchCase {
 public:
  explicit FetchCase(Fields& fields) : given_(fields.map("given")), expected_(fields.map("expected")) {
    happenings_ = read_happenings(given_);
    preferred_ = static_cast<int>(given_.integer_or("preferred_read_replica", 0));
    const std::string told = given_.text_or("event", "") + " " + given_.text_or("from", "");
    consumer_ = preferred_ != 0 || mentions(told, {"consumer", "high watermark", "hw"});
    prepare();
    request();
  }

  void run() {
    start_ = world_.scheduler.now();
    world_.replicas().fetch(request_, [this](kafka::FetchResponse&& response) {
      answered_ = world_.scheduler.now();
      answer_ = std::move(response);
    });
    for (const Happening& h : happenings_) {
      world_.scheduler.run_until(start_ + std::chrono::milliseconds(h.at_ms));
      play(h);
    }
    world_.run_for(std::chrono::hours(1));
    compare();
  }

 private:
  void prepare() {
    if (preferred_ != 0) world_.config.replica_selector_class = "RackAwareReplicaSelector";
    world_.start();
    const int other = preferred_ > 2 ? preferred_ : 3;
    partition_ = &world_.lead("orders", {}, {1, 2, other}, {1, 2, other});
    world_.broker().metadata().set_alive(world_.ids({1, 2, other}));
    for (const int id : {1, 2, other}) world_.broker().metadata().set_rack(BrokerId(id), "rack-" + std::to_string(id));
    world_.append(100);
    kafka::PartitionState next = world_.state();
    next.leader_epoch = LeaderEpoch(1);
    world_.tell(next);
    world_.append(100);
    replicate();
    const std::int64_t readable = given_.integer_or("readable_bytes", preferred_ != 0 ? 100 : 0);
    if (given_.has("fetch_offset")) {
      old_segment(given_.text("fetch_offset"), readable);
    } else if (readable > 0) {
      world_.append(readable);
    }
    if (!consumer_) return;
    replicate();
    if (!happenings_.empty() && happenings_[0].kind == Happening::Kind::commit) append(happenings_[0].bytes);
  }
  void old_segment(const std::string& place, std::int64_t readable) {
    if (!mentions(place, {"older segment"})) throw given_.error("fetch_offset '" + place + "' is not understood");
    if (readable > 0) append(readable);
    roll();
    append(50);
  }
  /// The index is full: the next batch begins a segment.
  void roll() { world_.topic_config().segment_index_bytes = sim::Bytes{}; }
  void append(std::int64_t bytes) {
    world_.append(bytes);
    world_.topic_config().segment_index_bytes = kafka::TopicConfig{}.segment_index_bytes;
  }
  void request() {
    request_ = world_.fetch_at(kFrom);
    request_.max_wait = std::chrono::milliseconds(given_.integer("max_wait_ms"));
    request_.min_bytes = sim::Bytes(given_.integer("min_bytes"));
    auto& p = request_.partitions.front();
    if (!consumer_) {
      request_.replica = BrokerId(2);
      p.log_start_offset = Offset(0);
      p.last_fetched_epoch = LeaderEpoch(1);
    }
    if (preferred_ != 0) request_.client_rack = "rack-" + std::to_string(preferred_);
    // The follower's record at offset 1 is of an epoch that the leader never had.
    if (given_.flag_or("diverging_epoch", false)) {
      kafka::PartitionState later = world_.state();
      later.leader_epoch = LeaderEpoch(5);
      world_.tell(later);
      p.last_fetched_epoch = LeaderEpoch(3);
    }
    if (given_.has("partition_error") || given_.has("error")) partition_error();
    if (given_.integer_or("partitions", 1) == 0 || given_.flag_or("no_partitions", false)) request_.partitions.clear();
  }
  void partition_error() {
    const std::string_view key = given_.has("error") ? "error" : "partition_error";
    const std::string name = given_.text(key);
    if (name == "false") return;
    auto& p = request_.partitions.front();
    if (name == "UNKNOWN_TOPIC_OR_PARTITION") {
      p.tp.partition = kafka::PartitionId(9);
    } else if (name == "FENCED_LEADER_EPOCH") {
      p.current_leader_epoch = LeaderEpoch(0);
    } else if (name == "UNKNOWN_LEADER_EPOCH") {
      p.current_leader_epoch = LeaderEpoch(9);
    } else if (name == "OFFSET_OUT_OF_RANGE") {
      p.last_fetched_epoch = kafka::kNoEpoch;
      p.fetch_offset = Offset(1000);
    } else if (name == "true" || normalised_error(name) == "NOTLEADERORFOLLOWER") {
      lose_leadership();
    } else {
      throw given_.error("error '" + name + "' is not understood");
    }
  }

  void play(const Happening& h) {
    switch (h.kind) {
      case Happening::Kind::append:
        return append(h.bytes);
      case Happening::Kind::roll:
        return roll();
      case Happening::Kind::commit:
        return replicate();
      case Happening::Kind::truncate:
        partition_->log().truncate_to(Offset(1), world_.scheduler.now());
        return world_.tell(world_.state());
      case Happening::Kind::diverge:
        // The record at offset 1 is replaced by another epoch's, as when a leader lost its place and came back.
        partition_->log().truncate_to(Offset(1), world_.scheduler.now());
        partition_->log().append_as_leader(world_.batch(100), LeaderEpoch(2), world_.scheduler.now(), 0);
        return world_.tell(world_.state());
      case Happening::Kind::leadership_lost:
        return lose_leadership();
    }
  }
  void lose_leadership() {
    kafka::PartitionState other = world_.state();
    other.leader = BrokerId(2);
    other.leader_epoch = other.leader_epoch + 1;
    world_.tell(other);
  }
  /// Both followers confirm everything; a waiting follower's own fetch is apart from that.
  void replicate() {
    for (const BrokerId id : partition_->replicas())
      if (id != BrokerId(1)) world_.follower_fetch(id.value(), partition_->log().log_end_offset());
  }

  void compare() {
    ASSERT_TRUE(answered_.has_value()) << "no answer came";
    const std::string text = expected_.text("answer");
    const auto parts = clauses(text);
    if (parts.empty()) throw expected_.error("answer '" + text + "' is not understood");
    for (const std::string& part : parts) compare_part(part);
  }
  void compare_part(const std::string& part) {
    const kafka::FetchResponse::Partition* p = answer_.partitions.empty() ? nullptr : &answer_.partitions.front();
    const auto error = p ? p->error : ErrorCode::NONE;
    kafka::ErrorCode named{};
    const std::string last = part.substr(part.rfind(' ') + 1);
    if (mentions(part, {"preferred read replica"})) {
      EXPECT_EQ(p ? p->preferred_read_replica.value() : -1, first_number(part).value_or(-2));
    } else if (kafka::find_error_code(last, named)) {
      EXPECT_EQ(kafka::name_of(error), last);
    } else if (mentions(part, {"diverging"})) {
      EXPECT_TRUE(p && p->diverging);
    } else if (mentions(part, {"error"})) {
      EXPECT_NE(error, ErrorCode::NONE);
    } else if (mentions(part, {"immediately", "at once"})) {
      EXPECT_EQ(*answered_ - start_, sim::Duration{0});
    } else if (number_before(part, "ms")) {
      EXPECT_EQ(*answered_ - start_, std::chrono::milliseconds(*number_before(part, "ms")));
    } else if (mentions(part, {"empty", "no data"})) {
      EXPECT_EQ(bytes(), 0);
    } else if (number_before(part, "byte")) {
      EXPECT_EQ(bytes(), *number_before(part, "byte"));
    } else {
      throw expected_.error("answer '" + part + "' is not understood");
    }
  }
  [[nodiscard]] std::int64_t bytes() const {
    std::int64_t total = 0;
    for (const auto& p : answer_.partitions)
      for (const auto& record : p.records) total += record.batch->size.count();
    return total;
  }

  Fields& given_;
  Fields& expected_;
  std::vector<Happening> happenings_;
  int preferred_ = 0;
  bool consumer_ = false;
  kafka::testing::OneBroker world_;
  kafka::Partition* partition_ = nullptr;
  kafka::FetchRequest request_;
  sim::SimTime start_;
  std::optional<sim::SimTime> answered_;
  kafka::FetchResponse answer_;
};

}  // namespace

void run_fetch_wait(Fields& fields) { FetchCase(fields).run(); }

}  // namespace conformance
