#pragma once
/// How numbers and times are written on every screen.

#include <QString>
#include <string_view>

namespace style {

/// Of words that come from where there is no Qt.
inline QString text_of(std::string_view text) {
  return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}
/// "01:03.400"; without `ms` "01:03". Hours when there are any.
QString clock_text(double seconds, bool ms = true);
/// "12 345" with thin spaces.
QString count_text(double value);
/// "1.2", "12.3", "123", "12 345": three figures or all the whole ones.
QString number_text(double value);
/// "12.3 MB/s"
QString bytes_rate_text(double bytes_per_second);
/// "3.1 s", "9.1 ms"
QString span_text(double seconds);
/// A value with its unit, as in SeriesInfo: "bytes/s", "ms", "s", "records", "%", "1/s" ...
QString value_text(double value, const QString& unit);

}  // namespace style
