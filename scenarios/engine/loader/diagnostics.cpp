#include "scenarios/engine/loader/diagnostics.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "scenarios/engine/loader/source_line.h"
#include "sim/core/check.h"

namespace scenario {

int Diagnostics::add_source(std::string name, std::string text) {
  Source source{std::move(name), std::move(text), {0}};
  for (std::size_t i = 0; i < source.text.size(); ++i) {
    if (source.text[i] == '\n') source.line_starts.push_back(i + 1);
  }
  sources_.push_back(std::move(source));
  return static_cast<int>(sources_.size()) - 1;
}

const std::string& Diagnostics::source_name(int source) const {
  SIM_CHECK(source >= 0 && static_cast<std::size_t>(source) < sources_.size());
  return sources_[static_cast<std::size_t>(source)].name;
}

void Diagnostics::error(Mark where, std::string message, std::string hint) {
  ++errors_;
  add({where, Severity::error, std::move(message), std::move(hint)});
}

void Diagnostics::warning(Mark where, std::string message, std::string hint) {
  ++warnings_;
  add({where, Severity::warning, std::move(message), std::move(hint)});
}

void Diagnostics::add(Entry entry) {
  SIM_CHECK(entry.where.source >= 0 && static_cast<std::size_t>(entry.where.source) < sources_.size());
  if (full()) return;
  if (!reading_.empty()) {
    // What was told of the scenario need not be told of each of its variants.
    for (const Entry& e : entries_) {
      if (e.message == entry.message && e.where.source == entry.where.source && e.where.line == entry.where.line &&
          e.where.column == entry.where.column) {
        --(entry.severity == Severity::error ? errors_ : warnings_);
        return;
      }
    }
    entry.message = reading_ + ": " + entry.message;
  }
  entries_.push_back(std::move(entry));
}

std::vector<const Diagnostics::Entry*> Diagnostics::in_order() const {
  std::vector<const Entry*> order;
  order.reserve(entries_.size());
  for (const Entry& e : entries_) order.push_back(&e);
  std::stable_sort(order.begin(), order.end(), [](const Entry* a, const Entry* b) {
    return std::tie(a->where.source, a->where.line, a->where.column) <
           std::tie(b->where.source, b->where.line, b->where.column);
  });
  return order;
}

std::string_view Diagnostics::line(Mark where) const {
  const Source& source = sources_[static_cast<std::size_t>(where.source)];
  const auto number = static_cast<std::size_t>(std::max(where.line, 1)) - 1;
  if (number >= source.line_starts.size()) return {};
  const std::size_t begin = source.line_starts[number];
  const std::size_t end =
      number + 1 < source.line_starts.size() ? source.line_starts[number + 1] - 1 : source.text.size();
  return std::string_view(source.text).substr(begin, end - begin);
}

Diagnostic Diagnostics::located(const Entry& entry) const {
  return {source_name(entry.where.source),
          entry.where.line,
          character_column(line(entry.where), entry.where.column),
          entry.severity,
          entry.message,
          entry.hint};
}

std::vector<Diagnostic> Diagnostics::sorted() const {
  std::vector<Diagnostic> all;
  for (const Entry* e : in_order()) all.push_back(located(*e));
  return all;
}

std::string Diagnostics::render() const {
  std::string out;
  for (const Entry* e : in_order()) {
    const Diagnostic d = located(*e);
    out += fmt::format("{}:{}:{}: {}: {}", d.file, d.line, d.column,
                       d.severity == Severity::error ? "error" : "warning", d.message);
    if (!d.hint.empty()) out += fmt::format(" ({})", d.hint);
    out += '\n';
    out += with_caret(line(e->where), e->where.column);
  }
  const std::size_t all = static_cast<std::size_t>(errors_) + static_cast<std::size_t>(warnings_);
  if (all > entries_.size()) out += fmt::format("... and {} more\n", all - entries_.size());
  if (all > 0) out += summary() + '\n';
  return out;
}

std::string Diagnostics::summary() const {
  std::string out;
  if (errors_ > 0) out += fmt::format("{} error{}", errors_, errors_ == 1 ? "" : "s");
  if (warnings_ > 0) {
    if (!out.empty()) out += ", ";
    out += fmt::format("{} warning{}", warnings_, warnings_ == 1 ? "" : "s");
  }
  return out;
}

}  // namespace scenario
