#pragma once
/// The tutorial's notification service: a consumer application that tells when trucks enter and leave regions.

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "model/observe/event_sink.h"
#include "scenarios/engine/trucks/crossings.h"
#include "scenarios/engine/trucks/delivered_report.h"
#include "scenarios/engine/trucks/fleet.h"
#include "scenarios/engine/trucks/regions.h"
#include "scenarios/engine/trucks/truck_summary.h"

namespace scenario {

/// An alert against the truth, or a crossing without an alert; see NotificationSummary for what each means.
enum class Verdict { true_alert, false_by_old_report, false_repeated, missed, missed_between_reports, unreported };

/// One line of alerts.csv.
struct AlertRow {
  std::optional<sim::SimTime> time;  ///< when the alert was raised; none for a crossing without one
  int truck = 0;
  bool enters = false;
  RegionId region;
  std::optional<sim::SimTime> crossed;  ///< when the truck really crossed; none for a false alert
  Verdict verdict = Verdict::true_alert;

  /// From crossing to alert, where there are both.
  [[nodiscard]] std::optional<sim::Duration> delay() const;
};

/// Watches the deliveries to its group. It takes reports as they come and keeps for each truck only the regions of the
/// last report processed: its first report raises no alert, each later one an alert for every difference. So an older
/// report, late or delivered again, moves the truck back in its eyes, and the next one forth: false alerts that the
/// comparison with the true crossings names. A lone duplicate of the last report does nothing.
///
/// An alert is true if it tells of the truck's last crossing of that region's edge up to the report's time, and neither
/// this crossing nor a later one was told before, and it came after the first report processed.
/// Cost: about 1 us a report. Memory: 24 bytes a crossing.
class NotificationService : public kafka::EventSink {
 public:
  using Listener = std::function<void(const AlertRow&)>;

  /// `fleet` and `regions` outlive it.
  NotificationService(const Fleet& fleet, const Regions& regions, kafka::GroupId group, TruckOf truck_of);

  /// Called for every alert when it is raised, and by finish() for every crossing without one.
  void set_listener(Listener listener) { listener_ = std::move(listener); }
  void on_event(sim::SimTime now, sim::HostId host, const kafka::Event& event) override;

  /// Where the service believes the truck to be.
  [[nodiscard]] RegionSet inside(int truck) const;

  /// Once, at the end of the run: judges the crossings without an alert (rows by time of crossing, then truck).
  const NotificationSummary& finish(sim::SimTime now);
  /// As it stands; the counts of crossings are filled by finish().
  [[nodiscard]] const NotificationSummary& summary() const { return summary_; }

 private:
  struct TrueCrossing {
    sim::SimTime at;
    RegionId region;
    bool enters;
    bool alerted;
  };
  struct TruckState {
    bool known = false;   // a report was processed
    RegionSet inside;     // at the last report processed
    sim::SimTime first;   // time of the first report processed
    sim::SimTime newest;  // time of the newest one processed
    sim::SimTime judged;  // crossings are known up to here
    std::vector<TrueCrossing> crossings;
  };

  TruckState& state(int truck) { return states_[static_cast<std::size_t>(truck) - 1]; }
  void take(sim::SimTime now, const DeliveredReport& delivered);
  void raise(sim::SimTime now, const DeliveredReport& delivered, RegionId region, bool enters, bool older);
  [[nodiscard]] static TrueCrossing* untold(TruckState& state, sim::SimTime time, RegionId region);
  void learn(int truck, sim::SimTime until);
  [[nodiscard]] bool due(int truck, const std::vector<TrueCrossing>& crossings, std::size_t index) const;
  void judge_rest(int truck, std::vector<AlertRow>& rows) const;
  void count(const AlertRow& row);

  const Fleet& fleet_;
  const Regions& regions_;
  Crossings truth_;
  kafka::GroupId group_;
  TruckOf truck_of_;
  Listener listener_;
  std::vector<TruckState> states_;
  NotificationSummary summary_;
  bool finished_ = false;
};

}  // namespace scenario
