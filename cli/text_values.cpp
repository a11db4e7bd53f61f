#include "cli/text_values.h"

#include <iterator>

#include "scenarios/engine/run/quantities.h"

namespace cli {

std::string nanos_text(std::int64_t ns) { return scenario::duration_text(static_cast<double>(ns) * 1e-9, 3); }

std::string time_text(sim::Duration d) { return scenario::duration_text(sim::to_seconds(d)); }

std::vector<std::string> latency_cells(const sim::Histogram& h) {
  if (h.empty()) return {"-", "-", "-"};
  return {nanos_text(h.value_at_quantile(0.5)), nanos_text(h.value_at_quantile(0.99)), nanos_text(h.max())};
}

std::string rate_cell(const scenario::RateSpan& span) {
  return span.has_rate() ? scenario::rate_text(span.per_second()) : "-";
}

void append(std::vector<std::string>& row, std::vector<std::string> more) {
  row.insert(row.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

}  // namespace cli
