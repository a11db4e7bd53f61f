#include "model/config/throttled_replica_list.h"

#include <algorithm>
#include <charconv>
#include <vector>

namespace kafka {

namespace {

/// As Java's String.trim.
std::string_view trim(std::string_view text) {
  while (!text.empty() && static_cast<unsigned char>(text.front()) <= ' ') text.remove_prefix(1);
  while (!text.empty() && static_cast<unsigned char>(text.back()) <= ' ') text.remove_suffix(1);
  return text;
}

std::vector<std::string_view> words(std::string_view text) {
  std::vector<std::string_view> list;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find(',', at), text.size());
    list.push_back(trim(text.substr(at, end - at)));
    at = end + 1;
  }
  return list;
}

std::optional<std::int32_t> number(std::string_view text) {
  std::int32_t value = 0;
  const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool whole = code == std::errc() && end == text.data() + text.size() && value >= 0;
  return whole ? std::optional(value) : std::nullopt;
}

}  // namespace

std::optional<ThrottledPartitions> throttled_partitions(std::string_view text, BrokerId broker) {
  ThrottledPartitions throttled;
  if (trim(text) == "*") throttled.all = true;
  if (throttled.all) return throttled;
  for (const std::string_view word : words(text)) {
    if (word.empty()) continue;
    const std::size_t colon = word.find(':');
    if (colon == std::string_view::npos) return std::nullopt;
    const std::optional<std::int32_t> partition = number(word.substr(0, colon));
    const std::optional<std::int32_t> replica = number(word.substr(colon + 1));
    if (!partition || !replica) return std::nullopt;
    if (*replica == broker.value()) throttled.partitions.insert(PartitionId(*partition));
  }
  return throttled;
}

std::string refused_throttled_replicas(std::string_view name, std::string_view text) {
  if (throttled_partitions(text, BrokerId(0))) return "";
  std::string list;
  for (const std::string_view word : words(text)) list += (list.empty() ? "" : ", ") + std::string(word);
  return "Invalid value [" + list + "] for configuration " + std::string(name) + ": " + std::string(name) +
         " must be the literal '*' or a list of replicas in the following format: "
         "[partitionId]:[brokerId],[partitionId]:[brokerId],...";
}

}  // namespace kafka
