#pragma once
/// A record's life in lines: when it was sent, appended, copied, committed, read; how long each took.

#include <QStringList>

#include "gui/log/log_index.h"
#include "scenarios/engine/run/names.h"

namespace logs {

QStringList life_text(const std::vector<LogIndex::Step>& steps, const scenario::Names& names);

}  // namespace logs
