#pragma once
/// Small words for reports.

#include <string>
#include <vector>

#include "model/types/ids.h"

namespace kafka {

template <class Tag, class Rep>
std::string num(sim::StrongInt<Tag, Rep> value) {
  return std::to_string(value.value());
}
/// "[101, 102]"
inline std::string list(const std::vector<BrokerId>& brokers) {
  std::string text = "[";
  for (const BrokerId id : brokers) text += (text.size() > 1 ? ", " : "") + num(id);
  return text + "]";
}
/// "offset 7", "offsets 7-9" of [first, next)
inline std::string offsets(Offset first, Offset next) {
  if (next - first == 1) return "offset " + num(first);
  return "offsets " + num(first) + "-" + num(next - 1);
}

}  // namespace kafka
