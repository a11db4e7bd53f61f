#pragma once
/// Gives each time that a fault happens its letter, and knows which last.

#include <map>
#include <string>
#include <vector>

#include "gui/view/chunk.h"
#include "model/observe/event_sink.h"

namespace view {

class FaultWatch final : public kafka::EventSink {
 public:
  /// Faults numbered from there on were made by hand.
  explicit FaultWatch(std::int32_t first_by_hand) : first_by_hand_(first_by_hand) {}

  void on_event(sim::SimTime now, sim::HostId host, const kafka::Event& event) override;

  [[nodiscard]] const std::vector<FaultSpan>& faults() const { return faults_; }
  /// Letters of those that last and hit it: "AC". `name`: "broker-101", a client's client.id.
  [[nodiscard]] std::string letters_of(const std::string& name) const;
  /// Begun or ended since the last call.
  std::vector<FaultSpan> take_changed();

  /// 0: "A", 25: "Z", 26: "AA".
  static std::string letter(std::size_t number);

 private:
  std::int32_t first_by_hand_;
  std::vector<FaultSpan> faults_;
  std::vector<std::size_t> changed_;
};

}  // namespace view
