#pragma once
/// A hidden fault: chosen by the scenario and the exercise's number alone, so that everybody who solves exercise 7 of a
/// cluster looks for the same.

#include <QString>
#include <QStringList>

#include "gui/breakfix/trouble.h"
#include "gui/view/journal.h"
#include "scenarios/engine/spec/scenario_spec.h"

namespace breakfix {

struct Exercise {
  QString cluster;  ///< "three-brokers", or a scenario's name
  std::uint64_t number = 1;
  Trouble trouble = Trouble::broker_crash;
  QStringList targets;  ///< machines as events name them: "broker-102"; "shop" for a whole application
  QString group;        ///< of a consumer
  QString words;        ///< for the engine: "kill broker-102 for 40s"
  double at = 0;        ///< seconds
  double lasts = 0;

  /// "three-brokers/7": under which it is remembered.
  [[nodiscard]] QString id() const { return cluster + '/' + QString::number(number); }
};

/// What can go wrong in this cluster so that an operator can see it.
std::vector<Trouble> troubles_of(const scenario::ScenarioSpec& spec);
/// Everything that may be named as ill: brokers, ZooKeeper servers and their quorum, members and applications.
QStringList targets_of(const scenario::ScenarioSpec& spec);
/// For "ZooKeeper lost its quorum".
QString quorum_name();

/// Too short a scenario, or nothing in it that can be ill: `problem`.
Exercise make_exercise(const QString& cluster, const scenario::ScenarioSpec& spec, std::uint64_t number,
                       QString& problem);

/// The clusters that exercises are made for.
struct Cluster {
  QString name;
  QString title;
  view::RunSource source;
};
const std::vector<Cluster>& clusters();
/// A scenario as a cluster for exercises: the faults and the lesson of its own are left out.
view::RunSource without_own_faults(view::RunSource source);

}  // namespace breakfix
