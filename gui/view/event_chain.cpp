#include "gui/view/event_chain.h"

#include <algorithm>
#include <map>
#include <string_view>
#include <utility>

namespace view {

std::vector<const EventRow*> chain_to(const RunRecord& record, std::uint64_t number) {
  constexpr std::size_t kMost = 100;
  std::vector<const EventRow*> chain;
  for (const EventRow* row = record.event(number); row != nullptr && chain.size() < kMost;
       row = row->cause == 0 || row->cause >= row->number ? nullptr : record.event(row->cause))
    chain.push_back(row);
  std::reverse(chain.begin(), chain.end());
  return chain;
}

std::vector<Consequence> consequences_of(const RunRecord& record, std::uint64_t number, std::size_t most) {
  std::vector<Consequence> found;
  std::map<std::uint64_t, int> depths{{number, 0}};
  std::map<std::pair<std::uint64_t, std::string_view>, std::size_t> alike;  // into found
  const std::deque<EventRow>& events = record.events();
  auto it = std::upper_bound(events.begin(), events.end(), number,
                             [](std::uint64_t n, const EventRow& e) { return n < e.number; });
  for (; it != events.end(); ++it) {
    const auto led = depths.find(it->cause);
    if (it->cause == 0 || led == depths.end()) continue;
    depths.emplace(it->number, led->second + 1);
    const auto [same, first] = alike.try_emplace({it->cause, it->name}, found.size());
    if (!first) {
      if (same->second < found.size()) ++found[same->second].more;
    } else if (found.size() < most) {
      found.push_back({&*it, led->second + 1, 0});
    }
  }
  return found;
}

}  // namespace view
