#include "tests/conformance/runner/transcript_run.h"

namespace conformance {

using namespace std::chrono_literals;

namespace {

/// Who types waits as long: a program has started and said what it has to say.
constexpr sim::Duration kBetweenLines = 2s;
/// ... and looks on before it interrupts: a consumer has joined its group and read.
constexpr sim::Duration kBeforeInterrupt = 15s;
/// A program that goes on longer than this hangs.
constexpr sim::Duration kMostToEnd = 10min;

}  // namespace

std::vector<std::string> words_of(std::string_view command) {
  std::vector<std::string> words;
  bool inside = false;
  char quote = 0;
  for (std::size_t i = 0; i < command.size(); ++i) {
    char c = command[i];
    if (quote == 0 && c == ' ') {
      inside = false;
      continue;
    }
    if (!inside) words.emplace_back();
    inside = true;
    if (c == quote) {
      quote = 0;
      continue;
    }
    if (quote == 0 && (c == '"' || c == '\'')) {
      quote = c;
      continue;
    }
    if (quote != '\'' && c == '\\' && i + 1 < command.size()) c = command[++i];
    words.back() += c;
  }
  return words;
}

void TranscriptRun::out(std::string_view text) {
  out_ += text;
  terminal_ += text;
}
void TranscriptRun::err(std::string_view text) {
  err_ += text;
  terminal_ += text;
}

bool TranscriptRun::wait(sim::Duration most) {
  const sim::SimTime end = stage_.scheduler().from_now(most);
  while (!exit_ && stage_.scheduler().now() < end) stage_.run_for(10ms);
  return exit_.has_value();
}

void TranscriptRun::type(tools::Tool& tool, const std::string& line) {
  if (line == "^C") {
    wait(kBeforeInterrupt);
    terminal_ += line;
    if (!exit_) tool.signal(tools::Signal::INT);
    return;
  }
  wait(kBetweenLines);
  if (exit_) return;
  if (line == "<EOF>") return tool.end_of_input();
  terminal_ += line + "\n";
  tool.line(line);
}

bool TranscriptRun::play(const std::string& command, const std::vector<std::string>& input) {
  std::vector<std::string> words = words_of(command);
  if (words.empty()) return false;
  std::string name = words.front();
  if (name.ends_with(".sh")) name.resize(name.size() - 3);
  words.erase(words.begin());
  const sim::LifeId life = stage_.scheduler().begin_life();
  const auto tool = tools::make_tool(name, {.world = stage_.world(),
                                            .args = std::move(words),
                                            .console = *this,
                                            .life = life,
                                            .host = stage_.world().host(),
                                            .name = name + "-1",
                                            .exit = [this](int code) { exit_ = code; }});
  if (!tool) return false;
  tool->start();
  for (const std::string& line : input) type(*tool, line);
  const bool ended = wait(kMostToEnd);
  stage_.scheduler().end_life(life);
  return ended;
}

}  // namespace conformance
