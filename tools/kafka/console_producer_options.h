#pragma once
/// The command line of kafka-console-producer.sh. Kafka: ConsoleProducer.ProducerConfig, producerProps.

#include <optional>
#include <string>

#include "tools/kafka/command_line_utils.h"
#include "tools/kafka/line_message_reader.h"
#include "tools/kafka/properties.h"

namespace tools {

class ConsoleProducerOptions {
 public:
  explicit ConsoleProducerOptions(ToolContext& context);

  /// Reads all of it; false: the tool has ended.
  bool check();

  std::string topic;
  std::string addresses;
  bool sync = false;
  LineMessageReader reader;
  kafka::ProducerConfig config;
  std::string client_id;

 private:
  bool check_required();
  bool read_addresses();
  bool read_reader();
  bool read_config();
  std::optional<JavaException> producer_properties(Properties& properties);
  [[nodiscard]] bool always_overrides() const;
  bool ends(const JavaException& exception);
  bool values_are_fine();

  ToolContext& context_;
  CommandLineUtils line_;
};

}  // namespace tools
