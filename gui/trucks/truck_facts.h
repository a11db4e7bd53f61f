#pragma once
/// What is to be said of a truck: how old what is shown of it is, who reads its partition, and why nothing newer is
/// there.

#include <QString>
#include <map>
#include <optional>

#include "gui/bridge/session.h"

namespace trucks {

/// As DashboardState counts them: on time up to `every` + 1 s, late up to `every` + 6 s.
enum class Age { on_time, late, lost, never };

struct AgeLimits {
  double late_s = 0;
  double lost_s = 0;
  [[nodiscard]] Age of(double age_s) const {
    return age_s < 0 ? Age::never : age_s <= late_s ? Age::on_time : age_s <= lost_s ? Age::late : Age::lost;
  }
};
AgeLimits age_limits(const scenario::TrucksSpec& spec);

class TruckFacts {
 public:
  explicit TruckFacts(const bridge::Session& session) : session_(session) {}

  /// nullptr: the scenario has no trucks, or none of that number.
  [[nodiscard]] const view::TruckNow* truck(int number) const;
  /// The oldest of what is shown; nullptr: nothing is.
  [[nodiscard]] const view::TruckNow* oldest() const;
  [[nodiscard]] QString key(int truck) const;
  /// "trucks_gps-6"; "" before its first report is shown.
  [[nodiscard]] QString partition(const view::TruckNow& truck) const;
  /// Of the dashboard's group. nullptr: there is none.
  [[nodiscard]] const view::ReadingNow* reading(const view::TruckNow& truck) const;
  /// The place of the partition's owner in the dashboard's group; -1: it has none.
  [[nodiscard]] int owner(const view::TruckNow& truck) const;
  /// In a sentence: "its report waits in the log: owner location-dashboard-3 is dead".
  [[nodiscard]] QString why(const view::TruckNow& truck) const;
  [[nodiscard]] const view::GroupNow* dashboard() const;

 private:
  /// The offset of a report in its partition that is newer than what is shown; nothing: none is recorded.
  [[nodiscard]] std::optional<std::int64_t> waiting(const view::TruckNow& truck) const;
  [[nodiscard]] QString why_unread(const view::TruckNow& truck) const;
  [[nodiscard]] QString why_unsent(const view::TruckNow& truck) const;

  const bridge::Session& session_;
};

}  // namespace trucks
