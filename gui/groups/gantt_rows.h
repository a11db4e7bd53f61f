#pragma once
/// A group over time as rows of bars: its members, then its partitions.

#include <QString>
#include <optional>
#include <vector>

#include "gui/view/chunk.h"
#include "gui/view/snapshot.h"

namespace groups {

enum class BarKind { owns, idle, dead, joining, syncing, read, unread };

struct Bar {
  BarKind kind = BarKind::owns;
  sim::SimTime begin;
  std::optional<sim::SimTime> end;
  int member = -1;  ///< its place in the group: its colour; unread: who read last
  QString text;     ///< "3 partitions", a member's name, why nobody reads
  QString detail;   ///< "0-2, 5"
  int generation = -1;
  bool while_owning = false;  ///< joins or syncs and keeps what it owns
};

struct Row {
  QString name;
  bool partition = false;
  int member = -1;
  std::vector<Bar> bars;  ///< gaps behind what they cover
};

struct GanttRows {
  std::vector<Row> members;
  std::vector<Row> partitions;
  std::vector<view::RebalanceSpan> rebalances;
};

/// "0-2, 5"; of several topics "orders 0-2; payments 1".
QString partition_list(std::vector<kafka::TopicPartition> partitions, const scenario::Names& names);
/// A member's name without its group's: "location-dashboard-2" is "2".
QString short_member(const QString& member, const QString& group);

GanttRows gantt_rows(const view::GroupsChart* chart, const view::GroupNow& group, const scenario::Names& names);

}  // namespace groups
