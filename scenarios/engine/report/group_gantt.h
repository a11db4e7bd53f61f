#pragma once
/// A group over time: its members and how many partitions each owns, and below them who reads each partition.

#include <map>
#include <vector>

#include "scenarios/engine/report/gantt_chart.h"
#include "scenarios/engine/report/page_source.h"

namespace report {

class GroupGantt {
 public:
  static constexpr std::size_t kMostPartitions = 64;
  static constexpr std::size_t kMostBars = 6'000;

  GroupGantt(const PageSource& source, const scenario::GroupResult& group);

  void draw(Markup& page) const;

 private:
  [[nodiscard]] std::vector<kafka::ClientId> members() const;
  [[nodiscard]] GanttRow row_of_member(kafka::ClientId member) const;
  void add_owned(GanttRow& row, kafka::ClientId member) const;
  void add_phases(GanttRow& row, kafka::ClientId member) const;
  void add_partitions(GanttChart& chart) const;
  [[nodiscard]] std::string look_of(kafka::ClientId member) const;
  [[nodiscard]] double seconds(const std::optional<sim::SimTime>& t) const;

  const PageSource& source_;
  const scenario::GroupResult& group_;
  std::map<kafka::ClientId, std::size_t> numbers_;  ///< of members, from 0
};

}  // namespace report
