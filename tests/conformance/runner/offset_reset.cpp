/// offset_reset: a real consumer on a real broker whose log has the bounds of the case, with a real commit before it;
/// a `tool` is what its options make of such a consumer, or of the committed offset.
#include "model/consumer/offset_reset.h"

#include <sstream>

#include <gtest/gtest.h>

#include "model/consumer/console_consumer.h"
#include "model/group/offset_reset_tool.h"
#include "tests/conformance/runner/cases.h"
#include "tests/support/one_broker.h"
#include "tests/support/recording_application.h"

namespace conformance {

namespace {

using kafka::BrokerId;
using kafka::Offset;
using kafka::OffsetResetStrategy;

OffsetResetStrategy read_policy(const Fields& given, const std::string& name) {
  if (name == "latest") return OffsetResetStrategy::latest;
  if (name == "earliest") return OffsetResetStrategy::earliest;
  if (name == "none") return OffsetResetStrategy::none;
  throw given.error("unknown auto.offset.reset '" + name + "'");
}

/// How a consumer is made to begin.
struct Beginning {
  kafka::ConsumerConfig config;
  kafka::ConsoleStart start = kafka::ConsoleStart::subscribe;
  Offset offset = kafka::kUnknownOffset;  ///< for seek
  bool group_is_new = false;              ///< a generated group: nothing can be committed in it
};

class ResetCase {
 public:
  explicit ResetCase(Fields& fields)
      : given_(fields.map("given")),
        expected_(fields.map("expect")),
        log_start_(given_.integer("log_start")),
        high_watermark_(given_.integer("high_watermark")),
        log_end_(given_.integer("leo")) {
    if (given_.has("committed") && !is_none(given_.node("committed"))) committed_ = Offset(given_.integer("committed"));
    world_.start();
    prepare_log();
    client_ = world_.client();
  }

  void run() {
    if (!given_.has("tool")) return run_plain();
    std::istringstream words(given_.text("tool"));
    std::string command;
    words >> command;
    std::vector<std::string> arguments;
    for (std::string word; words >> word;) arguments.push_back(word);
    if (command.find("kafka-console-consumer") != std::string::npos) return run_console(arguments);
    if (command.find("kafka-consumer-groups") != std::string::npos) return run_reset(arguments);
    throw given_.error("unknown tool " + command);
  }

 private:
  void prepare_log() {
    if (log_start_ > high_watermark_ || high_watermark_ > log_end_) throw given_.error("no log has these bounds");
    partition_ = &world_.lead("t", {}, {1}, {1});
    partition_->log().truncate_fully_and_start_at(Offset(log_start_), world_.scheduler.now());
    if (high_watermark_ > log_start_) world_.append(1000, static_cast<std::int32_t>(high_watermark_ - log_start_));
    if (log_end_ > high_watermark_) {
      kafka::PartitionState wider = world_.state();
      wider.replicas = wider.isr = world_.ids({1, 2});  // broker 2 never fetches: the high watermark stays
      world_.tell(wider);
      world_.append(1000, static_cast<std::int32_t>(log_end_ - high_watermark_));
    }
    ASSERT_EQ(partition_->log().high_watermark(), Offset(high_watermark_));
    ASSERT_EQ(partition_->log().log_end_offset(), Offset(log_end_));
  }

  void commit(kafka::GroupId group, Offset offset) {
    client_->answers.clear();
    client_->send(kafka::OffsetCommitRequest{.group = group, .offsets = {{.tp = world_.tp(), .offset = offset}}});
    world_.run_for(sim::Duration{0});
    ASSERT_EQ(client_->answers.size(), 1u);
    ASSERT_EQ(std::get<kafka::OffsetCommitResponse>(client_->answers[0].body).error, kafka::ErrorCode::NONE);
  }

  // ---- a consumer

  void run_plain() {
    Beginning beginning;
    beginning.config.auto_offset_reset = read_policy(given_, given_.text("auto.offset.reset"));
    const std::string isolation = given_.text_or("isolation.level", "read_uncommitted");
    // Without transactions the last stable offset is the high watermark.
    if (isolation != "read_uncommitted" && isolation != "read_committed")
      throw given_.error("unknown isolation.level '" + isolation + "'");
    consume(beginning, "g");
    compare_with_rule(beginning.config.auto_offset_reset);
  }

  void run_console(const std::vector<std::string>& arguments) {
    const kafka::ConsoleConsumerOptions options = parse_console_consumer(arguments, kafka::Profile::v2_3);
    if (const std::string* message = expected_error()) {
      EXPECT_NE(options.error.find(*message), std::string::npos) << options.error;
      return;
    }
    ASSERT_EQ(options.error, "");
    Beginning beginning;
    beginning.config.auto_offset_reset = options.auto_offset_reset;
    beginning.config.enable_auto_commit = options.enable_auto_commit;
    beginning.start = options.start;
    beginning.offset = options.offset;
    beginning.group_is_new = options.group.empty();
    consume(beginning, options.group.empty() ? kafka::console_consumer_group(99999) : options.group);
    if (expected_.has("group")) compare_group(options);
    if (expected_.has("auto_commit")) {
      EXPECT_EQ(options.enable_auto_commit, expected_.flag("auto_commit"));
      const bool seen = world_.events.count<kafka::OffsetCommitted>() > 0;
      EXPECT_EQ(seen, options.enable_auto_commit);
    }
    if (expected_.has("uses")) {
      EXPECT_EQ(name_of(options.start), expected_.text("uses"));
    }
    if (expected_.has("records_printed")) {
      EXPECT_EQ(delivered_, expected_.integer("records_printed"));
    }
  }
  void compare_group(const kafka::ConsoleConsumerOptions& options) {
    const std::string group = expected_.text("group");
    const bool generated = group == "console-consumer-<0..99999>";
    EXPECT_EQ(options.group, generated ? "" : group);
    EXPECT_EQ(kafka::console_consumer_group(0), "console-consumer-0");
  }
  static std::string name_of(kafka::ConsoleStart start) {
    switch (start) {
      case kafka::ConsoleStart::subscribe:
        return "subscribe";
      case kafka::ConsoleStart::seek_to_beginning:
        return "assign + seekToBeginning";
      case kafka::ConsoleStart::seek_to_end:
        return "assign + seekToEnd";
      case kafka::ConsoleStart::seek:
        break;
    }
    return "assign + seek";
  }
  /// What a tool is expected to complain of.
  const std::string* expected_error() {
    for (const std::string_view key : {"error", "stderr_contains", "stdout_contains", "message"}) {
      if (!expected_.has(key) || !error_text_.empty()) continue;
      error_text_ = expected_.text(key);
    }
    if (error_text_.empty()) return nullptr;
    if (expected_.has("exit")) {
      EXPECT_EQ(expected_.integer("exit"), 1);
    }
    return &error_text_;
  }

  void consume(const Beginning& beginning, const std::string& group_name) {
    const kafka::GroupId group = world_.add_group(group_name);
    if (committed_ != kafka::kUnknownOffset && !beginning.group_is_new) commit(group, committed_);
    world_.events.clear();
    const auto consumer = world_.consumer(group, beginning.config, application_);
    application_.on_started(*consumer, sim::kWorld);
    if (beginning.start == kafka::ConsoleStart::subscribe) {
      consumer->subscribe({world_.tp().topic});
    } else {
      consumer->assign({world_.tp()});
    }
    if (beginning.start == kafka::ConsoleStart::seek) consumer->seek(world_.tp(), beginning.offset);
    if (beginning.start == kafka::ConsoleStart::seek_to_beginning)
      consumer->seek_to(world_.tp(), OffsetResetStrategy::earliest);
    if (beginning.start == kafka::ConsoleStart::seek_to_end)
      consumer->seek_to(world_.tp(), OffsetResetStrategy::latest);
    consumer->poll();
    world_.run_for(std::chrono::seconds(15));  // a first rebalance and two automatic commits

    Offset position = beginning.offset;
    for (const auto& [at, set] : world_.events.all<kafka::PositionSet>()) position = set.position;
    for (const auto& [at, records] : world_.events.all<kafka::RecordsDelivered>()) delivered_ += records.count;
    compare(position);
  }

  void compare(Offset position) {
    if (expected_.has("position")) {
      const bool none = is_none(expected_.node("position"));
      EXPECT_EQ(position.value(), none ? -1 : expected_.integer("position"));
    }
    const auto failures = world_.events.all<kafka::FetchFailed>();
    const std::string error = failures.empty() ? "NONE" : std::string(kafka::name_of(failures[0].second.error));
    if (expected_.has("fetch_error")) {
      EXPECT_EQ(error, expected_.text("fetch_error"));
    } else if (!expected_.has("exception")) {
      EXPECT_EQ(error, "NONE");
    }
    const std::vector<std::string>& ends = application_.exceptions;
    EXPECT_EQ(ends.empty() ? "none" : ends[0], expected_.text_or("exception", "none"));
  }

  /// The pure rule says the same as the consumer did.
  void compare_with_rule(OffsetResetStrategy policy) {
    using kafka::StartPosition;
    StartPosition start = initial_position(committed_, policy);
    const bool outside = committed_ < Offset(log_start_) || committed_ > Offset(log_end_);
    if (start == StartPosition::committed && outside) start = after_out_of_range(policy);
    if (!expected_.has("position")) {
      EXPECT_TRUE(start == StartPosition::no_offset || start == StartPosition::out_of_range);
    } else if (!is_none(expected_.node("position"))) {
      const std::int64_t at = start == StartPosition::committed        ? committed_.value()
                              : start == StartPosition::reset_earliest ? log_start_
                                                                       : high_watermark_;
      EXPECT_EQ(at, expected_.integer("position"));
    }
  }

  // ---- the groups tool

  void run_reset(const std::vector<std::string>& arguments) {
    const kafka::GroupId group = world_.add_group("g");
    if (committed_ != kafka::kUnknownOffset) commit(group, committed_);
    const kafka::ResetOptions options = kafka::parse_reset_options(arguments);
    std::string output = options.error;
    if (options.error.empty()) output = execute(options, group);
    const std::string* text = expected_error();
    if (text) {
      EXPECT_NE(output.find(*text), std::string::npos) << output;
    } else {
      EXPECT_EQ(options.error, "");
    }
    for (const std::string_view key : {"warning", "warn", "stderr"}) {
      if (!expected_.has(key)) continue;
      EXPECT_NE(output.find(expected_.text(key)), std::string::npos) << output;
    }
    if (!expected_.has("committed")) return;
    const bool none = is_none(expected_.node("committed"));
    EXPECT_EQ(world_.broker().coordinator().committed(group, world_.tp()).value(),
              none ? -1 : expected_.integer("committed"));
  }

  /// What the tool prints.
  std::string execute(const kafka::ResetOptions& options, kafka::GroupId group) {
    const std::string refused =
        kafka::check_group_state(options.group.empty() ? "g" : options.group, given_.text_or("group_state", "Empty"));
    if (!refused.empty()) return refused;
    kafka::ResetPartition p;
    p.tp = world_.tp();
    p.name = world_.topics.name(world_.tp());
    p.log_start = list_offset(kafka::OffsetSpec::earliest);
    p.log_end = list_offset(kafka::OffsetSpec::latest);
    p.committed = world_.broker().coordinator().committed(group, world_.tp());
    if (given_.has("offset_for_timestamp")) {
      const Offset found(given_.integer("offset_for_timestamp"));
      p.offset_for_time = [found](std::int64_t) { return found; };
    }
    const kafka::ResetPlan plan = kafka::prepare_offsets_to_reset(options, {&p, 1}, 0);
    if (!plan.error.empty()) return plan.error;
    if (options.execute) commit(group, plan.offsets.front().offset);
    if (expected_.has("new_offset")) {
      EXPECT_EQ(plan.offsets.front().offset.value(), expected_.integer("new_offset"));
    }
    std::string warnings;
    for (const std::string& warning : plan.warnings) warnings += warning + "\n";
    return warnings;
  }
  Offset list_offset(kafka::OffsetSpec spec) {
    client_->answers.clear();
    client_->send(kafka::ListOffsetsRequest{.partitions = {{.tp = world_.tp(), .spec = spec}}});
    world_.run_for(sim::Duration{0});
    return std::get<kafka::ListOffsetsResponse>(client_->answers.at(0).body).partitions.front().offset;
  }

  Fields& given_;
  Fields& expected_;
  std::int64_t log_start_;
  std::int64_t high_watermark_;
  std::int64_t log_end_;
  Offset committed_ = kafka::kUnknownOffset;
  std::int64_t delivered_ = 0;
  std::string error_text_;
  kafka::testing::OneBroker world_;
  kafka::testing::RecordingApplication application_{world_.scheduler};
  kafka::Partition* partition_ = nullptr;
  std::unique_ptr<kafka::testing::RawClient> client_;
};

}  // namespace

void run_offset_reset(Fields& fields) { ResetCase(fields).run(); }

}  // namespace conformance
