#include "gui/charts/value_axis.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "gui/style/format.h"

namespace charts {
namespace {

/// The next of 1, 1.5, 2, 3, 4, 5, 6, 8, 10 times a power of ten.
double rounded_up(double value) {
  static constexpr std::array<double, 9> kSteps{1, 1.5, 2, 3, 4, 5, 6, 8, 10};
  if (!(value > 0)) return 1;
  const double power = std::pow(10, std::floor(std::log10(value)));
  for (const double step : kSteps)
    if (step * power >= value * (1 - 1e-9)) return step * power;
  return 10 * power;
}

struct Written {
  double least_high;
  double factor;
  const char* unit;
};

}  // namespace

void ValueAxis::fit(double least, double most, bool keep) {
  if (!(most >= least)) {
    least = 0;
    most = 0;
  }
  if (log_) {
    const double high = most > 0 ? std::pow(10, std::ceil(std::log10(most) - 1e-9)) : 10;
    const double low = least > 0 ? std::pow(10, std::floor(std::log10(least) + 1e-9)) : high / 1000;
    high_ = high;
    low_ = std::clamp(low, high * 1e-6, high / 10);
  } else if (!from_zero_) {
    fit_closely(least, most);
  } else {
    // Whole things are never shown on an axis of fractions; shares are shown whole.
    double high = rounded_up(most * 1.05);
    if (whole()) high = std::max(high, 4.0);
    if (unit_ == "%" && most <= 100.5) high = 100;
    const double low = least < 0 ? -rounded_up(-least * 1.05) : 0;
    const bool roomy = keep && high_ >= high && high_ <= 2.5 * high && low_ <= low;
    if (!roomy) {
      high_ = high;
      low_ = low;
    }
  }
  choose_unit();
}

void ValueAxis::fit_closely(double least, double most) {
  const double step = nice_step(std::max(most - least, whole() ? 4.0 : 1e-9), 4);
  low_ = step * std::floor(least / step);
  high_ = std::max(step * std::ceil(most / step), low_ + step);
}

bool ValueAxis::whole() const {
  return unit_ == "offset" || unit_ == "partitions" || unit_ == "brokers" || unit_ == "requests" || unit_ == "records";
}

void ValueAxis::choose_unit() {
  static constexpr std::array<Written, 4> kBytes{
      {{1e9, 1e-9, "GB/s"}, {1e6, 1e-6, "MB/s"}, {1e3, 1e-3, "kB/s"}, {0, 1, "B/s"}}};
  static constexpr std::array<Written, 2> kSeconds{{{1, 1, "s"}, {0, 1e3, "ms"}}};
  factor_ = 1;
  written_unit_ = unit_;
  const auto choose = [this](const auto& all) {
    for (const Written& w : all) {
      if (high_ < w.least_high) continue;
      factor_ = w.factor;
      written_unit_ = QString::fromLatin1(w.unit);
      return;
    }
  };
  if (unit_ == "bytes/s") choose(kBytes);
  if (unit_ == "s") choose(kSeconds);
}

double ValueAxis::share(double value) const {
  if (!log_) return (value - low_) / (high_ - low_);
  return std::log10(std::max(value, low_) / low_) / std::log10(high_ / low_);
}

std::vector<ValueAxis::Tick> ValueAxis::ticks(int wanted) const {
  std::vector<Tick> all;
  if (log_) {
    const int decades = static_cast<int>(std::lround(std::log10(high_ / low_)));
    const int every = std::max(1, (decades + wanted) / (wanted + 1));
    for (int k = 0; k <= decades; k += every) {
      const double value = low_ * std::pow(10, k);
      const bool seconds = unit_ == "ms" && value >= 999.999;
      all.push_back(
          {value, seconds ? style::number_text(value / 1e3) + " s" : QString::number(value * factor_, 'g', 6)});
    }
    return all;
  }
  const double fitting = nice_step((high_ - low_) * factor_, wanted);
  const double step = whole() ? std::max(1.0, fitting) : fitting;
  const int digits = step >= 1 ? 0 : static_cast<int>(std::ceil(-std::log10(step) - 1e-9));
  const auto first = static_cast<int>(std::ceil(low_ * factor_ / step - 1e-9));
  const auto last = static_cast<int>(std::floor(high_ * factor_ / step + 1e-9));
  for (int k = first; k <= last; ++k) {
    const double value = k * step;
    all.push_back({value / factor_, step >= 1 ? style::count_text(value) : QString::number(value, 'f', digits)});
  }
  return all;
}

QString ValueAxis::text(double value) const {
  if (std::isnan(value)) return QString(QChar(0x2013));
  const double written = value * factor_;
  // Two figures where a fixed point would leave one or none.
  if (written != 0 && std::abs(written) < .1) return QString::number(written, 'g', 2);
  return style::number_text(written);
}

double nice_step(double span, int wanted) {
  const double raw = span / std::max(1, wanted);
  const double power = std::pow(10, std::floor(std::log10(raw)));
  const double m = raw / power;
  return (m < 1.5 ? 1 : m < 3.5 ? 2 : m < 7.5 ? 5 : 10) * power;
}

std::vector<TimeTick> time_ticks(double from, double until, int most) {
  static constexpr std::array<double, 30> kSteps{.0001, .0002, .0005, .001, .002, .005, .01,   .02,   .05,   .1,
                                                 .2,    .5,    1,     2,    5,    10,   15,    30,    60,    120,
                                                 300,   600,   1200,  1800, 3600, 7200, 10800, 21600, 43200, 86400};
  const auto fits = [&](double step) { return (until - from) / step <= std::max(1, most); };
  const auto it = std::find_if(kSteps.begin(), kSteps.end(), fits);
  const double days = std::ceil((until - from) / kSteps.back() / std::max(1, most));
  const double step = it == kSteps.end() ? days * kSteps.back() : *it;
  std::vector<TimeTick> all;
  const auto first = static_cast<qint64>(std::ceil(from / step - 1e-9));
  const auto last = static_cast<qint64>(std::floor(until / step + 1e-9));
  for (qint64 k = first; k <= last; ++k) {
    const double at = static_cast<double>(k) * step;
    all.push_back({at, style::clock_text(at, step < 1)});
  }
  return all;
}

}  // namespace charts
