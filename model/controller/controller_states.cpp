#include "model/controller/controller_states.h"

#include <array>
#include <initializer_list>

namespace kafka {

namespace {

template <class State>
bool one_of(State state, std::initializer_list<State> states) {
  for (const State s : states)
    if (s == state) return true;
  return false;
}

}  // namespace

bool is_legal(PartitionMachineState from, PartitionMachineState to) {
  using S = PartitionMachineState;
  switch (to) {
    case S::New:
      return from == S::NonExistent;
    case S::Online:
    case S::Offline:
      return one_of(from, {S::New, S::Online, S::Offline});
    case S::NonExistent:
      return from == S::Offline;
  }
  return false;
}

bool is_legal(ReplicaMachineState from, ReplicaMachineState to) {
  using S = ReplicaMachineState;
  switch (to) {
    case S::New:
      return from == S::NonExistent;
    case S::Online:
    case S::Offline:
      return one_of(from, {S::New, S::Online, S::Offline, S::DeletionIneligible});
    case S::DeletionStarted:
      return from == S::Offline;
    case S::DeletionSuccessful:
      return from == S::DeletionStarted;
    case S::DeletionIneligible:
      return one_of(from, {S::Offline, S::DeletionStarted});
    case S::NonExistent:
      return from == S::DeletionSuccessful;
  }
  return false;
}

std::string_view name_of(PartitionMachineState state) {
  constexpr std::array kNames = std::to_array<std::string_view>({"NonExistent", "New", "Online", "Offline"});
  return kNames[static_cast<std::size_t>(state)];
}

std::string_view name_of(ReplicaMachineState state) {
  constexpr std::array kNames = std::to_array<std::string_view>(
      {"NonExistent", "New", "Online", "Offline", "DeletionStarted", "DeletionSuccessful", "DeletionIneligible"});
  return kNames[static_cast<std::size_t>(state)];
}

}  // namespace kafka
