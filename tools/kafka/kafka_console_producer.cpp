// kafka-console-producer.sh. Kafka: ConsoleProducer.

#include <deque>
#include <map>
#include <memory>
#include <utility>

#include "model/producer/murmur2.h"
#include "model/types/exception_name.h"
#include "tools/kafka/client_warnings.h"
#include "tools/kafka/console_producer_options.h"
#include "tools/kafka/error_text.h"
#include "tools/kafka/machine_signal.h"
#include "tools/kafka/tool.h"

namespace tools {

namespace {

/// One thread: it prompts, reads a line, sends the record, which may block, and prompts again.
///
///   volatile   lines nobody has read yet
///   sends      through a producer on a machine of its own
class ConsoleProducer final : public Tool, private kafka::ProducerApplication {
 public:
  explicit ConsoleProducer(ToolContext context) : context_(std::move(context)), options_(context_) {}

  void start() override;
  void line(std::string_view text) override;
  void end_of_input() override;
  void signal(Signal signal) override;
  [[nodiscard]] Waiting waiting() const override { return reading_ ? Waiting::for_input : Waiting::no; }

 private:
  // kafka::ProducerApplication
  void on_started(kafka::Producer& producer, sim::LifeId life) override;
  void on_closing() override {}
  void on_stopped() override { producer_ = nullptr; }
  void on_send_unblocked() override { on_send_returned(); }
  void on_completion(const kafka::CompletedRecords& records) override;

  void read_line();
  void take(const std::string& text);
  void send(ReadRecord record);
  void on_send_returned();
  void after_send();
  void log_error(const std::optional<std::string>& key, const std::optional<std::string>& value,
                 const JavaException& exception);
  [[nodiscard]] JavaException exception_of(const kafka::SendFailure& failure) const;
  [[nodiscard]] JavaException exception_of(const kafka::CompletedRecords& records) const;
  void finish(int code);

  ToolContext context_;
  ConsoleProducerOptions options_;
  std::unique_ptr<ClientWarnings> warnings_;
  kafka::ProducerMachine* machine_ = nullptr;
  kafka::Producer* producer_ = nullptr;
  std::deque<std::string> lines_;
  bool end_of_input_ = false;
  bool reading_ = false;
  bool ending_ = false;
  bool waits_for_answer_ = false;  ///< --sync
  int line_number_ = 0;
  ReadRecord sending_;
};

void ConsoleProducer::start() {
  if (!options_.check()) return;
  warnings_ = std::make_unique<ClientWarnings>(context_, "Producer clientId=" + options_.client_id, options_.addresses);
  machine_ = &context_.world.cluster().add_producer(context_.name, "", options_.config);
  machine_->dismiss_service_manager();
  machine_->set_application(*this);
  machine_->start();
}

void ConsoleProducer::on_started(kafka::Producer& producer, sim::LifeId) {
  producer_ = &producer;
  producer_->set_log(warnings_.get());
  producer_->request_metadata();
  read_line();
}

// ---- lines

/// Since 3.0 it prompts a terminal only.
void ConsoleProducer::read_line() {
  if (ending_) return;
  ++line_number_;
  if (context_.world.release_2_3() || context_.console.is_terminal()) context_.console.out(">");
  reading_ = true;
  if (!lines_.empty()) {
    const std::string text = std::move(lines_.front());
    lines_.pop_front();
    take(text);
  } else if (end_of_input_) {
    finish(0);
  }
}

void ConsoleProducer::line(std::string_view text) {
  if (reading_ && lines_.empty()) return take(std::string(text));
  lines_.emplace_back(text);
}

void ConsoleProducer::end_of_input() {
  end_of_input_ = true;
  if (reading_ && lines_.empty()) finish(0);
}

void ConsoleProducer::take(const std::string& text) {
  reading_ = false;
  auto read = options_.reader.read(text, line_number_);
  if (const auto* wrong = std::get_if<JavaException>(&read)) {
    context_.console.err(wrong->text() + "\n");
    return finish(1);
  }
  send(std::get<ReadRecord>(std::move(read)));
}

// ---- records

void ConsoleProducer::send(ReadRecord record) {
  sending_ = std::move(record);
  kafka::ProducerRecord out;
  out.topic = context_.world.cluster().topic(options_.topic);
  out.value_size = static_cast<std::int32_t>(sending_.value.value_or("").size());
  if (sending_.key)
    out.key = {static_cast<std::int32_t>(sending_.key->size()), kafka::to_positive(kafka::murmur2(*sending_.key))};
  if (producer_->send(out)) on_send_returned();
}

void ConsoleProducer::on_send_returned() {
  if (const auto& address = producer_->last_record()) {
    context_.world.texts().put(producer_->id(), address->tp, address->id,
                               {sending_.key, sending_.value.value_or("null")});
    waits_for_answer_ = options_.sync;
    return waits_for_answer_ ? void() : after_send();
  }
  const JavaException exception = exception_of(*producer_->last_failure());
  if (ending_) return;
  if (options_.sync) {
    context_.console.err(execution_exception(exception).text() + "\n");
    return finish(1);
  }
  log_error(sending_.key, sending_.value, exception);
  after_send();
}

/// In an event of its own: lines that wait would be read in one call after another.
void ConsoleProducer::after_send() {
  context_.world.scheduler().after(sim::Duration{0}, context_.life, [this] { read_line(); });
}

/// Source: ErrorLoggingCallback.
void ConsoleProducer::on_completion(const kafka::CompletedRecords& records) {
  const bool sync = std::exchange(waits_for_answer_, false);
  if (records.exception.empty()) return sync ? after_send() : void();
  const JavaException exception = exception_of(records);
  if (sync) {
    context_.console.err(execution_exception(exception).text() + "\n");
    context_.world.scheduler().after(sim::Duration{0}, context_.life, [this] { finish(1); });
    return;
  }
  for (std::int32_t i = 0; i < records.count; ++i) {
    const RecordText* text =
        context_.world.texts().find(machine_->id(), records.tp, kafka::RecordId(records.first_id.value() + i));
    if (text) log_error(text->key, text->value, exception);
  }
}

void ConsoleProducer::log_error(const std::optional<std::string>& key, const std::optional<std::string>& value,
                                const JavaException& exception) {
  const auto size = [](const std::optional<std::string>& text) {
    return text ? std::to_string(text->size()) + " bytes" : "null";
  };
  log_line(context_, "ERROR",
           "Error when sending message to topic " + options_.topic + " with key: " + size(key) +
               ", value: " + size(value) + " with error:",
           "org.apache.kafka.clients.producer.internals.ErrorLoggingCallback");
  context_.console.err(exception.text() + "\n");
}

JavaException ConsoleProducer::exception_of(const kafka::SendFailure& failure) const {
  return kafka_exception(std::string(failure.exception),
                         message_of(failure, options_.topic, options_.config, context_.world.release()));
}

/// An expired batch has been there for its delivery timeout; any other error has the words of its code.
JavaException ConsoleProducer::exception_of(const kafka::CompletedRecords& records) const {
  const std::string name(records.exception);
  if (name != "TimeoutException") return kafka_exception(name, error_message(kafka::code_of_exception(name)));
  const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(options_.config.delivery_timeout_ms).count();
  return kafka_exception(name, "Expiring " + std::to_string(records.count) + " record(s) for " +
                                   context_.world.cluster().topics().name(records.tp) + ":" + std::to_string(ms) +
                                   " ms has passed since batch creation");
}

// ---- the end

/// The producer is closed, which sends what it has.
void ConsoleProducer::finish(int code) {
  if (ending_) return;
  ending_ = true;
  reading_ = false;
  machine_->shutdown([this, code] { context_.exit(code); });
}

void ConsoleProducer::signal(Signal signal) {
  if (signal == Signal::INT) return finish(kExitInterrupted);
  if (signal == Signal::TERM) return finish(kExitTerminated);
  pass_on(signal, machine_);
}

}  // namespace

std::unique_ptr<Tool> make_kafka_console_producer(ToolContext context) {
  return std::make_unique<ConsoleProducer>(std::move(context));
}

}  // namespace tools
