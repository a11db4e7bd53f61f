#pragma once
/// Names of the command line looked up in an experiment, with the nearest ones for those that are not there.

#include <charconv>
#include <optional>
#include <string>
#include <string_view>

#include "scenarios/engine/run/experiment.h"

namespace cli {

/// A whole number that is not negative.
template <class Number>
bool parse_number(std::string_view text, Number& number) {
  const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), number);
  return !text.empty() && code == std::errc() && end == text.data() + text.size() && number >= 0;
}

class NamedThings {
 public:
  explicit NamedThings(const scenario::Experiment& experiment) : experiment_(experiment) {}

  /// Nothing if there is none; `problem` then says so.
  std::optional<kafka::TopicPartition> partition(const std::string& text, std::string& problem) const;
  std::optional<kafka::ClientId> producer(const std::string& name, std::string& problem) const;

 private:
  const scenario::Experiment& experiment_;
};

}  // namespace cli
