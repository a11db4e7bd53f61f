#include "scenarios/engine/export/prometheus_text.h"

#include <fmt/format.h>

namespace scenario {
namespace {

std::string label_value(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\\' || c == '"') out += '\\';
    if (c == '\n') {
      out += "\\n";
    } else {
      out += c;
    }
  }
  return out;
}

}  // namespace

void PrometheusText::metric(std::string_view name, Type type, std::string_view help) {
  name_ = name;
  text_ += fmt::format("# HELP {} {}\n# TYPE {} {}\n", name, help, name, type == Type::gauge ? "gauge" : "counter");
}

void PrometheusText::sample(std::initializer_list<Label> labels, double value) {
  text_ += name_;
  char before = '{';
  for (const auto& [name, text] : labels) {
    text_ += fmt::format("{}{}=\"{}\"", before, name, label_value(text));
    before = ',';
  }
  text_ += fmt::format("{} {}\n", before == ',' ? "}" : "", value);
}

}  // namespace scenario
