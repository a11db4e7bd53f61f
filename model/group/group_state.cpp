#include "model/group/group_state.h"

#include <array>

namespace kafka {

std::string_view name_of(GroupState state) {
  constexpr std::array<std::string_view, 5> kNames{"Empty", "PreparingRebalance", "CompletingRebalance", "Stable",
                                                   "Dead"};
  return kNames[static_cast<std::size_t>(state)];
}

bool may_follow(GroupState from, GroupState to) {
  switch (to) {
    case GroupState::Empty:
    case GroupState::CompletingRebalance:
      return from == GroupState::PreparingRebalance;
    case GroupState::PreparingRebalance:
      return from == GroupState::Stable || from == GroupState::CompletingRebalance || from == GroupState::Empty;
    case GroupState::Stable:
      return from == GroupState::CompletingRebalance;
    case GroupState::Dead:
      return true;
  }
  return false;
}

}  // namespace kafka
