#pragma once
/// A file of commands, a line each: what a person would do, for pictures and tests.
///
///   seek 60 | play-until 66.2 | step | step-back | next-turn | inject kill broker-102 for 60s | undo
///   page groups | theme light | select broker:broker-102 | operator on | answer 1 | next-step
///   key N | click OBJECTNAME | shot NAME.png | expect text "words" | dump STATE.json | # a comment

#include "gui/app/main_window.h"
#include "gui/app/options.h"

namespace app {

/// The exit code; a line that cannot be done is told with its number.
int run_script(const Options& options, bridge::Session& session, MainWindow& window);

}  // namespace app
