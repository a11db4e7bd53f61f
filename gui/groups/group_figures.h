#pragma once
/// What a group's rebalances cost in a window of time.

#include <QString>
#include <vector>

#include "gui/view/chunk.h"

namespace groups {

struct GroupFigures {
  int rebalances = 0;    ///< begun in the window
  double stopped_s = 0;  ///< stop the world
  double unread_s = 0;   ///< partition-seconds that nobody read
  double longest_s = 0;  ///< in one partition
  std::vector<kafka::TopicPartition> longest_in;
  QString longest_why;
  std::int64_t reread = 0;  ///< records returned again after rebalances of the window
};

/// `until`: what is after it is not known yet, or not looked at.
GroupFigures group_figures(const view::GroupsChart* chart, kafka::GroupId group, sim::SimTime from, sim::SimTime until);

}  // namespace groups
