#pragma once
/// Writes HTML and SVG that are well-formed as XML too: what is opened is closed, and every text is escaped.

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace report {

/// At most two digits behind the point, none that says nothing: 12, 12.5, 0.25.
std::string coordinate(double value);

struct Attribute {
  Attribute(std::string_view n, std::string_view v) : name(n), value(v) {}
  Attribute(std::string_view n, const std::string& v) : name(n), value(v) {}
  Attribute(std::string_view n, const char* v) : name(n), value(v) {}
  Attribute(std::string_view n, double v) : name(n), value(coordinate(v)) {}
  Attribute(std::string_view n, int v) : name(n), value(std::to_string(v)) {}
  std::string_view name;
  std::string value;  ///< not escaped yet
};
using Attributes = std::initializer_list<Attribute>;

class Markup {
 public:
  /// <name ...>
  Markup& open(std::string_view name, Attributes attributes = {});
  /// </name> of what was opened last.
  Markup& close();
  /// <name .../>
  Markup& empty(std::string_view name, Attributes attributes = {});
  /// <name ...>text</name>
  Markup& element(std::string_view name, Attributes attributes, std::string_view text);
  Markup& element(std::string_view name, std::string_view text) { return element(name, {}, text); }
  Markup& text(std::string_view text);
  /// What is markup already.
  Markup& raw(std::string_view markup) {
    out_ += markup;
    return *this;
  }

  [[nodiscard]] const std::string& str() const { return out_; }
  [[nodiscard]] std::size_t depth() const { return open_.size(); }

 private:
  void begin(std::string_view name, Attributes attributes);

  std::string out_;
  std::vector<std::string> open_;
};

}  // namespace report
