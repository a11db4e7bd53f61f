#include "gui/view/causes.h"

#include <algorithm>
#include <variant>

namespace view {

Reason Causes::of(std::uint64_t number, sim::HostId host, const kafka::Event& event) {
  number_ = number;
  host_ = host;
  return std::visit([this](const auto& e) { return on(e); }, event);
}

std::uint64_t Causes::latest(std::initializer_list<std::uint64_t> numbers) { return std::max(numbers); }

std::uint64_t Causes::fault(const std::string& name) const {
  std::uint64_t found = 0;
  for (auto [it, end] = faults_.equal_range(name); it != end; ++it) found = std::max(found, it->second.number);
  return found;
}

std::uint64_t Causes::healed(const std::string& name) const {
  const auto it = healed_.find(name);
  return it == healed_.end() ? 0 : it->second;
}

std::uint64_t Causes::trouble(const std::string& name) const {
  const auto it = down_.find(name);
  return it == down_.end() ? fault(name) : it->second;
}

std::uint64_t Causes::trouble(kafka::BrokerId broker) const {
  return trouble("broker-" + std::to_string(broker.value()));
}

std::uint64_t Causes::trouble(kafka::ClientId client) const {
  return client == kafka::kNoClient ? 0 : trouble(names_.client(client));
}

std::string_view Causes::fault_kind(std::uint64_t number) const {
  for (const auto& [name, fault] : faults_)
    if (fault.number == number) return fault.kind;
  return "";
}

}  // namespace view
