#pragma once
/// The warnings of a tool's producer or consumer on stderr. Kafka: the log of NetworkClient.

#include <string>
#include <vector>

#include "model/net/client_log.h"
#include "tools/kafka/tool.h"

namespace tools {

class ClientWarnings final : public kafka::ClientLog {
 public:
  /// `who`: "Producer clientId=console-producer". `addresses`: the bootstrap servers as typed. `context` outlives it.
  ClientWarnings(ToolContext& context, std::string who, std::string_view addresses);

  // kafka::ClientLog
  void on_disconnected(kafka::BrokerId node, bool refused) override;
  void on_metadata_errors(std::span<const kafka::TopicId> topics, kafka::ErrorCode error) override;

 private:
  void warn(const std::string& message);
  [[nodiscard]] std::string address_of(kafka::BrokerId node) const;

  ToolContext& context_;
  std::string who_;
  std::vector<std::string> bootstrap_;  ///< those that are a broker's, in order
  int metadata_answers_ = 0;
};

}  // namespace tools
