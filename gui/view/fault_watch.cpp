#include "gui/view/fault_watch.h"

#include <algorithm>

namespace view {
namespace {

/// Is `name` one of "broker-101, broker-102 from broker-103"?
bool names(const std::string& target, const std::string& name) {
  for (std::size_t at = target.find(name); at != std::string::npos; at = target.find(name, at + 1)) {
    const std::size_t end = at + name.size();
    const bool begins = at == 0 || target[at - 1] == ' ';
    const bool ends = end == target.size() || target[end] == ',' || target[end] == ' ';
    if (begins && ends) return true;
  }
  return false;
}

}  // namespace

void FaultWatch::on(sim::SimTime now, const kafka::FaultBegan& e) {
  changed_.push_back(faults_.size());
  faults_.push_back({e.fault, letter(faults_.size()), e.kind, e.target, now, std::nullopt, e.fault >= first_by_hand_});
}

void FaultWatch::on(sim::SimTime now, const kafka::FaultEnded& e) {
  const auto it = std::find_if(faults_.begin(), faults_.end(), [&](const FaultSpan& f) {
    return f.fault == e.fault && f.target == e.target && !f.end;
  });
  if (it == faults_.end()) return;
  it->end = now;
  changed_.push_back(static_cast<std::size_t>(it - faults_.begin()));
}

std::string FaultWatch::letters_of(const std::string& name) const {
  std::string letters;
  for (const FaultSpan& f : faults_)
    if (!f.end && names(f.target, name)) letters += f.letter;
  return letters;
}

std::vector<FaultSpan> FaultWatch::take_changed() {
  std::vector<FaultSpan> changed;
  for (const std::size_t i : changed_) changed.push_back(faults_[i]);
  changed_.clear();
  return changed;
}

std::string FaultWatch::letter(std::size_t number) {
  std::string text;
  for (std::size_t rest = number + 1; rest > 0; rest = (rest - 1) / 26)
    text.insert(text.begin(), static_cast<char>('A' + (rest - 1) % 26));
  return text;
}

}  // namespace view
