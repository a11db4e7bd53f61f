#pragma once
/// Gives each time that a fault happens its letter, and knows which last.

#include <map>
#include <string>
#include <vector>

#include "gui/view/chunk.h"
#include "model/observe/event.h"

namespace view {

class FaultWatch {
 public:
  /// Faults numbered from there on were made by hand.
  explicit FaultWatch(std::int32_t first_by_hand) : first_by_hand_(first_by_hand) {}

  template <class Kind>
  void tell(sim::SimTime now, const Kind& e) {
    on(now, e);
  }

  [[nodiscard]] const std::vector<FaultSpan>& faults() const { return faults_; }
  /// Letters of those that last and hit it: "AC". `name`: "broker-101", a client's client.id.
  [[nodiscard]] std::string letters_of(const std::string& name) const;
  /// Begun or ended since the last call.
  std::vector<FaultSpan> take_changed();

  /// 0: "A", 25: "Z", 26: "AA".
  static std::string letter(std::size_t number);

 private:
  void on(sim::SimTime now, const kafka::FaultBegan& e);
  void on(sim::SimTime now, const kafka::FaultEnded& e);
  template <class Other>
  void on(sim::SimTime, const Other&) {}

  std::int32_t first_by_hand_;
  std::vector<FaultSpan> faults_;
  std::vector<std::size_t> changed_;
};

}  // namespace view
