// kafka-console-consumer.sh. Kafka: ConsoleConsumer, ConsumerWrapper.

#include <map>
#include <memory>
#include <utility>

#include "model/types/exception_name.h"
#include "tools/kafka/admin_client.h"
#include "tools/kafka/client_warnings.h"
#include "tools/kafka/console_consumer_options.h"
#include "tools/kafka/machine_signal.h"
#include "tools/kafka/record_source.h"
#include "tools/kafka/tool.h"
#include "tools/kafka/topic_command_options.h"

namespace tools {

namespace {

using kafka::Offset;
using kafka::TopicPartition;

/// One thread: poll(), print, poll() again, until something ends it.
///
///   volatile   how many records it has printed
///   sends      through a consumer on a machine of its own
class ConsoleConsumer final : public Tool, private kafka::ConsumerApplication {
 public:
  explicit ConsoleConsumer(ToolContext context) : context_(std::move(context)), options_(context_) {}

  void start() override;
  void signal(Signal signal) override;
  [[nodiscard]] Waiting waiting() const override { return ending_ ? Waiting::no : Waiting::for_events; }

 private:
  // kafka::ConsumerApplication
  void on_started(kafka::Consumer& consumer, sim::LifeId life) override;
  void on_closing() override;
  void on_stopped() override { consumer_ = nullptr; }
  void on_poll(std::vector<kafka::FetchedRecords> records) override;
  void on_poll_exception(std::string_view exception) override;
  void on_partitions_revoked(const std::vector<TopicPartition>&, std::function<void()> done) override { done(); }
  void on_partitions_assigned(const std::vector<TopicPartition>&, std::function<void()> done) override { done(); }
  void on_partitions_lost(const std::vector<TopicPartition>&, std::function<void()> done) override { done(); }

  Async<Done> find_topics();
  void consume(std::vector<std::string> topics);
  void assign();
  void poll();
  bool print(const kafka::FetchedRecords& records);
  void reset_unconsumed_offsets(const std::vector<kafka::FetchedRecords>& records, std::size_t first,
                                std::int32_t printed_of_first);
  void log_terminating(const JavaException& exception);
  [[nodiscard]] JavaException exception_named(const std::string& name) const;
  [[nodiscard]] bool enough() const { return options_.max_messages >= 0 && count_ >= options_.max_messages; }
  void finish(int code);

  ToolContext context_;
  ConsoleConsumerCommand options_;
  std::unique_ptr<AdminClient> admin_;
  std::optional<Async<Done>> finding_;
  std::unique_ptr<ClientWarnings> warnings_;
  kafka::ConsumerMachine* machine_ = nullptr;
  kafka::Consumer* consumer_ = nullptr;
  std::vector<kafka::TopicId> topics_;
  std::int64_t count_ = 0;
  std::int32_t printed_ = 0;  ///< of the records that print() was given last
  bool ending_ = false;
};

void ConsoleConsumer::start() {
  if (!options_.check()) return;
  if (options_.topic) return consume({*options_.topic});
  admin_ = std::make_unique<AdminClient>(context_, options_.addresses);
  finding_.emplace(find_topics());
  finding_->start();
}

/// A pattern is matched once, when it starts; Kafka's consumer looks again with each refresh of its metadata.
Async<Done> ConsoleConsumer::find_topics() {
  std::vector<std::string> names;
  try {
    const kafka::TopicMetadataResponse all = co_await admin_->all_metadata("listTopics");
    for (const auto& topic : all.topics) names.push_back(topic.name);
  } catch (const JavaException&) {
    names.clear();  // nobody answers: there is nothing to read
  }
  MatchingTopics matching = matching_topics(std::move(names), options_.include, true);
  if (matching.invalid) {
    options_.unknown_error(*matching.invalid);
  } else {
    consume(std::move(matching.topics));
  }
  co_return Done{};
}

void ConsoleConsumer::consume(std::vector<std::string> topics) {
  for (const std::string& topic : topics) topics_.push_back(context_.world.cluster().topic(topic));
  warnings_ = std::make_unique<ClientWarnings>(
      context_, "Consumer clientId=" + options_.client_id + ", groupId=" + options_.group, options_.addresses);
  kafka::ConsumerGroupSpec spec;
  spec.name = options_.group;
  spec.topics = std::move(topics);
  spec.config = options_.config;
  machine_ = &context_.world.cluster().add_consumer(context_.name, spec);
  machine_->set_application(*this);
  machine_->start();
}

void ConsoleConsumer::on_started(kafka::Consumer& consumer, sim::LifeId) {
  consumer_ = &consumer;
  consumer_->set_log(warnings_.get());
  options_.partition ? assign() : consumer_->subscribe(topics_);
  poll();
}

void ConsoleConsumer::assign() {
  const TopicPartition tp{topics_.front(), kafka::PartitionId(*options_.partition)};
  consumer_->assign({tp});
  if (options_.offset == kEarliestTimestamp) {
    consumer_->seek_to(tp, kafka::OffsetResetStrategy::earliest);
  } else if (options_.offset == kLatestTimestamp) {
    consumer_->seek_to(tp, kafka::OffsetResetStrategy::latest);
  } else {
    consumer_->seek(tp, Offset(options_.offset));
  }
}

// ---- records

void ConsoleConsumer::poll() {
  if (enough()) return finish(0);
  consumer_->poll(options_.timeout_ms ? sim::Duration(std::chrono::milliseconds(*options_.timeout_ms)) : sim::kForever);
}

void ConsoleConsumer::on_poll(std::vector<kafka::FetchedRecords> records) {
  if (ending_) return;
  if (records.empty()) {
    if (!options_.timeout_ms) return poll();
    log_terminating({"org.apache.kafka.common.errors.TimeoutException", std::nullopt});
    return finish(0);
  }
  for (std::size_t i = 0; i < records.size(); ++i) {
    if (print(records[i])) continue;
    reset_unconsumed_offsets(records, i, printed_);
    break;
  }
  poll();
}

/// False: there were enough before the last of them.
bool ConsoleConsumer::print(const kafka::FetchedRecords& records) {
  for (printed_ = 0; printed_ < records.count; ++printed_) {
    if (enough()) return false;
    ++count_;
    context_.console.out(options_.formatter.text_of(consumed_record(context_.world, records, printed_)));
  }
  return true;
}

/// What was fetched and not printed is not committed.
void ConsoleConsumer::reset_unconsumed_offsets(const std::vector<kafka::FetchedRecords>& records, std::size_t first,
                                               std::int32_t printed_of_first) {
  std::map<TopicPartition, Offset> unconsumed;
  for (std::size_t i = first; i < records.size(); ++i)
    unconsumed.try_emplace(records[i].tp, Offset(records[i].base_offset.value() + (i == first ? printed_of_first : 0)));
  for (const auto& [tp, offset] : unconsumed)
    if (consumer_->owns(tp)) consumer_->seek(tp, offset);
}

// ---- the end

void ConsoleConsumer::log_terminating(const JavaException& exception) {
  log_line(context_, "ERROR", "Error processing message, terminating consumer process: ", options_.logger());
  context_.console.err(exception.text() + "\n");
}

JavaException ConsoleConsumer::exception_named(const std::string& name) const {
  if (name != "NoOffsetForPartitionException" && name != "OffsetOutOfRangeException")
    return kafka_exception(name, error_message(kafka::code_of_exception(name)));
  const std::string type = "org.apache.kafka.clients.consumer." + name;
  std::string partitions;
  for (const TopicPartition tp : consumer_->assignment()) {
    if (name == "NoOffsetForPartitionException" && consumer_->position(tp) != kafka::kUnknownOffset) continue;
    partitions += (partitions.empty() ? "" : ", ") + context_.world.cluster().topics().name(tp);
  }
  if (name == "NoOffsetForPartitionException")
    return {type, "Undefined offset with no reset policy for partitions: [" + partitions + "]"};
  return {type, "Offsets out of range with no configured reset policy for partitions: [" + partitions + "]"};
}

void ConsoleConsumer::on_poll_exception(std::string_view exception) {
  if (ending_) return;
  log_terminating(exception_named(std::string(exception)));
  finish(0);
}

/// The consumer is closed, with what that takes, and what it has done is reported.
void ConsoleConsumer::finish(int code) {
  if (ending_) return;
  ending_ = true;
  if (!machine_) return context_.exit(code);
  machine_->shutdown([this, code] {
    context_.console.err("Processed a total of " + std::to_string(count_) + " messages\n");
    if (options_.systest_events) context_.console.out("shutdown_complete\n");
    context_.exit(code);
  });
}

void ConsoleConsumer::on_closing() {
  consumer_->close([exit = machine_->application_context().exit] { exit(kafka::Exit::done); });
}

void ConsoleConsumer::signal(Signal signal) {
  if (signal == Signal::INT) return finish(kExitInterrupted);
  if (signal == Signal::TERM) return finish(kExitTerminated);
  pass_on(signal, machine_);
}

}  // namespace

std::unique_ptr<Tool> make_kafka_console_consumer(ToolContext context) {
  return std::make_unique<ConsoleConsumer>(std::move(context));
}

}  // namespace tools
