#pragma once
/// The value of a measure as it was seen.

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace scenario {

/// A number or a list, or why there is neither.
struct Measured {
  double value = 0;
  std::vector<std::int64_t> list;
  std::string reason;  ///< why it cannot be judged
  std::string remark;  ///< said beside the value
  double tolerance = 0;

  static Measured number(double v) {
    Measured m;
    m.value = v;
    return m;
  }
  static Measured count(std::int64_t v) { return number(static_cast<double>(v)); }
  static Measured nothing(std::string why) {
    Measured m;
    m.reason = std::move(why);
    return m;
  }
};

}  // namespace scenario
