#include "tools/shell/job.h"

#include <algorithm>

namespace tools {

bool Job::over() const {
  return std::all_of(processes.begin(), processes.end(), [](const auto& p) { return p->over(); });
}

bool Job::stopped() const {
  return std::any_of(processes.begin(), processes.end(), [](const auto& p) { return !p->over() && p->stopped; });
}

/// What works keeps the others waiting; else it is the first one that reads from the terminal.
Waiting Job::waiting() const {
  Waiting all = Waiting::for_events;
  for (const auto& p : processes) {
    if (p->over()) continue;
    const Waiting one = p->tool->waiting();
    if (one == Waiting::no) return Waiting::no;
    if (one == Waiting::for_input && p == processes.front()) all = Waiting::for_input;
  }
  return all;
}

void PipeConsole::out(std::string_view text) {
  for (const char c : text) {
    if (c != '\n') {
      begun_ += c;
      continue;
    }
    hand_over(begun_);
    begun_.clear();
  }
}

void PipeConsole::close() {
  if (!begun_.empty()) hand_over(begun_);
  begun_.clear();
  if (!reader_.over()) reader_.tool->end_of_input();
}

void PipeConsole::hand_over(std::string_view line) {
  if (!reader_.over()) reader_.tool->line(line);
}

}  // namespace tools
