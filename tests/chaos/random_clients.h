#pragma once
/// The clients of a random scenario: producers and groups of every kind, as lines of a scenario file.

#include <cstdint>
#include <string>
#include <vector>

#include "sim/random/rng.h"

namespace chaos {

inline std::string num(std::int64_t n) { return std::to_string(n); }

class RandomClients {
 public:
  /// `modern`: profile 3.9. Topics are topic0 to topicN-1; if somebody transforms, he writes to "results".
  RandomClients(sim::Rng& rng, int topics, bool modern);

  /// The sections `producers` and `groups`.
  [[nodiscard]] std::string text();
  /// "producer producer0" or "consumer group1-2": whom a fault may hit.
  [[nodiscard]] std::string any();
  [[nodiscard]] std::string any_producer();
  /// Somebody transforms: there must be a topic "results".
  [[nodiscard]] bool transforms() const { return transforms_; }
  [[nodiscard]] const std::vector<std::string>& groups() const { return groups_; }

 private:
  int between(int low, int high) { return static_cast<int>(rng_.between(low, high)); }
  template <class T>
  T pick(std::vector<T> from) {
    return from[rng_.below(from.size())];
  }
  std::string topic();
  std::string producer(int number);
  std::string group(int number);
  std::string consumer_config(const std::string& name);
  std::string application();
  std::string transformation();

  sim::Rng& rng_;
  int topics_;
  bool modern_;
  int producers_;
  bool transforms_;
  std::vector<std::string> groups_;
  std::vector<int> members_;
};

}  // namespace chaos
