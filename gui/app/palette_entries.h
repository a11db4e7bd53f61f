#pragma once
/// What the command palette offers besides the actions: the things of the run, its scenarios, its events, and lines
/// that mean something by themselves.

#include "gui/app/command_palette.h"
#include "gui/app/main_window.h"

namespace app {

std::vector<PaletteEntry> palette_entries(MainWindow& window, bridge::Session& session);

/// "go 66", "go 1:06.5", "until urp > 0"; "crash 2", "hang 103 for 5s" and all words of a fault; "p7 log", "p7".
std::vector<PaletteEntry> palette_commands(const QString& typed, MainWindow& window, bridge::Session& session);

/// Events that changed something and whose sentence has the words, the newest first.
std::vector<PaletteEntry> palette_events(const QString& typed, MainWindow& window, bridge::Session& session);

}  // namespace app
