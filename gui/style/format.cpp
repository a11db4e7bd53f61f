#include "gui/style/format.h"

#include <QChar>
#include <cmath>

namespace style {
namespace {

constexpr QChar kThinSpace(0x2009);

}  // namespace

QString clock_text(double seconds, bool ms) {
  const bool negative = seconds < 0;
  const auto total = static_cast<qint64>(std::floor(std::abs(seconds) * 1000 + 0.5));
  const qint64 hours = total / 3'600'000;
  const QChar zero('0');
  QString text = hours > 0 ? QString("%1:").arg(hours) : QString();
  text += QString("%1:%2").arg(total / 60'000 % 60, 2, 10, zero).arg(total / 1000 % 60, 2, 10, zero);
  if (ms) text += QString(".%1").arg(total % 1000, 3, 10, zero);
  return (negative ? "-" : "") + text;
}

QString count_text(double value) {
  QString digits = QString::number(static_cast<qint64>(std::llround(value)));
  const qsizetype first = digits.startsWith('-') ? 1 : 0;
  for (qsizetype at = digits.size() - 3; at > first; at -= 3) digits.insert(at, kThinSpace);
  return digits;
}

QString number_text(double value) {
  const double size = std::abs(value);
  if (size >= 1000) return count_text(value);
  if (size >= 100 || value == std::floor(value)) return QString::number(value, 'f', 0);
  return QString::number(value, 'f', size >= 1 ? 1 : 2);
}

QString bytes_rate_text(double bytes_per_second) {
  if (bytes_per_second >= 1e9) return QString::number(bytes_per_second / 1e9, 'f', 2) + " GB/s";
  if (bytes_per_second >= 1e6) return QString::number(bytes_per_second / 1e6, 'f', 1) + " MB/s";
  if (bytes_per_second >= 1e3) return QString::number(bytes_per_second / 1e3, 'f', 1) + " kB/s";
  return QString::number(bytes_per_second, 'f', 0) + " B/s";
}

QString span_text(double seconds) {
  if (seconds >= 1) return number_text(seconds) + " s";
  if (seconds >= 1e-3) return number_text(seconds * 1e3) + " ms";
  return number_text(seconds * 1e6) + " us";
}

QString value_text(double value, const QString& unit) {
  if (std::isnan(value)) return QString(QChar(0x2013));
  if (unit == "bytes/s") return bytes_rate_text(value);
  if (unit == "ms") return span_text(value / 1e3);
  if (unit == "s") return span_text(value);
  if (unit == "%") return number_text(value) + " %";
  if (unit.isEmpty()) return number_text(value);
  return number_text(value) + " " + unit;
}

}  // namespace style
