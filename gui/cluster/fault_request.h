#pragma once
/// A fault as one asks for it on the screen, and the words that the engine reads.

#include <QString>
#include <QStringList>

#include "gui/bridge/selection.h"
#include "gui/view/snapshot.h"
#include "scenarios/engine/spec/fault_spec.h"

namespace cluster {

/// What is empty is not said.
struct FaultRequest {
  scenario::FaultKind kind = scenario::FaultKind::kill;
  QString target;     ///< "broker-102", "leader-of orders-0", "producer trucks"
  QString duration;   ///< `for`: "60s"; none: until the end of the run
  QString peers;      ///< "broker-101, broker-103"
  QString direction;  ///< "both", "out", "in"
  QString latency;    ///< "100ms"
  QString latency_jitter;
  QString bandwidth;  ///< "1 MB/s"
  QString ramp;
  QString probability;  ///< "1%"
  QString factor;       ///< "10"
  QString how;          ///< of a restart: "clean", "kill", "power-loss"
  QString every;
  QString repeat;

  /// "kill broker-102 for 60s". Keys that the kind does not have are left out.
  [[nodiscard]] QString words() const;
};

/// Has a fault of that kind this key?
bool has_key(scenario::FaultKind kind, std::string_view key);
/// Clients have no disk.
bool fits(scenario::FaultKind kind, bridge::Selection::Kind thing);
/// How a fault names it; of a partition its leader. "" = nothing can go wrong with it.
QString target_of(bridge::Selection::Kind thing, const QString& name);
/// Everything that a fault may name now.
QStringList all_targets(const view::Snapshot& snapshot);
/// For menus: "Kill (kill -9)".
QString title_of(scenario::FaultKind kind);

}  // namespace cluster
