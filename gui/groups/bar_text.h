#pragma once
/// What a bar of a group's chart means, in sentences: who triggered it, which generation, protocol and timeout.

#include <QStringList>

#include "gui/groups/gantt_rows.h"
#include "scenarios/engine/spec/scenario_spec.h"

namespace groups {

struct BarText {
  QString title;
  QStringList lines;
};

/// `until`: where a bar without an end ends so far.
BarText explain(const Row& row, const Bar& bar, const GanttRows& rows, const scenario::GroupSpec& spec,
                const scenario::Names& names, sim::SimTime until, const QString& fault);

}  // namespace groups
