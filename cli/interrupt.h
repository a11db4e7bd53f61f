#pragma once
/// SIGINT, SIGTERM and SIGHUP as a question the run loop asks between steps. A second signal ends the program at once.

namespace cli {

/// Call once, before the run.
void watch_for_interrupts();
/// The signal that came; 0 if none.
int interrupted();

}  // namespace cli
