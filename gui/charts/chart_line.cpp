#include "gui/charts/chart_line.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "gui/style/theme.h"

namespace charts {
namespace {

constexpr std::size_t kFirstDashed = 6;

}  // namespace

ChartLine::Source series_source(bridge::Session& session, std::string path) {
  return [&session, path = std::move(path)]() -> const view::Pyramid* {
    const view::RunRecord::Series* const found = session.record().find(path);
    return found == nullptr ? nullptr : &found->samples;
  };
}

ChartLine::Source series_source(std::shared_ptr<const view::RunRecord> record, std::string path) {
  return [record = std::move(record), path = std::move(path)]() -> const view::Pyramid* {
    const view::RunRecord::Series* const found = record->find(path);
    return found == nullptr ? nullptr : &found->samples;
  };
}

double gap_of(const view::Pyramid& samples) {
  constexpr double kSteps = 3.5;
  constexpr double kLeastStep = 0.1;     // of any run
  constexpr std::size_t kLookedAt = 16;  // the first ones: all steps are alike, but values may be missing
  double step = std::numeric_limits<double>::infinity();
  for (std::size_t i = 1; i < std::min(samples.size(), kLookedAt); ++i)
    step = std::min(step, samples.time(i) - samples.time(i - 1));
  return kSteps * (std::isfinite(step) ? std::max(step, kLeastStep) : kLeastStep);
}

double value_at(const view::Pyramid& samples, double seconds) {
  const view::Column last = samples.within(seconds - gap_of(samples), seconds + 1e-9);
  return last.count == 0 ? std::numeric_limits<double>::quiet_NaN() : static_cast<double>(last.last);
}

double value_at(const ChartLine& line, double seconds) {
  return line.holds ? static_cast<double>(line.samples->at(seconds)) : value_at(*line.samples, seconds);
}

QColor colour_of(const ChartLine& line) {
  return line.colour == ChartLine::kInk ? style::theme().text : style::theme().category(line.colour);
}

Dash dash_of(const ChartLine& line) {
  constexpr Dash kLong{8, 3};
  constexpr Dash kShort{3, 2};
  if (line.dashes) return *line.dashes == 0 ? Dash{} : *line.dashes % 2 == 1 ? kLong : kShort;
  if (line.colour == ChartLine::kInk || line.colour < kFirstDashed) return {};
  return line.colour % 2 == 0 ? kLong : kShort;
}

}  // namespace charts
