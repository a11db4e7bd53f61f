// kafka-producer-perf-test.sh. Kafka: ProducerPerformance, ThroughputThrottler.

#include <cmath>
#include <deque>
#include <map>
#include <memory>
#include <utility>

#include "model/config/config_def.h"
#include "model/types/exception_name.h"
#include "tools/kafka/argument_parser.h"
#include "tools/kafka/client_warnings.h"
#include "tools/kafka/error_text.h"
#include "tools/kafka/java_numbers.h"
#include "tools/kafka/performance_lines.h"
#include "tools/kafka/properties.h"

namespace tools {

namespace {

using Type = ArgumentSpec::Type;

constexpr std::int64_t kReportingInterval = 5000;
constexpr std::int64_t kMostSamples = 500000;
/// A throttled thread does not sleep for less. Kafka: ThroughputThrottler.MIN_SLEEP_NS.
constexpr sim::Duration kLeastSleep = std::chrono::milliseconds(2);

std::vector<ArgumentSpec> make_arguments(bool is_2_3) {
  std::vector<ArgumentSpec> specs = {
      {.flag = "--topic", .metavar = "TOPIC", .required = true, .meaning = "Where the records go."},
      {.flag = "--num-records",
       .metavar = "NUM-RECORDS",
       .type = Type::number,
       .required = true,
       .meaning = "How many there are."},
      {.flag = "--record-size",
       .metavar = "RECORD-SIZE",
       .type = Type::integer,
       .one_of = true,
       .meaning = "Bytes of each."},
      {.flag = "--payload-file", .metavar = "PAYLOAD-FILE", .one_of = true, .meaning = "A file to take them from."},
  };
  if (!is_2_3)
    specs.push_back({.flag = "--payload-monotonic",
                     .metavar = "PAYLOAD-MONOTONIC",
                     .type = Type::flag,
                     .one_of = true,
                     .meaning = "Each says its number."});
  const std::vector<ArgumentSpec> rest = {
      {.flag = "--payload-delimiter",
       .metavar = "PAYLOAD-DELIMITER",
       .default_value = "\\n",
       .meaning = "What stands between two in the file."},
      {.flag = "--throughput",
       .metavar = "THROUGHPUT",
       .type = is_2_3 ? Type::integer : Type::fraction,
       .required = true,
       .meaning = "At most so many a second; -1: as many as go."},
      {.flag = "--producer-props",
       .metavar = "PROP-NAME=PROP-VALUE",
       .type = Type::list,
       .meaning = "Settings of the producer; bootstrap.servers is one of them."},
      {.flag = "--producer.config", .metavar = "CONFIG-FILE", .meaning = "A file of such settings."},
      {.flag = "--print-metrics", .metavar = "PRINT-METRICS", .type = Type::flag, .meaning = "Has no effect here."},
      {.flag = "--transactional-id",
       .metavar = "TRANSACTIONAL-ID",
       .default_value = "performance-producer-default-transactional-id",
       .meaning = "Of its transactions."},
      {.flag = "--transaction-duration-ms",
       .metavar = "TRANSACTION-DURATION",
       .type = Type::number,
       .default_value = "0",
       .meaning = "A transaction is committed after so long; 0: there are none."}};
  specs.insert(specs.end(), rest.begin(), rest.end());
  return specs;
}

std::span<const ArgumentSpec> producer_perf_specs(bool is_2_3) {
  static const std::vector<ArgumentSpec> old = make_arguments(true);
  static const std::vector<ArgumentSpec> current = make_arguments(false);
  return is_2_3 ? old : current;
}

/// One thread: it sends as fast as send() returns and the throttle lets it.
///
///   volatile   when each record that is not acknowledged was sent; what was measured
///   timers     throttle_, transaction_
class ProducerPerformance final : public Tool, private kafka::ProducerApplication {
 public:
  explicit ProducerPerformance(ToolContext context)
      : context_(std::move(context)),
        parser_("producer-performance", producer_perf_specs(context_.world.release_2_3())),
        throttle_(context_.world.scheduler(), context_.life, [this] { go_on(); }) {}

  void start() override;
  void signal(Signal signal) override;

 private:
  struct Sent {
    kafka::RecordId first_id;
    std::int64_t count;
    std::int64_t first_iteration;
    std::int64_t at_ms;
  };

  // kafka::ProducerApplication
  void on_started(kafka::Producer& producer, sim::LifeId life) override;
  void on_closing() override {}
  void on_stopped() override { producer_ = nullptr; }
  void on_send_unblocked() override {
    note_sent();
    go_on();
  }
  void on_completion(const kafka::CompletedRecords& records) override;

  [[nodiscard]] bool is_2_3() const { return context_.world.release_2_3(); }
  [[nodiscard]] std::int64_t now() const { return context_.world.epoch_ms(); }
  [[nodiscard]] std::string value(std::string_view flag) const;
  bool read_arguments();
  bool read_payloads();
  bool read_config();
  bool wrong(const ArgumentParser::Result& result);
  bool uncaught(const JavaException& exception);
  void go_on();
  void send_one();
  void note_sent();
  void record(std::int64_t iteration, std::int64_t at_ms);
  [[nodiscard]] std::string payload();
  [[nodiscard]] std::int64_t due() const;
  void begin_transaction();
  void commit(std::function<void()> then);
  void finish();

  ToolContext context_;
  ArgumentParser parser_;
  ParsedArguments given_;
  std::string addresses_;
  std::int64_t records_ = 0;
  double throughput_ = -1;
  std::int64_t transaction_ms_ = 0;
  std::vector<std::string> payloads_;
  kafka::ProducerConfig config_;
  std::unique_ptr<ClientWarnings> warnings_;
  kafka::ProducerMachine* machine_ = nullptr;
  kafka::Producer* producer_ = nullptr;
  std::string sending_;
  std::int64_t sending_at_ms_ = 0;
  std::int64_t sent_ = 0;
  bool in_transaction_ = false;
  bool waiting_ = false;  ///< for a transaction's call
  bool ending_ = false;
  std::int64_t transaction_began_ms_ = 0;
  std::map<kafka::TopicPartition, std::deque<Sent>> unacknowledged_;
  sim::SimTime began_{};
  std::int64_t start_ms_ = 0;
  std::int64_t window_start_ms_ = 0;
  std::int64_t sampling_ = 1;
  std::int64_t completed_ = 0;
  ProducerTotals totals_;
  ProducerTotals window_;
  std::vector<std::int64_t> latencies_;
  sim::Timer throttle_;
};

// ---- the command line

std::string ProducerPerformance::value(std::string_view flag) const {
  if (const auto it = given_.find(flag); it != given_.end() && !it->second.empty()) return it->second.front();
  for (const ArgumentSpec& spec : producer_perf_specs(is_2_3()))
    if (spec.flag == flag) return spec.default_value;
  return "";
}

bool ProducerPerformance::uncaught(const JavaException& exception) {
  context_.console.err("Exception in thread \"main\" " + exception.text() + "\n");
  context_.exit(1);
  return false;
}

bool ProducerPerformance::wrong(const ArgumentParser::Result& result) {
  context_.console.err(parser_.error_text(result));
  context_.exit(1);
  return false;
}

bool ProducerPerformance::read_arguments() {
  ArgumentParser::Result result = parser_.parse(context_.args);
  if (context_.args.empty() || result.help) {
    context_.console.out(parser_.help());
    context_.exit(result.help ? 1 : 0);
    return false;
  }
  if (result.error) return wrong(result);
  given_ = std::move(result.given);
  if (!given_.contains("--producer-props") && !given_.contains("--producer.config")) {
    result.error = "Either --producer-props or --producer.config must be specified.";
    return wrong(result);
  }
  records_ = parse_long(value("--num-records")).value_or(0);
  throughput_ = parse_double(value("--throughput")).value_or(-1);
  transaction_ms_ = parse_long(value("--transaction-duration-ms")).value_or(0);
  return true;
}

bool ProducerPerformance::read_payloads() {
  if (!given_.contains("--payload-file")) return true;
  const std::string file = value("--payload-file");
  context_.console.out("Reading payloads from: " + file + "\n");
  const auto text = context_.world.files().read(file);
  if (!text || text->empty()) return uncaught(illegal_argument("File does not exist or empty file provided."));
  const std::string delimiter = value("--payload-delimiter") == "\\n" ? "\n" : value("--payload-delimiter");
  std::size_t begin = 0;
  while (begin < text->size()) {
    const std::size_t end = std::min(text->find(delimiter, begin), text->size());
    payloads_.push_back(text->substr(begin, end - begin));
    begin = end + delimiter.size();
  }
  context_.console.out("Number of messages read: " + std::to_string(payloads_.size()) + "\n");
  return true;
}

bool ProducerPerformance::read_config() {
  Properties properties;
  if (given_.contains("--producer.config"))
    if (const auto failed = load_properties(context_.world, value("--producer.config"), properties))
      return uncaught(*failed);
  if (const auto it = given_.find("--producer-props"); it != given_.end())
    for (const std::string& property : it->second) {
      const std::size_t equals = property.find('=');
      const bool pair = equals != std::string::npos && equals + 1 < property.size() &&
                        property.find('=', equals + 1) == std::string::npos;
      if (!pair) return uncaught(illegal_argument("Invalid property: " + property));
      properties[property.substr(0, equals)] = property.substr(equals + 1);
    }
  if (transaction_ms_ > 0) properties["transactional.id"] = value("--transactional-id");
  if (!is_2_3() && !properties.contains("client.id")) properties["client.id"] = "perf-producer-client";
  addresses_ = properties["bootstrap.servers"];
  for (const char* name : {"bootstrap.servers", "key.serializer", "value.serializer"}) properties.erase(name);
  config_ = kafka::profile_defaults<kafka::ProducerConfig>(context_.world.release());
  if (transaction_ms_ > 0) {
    config_.enable_idempotence = true;
    config_.acks = kafka::Acks::all;
  }
  std::vector<std::string> unknown;
  if (const auto failed = apply(properties, config_, unknown)) return uncaught(*failed);
  config_.bootstrap_servers = context_.world.bootstrap_servers(addresses_);
  return !config_.bootstrap_servers.empty() ||
         uncaught({"org.apache.kafka.common.KafkaException", "Failed to construct kafka producer"});
}

void ProducerPerformance::start() {
  if (!read_arguments() || !read_payloads() || !read_config()) return;
  const std::string client = config_.client_id.empty() ? "producer-1" : config_.client_id;
  warnings_ = std::make_unique<ClientWarnings>(context_, "Producer clientId=" + client, addresses_);
  machine_ = &context_.world.cluster().add_producer(context_.name, "", config_);
  machine_->dismiss_service_manager();
  machine_->set_application(*this);
  machine_->start();
}

// ---- sending

void ProducerPerformance::on_started(kafka::Producer& producer, sim::LifeId) {
  producer_ = &producer;
  producer_->set_log(warnings_.get());
  producer_->request_metadata();
  const auto begin = [this] {
    if (records_ == 0) {
      uncaught({"java.lang.ArithmeticException", "/ by zero"});
      return;
    }
    sampling_ = std::max<std::int64_t>(1, records_ / std::min(records_, kMostSamples));
    began_ = context_.world.scheduler().now();
    start_ms_ = window_start_ms_ = now();
    go_on();
  };
  if (transaction_ms_ == 0) return begin();
  waiting_ = true;
  producer_->init_transactions([this, begin](std::string_view exception) {
    waiting_ = false;
    if (!exception.empty()) {
      uncaught(kafka_exception(std::string(exception), std::nullopt));
      return;
    }
    begin();
  });
}

/// How many records may have been sent by now. Source: ThroughputThrottler.shouldThrottle.
std::int64_t ProducerPerformance::due() const {
  if (throughput_ < 0) return records_;
  const double seconds = static_cast<double>((context_.world.scheduler().now() - began_).count()) / 1e9;
  return std::min(records_, static_cast<std::int64_t>(std::floor(throughput_ * seconds)) + 1);
}

void ProducerPerformance::go_on() {
  while (!ending_ && !waiting_ && sent_ < records_) {
    if (sent_ >= due()) {
      if (throughput_ == 0) return;  // sleeps for ever
      const auto one = sim::Duration(static_cast<std::int64_t>(1e9 / throughput_));
      return throttle_.arm(std::max(kLeastSleep, one));
    }
    if (transaction_ms_ > 0 && !in_transaction_) begin_transaction();
    send_one();
    if (producer_->blocked()) return;
    note_sent();
    if (in_transaction_ && now() - transaction_began_ms_ >= transaction_ms_) return commit([this] { go_on(); });
  }
  if (ending_ || waiting_ || sent_ < records_) return;
  if (in_transaction_) return commit([this] { finish(); });
  finish();
}

std::string ProducerPerformance::payload() {
  if (!payloads_.empty()) {
    sim::Rng rng = context_.world.streams().stream("tool/" + context_.name + "/payload/" + std::to_string(sent_));
    return payloads_[rng.below(payloads_.size())];
  }
  return given_.contains("--payload-monotonic") ? std::to_string(sent_) : "";
}

void ProducerPerformance::send_one() {
  sending_ = payload();
  sending_at_ms_ = now();
  kafka::ProducerRecord out;
  out.topic = context_.world.cluster().topic(value("--topic"));
  out.value_size = given_.contains("--record-size") ? parse_int(value("--record-size")).value_or(0)
                                                    : static_cast<std::int32_t>(sending_.size());
  producer_->send(out);
}

/// send() has returned.
void ProducerPerformance::note_sent() {
  const std::int64_t iteration = sent_++;
  const auto& address = producer_->last_record();
  if (!address) {
    const auto& failure = *producer_->last_failure();
    context_.console.err(kafka_exception(std::string(failure.exception),
                                         message_of(failure, value("--topic"), config_, context_.world.release()))
                             .text() +
                         "\n");
    if (is_2_3()) record(iteration, sending_at_ms_);
    return;
  }
  if (given_.contains("--record-size")) {
    context_.world.texts().set_value_size(producer_->id(), parse_int(value("--record-size")).value_or(0));
  } else {
    context_.world.texts().put(producer_->id(), address->tp, address->id, {std::nullopt, sending_});
  }
  std::deque<Sent>& sent = unacknowledged_[address->tp];
  const bool follows = !sent.empty() && sent.back().at_ms == sending_at_ms_ &&
                       sent.back().first_id.value() + sent.back().count == address->id.value() &&
                       sent.back().first_iteration + sent.back().count == iteration;
  if (follows) {
    ++sent.back().count;
  } else {
    sent.push_back({address->id, 1, iteration, sending_at_ms_});
  }
}

// ---- answers

void ProducerPerformance::on_completion(const kafka::CompletedRecords& records) {
  std::deque<Sent>& sent = unacknowledged_[records.tp];
  for (std::int32_t i = 0; i < records.count && !sent.empty(); ++i) {
    Sent& first = sent.front();
    const std::int64_t iteration = first.first_iteration++;
    const std::int64_t at_ms = first.at_ms;
    if (--first.count == 0) sent.pop_front();
    if (records.exception.empty() || is_2_3()) record(is_2_3() ? iteration : completed_++, at_ms);
    if (records.exception.empty()) continue;
    const std::string name(records.exception);
    context_.console.err(kafka_exception(name, error_message(kafka::code_of_exception(name))).text() + "\n");
  }
}

/// Source: Stats.record.
void ProducerPerformance::record(std::int64_t iteration, std::int64_t at_ms) {
  const std::int64_t latency = now() - at_ms;
  const std::int64_t bytes = given_.contains("--record-size") ? parse_int(value("--record-size")).value_or(0)
                                                              : static_cast<std::int64_t>(sending_.size());
  for (ProducerTotals* t : {&totals_, &window_}) {
    ++t->records;
    t->bytes += bytes;
    t->latency_sum_ms += latency;
    t->latency_max_ms = std::max(t->latency_max_ms, latency);
  }
  if (iteration % sampling_ == 0) latencies_.push_back(latency);
  if (now() - window_start_ms_ < kReportingInterval) return;
  window_.elapsed_ms = now() - window_start_ms_;
  context_.console.out(window_line(window_));
  window_ = {};
  window_start_ms_ = now();
}

// ---- transactions

void ProducerPerformance::begin_transaction() {
  producer_->begin_transaction();
  in_transaction_ = true;
  transaction_began_ms_ = now();
}

void ProducerPerformance::commit(std::function<void()> then) {
  waiting_ = true;
  producer_->commit_transaction([this, then = std::move(then)](std::string_view exception) {
    waiting_ = in_transaction_ = false;
    if (exception.empty()) return then();
    uncaught(kafka_exception(std::string(exception), std::nullopt));
  });
}

// ---- the end

void ProducerPerformance::finish() {
  if (ending_) return;
  ending_ = true;
  machine_->shutdown([this] {
    totals_.elapsed_ms = now() - start_ms_;
    totals_.percentiles = percentiles_of(latencies_);
    context_.console.out(total_line(totals_));
    context_.exit(0);
  });
}

/// It has no shutdown hook: the process just goes.
void ProducerPerformance::signal(Signal signal) {
  const bool runs = machine_ && !machine_->host().stopped();
  if (signal == Signal::STOP && runs) machine_->pause();
  if (signal == Signal::CONT && runs) machine_->resume();
  if (signal == Signal::STOP || signal == Signal::CONT) return;
  ending_ = true;
  if (runs) machine_->stop(sim::StopKind::kill);
  if (signal == Signal::INT) context_.exit(kExitInterrupted);
  if (signal == Signal::TERM) context_.exit(kExitTerminated);
}

}  // namespace

std::unique_ptr<Tool> make_kafka_producer_perf_test(ToolContext context) {
  return std::make_unique<ProducerPerformance>(std::move(context));
}

}  // namespace tools
