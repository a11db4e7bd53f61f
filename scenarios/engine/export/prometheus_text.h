#pragma once
/// Prometheus' text exposition format, version 0.0.4.

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace scenario {

class PrometheusText {
 public:
  enum class Type { gauge, counter };
  using Label = std::pair<std::string_view, std::string>;

  /// The samples that follow are of this metric.
  void metric(std::string_view name, Type type, std::string_view help);
  void sample(std::initializer_list<Label> labels, double value);

  [[nodiscard]] const std::string& text() const { return text_; }

 private:
  std::string text_;
  std::string name_;
};

}  // namespace scenario
