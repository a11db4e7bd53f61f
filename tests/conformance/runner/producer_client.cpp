/// producer_client: a real producer with the settings of the case, among brokers that answer as it says.
#include <algorithm>
#include <set>
#include <sstream>

#include <gtest/gtest.h>

#include "model/config/config_def.h"
#include "model/config/config_rules.h"
#include "tests/conformance/runner/cases.h"
#include "tests/conformance/runner/producer_play.h"
#include "tests/support/one_broker.h"

namespace conformance {

namespace {

using kafka::ErrorCode;
using kafka::ProducerConfig;
using kafka::Profile;

class ProducerCase {
 public:
  explicit ProducerCase(Fields& fields) : given_(fields.map("given")), expected_(fields.map("expect")) {
    const std::string release = given_.text_or("profile", "3.9");
    if (release != "2.3" && release != "3.9") unknown(given_, "profile", release);
    profile_ = release == "2.3" ? Profile::v2_3 : Profile::v3_9;
    read_settings();
  }

  void run() {
    expected_.ignore("note");
    if (expected_.text_or("exception", "") == "ConfigException") return check_refusal();
    EXPECT_TRUE(problems_.empty()) << problems_.front();
    check_settings();
    if (given_.has("isr_size")) return check_min_isr();
    if (given_.has("sends")) return check_script();
    if (given_.has("send_at_ms")) return check_lingering();
    if (given_.has("failures")) return check_backoff();
    if (given_.has("record_serialized_bytes")) return check_too_large();
    if (given_.has("topic")) return check_metadata_wait();
  }

 private:
  /// Every key of `given` that is a producer's setting.
  void read_settings() {
    config_ = kafka::profile_defaults<ProducerConfig>(profile_);
    const std::vector<std::string> keys = given_.keys();
    std::vector<std::string_view> names;
    for (const std::string& key : keys) {
      if (!kafka::find_field<ProducerConfig>(key)) continue;
      const auto result = kafka::set(config_, key, given_.text(key));
      if (!result.ok()) throw given_.error("'" + key + "' cannot be set");
      names.push_back(key);
    }
    const bool batches = given_.has("batch.size");
    problems_ = kafka::validate(config_, {profile_, names});
    if (given_.has("sends") && !batches) config_.batch_size = sim::Bytes(0);  // each record is a batch
  }

  // ---- settings

  void check_refusal() {
    expected_.text("exception");
    ASSERT_FALSE(problems_.empty());
    if (expected_.has("message")) {
      EXPECT_EQ(problems_.front(), expected_.text("message"));
    }
  }

  /// What became of a setting: its name, or NAME_used_ms.
  void check_settings() {
    for (const std::string& key : expected_.keys()) {
      if (!kafka::find_field<ProducerConfig>(key)) continue;
      EXPECT_EQ(kafka::get(config_, key).value_or(""), expected_.text(key)) << key;
    }
    if (expected_.has("delivery_timeout_used_ms")) {
      EXPECT_EQ(config_.delivery_timeout_ms, std::chrono::milliseconds(expected_.integer("delivery_timeout_used_ms")));
    }
    for (const std::string_view key : {"idempotence_enabled", "idempotent", "idempotence"}) {
      if (!expected_.has(key)) continue;
      EXPECT_EQ(config_.enable_idempotence, expected_.flag(key));
    }
  }

  // ---- what brokers answer

  void check_script() {
    ProducerPlay play(config_, profile_);
    const std::vector<std::string> names = given_.texts("sends");
    if (given_.has("broker")) play.script(given_.maps("broker"), names);
    for (std::size_t i = 0; i < names.size(); ++i) play.send();
    play.run_until_ms(std::chrono::duration_cast<std::chrono::milliseconds>(config_.delivery_timeout_ms).count() * 2);
    play.check_requests();
    compare(play);
  }

  void compare(ProducerPlay& play) {
    if (expected_.has("log")) {
      EXPECT_EQ(play.log(), expected_.texts("log"));
    }
    if (expected_.has("acked")) {
      EXPECT_EQ(play.acknowledged(), expected_.integer("acked"));
    }
    if (expected_.has("offset_in_metadata")) {
      for (const auto& [at, event] : play.seen<kafka::RecordsAcknowledged>())
        EXPECT_EQ(event.base_offset.value(), expected_.int32("offset_in_metadata"));
    }
    const auto failures = failures_of(play);
    if (expected_.has("failed")) {
      std::int64_t failed = 0;
      for (const Failure& failure : failures) failed += failure.records;
      EXPECT_EQ(failed, expected_.integer("failed"));
    }
    for (const std::string_view key : {"exception", "final_exception"}) {
      if (!expected_.has(key)) continue;
      ASSERT_FALSE(failures.empty());
      EXPECT_TRUE(alternatives(expected_.text(key)).contains(failures.back().exception)) << failures.back().exception;
    }
    if (expected_.has("fails_at_ms_at_least")) {
      ASSERT_FALSE(failures.empty());
      EXPECT_GE(failures.back().at_ms, expected_.integer("fails_at_ms_at_least"));
    }
    for (const std::string_view key : {"at_ms", "fails_at_ms"}) {
      if (!expected_.has(key)) continue;
      ASSERT_FALSE(failures.empty());
      EXPECT_EQ(failures.back().at_ms, expected_.integer(key));
    }
    if (expected_.has("requests")) {
      EXPECT_EQ(static_cast<std::int64_t>(play.seen<kafka::BatchSent>().size()), expected_.integer("requests"));
    }
  }

  struct Failure {
    std::int64_t at_ms;
    std::int64_t records;
    std::string exception;
  };
  /// Of send() and of its futures, in order.
  static std::vector<Failure> failures_of(const ProducerPlay& play) {
    std::vector<Failure> all;
    for (const auto& [at, event] : play.seen<kafka::RecordsFailed>())
      all.push_back({at, event.count, std::string(event.exception)});
    for (const auto& [at, event] : play.seen<kafka::SendFailed>()) all.push_back({at, 1, std::string(event.exception)});
    std::stable_sort(all.begin(), all.end(), [](const Failure& a, const Failure& b) { return a.at_ms < b.at_ms; });
    return all;
  }

  /// "TimeoutException (why) or NotEnoughReplicasException (why)"
  static std::set<std::string> alternatives(const std::string& text) {
    std::set<std::string> names;
    std::istringstream words(text);
    for (std::string word; words >> word;)
      if (word.ends_with("Exception")) names.insert(word);
    return names;
  }

  /// The error of a real leader whose ISR is that small, and what the producer makes of it.
  void check_min_isr() {
    const ErrorCode error = answer_of_leader();
    if (expected_.has("error_from_broker")) {
      EXPECT_EQ(name_of(error), expected_.text("error_from_broker"));
    }
    if (expected_.has("retriable")) {
      EXPECT_EQ(kafka::is_retriable(error), expected_.flag("retriable"));
    }
    ProducerPlay play(config_, profile_);
    if (error != ErrorCode::NONE) play.refuse_all(error);
    const std::size_t records = given_.has("sends") ? given_.texts("sends").size() : 1;
    for (std::size_t i = 0; i < records; ++i) play.send();
    play.run_until_ms(std::chrono::duration_cast<std::chrono::milliseconds>(config_.delivery_timeout_ms).count() * 2);
    compare(play);
  }

  ErrorCode answer_of_leader() {
    kafka::testing::OneBroker world;
    world.profile = profile_;
    world.start();
    kafka::TopicConfig topic;
    topic.min_insync_replicas = given_.int32("min.insync.replicas");
    std::vector<int> replicas;
    for (std::int64_t r = 1; r <= given_.integer_or("replication.factor", 3); ++r)
      replicas.push_back(static_cast<int>(r));
    const std::vector<int> isr(replicas.begin(), replicas.begin() + static_cast<int>(given_.integer("isr_size")));
    world.lead("t", topic, replicas, isr);
    ErrorCode error = ErrorCode::REQUEST_TIMED_OUT;
    world.replicas().append_records(static_cast<std::int16_t>(config_.acks), std::chrono::seconds(1),
                                    {{.tp = world.tp(), .batch = kafka::testing::OneBroker::batch(100)}}, false,
                                    [&](auto&& partitions) { error = partitions.front().error; });
    return error;
  }

  // ---- time

  void check_lingering() {
    for (const std::string_view fact : {"record_batch_fits_all", "batch_fits_all", "all_fit_one_batch"})
      given_.ignore(fact);
    ProducerPlay play(config_, profile_);
    const auto size =
        static_cast<std::int32_t>(given_.integer_or("value_size", given_.integer_or("record_bytes", 100)));
    std::vector<std::pair<std::int64_t, char>> events;
    for (const std::int64_t at : given_.integers("send_at_ms")) events.push_back({at, 's'});
    if (given_.has("flush_at_ms")) events.push_back({given_.integer("flush_at_ms"), 'f'});
    if (given_.has("close_at_ms")) events.push_back({given_.integer("close_at_ms"), 'c'});
    std::stable_sort(events.begin(), events.end(), [](auto a, auto b) { return a.first < b.first; });
    for (const auto& [at, what] : events) {
      play.run_until_ms(at);
      if (what == 's') play.send(size);
      if (what == 'f') play.producer().flush([] {});
      if (what == 'c') play.producer().close([] {});
    }
    play.run_until_ms(1'000'000);
    if (expected_.has("batches")) {
      EXPECT_EQ(static_cast<std::int64_t>(play.sent_at_ms().size()), expected_.integer("batches"));
    }
    for (const std::string_view key : {"ready_at_ms", "sent_at_ms"}) {
      if (!expected_.has(key)) continue;
      EXPECT_EQ(play.sent_at_ms(), expected_.integers(key));
    }
  }

  /// Without jitter by the rule itself; a real producer's waits are within what jitter makes of it.
  void check_backoff() {
    const std::int64_t failures = given_.integer("failures");
    const bool constant = profile_ == Profile::v2_3;
    const double jitter = constant || given_.integer_or("jitter", 0) == 0 ? 0 : kafka::RetryBackoff::kJitter;
    kafka::RetryBackoff rule(config_.retry_backoff_ms, config_.retry_backoff_max_ms, sim::Rng(1), jitter);
    std::vector<std::int64_t> waits;
    for (std::int32_t i = 1; i <= failures; ++i)
      waits.push_back(std::chrono::duration_cast<std::chrono::milliseconds>(rule.next(i)).count());
    if (expected_.has("waits_ms")) {
      EXPECT_EQ(waits, expected_.integers("waits_ms"));
    }

    ProducerPlay play(config_, profile_);
    play.brokers().will(std::vector<kafka::testing::BatchReply>(static_cast<std::size_t>(failures),
                                                                {.error = ErrorCode::NOT_ENOUGH_REPLICAS}));
    play.send();
    play.run_until_ms(1'000'000);
    const std::vector<double> real = play.waits_ms();
    ASSERT_EQ(real.size(), waits.size());
    for (std::size_t i = 0; i < waits.size(); ++i) {
      const auto wait = static_cast<double>(waits[i]);
      EXPECT_GE(real[i], constant ? wait : 0.8 * wait - 1) << "retry " << i + 1;
      EXPECT_LE(real[i], constant ? wait : 1.2 * wait) << "retry " << i + 1;
    }
  }

  // ---- send() that fails

  void check_too_large() {
    ProducerPlay play(config_, profile_);
    const std::int64_t bytes = given_.integer("record_serialized_bytes");
    std::int32_t value = 0;
    while (kafka::estimated_size_upper_bound(-1, value) < bytes) ++value;
    if (kafka::estimated_size_upper_bound(-1, value) != bytes) throw given_.error("no record has so many bytes");
    play.send(value);
    play.run_until_ms(1000);
    if (expected_.has("sent")) {
      EXPECT_EQ(!play.sent_at_ms().empty(), expected_.flag("sent"));
    }
    check_send_failure(play, "t");
  }

  void check_metadata_wait() {
    const std::string topic = given_.text("topic");
    given_.ignore("auto.create.topics.enable");
    ProducerPlay play(config_, profile_);
    kafka::ProducerRecord record{.topic = play.brokers().topics.intern(topic), .value_size = 1};
    if (given_.has("partition")) record.partition = kafka::PartitionId(given_.int32("partition"));
    for (const std::string_view key : {"num_partitions", "partition_count", "partitions"})
      if (given_.has(key)) play.brokers().topic(topic, given_.int32(key));
    play.producer().send(record);
    play.run_until_ms(1'000'000);
    check_send_failure(play, topic);
  }

  void check_send_failure(ProducerPlay& play, const std::string& topic) {
    const auto failed = play.seen<kafka::SendFailed>();
    if (!expected_.has("exception")) {
      EXPECT_TRUE(failed.empty());
      return;
    }
    ASSERT_EQ(failed.size(), 1u);
    EXPECT_EQ(failed[0].second.exception, expected_.text("exception"));
    if (expected_.has("at_ms")) {
      EXPECT_EQ(failed[0].first, expected_.integer("at_ms"));
    }
    if (expected_.has("message")) {
      EXPECT_EQ(message_of(*play.producer().last_failure(), topic, config_, profile_), expected_.text("message"));
    }
  }

  Fields& given_;
  Fields& expected_;
  Profile profile_ = Profile::v3_9;
  ProducerConfig config_;
  std::vector<std::string> problems_;
};

}  // namespace

void run_producer_client(Fields& fields) { ProducerCase(fields).run(); }

}  // namespace conformance
