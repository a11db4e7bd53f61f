// kafkasim shell: terminals on a simulated cluster.

#include <chrono>
#include <fstream>
#include <iostream>
#include <sstream>
#include <utility>

#include <fmt/format.h>
#include <unistd.h>

#include "cli/commands.h"
#include "cli/exit_code.h"
#include "cli/line_editor.h"
#include "scenarios/engine/library/scenario_library.h"
#include "scenarios/engine/loader/scenario_loader.h"
#include "tools/shell/session.h"

namespace cli {
namespace {

/// A shell's word for a script that is not there.
constexpr int kNoScript = 127;

/// What is written while somebody types takes the place of the line that he types; the editor draws that anew.
bool g_below_prompt = false;

void to_stdout(std::string_view text) {
  if (std::exchange(g_below_prompt, false)) std::cout << "\r\033[K";
  std::cout << text;
}

std::optional<std::string> read_file(const std::string& name) {
  std::ifstream in(name, std::ios::binary);
  if (!in) return std::nullopt;
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

std::unique_ptr<tools::Simulation> no_simulation(const std::string& problem) {
  std::cerr << "kafkasim: " << problem << '\n';
  return nullptr;
}

std::unique_ptr<tools::Simulation> simulation_for(const ShellOptions& options) {
  if (options.scenario.empty()) {
    const auto release = options.release == "2.3" ? kafka::Profile::v2_3 : kafka::Profile::v3_9;
    return tools::Simulation::empty(release, options.seed.value_or(1));
  }
  std::string problem;
  const auto path = scenario::find_scenario(options.scenario, problem);
  if (!path) return no_simulation(problem);
  scenario::Diagnostics diagnostics;
  scenario::Overrides overrides;
  overrides.seed = options.seed;
  overrides.set = options.set;
  const auto spec = scenario::load(*path, overrides, diagnostics);
  std::cerr << diagnostics.render();
  if (!spec) return nullptr;
  auto simulation = tools::Simulation::of(*spec, problem);
  return simulation ? std::move(simulation) : no_simulation("the cluster does not come up: " + problem);
}

/// Every line is shown as if somebody typed it. Blank lines only part the script.
int run_script(tools::Session& session, std::istream& script) {
  std::string line;
  while (!session.finished() && std::getline(script, line)) {
    if (!line.empty() && line.back() == '\r') line.pop_back();
    if (line.find_first_not_of(" \t") == std::string::npos) continue;
    if (line.front() == '@') {  // at another terminal: that one shows it
      const std::size_t space = std::min(line.find(' '), line.size());
      session.enter(line.substr(0, space));
      line.erase(0, std::min(space + 1, line.size()));
      if (line.empty()) continue;
    }
    const bool key = line == "^C" || line == "^Z" || line == "^D";
    if (!key) session.show_typed(line);
    session.enter(line);
    std::cout << std::flush;
  }
  return session.exit_code();
}

/// How much simulated time has passed on the wall since it was asked last.
class Pace {
 public:
  sim::Duration since_last(double pace) {
    const Clock::time_point now = Clock::now();
    const double seconds = std::chrono::duration<double>(now - last_).count() * pace;
    last_ = now;
    return sim::Duration(static_cast<std::int64_t>(seconds * 1e9));
  }

 private:
  using Clock = std::chrono::steady_clock;
  Clock::time_point last_ = Clock::now();
};

int run_interactive(tools::Session& session, tools::Screen& screen) {
  std::cout
      << "A simulated cluster. `help` tells what can be typed; time runs as on the wall (`pace 10x`, `pace off`).\n";
  session.set_pace(1);
  bool idling = false;  // then ^C is a key that the editor reads: it stops time and is not taken
  session.set_interrupt_check([&] { return idling ? LineEditor::interrupt_waits() : LineEditor::take_interrupt(); });
  Pace pace;
  const auto prompt = [&] { return screen.line_open() ? screen.open_line() : session.prompt(); };
  const auto idle = [&] {
    const sim::Duration span = pace.since_last(session.pace());
    const std::size_t before = screen.written();
    g_below_prompt = idling = true;
    if (span > sim::Duration{0}) session.pass(span);
    g_below_prompt = idling = false;
    std::cout << std::flush;
    return screen.written() != before;
  };
  LineEditor editor({.prompt = prompt,
                     .complete = [&](std::string_view line) { return session.completions(line); },
                     .idle = idle,
                     .busy = [&] { return session.busy(); }});
  while (!session.finished()) {
    const std::optional<std::string> line = editor.read();
    pace.since_last(0);  // a command takes its own time
    if (line) {
      session.line_ended();
      session.enter(*line);
    } else if (editor.key() == TypedKey::interrupt) {
      session.interrupt();
    } else if (editor.key() == TypedKey::suspend) {
      session.suspend();
    } else {
      session.end_of_input();
    }
    std::cout << std::flush;
    pace.since_last(0);
  }
  return session.exit_code();
}

}  // namespace

int shell_command(const ShellOptions& options) {
  std::ifstream script(options.script);
  if (!options.script.empty() && !script) {
    std::cerr << "kafkasim: cannot read " << options.script << '\n';
    return kNoScript;
  }
  const auto simulation = simulation_for(options);
  if (!simulation) return kBadInput;
  simulation->world().files().set_outside(read_file);
  tools::Screen screen(to_stdout);
  tools::Session session(*simulation, screen);
  if (!options.script.empty()) return run_script(session, script);
  if (isatty(STDIN_FILENO) == 0) return run_script(session, std::cin);
  return run_interactive(session, screen);
}

}  // namespace cli
