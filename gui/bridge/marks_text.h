#pragma once
/// Marks as they stand in a scenario's file: comments at its end.

#include <QString>

#include "gui/bridge/time_window.h"

namespace bridge {

/// "# mark 63.400 text", a line for each.
QString marks_as_comments(const TimeWindow& window);
/// Adds those that such a file has.
void read_marks(const QString& scenario, TimeWindow& window);

}  // namespace bridge
