#pragma once
/// A file of commands, a line each: what a person would do, for pictures and tests.
///
///   open trucks_gps | seek 60 | play-until 66.2 | step | step-back | next-turn
///   inject kill broker-102 for 60s | undo | page groups | select broker:broker-102 | cursor 61.5
///   theme light | palette red-green | motion reduced | size 1280x800 | operator on | answer 1 | next-step
///   key N | action theme | click "Next step" | shot NAME.png | shot-dialog NAME.png | export NAME.csv | expect text
///   "words" dump STATE.json | # a comment

#include "gui/app/main_window.h"
#include "gui/app/options.h"

namespace app {

/// The exit code; what cannot be done is told as FILE:LINE:COLUMN, with what was expected.
int run_script(const Options& options, bridge::Session& session, MainWindow& window);

}  // namespace app
