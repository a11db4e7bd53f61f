#pragma once
/// Numbers of the page. Each names its place in summary.json, so that one can be held against the other.

#include <cstdint>
#include <string>

#include <fmt/format.h>

#include "scenarios/engine/report/markup.h"
#include "scenarios/engine/run/quantities.h"
#include "sim/core/time.h"
#include "sim/stats/histogram.h"

namespace report {

struct FigureValue {
  std::string text;   ///< for people, with its unit
  std::string value;  ///< for machines; "" = only a text
  std::string key;    ///< where in summary.json, as a JSON pointer; "" = it is not there
  bool bad = false;
  bool number = false;
};

inline FigureValue plain(std::string text) { return {std::move(text), "", "", false, false}; }

inline FigureValue counted(std::int64_t n, std::string key = "") {
  return {scenario::count_text(n), std::to_string(n), std::move(key), false, true};
}

/// A number that should be 0.
inline FigureValue trouble(std::int64_t n, std::string key = "") {
  FigureValue v = counted(n, std::move(key));
  v.bad = n > 0;
  return v;
}

inline FigureValue lasted(sim::Duration d, std::string key = "") {
  return {scenario::duration_text(sim::to_seconds(d)), fmt::format("{}", static_cast<double>(d.count()) / 1e6),
          std::move(key), false, true};
}

/// One of a histogram of nanoseconds; `name` is a member of latency_json: "p99", "max".
inline FigureValue quantile(const sim::Histogram& h, double q, std::string_view name, const std::string& key) {
  if (h.empty()) return plain("\u2013");
  const std::int64_t ns = q >= 1 ? h.max() : h.value_at_quantile(q);
  return {scenario::duration_text(static_cast<double>(ns) * 1e-9, 3), fmt::format("{}", static_cast<double>(ns) / 1e6),
          fmt::format("{}/{}", key, name), false, true};
}

inline FigureValue rated(double per_second, bool known, std::string key) {
  if (!known) return plain("\u2013");
  return {scenario::rate_text(per_second), fmt::format("{}", per_second), std::move(key), false, true};
}

inline void write(Markup& page, const FigureValue& v) {
  if (v.value.empty())
    page.text(v.text);
  else if (v.key.empty())
    page.element("data", {{"value", v.value}}, v.text);
  else
    page.element("data", {{"value", v.value}, {"data-key", v.key}}, v.text);
}

}  // namespace report
