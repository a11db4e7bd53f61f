// What tools ask about settings. Kafka: KafkaAdminClient.describeConfigs, alterConfigs, incrementalAlterConfigs.

#include "tools/kafka/admin_client.h"

namespace tools {

using kafka::ConfigResource;
using kafka::IncrementalAlterConfigsRequest;

namespace {

AskedNode node_of(const ConfigResource& resource) {
  if (resource.type == ConfigResource::Type::TOPIC || resource.name.empty()) return AskAnybody{};
  return kafka::BrokerId(static_cast<std::int32_t>(std::stol(resource.name)));
}

void throw_first(const std::vector<kafka::AdminError>& errors) {
  for (const kafka::AdminError& error : errors)
    if (!error.ok()) throw execution_exception(api_exception(error.error, error.message));
}

}  // namespace

Async<kafka::DescribeConfigsResponse::Resource> AdminClient::describe_configs(ConfigResource resource) {
  kafka::DescribeConfigsRequest request;
  request.resources.push_back(resource);
  const auto answer =
      co_await ask<kafka::DescribeConfigsResponse>(node_of(resource), "describeConfigs", std::move(request));
  const auto& described = answer.resources.front();
  throw_first({described.error});
  co_return described;
}

Async<Done> AdminClient::alter_configs(kafka::AlterConfigsRequest::Resource resource) {
  kafka::AlterConfigsRequest request;
  request.resources.push_back(resource);
  const auto answer =
      co_await ask<kafka::AlterConfigsResponse>(node_of(resource.resource), "alterConfigs", std::move(request));
  throw_first(answer.errors);
  co_return Done{};
}

Async<Done> AdminClient::incremental_alter_configs(std::vector<IncrementalAlterConfigsRequest::Resource> resources) {
  std::vector<kafka::AdminError> errors;
  IncrementalAlterConfigsRequest of_anybody;
  for (const auto& resource : resources)
    if (std::holds_alternative<AskAnybody>(node_of(resource.resource))) of_anybody.resources.push_back(resource);
  if (!of_anybody.resources.empty()) {
    const auto answer = co_await ask<kafka::IncrementalAlterConfigsResponse>(AskAnybody{}, "incrementalAlterConfigs",
                                                                             std::move(of_anybody));
    errors = answer.errors;
  }
  for (const auto& resource : resources) {
    if (std::holds_alternative<AskAnybody>(node_of(resource.resource))) continue;
    IncrementalAlterConfigsRequest request;
    request.resources.push_back(resource);
    const auto answer = co_await ask<kafka::IncrementalAlterConfigsResponse>(
        node_of(resource.resource), "incrementalAlterConfigs", std::move(request));
    errors.insert(errors.end(), answer.errors.begin(), answer.errors.end());
  }
  throw_first(errors);
  co_return Done{};
}

}  // namespace tools
