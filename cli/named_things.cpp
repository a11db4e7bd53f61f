#include "cli/named_things.h"

#include <vector>

#include <fmt/format.h>

#include "model/cluster/cluster_view.h"
#include "scenarios/engine/loader/suggestion.h"

namespace cli {
namespace {

std::string with_hint(std::string problem, const std::string& wrong, const std::vector<std::string>& known) {
  const std::string hint = scenario::suggest(wrong, known);
  return hint.empty() ? problem : problem + "; " + hint;
}

}  // namespace

std::optional<kafka::TopicPartition> NamedThings::partition(const std::string& text, std::string& problem) const {
  const std::size_t dash = text.rfind('-');
  std::int32_t number = 0;
  if (dash == std::string::npos || !parse_number(std::string_view(text).substr(dash + 1), number)) {
    problem = fmt::format("--partition must be a topic and a number such as orders-0, not '{}'", text);
    return std::nullopt;
  }
  const kafka::TopicTable& topics = experiment_.cluster().topics();
  const kafka::TopicId topic = topics.find(text.substr(0, dash));
  if (topic.value() < 0) {
    std::vector<std::string> known;
    for (std::size_t t = 0; t < topics.size(); ++t)
      known.push_back(topics.name(kafka::TopicId(static_cast<std::int32_t>(t))));
    problem = with_hint(fmt::format("there is no topic '{}'", text.substr(0, dash)), text.substr(0, dash), known);
    return std::nullopt;
  }
  return kafka::TopicPartition{topic, kafka::PartitionId(number)};
}

std::optional<kafka::ClientId> NamedThings::producer(const std::string& name, std::string& problem) const {
  std::vector<std::string> known;
  for (int c = 0; c < experiment_.cluster().client_count(); ++c) {
    const kafka::ClientId client(c);
    if (experiment_.cluster().view().handed_over(client) == nullptr) continue;
    known.push_back(experiment_.names().client(client));
    if (known.back() == name) return client;
  }
  problem = with_hint(fmt::format("there is no producer '{}'", name), name, known);
  return std::nullopt;
}

}  // namespace cli
