#pragma once
/// What is told of a record: who wrote it with which key, and its life in lines: when it was sent, appended, copied,
/// committed, read; how long each took.

#include <QStringList>

#include "gui/log/log_index.h"
#include "gui/log/record_keys.h"
#include "scenarios/engine/run/names.h"

namespace logs {

QStringList record_text(const Piece& piece, std::int64_t offset, const RecordKeys::Key& key,
                        const scenario::Names& names);
QStringList life_text(const std::vector<LogIndex::Step>& steps, const scenario::Names& names);

}  // namespace logs
