// kafka-consumer-perf-test.sh. Kafka: ConsumerPerformance.

#include <memory>
#include <utility>

#include "model/config/config_def.h"
#include "model/types/exception_name.h"
#include "tools/kafka/client_warnings.h"
#include "tools/kafka/command_line_utils.h"
#include "tools/kafka/error_text.h"
#include "tools/kafka/performance_lines.h"
#include "tools/kafka/properties.h"
#include "tools/kafka/record_source.h"

namespace tools {

namespace {

using kafka::TopicPartition;

/// poll() waits as long.
constexpr sim::Duration kPollTimeout = std::chrono::milliseconds(100);

std::vector<OptionSpec> make_options(bool is_2_3) {
  OptionSpec broker_list = with_value("broker-list", "host:port,...", "Brokers to ask first.");
  std::vector<OptionSpec> options = {
      std::move(broker_list),
      with_value("topic", "topic", "What to read."),
      with_value("messages", "number", "Ends after so many records."),
      with_value("group", "id", "The consumer group to join."),
      with_value("fetch-size", "bytes", "Most bytes of a partition in one answer.", "1048576"),
      flag("from-latest", "Begins at the end of the log, unless the group has read before."),
      with_value("socket-buffer-size", "bytes", "Has no effect here.", "2097152"),
      with_value("threads", "number", "Has no effect.", "10"),
      with_value("num-fetch-threads", "number", "Has no effect.", "1"),
      with_value("consumer.config", "file", "Settings of the consumer."),
      flag("print-metrics", "Has no effect here."),
      flag("show-detailed-stats", "A line for each interval instead of one at the end."),
      with_value("reporting-interval", "ms", "How long such an interval is.", "5000"),
      with_value("date-format", "pattern", "How times are printed.", "yyyy-MM-dd HH:mm:ss:SSS"),
      flag("hide-header", "Leaves the names of the columns out."),
  };
  options.push_back(
      {"timeout", OptionSpec::Argument::optional, "ms", "Ends when no record comes for that long.", "10000"});
  if (is_2_3) return options;
  OptionSpec server = with_value("bootstrap-server", "host:port,...", "Brokers to ask first.");
  server.required_unless = "broker-list";
  options.push_back(server);
  return options;
}

std::span<const OptionSpec> consumer_perf_specs(bool is_2_3) {
  static const std::vector<OptionSpec> old = make_options(true);
  static const std::vector<OptionSpec> current = make_options(false);
  return is_2_3 ? old : current;
}

/// One thread: poll() and count, until there is enough or nothing comes any more.
class ConsumerPerformance final : public Tool, private kafka::ConsumerApplication {
 public:
  explicit ConsumerPerformance(ToolContext context)
      : context_(std::move(context)),
        line_(context_, consumer_perf_specs(is_2_3()),
              is_2_3() ? "This tool helps in performance test for the full zookeeper consumer"
                       : "This tool is used to verify the consumer performance.") {}

  void start() override {
    if (check() && read_values() && read_config()) consume();
  }
  void signal(Signal signal) override;

 private:
  // kafka::ConsumerApplication
  void on_started(kafka::Consumer& consumer, sim::LifeId life) override;
  void on_closing() override {
    consumer_->close([exit = machine_->application_context().exit] { exit(kafka::Exit::done); });
  }
  void on_stopped() override { consumer_ = nullptr; }
  void on_poll(std::vector<kafka::FetchedRecords> records) override;
  void on_poll_exception(std::string_view exception) override;
  void on_partitions_revoked(const std::vector<TopicPartition>&, std::function<void()> done) override {
    join_start_ms_ = now();
    done();
  }
  void on_partitions_assigned(const std::vector<TopicPartition>&, std::function<void()> done) override {
    const std::int64_t joined = now() - join_start_ms_;
    totals_.join_ms += joined;
    interval_.join_ms += joined;
    done();
  }
  void on_partitions_lost(const std::vector<TopicPartition>&, std::function<void()> done) override { done(); }

  [[nodiscard]] bool is_2_3() const { return context_.world.release_2_3(); }
  [[nodiscard]] std::int64_t now() const { return context_.world.epoch_ms(); }
  bool check();
  bool read_values();
  bool read_config();
  bool fails(const JavaException& exception);
  void consume();
  void count(const kafka::FetchedRecords& records);
  void report();
  void finish();

  ToolContext context_;
  CommandLineUtils line_;
  std::string topic_;
  std::string addresses_;
  std::string group_;
  std::string date_format_;
  std::int64_t messages_ = 0;
  std::int64_t timeout_ms_ = 0;
  std::int64_t interval_ms_ = 0;
  kafka::ConsumerConfig config_;
  std::unique_ptr<ClientWarnings> warnings_;
  kafka::ConsumerMachine* machine_ = nullptr;
  kafka::Consumer* consumer_ = nullptr;
  ConsumerTotals totals_;
  ConsumerTotals interval_;  ///< what had been read when it began; its times
  std::int64_t last_consumed_ms_ = 0;
  std::int64_t join_start_ms_ = 0;
  bool ending_ = false;
};

bool ConsumerPerformance::fails(const JavaException& exception) {
  if (is_2_3()) return line_.uncaught(exception);
  context_.console.err(exception.message_text() + "\n" + exception.text() + "\n\n");
  context_.exit(1);
  return false;
}

bool ConsumerPerformance::check() {
  if (is_2_3()) {
    if (const auto wrong = line_.parse()) return line_.uncaught(*wrong);
    return line_.no_help_or_version() && line_.require({"topic", "messages", "broker-list"});
  }
  if (!line_.parse_or_usage()) return false;
  if (line_.has("threads") || line_.has("num-fetch-threads"))
    context_.console.out(
        "WARNING: option [threads] and [num-fetch-threads] have been deprecated and will be ignored by the test\n");
  return line_.no_help_or_version() && line_.require({"topic", "messages"});
}

bool ConsumerPerformance::read_values() {
  OptionSet& options = line_.options();
  addresses_ = options.text(line_.has("bootstrap-server") ? "bootstrap-server" : "broker-list").value_or("");
  topic_ = options.text("topic").value_or("");
  messages_ = options.int64("messages").value_or(0);
  interval_ms_ = options.int64("reporting-interval").value_or(5000);
  timeout_ms_ = options.int64("timeout").value_or(10000);
  date_format_ = options.text("date-format").value_or("");
  sim::Rng rng = context_.world.streams().stream("tool/" + context_.name + "/group");
  group_ =
      line_.has("group") ? options.text("group").value_or("") : "perf-consumer-" + std::to_string(rng.below(100000));
  if (options.problem()) return fails(*options.problem());
  return interval_ms_ > 0 || fails(illegal_argument("Reporting interval must be greater than 0."));
}

bool ConsumerPerformance::read_config() {
  OptionSet& options = line_.options();
  Properties properties;
  if (const auto file = options.text("consumer.config"))
    if (const auto wrong = load_properties(context_.world, *file, properties)) return fails(*wrong);
  properties["max.partition.fetch.bytes"] = options.text("fetch-size").value_or("");
  properties["auto.offset.reset"] = line_.has("from-latest") ? "latest" : "earliest";
  if (!is_2_3() && !properties.contains("client.id")) properties["client.id"] = "perf-consumer-client";
  for (const char* name : {"group.id", "bootstrap.servers", "key.deserializer", "value.deserializer"})
    properties.erase(name);
  config_ = kafka::profile_defaults<kafka::ConsumerConfig>(context_.world.release());
  std::vector<std::string> unknown;
  if (const auto wrong = apply(properties, config_, unknown)) return fails(*wrong);
  config_.bootstrap_servers = context_.world.bootstrap_servers(addresses_);
  return !config_.bootstrap_servers.empty() ||
         fails({"org.apache.kafka.common.KafkaException", "Failed to construct kafka consumer"});
}

void ConsumerPerformance::consume() {
  if (!line_.has("hide-header")) context_.console.out(header_line(line_.has("show-detailed-stats")));
  const std::string client = config_.client_id.empty() ? "consumer-1" : config_.client_id;
  warnings_ =
      std::make_unique<ClientWarnings>(context_, "Consumer clientId=" + client + ", groupId=" + group_, addresses_);
  kafka::ConsumerGroupSpec spec;
  spec.name = group_;
  spec.topics = {topic_};
  spec.config = config_;
  machine_ = &context_.world.cluster().add_consumer(context_.name, spec);
  machine_->set_application(*this);
  machine_->start();
}

void ConsumerPerformance::on_started(kafka::Consumer& consumer, sim::LifeId) {
  consumer_ = &consumer;
  consumer_->set_log(warnings_.get());
  totals_.start_ms = interval_.start_ms = last_consumed_ms_ = join_start_ms_ = now();
  consumer_->subscribe({context_.world.cluster().topic(topic_)});
  consumer_->poll(kPollTimeout);
}

void ConsumerPerformance::on_poll(std::vector<kafka::FetchedRecords> records) {
  if (ending_) return;
  if (!records.empty()) last_consumed_ms_ = now();
  for (const kafka::FetchedRecords& r : records) count(r);
  if (totals_.messages >= messages_ || now() - last_consumed_ms_ > timeout_ms_) return finish();
  consumer_->poll(kPollTimeout);
}

/// Keys and values, without what a log adds.
void ConsumerPerformance::count(const kafka::FetchedRecords& records) {
  for (std::int32_t i = 0; i < records.count; ++i) {
    ++totals_.messages;
    totals_.bytes += payload_size(context_.world, records, i);
    if (now() - interval_.start_ms >= interval_ms_) report();
  }
}

void ConsumerPerformance::report() {
  ConsumerTotals at = totals_;
  at.start_ms = interval_.start_ms;
  at.end_ms = now();
  at.join_ms = interval_.join_ms;
  if (line_.has("show-detailed-stats")) context_.console.out(progress_line(at, interval_, date_format_));
  interval_ = at;
  interval_.start_ms = at.end_ms;
  interval_.join_ms = 0;
}

void ConsumerPerformance::on_poll_exception(std::string_view exception) {
  if (ending_) return;
  ending_ = true;
  const std::string name(exception);
  const JavaException thrown = kafka_exception(name, error_message(kafka::code_of_exception(name)));
  machine_->shutdown([this, thrown] { fails(thrown); });
}

void ConsumerPerformance::finish() {
  ending_ = true;
  totals_.end_ms = now();
  if (totals_.messages < messages_)
    context_.console.out("WARNING: Exiting before consuming the expected number of messages: timeout (" +
                         std::to_string(timeout_ms_) +
                         " ms) exceeded. You can use the --timeout option to increase the timeout.\n");
  machine_->shutdown([this] {
    if (!line_.has("show-detailed-stats")) context_.console.out(total_line(totals_, date_format_));
    context_.exit(0);
  });
}

/// It has no shutdown hook: the process just goes.
void ConsumerPerformance::signal(Signal signal) {
  const bool runs = machine_ && !machine_->host().stopped();
  if (signal == Signal::STOP && runs) machine_->pause();
  if (signal == Signal::CONT && runs) machine_->resume();
  if (signal == Signal::STOP || signal == Signal::CONT) return;
  if (runs) machine_->stop(sim::StopKind::kill);
  if (signal == Signal::INT) context_.exit(kExitInterrupted);
  if (signal == Signal::TERM) context_.exit(kExitTerminated);
}

}  // namespace

std::unique_ptr<Tool> make_kafka_consumer_perf_test(ToolContext context) {
  return std::make_unique<ConsumerPerformance>(std::move(context));
}

}  // namespace tools
