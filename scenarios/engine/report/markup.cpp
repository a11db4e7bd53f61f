#include "scenarios/engine/report/markup.h"

#include <cmath>

#include <fmt/format.h>

#include "scenarios/engine/export/xml_text.h"
#include "sim/core/check.h"

namespace report {

std::string coordinate(double value) {
  if (!std::isfinite(value)) return "0";
  std::string text = fmt::format("{:.2f}", value);
  while (text.back() == '0') text.pop_back();
  if (text.back() == '.') text.pop_back();
  return text == "-0" ? "0" : text;
}

void Markup::begin(std::string_view name, Attributes attributes) {
  out_ += '<';
  out_ += name;
  for (const Attribute& a : attributes)
    fmt::format_to(std::back_inserter(out_), " {}=\"{}\"", a.name, scenario::xml_attribute(a.value));
}

Markup& Markup::open(std::string_view name, Attributes attributes) {
  begin(name, attributes);
  out_ += '>';
  open_.emplace_back(name);
  return *this;
}

Markup& Markup::close() {
  SIM_CHECK(!open_.empty(), "nothing is open");
  out_ += "</" + open_.back() + ">";
  open_.pop_back();
  return *this;
}

Markup& Markup::empty(std::string_view name, Attributes attributes) {
  begin(name, attributes);
  out_ += "/>";
  return *this;
}

Markup& Markup::element(std::string_view name, Attributes attributes, std::string_view text) {
  open(name, attributes);
  out_ += scenario::xml_text(text);
  return close();
}

Markup& Markup::text(std::string_view text) {
  out_ += scenario::xml_text(text);
  return *this;
}

}  // namespace report
